"""The tree of recommendations: which paragraph is one, which a point of one, which a word on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from amedip.core.reading.numbers import Marker, marker_of
from amedip.core.reading.pieces import Piece
from workshops.reader.sections import Part
from workshops.reader.shapes import Kind


@dataclass(frozen=True)
class Placed:
    """A paragraph of the recommendations and its place in their tree.

    ``path`` is (3, 2) for the second point of the third, () for what belongs to none: with ``kind`` PARAGRAPH it stands
    before them, with END behind.
    """

    kind: Kind
    piece: Piece
    path: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    heading: int = 0


def tree_of(parts: Sequence[Part]) -> list[Placed]:
    """Each part in its place, in the file's order."""
    marked = [_marked(part) for part in parts]
    if not any(mark for mark, _ in marked):
        return _Tree(parts, _without_marks(parts)).placed()
    first = _first(marked)
    before = [
        Placed(
            Kind.HEADING if part.heading else Kind.ITEM if mark else Kind.PARAGRAPH, piece, (), part.codes, part.heading
        )
        for part, (mark, piece) in zip(parts[:first], marked[:first], strict=True)
    ]
    return before + _Tree(parts[first:], marked[first:]).placed()


# Which marks count recommendations, where several sorts are used; bullets above them belong to the introduction.
_RANKS = ("named", "word", "number", "roman", "letter", "dotted", "bullet")


def _first(marked: Sequence[tuple[Marker | None, Piece]]) -> int:
    """Where the first recommendation stands: at the first mark of the sort that counts them.

    That is the highest sort which stands no further in than the first mark of all, and never begins anew.
    """
    places = [place for place, (mark, _) in enumerate(marked) if mark]
    first = places[0]
    depth = marked[first][1].depth or 1
    for sort in _RANKS:
        own = [place for place in places if marked[place][0].sort == sort and (marked[place][1].depth or 1) <= depth]
        numbers = [marked[place][0].numbers for place in own]
        # One small Roman number alone is a letter of another list.
        if own and (len(own) > 1 or own[0] == first) and all(before < after for before, after in pairwise(numbers)):
            return own[0] if sort != "bullet" else first
    return first


def _marked(part: Part) -> tuple[Marker | None, Piece]:
    """The mark before a piece, by its list or in its text, and the piece without it."""
    piece = part.piece
    if piece.marker:
        found = marker_of(f"{piece.marker.strip()} x") or marker_of(f"{piece.marker.strip()}) x")
        return (found[0] if found else Marker("bullet")), piece
    if found := marker_of(piece.plain):
        mark, letters = found
        return mark, piece.without(letters) if letters < len(piece.plain) else piece
    return None, piece


def _without_marks(parts: Sequence[Part]) -> list[tuple[Marker | None, Piece]]:
    """Recommendations without any list: what begins with a strong lead, else headings, else each paragraph.

    A paragraph that ends with a colon says that they follow.
    """
    leads = [bool(part.piece.runs) and part.piece.runs[0].strong and not part.heading for part in parts]
    heads = [bool(part.heading) for part in parts]
    chosen = heads if any(heads) else leads if any(leads) else [not part.piece.plain.endswith(":") for part in parts]
    return [(Marker("none") if each else None, part.piece) for each, part in zip(chosen, parts, strict=True)]


@dataclass
class _Level:
    """A level of the tree that is open: lists of one sort and depth, and how far it has counted."""

    sort: str
    depth: int
    count: int = 0


