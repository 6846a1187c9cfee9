"""The score of a candidate: parts in points that add up, and the ranking that follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from exchanges.matching.facts import Candidate, Need
from exchanges.matching.parts import PARTS, Part
from exchanges.matching.standing import Hindrance, hindrances

# How many points each part gives at most: by part, whole and not negative.
Weights = Mapping[str, int]


@dataclass(frozen=True)
class Points:
    """A part of the score: ``points``, to one decimal, of ``most``."""

    part: Part
    points: Decimal
    most: int


@dataclass(frozen=True)
class Match:
    """What a candidate is worth for a need. ``score`` is the sum of the points as they are shown, exactly."""

    need: Need
    candidate: Candidate
    parts: tuple[Points, ...]
    hindrances: tuple[Hindrance, ...]

    @property
    def score(self) -> Decimal:
        return sum((part.points for part in self.parts), Decimal(0))

    @property
    def most(self) -> int:
        """The score of a candidate who answers in every respect."""
        return sum(part.most for part in self.parts)

    @property
    def is_possible(self) -> bool:
        return not self.hindrances


def match(need: Need, candidate: Candidate, weights: Weights) -> Match:
    """Raises ``KeyError`` for a part without a weight."""
    parts = tuple(_points(judge(need, candidate), weights[name]) for name, judge in PARTS.items())
    return Match(need, candidate, parts, hindrances(need, candidate))


def _points(part: Part, most: int) -> Points:
    # Rounded before it is added: what a reader adds up is what stands below the line.
    return Points(part, Decimal(round(part.degree * most * 10)) / 10, most)


def ranked(need: Need, candidates: Iterable[Candidate], weights: Weights) -> list[Match]:
    """The best candidate of each state, best first; whom something hinders comes after all others.

    The same input gives the same order, however it is ordered: what is equal goes by state and offer.
    """
    best: dict[str, Match] = {}
    for found in sorted((match(need, candidate, weights) for candidate in candidates), key=_place):
        if found.candidate.state != need.state:
            best.setdefault(found.candidate.state, found)
    return list(best.values())


def _place(found: Match) -> tuple:
    return bool(found.hindrances), -found.score, found.candidate.key
