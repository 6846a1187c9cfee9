"""What a season is made of: pairs that could meet, the limits, and a plan that keeps them.

Time is cut into slots of equal length, numbered from 0. Scores are whole numbers (tenths of a point): sums are exact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Pair:
    """A request that an offer could answer in one of ``slots``; ``guest`` asks and receives, ``host`` offers."""

    request: str
    offer: str
    guest: str
    host: str
    score: int
    slots: frozenset[int]

    @property
    def key(self) -> tuple[str, str]:
        return self.request, self.offer


@dataclass(frozen=True)
class Assignment:
    """A pair that is to meet in ``slot``."""

    pair: Pair
    slot: int


@dataclass(frozen=True)
class Season:
    """The pairs and the limits.

    ``capacity`` says how many exchanges each offer has left, ``busy`` which states take part in an exchange already in
    which slot, ``received`` how many exchanges of the season each state has received already.
    """

    pairs: tuple[Pair, ...]
    capacity: Mapping[str, int]
    busy: frozenset[tuple[str, int]] = frozenset()
    received: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def choices(self) -> tuple[Assignment, ...]:
        """Every pair in every slot in which both states are free, in an order that hangs on nothing but their names."""
        return tuple(
            Assignment(pair, slot)
            for pair in sorted(self.pairs, key=lambda pair: pair.key)
            if self.capacity[pair.offer] > 0
            for slot in sorted(pair.slots)
            if self.is_free(pair, slot)
        )

    def is_free(self, pair: Pair, slot: int) -> bool:
        return (pair.guest, slot) not in self.busy and (pair.host, slot) not in self.busy

    @cached_property
    def guests(self) -> tuple[str, ...]:
        """The states that ask and could be answered, in order."""
        return tuple(sorted({choice.pair.guest for choice in self.choices}))

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """Those of them that have received nothing yet: nobody receives twice before each of them has received.

        A state whom nobody could answer is not among them, or it would keep all others waiting for nothing.
        """
        return tuple(guest for guest in self.guests if not self.received.get(guest))

    def first_round_room(self, guest: str) -> int:
        """How many exchanges a state may receive while others still wait: one, counting those it had."""
        return max(0, 1 - self.received.get(guest, 0))


@dataclass(frozen=True)
class Plan:
    """Which pairs meet and when; ``total`` is the sum of their scores."""

    assignments: tuple[Assignment, ...] = ()

    @property
    def total(self) -> int:
        return sum(one.pair.score for one in self.assignments)

    def by_request(self) -> dict[str, Assignment]:
        return {one.pair.request: one for one in self.assignments}


def earliest(season: Season, assignments: Iterable[Assignment]) -> Plan:
    """The same pairs, each as early as the others leave it."""
    ordered = sorted(assignments, key=lambda one: (one.slot, one.pair.key))
    taken = set(season.busy) | {(state, one.slot) for one in ordered for state in (one.pair.guest, one.pair.host)}
    moved = []
    for one in ordered:
        both = one.pair.guest, one.pair.host
        for state in both:
            taken.discard((state, one.slot))
        free = (slot for slot in sorted(one.pair.slots) if not any((state, slot) in taken for state in both))
        slot = next(free)
        taken.update((state, slot) for state in both)
        moved.append(Assignment(one.pair, slot))
    return Plan(tuple(sorted(moved, key=lambda one: (one.slot, one.pair.key))))
