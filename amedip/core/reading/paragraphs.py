"""The lines of a PDF as paragraphs: joined over lines, columns and pages, with headings by size and weight."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from amedip.core.reading.body import Body, body_of
from amedip.core.reading.lines import NOTE, Line
from amedip.core.reading.numbers import Marker, marker_of
from amedip.core.reading.pdf import pages_of
from amedip.core.reading.pieces import ENDED, Piece, Raw, Run, gathered, plain, tidy
from amedip.core.reading.verdicts import Refused

_HYPHEN = re.compile(r"(\w+)[-‐\u00ad]$")
_FIRST_WORD = re.compile(r"^(\w+)")
_MOST_IN_HEADING = 250
# In parts of the size, where no line shows it.
_USUAL_LEADING = 1.3


def read_pdf(data: bytes, longest: int | None = None) -> Raw:
    """The paragraphs of a PDF with text; raises ``Refused`` for one without, and for a damaged one."""
    body = body_of(pages_of(data, longest))
    if not body.lines:
        raise Refused("no_text")
    reading = _Reading(body)
    raw = Raw(gathered(reading.pieces(), longest))
    raw.beside += [("running", text) for text in body.running] + [("aside", text) for text in body.asides]
    raw.beside += [("footnote", text) for key, text in body.notes.items() if key not in reading.called and text]
    return raw


@dataclass(frozen=True)
class _Placed:
    """A line with its place: ``indent`` from the edge where reading begins, ``left`` up to the other, in points."""

    line: Line
    indent: float
    left: float
    marker: Marker | None

    def full(self, after: Line) -> bool:
        """Had the first word of the line after it no more room in it?"""
        words = after.text.split(maxsplit=1)
        letters = len(words[0]) + 1 if words else 1
        return self.left < 1.05 * letters * (after.x1 - after.x0) / max(len(after.text), 1)


class _Reading:
    """Puts lines together; keeps what it learned of the whole file."""

    def __init__(self, body: Body):
        self.body = body
        self.called: set[tuple[int, str]] = set()
        self._placed = [self._place(line, edges) for line, edges in _with_edges(body.lines)]
        self._leading = _leading(self._placed)
        self._words = _words(body.lines)
        self._sizes = sorted({round(line.size) for line in body.lines if line.size > body.size * 1.08}, reverse=True)

    def _place(self, line: Line, edges: tuple[float, float]) -> _Placed:
        before, behind = line.x0 - edges[0], edges[1] - line.x1
        indent, left = (behind, before) if self.body.rightwards else (before, behind)
        mark = marker_of(line.text)
        return _Placed(line, indent, left, mark[0] if mark else None)

    def pieces(self) -> list[Piece]:
        groups: list[list[_Placed]] = []
        for placed in self._placed:
            if groups and not self._begins(placed, groups[-1]):
                groups[-1].append(placed)
            else:
                groups.append([placed])
        depths = _depths(group[0].indent for group in groups if group[0].marker)
        return [piece for group in groups if (piece := self._piece(group, depths)).runs]

    def _begins(self, here: _Placed, paragraph: Sequence[_Placed]) -> bool:
        """Does a paragraph begin with this line?"""
        before, first = paragraph[-1], paragraph[0]
        line, last = here.line, before.line
        if abs(line.size - last.size) > 0.06 * last.size or self._changes_weight(line, paragraph):
            return True
        ended = bool(ENDED.search(last.text.rstrip()))
        if here.marker and self._marks(here, before, first):
            return True
        if (line.page, line.column) != (last.page, last.column):
            return self._heads(paragraph) or ended or not (before.full(line) or _goes_on(line.text))
        gap = last.y - line.y
        if gap > 1.22 * self._leading.get(round(line.size), _USUAL_LEADING * line.size) or gap <= 0:
            return True
        if ended and not before.full(line):
            return True
        # The first line of a paragraph may stand in; those of an item hang behind its mark.
        stands_in = here.indent > before.indent + 0.8 * line.size
        return ended and stands_in and not (first.marker and len(paragraph) == 1)

    def _marks(self, here: _Placed, before: _Placed, first: _Placed) -> bool:
        """Is the mark that of an item, not a number that a line within a paragraph happens to begin with?"""
        if here.marker.sort == "bullet" or not before.full(here.line):
            return True
        if first.marker and abs(here.indent - first.indent) < 0.3 * here.line.size:
            return bool(ENDED.search(before.line.text)) or here.marker.sort == first.marker.sort
        return abs(here.indent - before.indent) > 0.5 * here.line.size

    def _changes_weight(self, line: Line, paragraph: Sequence[_Placed]) -> bool:
        """From a line that is strong as a whole to one that is not: a heading ends, if it looks like one."""
        strong = all(each.line.strong for each in paragraph)
        if strong == line.strong:
            return False
        before = paragraph[-1]
        if before.full(line):
            return False
        return self._heads(paragraph) if strong else bool(ENDED.search(before.line.text.rstrip()))

    def _heads(self, paragraph: Sequence[_Placed]) -> bool:
        return bool(self._heading([each.line for each in paragraph]))

    def _heading(self, lines: Sequence[Line]) -> int:
        """The level as a heading: by the size of its letters, then by weight."""
        text = " ".join(line.text for line in lines)
        if len(text) > _MOST_IN_HEADING or not any(char.isalpha() for char in text):
            return 0
        size = round(lines[0].size)
        if size in self._sizes:
            return self._sizes.index(size) + 1
        mark = marker_of(text)
        if all(line.strong for line in lines) and not text.rstrip().endswith((".", "؛", ";", ",", "،")):
            return 0 if mark and mark[0].sort == "bullet" else len(self._sizes) + 1
        return 0

    def _piece(self, group: Sequence[_Placed], depths: dict[float, int]) -> Piece:
        lines = [each.line for each in group]
        runs: list[Run] = []
        flags: list[str] = []
        for line in lines:
            if runs:
                flags += self._append(runs, line)
            else:
                runs = list(line.runs)
        runs, notes = self._with_notes(runs, {line.page for line in lines})
        heading = self._heading(lines)
        if heading:
            # What is strong because it is a heading is no emphasis.
            runs = [replace(run, strong=False) for run in runs]
        depth = depths[group[0].indent] if group[0].marker and not heading else 0
        return Piece(tidy(runs), heading=heading, depth=depth, notes=notes, flags=tuple(dict.fromkeys(flags)))

    def _append(self, runs: list[Run], line: Line) -> list[str]:
        """Joins a line, a broken word whole; gives the remarks on it."""
        before = plain(runs[-3:]).rstrip()
        broken, begun = _HYPHEN.search(before), _FIRST_WORD.match(line.text.lstrip())
        if not broken or not begun or not begun[1][0].islower():
            runs += [Run(" "), *line.runs]
            return []
        whole = (broken[1] + begun[1]).casefold()
        parted = f"{broken[1]}-{begun[1]}".casefold()
        last = replace(runs[-1], text=runs[-1].text.rstrip())
        if not before.endswith("\u00ad") and parted in self._words and whole not in self._words:
            runs[-1] = last
            runs += line.runs
            return []
        runs[-1] = replace(last, text=last.text[:-1])
        runs += line.runs
        return [] if whole in self._words or not before.endswith("-") else ["hyphen"]

    def _with_notes(self, runs: Sequence[Run], pages: set[int]) -> tuple[list[Run], tuple[str, ...]]:
        """Calls of footnotes taken out where the page has the note, else left as plain numbers."""
        kept, notes = [], []
        for run in runs:
            if run.link == NOTE:
                key = next(
                    ((page, run.text.strip()) for page in sorted(pages) if (page, run.text.strip()) in self.body.notes),
                    None,
                )
                if key:
                    self.called.add(key)
                    notes.append(self.body.notes[key])
                    continue
                run = replace(run, link=None)
            kept.append(run)
        return kept, tuple(note for note in notes if note)


def _with_edges(lines: Sequence[Line]) -> Iterable[tuple[Line, tuple[float, float]]]:
    """Each line with where the lines of its column begin and end."""
    edges: dict[tuple[int, int], tuple[float, float]] = {}
    for line in lines:
        key = (line.page, line.column)
        start, end = edges.get(key, (line.x0, line.x1))
        edges[key] = (min(start, line.x0), max(end, line.x1))
    # A page with a few short lines has the edges of the others.
    columns = {column for _, column in edges}
    if columns == {0}:
        start = min((edge[0] for edge in edges.values()), default=0)
        end = max((edge[1] for edge in edges.values()), default=0)
        return [(line, (start, end)) for line in lines]
    return [(line, edges[line.page, line.column]) for line in lines]


def _leading(placed: Sequence[_Placed]) -> dict[int, float]:
    """From base line to base line within paragraphs, for each size: the gap that is most frequent below full lines."""
    gaps: dict[int, Counter] = {}
    for one, other in pairwise(placed):
        before, here = one.line, other.line
        same = (before.page, before.column) == (here.page, here.column) and round(before.size) == round(here.size)
        gap = before.y - here.y
        if same and one.full(here) and 0.8 * here.size < gap < 2.2 * here.size:
            gaps.setdefault(round(here.size), Counter())[round(gap * 2) / 2] += 1
    # Between equally frequent ones the smaller.
    return {size: max(sorted(found), key=lambda gap: found[gap]) for size, found in gaps.items()}


def _words(lines: Sequence[Line]) -> frozenset[str]:
    """The words of the file, with hyphens and without, but those that a line's end may have broken."""
    return frozenset(
        word.strip("-‐").casefold()
        for line in lines
        for word in re.findall(r"\w+(?:[-‐]\w+)*", re.sub(r"^\s*\S+|\S+\s*$", " ", line.text))
    )


def _goes_on(text: str) -> bool:
    return text.lstrip()[:1].islower()


def _depths(indents: Iterable[float]) -> dict[float, int]:
    """From how far marks stand in to the depth of their lists."""
    depths: dict[float, int] = {}
    depth, last = 0, None
    for indent in sorted(set(indents)):
        if last is None or indent - last > 5:
            depth += 1
            last = indent
        depths[indent] = depth
    return depths
