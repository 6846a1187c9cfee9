"""A plan made by taking the best pair that still fits, again and again: what the solver must never fall behind."""

from collections import Counter
from collections.abc import Sequence

from exchanges.season.facts import Assignment, Plan, Season


def greedy(season: Season, favour: Sequence[float] = ()) -> Plan:
    """A plan within all limits; in its second round only once everyone has received.

    ``favour`` has a number for each of the season's choices; the highest are taken first, whatever their score.
    """
    favoured = dict(zip(season.choices, favour, strict=True)) if len(favour) else {}
    choices = sorted(season.choices, key=lambda one: (-favoured.get(one, 0), -one.pair.score, one.pair.key, one.slot))
    taking = _Taking(season)
    for choice in choices:
        if taking.received[choice.pair.guest] < season.first_round_room(choice.pair.guest):
            taking.take(choice)
    if all(taking.received[guest] for guest in season.waiting):
        for choice in choices:
            taking.take(choice)
    return Plan(tuple(taking.taken))


class _Taking:
    """What has been taken, and what that leaves."""

    def __init__(self, season: Season):
        self.taken: list[Assignment] = []
        self.left = dict(season.capacity)
        self.occupied = set(season.busy)
        self.answered: set[str] = set()
        self.received: Counter[str] = Counter()

    def take(self, choice: Assignment) -> None:
        """Take the choice if it fits."""
        pair = choice.pair
        places = {(pair.guest, choice.slot), (pair.host, choice.slot)}
        if pair.request in self.answered or not self.left[pair.offer] or places & self.occupied:
            return
        self.taken.append(choice)
        self.answered.add(pair.request)
        self.left[pair.offer] -= 1
        self.occupied |= places
        self.received[pair.guest] += 1
