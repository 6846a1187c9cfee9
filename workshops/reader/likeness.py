"""How well a paragraph of one language and one of another agree, without a dictionary."""

import math
import re
from dataclasses import dataclass

from amedip.core.reading.numbers import fold
from workshops.reader.shapes import SECTIONS, Block, Kind

_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\d+")
# Names that keep their form in every language: those in Latin capitals.
_NAME = re.compile(r"\b[A-Z][A-Z0-9&-]{2,}\b")
_ADDRESS = re.compile(r"\]\((https://[^)]+)\)")
_MARKS = re.compile(r"\*\*|\[|\]\([^)]*\)|(?<!\*)\*(?!\*)")
# The spread of lengths per letter that Gale and Church found.
_SPREAD = 6.8
# What disagreement costs, in the logarithm of the odds that the length gives.
_KIND, _HEADING, _LEVEL, _DIGITS, _NAMES, _STRONG, _ENDING = 2.0, 6.0, 0.7, 3.5, 2.0, 0.4, 0.7
# In one language, to have no word in common costs more than that each has no partner; to have all, wins as much.
_WORDS = 14.0
_SCALE = 5.0


@dataclass(frozen=True)
class Features:
    """What is compared; ``heads`` for what can share a paragraph with nothing."""

    kind: str
    level: int
    number: str
    length: int
    digits: frozenset[str]
    names: frozenset[str]
    strong: int
    ending: str
    heads: bool
    words: frozenset[str] = frozenset()
    """Those of four letters or more, where both are of one language."""

    def and_then(self, other: "Features") -> "Features":
        """Both as one paragraph."""
        return Features(
            self.kind,
            self.level,
            self.number,
            self.length + other.length + 1,
            self.digits | other.digits,
            self.names | other.names,
            self.strong + other.strong,
            other.ending,
            self.heads or other.heads,
            self.words | other.words,
        )


def features_of(block: Block, *, with_words: bool = False) -> Features:
    plain = _MARKS.sub("", block.text)
    return Features(
        kind=block.kind,
        level=block.level,
        number=block.number,
        length=len(plain),
        digits=frozenset(number.lstrip("0") for number in _NUMBER.findall(fold(plain))),
        names=frozenset(_NAME.findall(plain)) | frozenset(_ADDRESS.findall(block.text)),
        strong=block.text.count("**") // 2,
        ending=plain.rstrip()[-1:] if plain.rstrip()[-1:] in (":", "?", "؟") else "",
        heads=block.kind in SECTIONS or block.kind in (Kind.HEADING, Kind.RECOMMENDATION, Kind.POINT, Kind.TITLE),
        words=frozenset(_WORD.findall(plain.lower())) if with_words else frozenset(),
    )


def cost_of(mine: Features, theirs: Features, ratio: float) -> float:
    """What it costs to take the two for one paragraph; 0 is perfect agreement, names in common make it less."""
    return (
        _length_cost(mine.length, theirs.length, ratio)
        + _kind_cost(mine, theirs)
        + _DIGITS * _apart(mine.digits, theirs.digits)
        - _NAMES * _together(mine.names, theirs.names)
        + min(_STRONG * abs(mine.strong - theirs.strong), 3 * _STRONG)
        + _words_cost(mine, theirs)
        + _ENDING * ((mine.ending or "") != (theirs.ending.replace("؟", "?") or ""))
    )


def likeness(mine: Features, theirs: Features, ratio: float) -> float:
    """From 0 to 1, falling with the cost."""
    return math.exp(-max(0.0, cost_of(mine, theirs, ratio)) / _SCALE)


def _length_cost(mine: int, theirs: int, ratio: float) -> float:
    """How unlikely the second length is for the first (Gale and Church 1993, section 3.1)."""
    mean = (mine * ratio + theirs) / 2
    if not mean:
        return 0.0
    delta = abs(theirs - mine * ratio) / math.sqrt(mean * _SPREAD)
    tail = math.erfc(delta / math.sqrt(2))
    return min(-math.log(tail), 12.0) if tail > 0 else 12.0


def _kind_cost(mine: Features, theirs: Features) -> float:
    if mine.kind != theirs.kind:
        return _HEADING if mine.heads or theirs.heads else _KIND
    return _LEVEL * (mine.level != theirs.level) + _LEVEL * (mine.number != theirs.number)


def _words_cost(mine: Features, theirs: Features) -> float:
    """0 where half of the words agree, and where there is nothing to compare."""
    every = len(mine.words) + len(theirs.words)
    return _WORDS * (1 - 4 * len(mine.words & theirs.words) / every) if mine.words and theirs.words else 0.0


def _apart(mine: frozenset, theirs: frozenset) -> float:
    """The part of the numbers that only one of them has; a few that one writes in words do not count much."""
    every = mine | theirs
    return len(mine ^ theirs) / (len(every) + 1) if every else 0.0


def _together(mine: frozenset, theirs: frozenset) -> float:
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else 0.0
