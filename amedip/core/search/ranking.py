"""Which of the entries found come first, each object once, and how many there are of each kind."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from amedip.core import languages
from amedip.core.search.candidates import Evidence

# What a part counts for: in the title, anywhere; a term of the thesaurus counts less than the words typed, and one that
# is only near to them still less.
IN_TITLE, ANYWHERE, BY_TERM, NEAR = 2.0, 1.0, 0.7, 0.35
# Among equals the reader's own language comes first.
OWN_LANGUAGE = 0.2
CLOSENESS = 0.5
# Of what holds only some of the query: at least so much of what the best one holds.
LEAST_SHARE = 0.5
# Values of a facet.
MOST_VALUES = 30


@dataclass(slots=True)
class Ranked:
    """One object, by the entry in which it matches best; ``whole`` if that holds all of the query."""

    reference: int
    matched: str
    score: float
    whole: bool
    entry: Evidence
    languages: set[str] = field(default_factory=set)


def rank(entries: Sequence[Evidence], parts: int, language: str, *, whole: bool) -> list[Ranked]:
    """The objects of the entries, best first. ``parts`` is the number of the query's parts."""
    weights = _weights(entries, parts)
    best: dict[int, Ranked] = {}
    spoken: dict[int, set[str]] = {}
    for entry in entries:
        score = _score(entry, weights) + (OWN_LANGUAGE if entry.language == language else 0)
        spoken.setdefault(entry.reference, set()).add(entry.language)
        if entry.reference not in best or score > best[entry.reference].score:
            best[entry.reference] = Ranked(entry.reference, entry.language, score, whole, entry)
    for reference, one in best.items():
        one.languages = spoken[reference]
    ranked = sorted(best.values(), key=lambda one: (-one.score, one.reference))
    if whole or not ranked:
        return ranked
    least = LEAST_SHARE * max(_held(one.entry, weights) for one in ranked)
    return [one for one in ranked if _held(one.entry, weights) >= least]


def _weights(entries: Sequence[Evidence], parts: int) -> list[float]:
    """How much each part tells: one that nearly all entries hold tells little."""
    if parts < 2:
        return [1.0] * parts
    holding = [sum(entry.near >> place & 1 for entry in entries) for place in range(parts)]
    return [math.log(1 + len(entries) / held) if held else 0.0 for held in holding]


def _held(entry: Evidence, weights: Sequence[float]) -> float:
    return sum(weight for place, weight in enumerate(weights) if entry.near >> place & 1)


def _score(entry: Evidence, weights: Sequence[float]) -> float:
    score = CLOSENESS * entry.closeness
    for place, weight in enumerate(weights):
        bit = 1 << place
        score += weight * ANYWHERE * _share(bit, entry.typed, entry.said, entry.near)
        score += weight * IN_TITLE * _share(bit, entry.typed_in_title, entry.said_in_title, entry.near_in_title)
    return score


def _share(bit: int, typed: int, said: int, near: int) -> float:
    return 1.0 if typed & bit else BY_TERM if said & bit else NEAR if near & bit else 0.0


def facets(ranked: Iterable[Ranked]) -> dict[str, list[tuple[str | int, int]]]:
    """How many of the objects there are of each kind, state, theme, year and language: (value, number), most first.

    An object counts under each language in which it was found.
    """
    counts: dict[str, Counter] = {name: Counter() for name in ("kind", "state", "theme", "year", "language")}
    for one in ranked:
        entry = one.entry
        counts["kind"][entry.kind] += 1
        counts["theme"].update(entry.themes)
        counts["language"].update(one.languages)
        if entry.state:
            counts["state"][entry.state] += 1
        if entry.year:
            counts["year"][entry.year] += 1
    return {
        name: sorted(sorted(found.items(), key=_most)[:MOST_VALUES], key=_ORDERS.get(name, _most))
        for name, found in counts.items()
    }


def _most(counted: tuple) -> tuple:
    value, number = counted
    return -number, value


_ORDERS: dict[str, Callable] = {
    "year": lambda counted: -counted[0],
    "language": lambda counted: languages.CODES.index(counted[0]),
}