@dataclass
class _Tree:
    parts: Sequence[Part]
    marked: Sequence[tuple[Marker | None, Piece]]
    levels: list[_Level] = field(default_factory=list)
    # Does a word on a recommendation stand below it anywhere?
    explained: bool = False

    def placed(self) -> list[Placed]:
        last = max((place for place, (mark, _) in enumerate(self.marked) if mark), default=-1)
        found: list[Placed] = []
        for place, (part, (mark, piece)) in enumerate(zip(self.parts, self.marked, strict=True)):
            mark = self._confirmed(mark)
            if mark:
                found.append(self._counted(mark, part, piece))
            elif part.heading and place < last:
                # A heading between recommendations is none: it parts them.
                found.append(Placed(Kind.HEADING, part.piece, (), part.codes, part.heading))
            else:
                found.append(self._said(part, behind=place > last))
        return found

    def _confirmed(self, mark: Marker | None) -> Marker | None:
        """“2.1” is a number of ours under the second only; “7-8 November” is none."""
        if mark and mark.sort == "dotted":
            top = self.levels[0].count if self.levels else 0
            return mark if all(mark.numbers) and mark.numbers[0] in (top, top + 1) else None
        return mark

    def _open(self) -> tuple[int, ...]:
        return tuple(level.count for level in self.levels)

    def _counted(self, mark: Marker, part: Part, piece: Piece) -> Placed:
        codes = part.codes
        if mark.sort == "dotted":
            codes += self._by_path(mark)
        else:
            # A mark in the text stands in no list of the file's: it counts with the outermost.
            depth = piece.depth or 1
            mark = self._reading_of(mark, depth)
            level = self._level(mark.sort, depth)
            wanted = mark.numbers[0] if mark.numbers else 0
            if wanted and wanted <= level.count:
                codes += ("renumbered",)
            elif not mark.numbers and len(self.levels) == 1:
                codes += ("unnumbered",)
            level.count = max(wanted, level.count + 1) if wanted != level.count else level.count + 1
        kind = Kind.RECOMMENDATION if len(self.levels) == 1 else Kind.POINT
        return Placed(kind, piece, self._open(), codes)

    def _by_path(self, mark: Marker) -> tuple[str, ...]:
        """2.1 says its place itself, and opens what it stands under."""
        numbers = mark.numbers
        while len(self.levels) > len(numbers):
            self.levels.pop()
        for place, number in enumerate(numbers):
            if place == len(self.levels):
                self.levels.append(_Level("dotted" if place else "number", 1, number - (place == len(numbers) - 1)))
            elif place < len(numbers) - 1 and self.levels[place].count < number:
                self.levels[place].count = number
                del self.levels[place + 1 :]
        level = self.levels[-1]
        again = numbers[-1] <= level.count
        level.count = level.count + 1 if again else numbers[-1]
        return ("renumbered",) if again else ()

    def _reading_of(self, mark: Marker, depth: int) -> Marker:
        """i) after h) is a letter, after ii) none: the reading that goes on with a list that is open."""
        options = [(mark.sort, mark.numbers[0] if mark.numbers else 0), *mark.others]
        for level in reversed(self.levels):
            for sort, number in options:
                if (level.sort, level.depth) == (sort, depth) and number == level.count + 1:
                    return Marker(sort, (number,) if number else ())
        return mark

    def _level(self, sort: str, depth: int) -> _Level:
        """The open level of this sort and depth; what is deeper closes; a new one opens under the last."""
        for place, level in enumerate(self.levels):
            if (level.sort, level.depth) == (sort, depth):
                del self.levels[place + 1 :]
                return level
        while len(self.levels) > 1 and self.levels[-1].depth > depth:
            self.levels.pop()
        if len(self.levels) == 1 and self.levels[0].depth > depth:
            # What stands further out than the first cannot be under it.
            self.levels[0] = replace(self.levels[0], sort=sort, depth=depth)
            return self.levels[0]
        self.levels.append(_Level(sort, depth))
        return self.levels[-1]

    def _said(self, part: Part, *, behind: bool) -> Placed:
        """A paragraph without a mark: before the first, a word on the one above, or what follows them all.

        In a list it belongs to its item. Else it is a word on the recommendation above; behind the last one only if
        that has no points and others are explained below them too.
        """
        piece = part.piece
        if not self.levels:
            return Placed(Kind.PARAGRAPH, piece, (), part.codes)
        if piece.depth:
            return Placed(Kind.PARAGRAPH, piece, self._open(), part.codes)
        if behind and (len(self.levels) > 1 or not self.explained):
            return Placed(Kind.END, piece, (), (*part.codes, "end"))
        self.explained = True
        return Placed(Kind.PARAGRAPH, piece, self._open()[:1], part.codes)


def anchors(placed: Sequence[Placed]) -> Iterator[str]:
    """The address of each: ``r3``, ``r3.2``, ``r3.2.p1``, ``recommendations.p1``, ``end.p1``."""
    counts: dict[str, int] = {}
    for each in placed:
        number = ".".join(map(str, each.path))
        if each.kind in (Kind.RECOMMENDATION, Kind.POINT):
            yield f"r{number}"
            continue
        base = "end" if each.kind == Kind.END else f"r{number}" if number else "recommendations"
        counts[base] = counts.get(base, 0) + 1
        yield f"{base}.p{counts[base]}"
