"""Which paragraph of a second language is which address of the first."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import pairwise

from workshops.reader.likeness import Features, cost_of, features_of, likeness
from workshops.reader.shapes import SECTIONS, Block, Kind, Summary

# Below this likeness people should look, in a file as in another.
_LEAST_LIKE = 0.3
# How far from the diagonal a long section is searched.
_BAND = 40
# What it costs that a paragraph has no partner, that two stand for one, and that these are of two kinds.
_ALONE, _TWO, _MIXED = 4.4, 3.0, 2.0
_MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
_FAR = float("inf")
_IN_SECTION = re.compile(r"[.]p[0-9]+$")
_COUNTED = re.compile(r"^(?P<base>.*?)(?P<number>\d+)$")


class Doubt(StrEnum):
    """Why people should look at a pair: two became one, one became two, no partner on either side, little likeness."""

    NONE = ""
    MERGED = "merged"
    SPLIT = "split"
    MISSING = "missing"
    ADDED = "added"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Pair:
    """Addresses of the first language and of the second as it was read; ``score`` from 0 to 1 is their likeness.

    ``anchor`` is where the text of the second now stands; empty where it has none (``MISSING``).
    """

    reference: tuple[str, ...]
    other: tuple[str, ...]
    anchor: str
    score: float
    doubt: Doubt = Doubt.NONE

    @classmethod
    def from_json(cls, data: dict) -> "Pair":
        lists = {"reference": tuple(data["reference"]), "other": tuple(data["other"])}
        return cls(**(data | lists | {"doubt": Doubt(data["doubt"])}))


@dataclass(frozen=True)
class Alignment:
    """``pairs`` name each block of both once, in order; ``blocks`` are the second's under the first's addresses.

    Where two became one the text stands at the first of their addresses; where one became two, theirs stand together
    at its address, an empty line between; what was added has an address that the first does not use.
    """

    pairs: tuple[Pair, ...]
    blocks: tuple[Block, ...]

    def moved(self) -> dict[str, str]:
        """From the second's addresses as read to those it has now."""
        return {before: pair.anchor for pair in self.pairs for before in pair.other}

    def apply(self, summary: Summary) -> Summary:
        """The second's summary under the first's addresses, its resources and remarks with it."""
        moved = self.moved()
        return replace(
            summary,
            blocks=self.blocks,
            resources=tuple(
                replace(named, anchor=moved.get(named.anchor, named.anchor)) for named in summary.resources
            ),
            remarks=tuple(
                replace(remark, anchor=moved.get(remark.anchor, remark.anchor)) for remark in summary.remarks
            ),
        )

    def doubtful(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.doubt)

    def as_json(self) -> dict:
        """Lists, dicts, strings and numbers only; ``from_json`` gives the same back."""
        pairs = [
            asdict(pair) | {"reference": list(pair.reference), "other": list(pair.other), "doubt": pair.doubt.value}
            for pair in self.pairs
        ]
        return {"pairs": pairs, "blocks": [block.as_json() for block in self.blocks]}

    @classmethod
    def from_json(cls, data: dict) -> "Alignment":
        return cls(tuple(map(Pair.from_json, data["pairs"])), tuple(map(Block.from_json, data["blocks"])))


@dataclass
class _Segment:
    """A section or a recommendation: what heads it, and all that follows up to the next."""

    key: tuple[str, str]
    blocks: list[Block]


def align(reference: Sequence[Block], other: Sequence[Block], *, same_language: bool = False) -> Alignment:
    """Proposes for each block of ``other`` its address in ``reference``, both as ``read`` gave them.

    Sections and recommendations are anchors, by kind and number; between them the paragraphs are put together so that
    lengths, kinds, numbers, names and emphasis agree best as a whole (after Gale and Church, “A Program for Aligning
    Sentences in Bilingual Corpora”, 1993), in the order of both. In the ``same_language`` the words
    that both have tell more than all of this.
    """
    ratio = _ratio(reference, other)
    pairs: list[tuple[list[Block], list[Block], float]] = []
    for first, second in _groups(_segments(reference), _segments(other)):
        pairs += _matched(first, second, ratio, same_language=same_language)
    return _addressed(pairs, reference)


def _ratio(reference: Sequence[Block], other: Sequence[Block]) -> float:
    """How many letters the second takes for one of the first."""
    mine, theirs = (sum(len(block.text) for block in blocks) for blocks in (reference, other))
    return min(max(theirs / mine, 0.4), 2.5) if mine and theirs else 1.0


