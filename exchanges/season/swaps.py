"""Another choice in a plan, and what has to give way to it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nsmallest

from exchanges.season.facts import Assignment, Plan, Season

SWEEPS = 3  # through all requests, while that still betters the plan
LOOKED_AT = 8  # choices of each request


@dataclass(frozen=True)
class Swap:
    """The plan with ``choice`` in it and nothing else changed that need not be.

    ``loss`` is by how much its total falls below that of the plan before; ``left`` are requests it answers no more.
    """

    choice: Assignment
    plan: Plan
    loss: int
    left: tuple[str, ...]


class Swaps:
    """A plan that is ready to take other choices."""

    def __init__(self, season: Season, plan: Plan):
        self.season = season
        self.ways: dict[str, list[Assignment]] = defaultdict(list)
        for choice in sorted(season.choices, key=lambda one: (-one.pair.score, one.pair.key, one.slot)):
            self.ways[choice.pair.request].append(choice)
        self._take(plan)

    def _take(self, plan: Plan) -> None:
        self.plan = plan
        self.planned = plan.by_request()
        self.table = _Table(self.season, list(plan.assignments))

    def polish(self) -> Plan:
        """Take other choices while that betters the plan, a few times through all requests; return the plan then."""
        for _sweep in range(SWEEPS):
            before = self.plan.total
            for request in self.ways:
                best = next(iter(self.others(request)), None)
                if best is not None and best.loss < 0:
                    self._take(best.plan)
            if self.plan.total == before:
                break
        return self.plan

    def others(self, request: str) -> list[Swap]:
        """The cheapest other choices for the request, each of another offer."""
        cheapest: dict[str, Swap] = {}
        # What gives way mostly finds no other place: the rough loss tells which choices are worth a closer look.
        for way in nsmallest(LOOKED_AT, self.ways[request], key=self._rough_loss):
            swap = self.swap(way)
            if swap is not None:
                known = cheapest.get(way.pair.offer)
                if known is None or swap.loss < known.loss:
                    cheapest[way.pair.offer] = swap
        return sorted(cheapest.values(), key=lambda swap: (swap.loss, -swap.choice.pair.score, swap.choice.pair.key))

    def _rough_loss(self, choice: Assignment) -> tuple:
        """The loss if nothing that gives way finds another place."""
        present = self.planned.get(choice.pair.request)
        out = sum(one.pair.score for one in self.table.in_the_way(choice) if one is not present)
        return out + (present.pair.score if present else 0) - choice.pair.score, choice.pair.key, choice.slot

    def swap(self, choice: Assignment) -> Swap | None:
        """The plan with the choice; None if it would be unfair, or if the plan holds the choice's pair already."""
        present = self.planned.get(choice.pair.request)
        if present is not None and present.pair == choice.pair:
            return None
        table = _Table(self.season, [one for one in self.plan.assignments if one is not present])
        displaced = table.in_the_way(choice)
        for one in displaced:
            table.remove(one)
        table.put(choice)
        left = [one for one in displaced if not self._replace(table, one)]
        plan = Plan(tuple(table.assignments))
        if not self._is_fair(plan):
            return None
        return Swap(choice, plan, self.plan.total - plan.total, tuple(sorted(one.pair.request for one in left)))

    def _replace(self, table: "_Table", displaced: Assignment) -> bool:
        """Find another place for what had to give way."""
        way = next((one for one in self.ways[displaced.pair.request] if table.takes(one)), None)
        if way is not None:
            table.put(way)
        return way is not None

    def _is_fair(self, plan: Plan) -> bool:
        received = Counter(one.pair.guest for one in plan.assignments)
        if all(received[guest] for guest in self.season.waiting):
            return True
        return all(count <= self.season.first_round_room(guest) for guest, count in received.items())


class _Table:
    """Assignments by place and by offer, while some of them move."""

    def __init__(self, season: Season, assignments: list[Assignment]):
        self.season = season
        self.assignments: list[Assignment] = []
        self.places: dict[tuple[str, int], Assignment] = {}
        self.by_offer: dict[str, list[Assignment]] = defaultdict(list)
        for one in assignments:
            self.put(one)

    def put(self, one: Assignment) -> None:
        self.assignments.append(one)
        self.places |= dict.fromkeys(_places(one), one)
        self.by_offer[one.pair.offer].append(one)

    def takes(self, one: Assignment) -> bool:
        if len(self.by_offer[one.pair.offer]) >= self.season.capacity[one.pair.offer]:
            return False
        return not any(place in self.places for place in _places(one))

    def in_the_way(self, choice: Assignment) -> list[Assignment]:
        """What cannot stay if the choice is taken, the most valuable first."""
        there = (self.places.get(place) for place in _places(choice))
        out = {one.pair.key: one for one in there if one is not None}
        offered = [one for one in self.by_offer[choice.pair.offer] if one.pair.key not in out]
        if len(offered) >= self.season.capacity[choice.pair.offer]:
            least = min(offered, key=lambda one: (one.pair.score, one.pair.key))
            out[least.pair.key] = least
        return sorted(out.values(), key=lambda one: (-one.pair.score, one.pair.key))

    def remove(self, one: Assignment) -> None:
        self.assignments.remove(one)
        self.by_offer[one.pair.offer].remove(one)
        for place in _places(one):
            del self.places[place]


def _places(one: Assignment) -> tuple[tuple[str, int], tuple[str, int]]:
    return (one.pair.guest, one.slot), (one.pair.host, one.slot)
