"""Seasons that Hypothesis makes up, the limits said once more and in other words, and the best plan by trying all."""

from itertools import product
from random import Random

from hypothesis import strategies as st

from exchanges.season import Assignment, Pair, Plan, Season

STATES = ("AA", "BB", "CC", "DD")


def season(draw_int, requests: int, offers: int, slots: int, states: int, density: float = 1.0) -> Season:
    """A season of which ``draw_int(low, high)`` decides everything."""
    names = [f"S{number:02d}" for number in range(states)]
    hosts = {f"O-{number:03d}": names[draw_int(0, states - 1)] for number in range(offers)}
    pairs = []
    for number in range(requests):
        guest = names[draw_int(0, states - 1)]
        for offer, host in hosts.items():
            first, last = sorted((draw_int(0, slots - 1), draw_int(0, slots - 1)))
            if host != guest and draw_int(1, 100) <= density * 100:
                window = frozenset(range(first, last + 1))
                pairs.append(Pair(f"R-{number:03d}", offer, guest, host, draw_int(1, 1_000), window))
    busy = frozenset((names[draw_int(0, states - 1)], draw_int(0, slots - 1)) for _ in range(draw_int(0, slots)))
    received = {name: draw_int(0, 2) for name in names if draw_int(0, 3) == 0}
    return Season(tuple(pairs), {offer: draw_int(0, 2) for offer in hosts}, busy, received)


@st.composite
def small(draw):
    """Small enough to try every plan."""

    def draw_int(low, high):
        return draw(st.integers(low, high))

    return season(draw_int, requests=draw_int(0, 4), offers=draw_int(1, 3), slots=draw_int(1, 2), states=draw_int(2, 4))


def large(seed: int, *, requests=200, offers=60, slots=6, states=18, density=0.5) -> Season:
    return season(Random(seed).randint, requests, offers, slots, states, density)


def breaks(season: Season, plan: Plan) -> list[str]:
    """Which limits the plan breaks."""
    pairs = [one.pair for one in plan.assignments]
    there = {
        state: {slot for name, slot in season.busy if name == state}
        for pair in pairs
        for state in (pair.guest, pair.host)
    }
    broken = []
    for one in plan.assignments:
        if one.pair not in season.pairs or one.slot not in one.pair.slots:
            broken.append("cannot meet then")
        for state in (one.pair.guest, one.pair.host):
            if one.slot in there[state]:
                broken.append("a state is in two exchanges at a time")
            there[state].add(one.slot)
    if len({pair.request for pair in pairs}) < len(pairs):
        broken.append("a request is answered twice")
    broken += [
        "an offer is full"
        for offer in season.capacity
        if sum(pair.offer == offer for pair in pairs) > season.capacity[offer]
    ]
    got = {
        guest: season.received.get(guest, 0) + sum(pair.guest == guest for pair in pairs)
        for guest in answerable(season)
    }
    again = [guest for guest, count in got.items() if count > 1 and any(pair.guest == guest for pair in pairs)]
    if again and not all(got.values()):
        broken.append("a state receives twice while another waits")
    return broken


def answerable(season: Season) -> set[str]:
    """The states that ask and could be answered if they were alone."""
    return {
        pair.guest
        for pair in season.pairs
        if season.capacity[pair.offer]
        and any((pair.guest, slot) not in season.busy and (pair.host, slot) not in season.busy for slot in pair.slots)
    }


def best_total(season: Season) -> int:
    """The total of the best plan, by trying them all."""
    open_to: dict[str, list] = {}
    for pair in season.pairs:
        ways = open_to.setdefault(pair.request, [None])
        ways += [Assignment(pair, slot) for slot in pair.slots]
    plans = (Plan(tuple(filter(None, ways))) for ways in product(*open_to.values()))
    return max(plan.total for plan in plans if not breaks(season, plan))