def _segments(blocks: Sequence[Block]) -> list[_Segment]:
    segments: list[_Segment] = []
    for block in blocks:
        key = _key(block)
        if key is None or (segments and key == segments[-1].key and key[0] in (Kind.FRONT, Kind.END)):
            if not segments:
                segments.append(_Segment((Kind.FRONT, ""), []))
            segments[-1].blocks.append(block)
        else:
            segments.append(_Segment(key, [block]))
    return segments


def _key(block: Block) -> tuple[str, str] | None:
    if block.kind in SECTIONS or block.kind == Kind.RECOMMENDATION:
        return block.kind, block.number
    if block.kind in (Kind.TITLE, Kind.FRONT):
        return Kind.FRONT, ""
    return (Kind.END, "") if block.kind == Kind.END else None


def _groups(mine: Sequence[_Segment], theirs: Sequence[_Segment]) -> list[tuple[list[Block], list[Block]]]:
    """Segments that belong together; one without a partner goes with the one before it."""
    groups: list[tuple[list[Block], list[Block]]] = [([], [])]
    for first, second in _partners([each.key for each in mine], [each.key for each in theirs]):
        if first is not None and second is not None:
            groups.append((list(mine[first].blocks), list(theirs[second].blocks)))
        elif first is not None:
            groups[-1][0].extend(mine[first].blocks)
        else:
            groups[-1][1].extend(theirs[second].blocks)
    return [group for group in groups if group[0] or group[1]]


def _partners(
    mine: Sequence[tuple[str, str]], theirs: Sequence[tuple[str, str]]
) -> list[tuple[int | None, int | None]]:
    """Pairs in order with the most agreement: kind and number, then kind alone."""
    gain = [[0.0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    for row in range(len(mine) - 1, -1, -1):
        for column in range(len(theirs) - 1, -1, -1):
            gain[row][column] = max(
                gain[row + 1][column],
                gain[row][column + 1],
                gain[row + 1][column + 1] + _agreement(mine[row], theirs[column]),
            )
    found: list[tuple[int | None, int | None]] = []
    row = column = 0
    while row < len(mine) or column < len(theirs):
        both = row < len(mine) and column < len(theirs)
        worth = _agreement(mine[row], theirs[column]) if both else 0
        if worth and gain[row][column] == gain[row + 1][column + 1] + worth:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif row < len(mine) and (column == len(theirs) or gain[row][column] == gain[row + 1][column]):
            found.append((row, None))
            row += 1
        else:
            found.append((None, column))
            column += 1
    return found


def _agreement(one: tuple[str, str], two: tuple[str, str]) -> float:
    return 3.0 if one == two else 1.0 if one[0] == two[0] else 0.0


def _matched(
    mine: Sequence[Block], theirs: Sequence[Block], ratio: float, *, same_language: bool
) -> list[tuple[list[Block], list[Block], float]]:
    """The cheapest way to put two runs of blocks together, each as (of the first, of the second, likeness)."""
    ours, others = ([features_of(block, with_words=same_language) for block in blocks] for blocks in (mine, theirs))
    start = 0
    found = []
    if mine and theirs and _key(mine[0]) is not None and mine[0].kind == theirs[0].kind and mine[0].kind not in _LOOSE:
        # What heads a segment heads its partner.
        found.append(([mine[0]], [theirs[0]], likeness(ours[0], others[0], ratio)))
        start = 1
    steps = _cheapest(ours[start:], others[start:], ratio)
    row = column = start
    for down, right in steps:
        left, here = list(mine[row : row + down]), list(theirs[column : column + right])
        score = (
            likeness(_sum(ours[row : row + down]), _sum(others[column : column + right]), ratio)
            if down and right
            else 0.0
        )
        found.append((left, here, score))
        row, column = row + down, column + right
    return found


_LOOSE = (Kind.TITLE, Kind.FRONT, Kind.END)


def _cheapest(mine: Sequence[Features], theirs: Sequence[Features], ratio: float) -> list[tuple[int, int]]:
    """The moves of the best path, by dynamic programming near the diagonal."""
    rows, columns = len(mine), len(theirs)
    slope = columns / rows if rows else 0
    band = _BAND + abs(columns - rows) // 8
    # What stands at a place alone and with the one before it.
    downs = [(None, _ALONE)], _singles(mine), _twos(mine)
    rights = [(None, _ALONE)], _singles(theirs), _twos(theirs)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for row in range(rows + 1):
        middle = int(row * slope)
        for column in range(max(0, middle - band), min(columns, middle + band) + 1) if rows else range(columns + 1):
            options = []
            for down, right in _MOVES:
                before = best.get((row - down, column - right))
                if before:
                    one = downs[down][(row - down) if down else 0]
                    two = rights[right][(column - right) if right else 0]
                    options.append((before[0] + _step(one, two, ratio), (down, right)))
            if options:
                best[row, column] = min(options)
    steps = []
    place = (rows, columns)
    while place != (0, 0):
        move = best[place][1]
        steps.append(move)
        place = (place[0] - move[0], place[1] - move[1])
    return steps[::-1]


def _singles(features: Sequence[Features]) -> list[tuple[Features, float]]:
    return [(each, 0.0) for each in features]


def _twos(features: Sequence[Features]) -> list[tuple[Features, float]]:
    """Each with the one behind it as one paragraph, and what that costs; what heads something shares none."""
    return [
        (one.and_then(two), _FAR if one.heads or two.heads else _TWO + _MIXED * (one.kind != two.kind))
        for one, two in pairwise(features)
    ]


def _step(mine: tuple[Features | None, float], theirs: tuple[Features | None, float], ratio: float) -> float:
    cost = mine[1] + theirs[1]
    if mine[0] is None or theirs[0] is None or cost == _FAR:
        return cost
    return cost + cost_of(mine[0], theirs[0], ratio)


def _sum(features: Sequence[Features]) -> Features:
    return features[0] if len(features) == 1 else features[0].and_then(features[1])


def _addressed(pairs: Sequence[tuple[list[Block], list[Block], float]], reference: Sequence[Block]) -> Alignment:
    taken = {block.anchor for block in reference}
    found: list[Pair] = []
    blocks: list[Block] = []
    last = ""
    for mine, theirs, score in pairs:
        names = tuple(block.anchor for block in mine), tuple(block.anchor for block in theirs)
        if not theirs:
            found.append(Pair(*names, "", 0.0, Doubt.MISSING))
            last = mine[-1].anchor
            continue
        if mine:
            first = theirs[0]
            text = "\n\n".join(block.text for block in theirs if block.text)
            blocks.append(replace(mine[0], text=text, title=first.title))
            last = mine[-1].anchor
        else:
            anchor = _free(theirs[0], last, taken)
            taken.add(anchor)
            number = (
                anchor[1:] if theirs[0].kind in (Kind.SESSION, Kind.RECOMMENDATION, Kind.POINT) else theirs[0].number
            )
            blocks.append(replace(theirs[0], anchor=anchor, number=number))
            last = anchor
        found.append(Pair(*names, blocks[-1].anchor, round(score, 3), _doubt(mine, theirs, score)))
    return Alignment(tuple(found), tuple(blocks))


def _doubt(mine: Sequence[Block], theirs: Sequence[Block], score: float) -> Doubt:
    if not mine:
        return Doubt.ADDED
    if len(mine) > 1:
        return Doubt.MERGED
    if len(theirs) > 1:
        return Doubt.SPLIT
    return Doubt.UNSURE if score < _LEAST_LIKE else Doubt.NONE


def _free(block: Block, last: str, taken: set[str]) -> str:
    """An address of the block's sort, behind all that are in use where it stands."""
    if block.kind in (Kind.SESSION, Kind.RECOMMENDATION, Kind.POINT):
        base = block.anchor[: _COUNTED.match(block.anchor).end("base")]
        if block.kind == Kind.POINT and last.startswith("r"):
            base = f"{re.match(r'r[0-9]+', last)[0]}."
    elif block.kind in SECTIONS or block.kind == Kind.TITLE:
        if block.anchor not in taken:
            return block.anchor
        base = f"{block.anchor}.p"
    else:
        # A line of the title page or of the end stays one; the others belong to what stands above them.
        above = block.anchor if block.kind in _LOOSE or not last else last
        base = f"{_IN_SECTION.sub('', above)}.p"
    used = [int(anchor[len(base) :]) for anchor in taken if anchor.startswith(base) and anchor[len(base) :].isdecimal()]
    return f"{base}{max(used, default=0) + 1}"
