"""The lines of a PDF's pages: signs put together and in the order in which they are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from amedip.core.reading.bidi import in_reading_order, is_arabic, is_mark, mirror_votes, mirrored
from amedip.core.reading.pdf import Glyph, Link, Page
from amedip.core.reading.pieces import Run

# In parts of the size of the letters: from this gap on two signs are two words, from that on two columns.
_WORD_GAP, _COLUMN_GAP = 0.17, 1.2
# A run that calls a footnote has this before the note's number in place of a link.
NOTE = "note:"
# More lines than a page holds; a sign is not searched for among more.
_MOST_ROWS = 200
# A column has so many lines, and so few in a hundred of a page with columns run across.
_LEAST_IN_COLUMN, _MOST_ACROSS = 6, 0.25


@dataclass(frozen=True)
class Line:
    """A line of text: ``x0`` and ``x1`` its ends, ``y`` its base line, ``size`` of its largest letters, in points."""

    page: int
    x0: float
    x1: float
    y: float
    size: float
    runs: tuple[Run, ...]
    column: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def strong(self) -> bool:
        return all(run.strong for run in self.runs if run.text.strip())


@dataclass
class _Row:
    """Signs on one base line without a gap of a column between."""

    y: float
    size: float
    x0: float
    x1: float
    glyphs: list[Glyph]


def _rows(glyphs: Sequence[Glyph]) -> list[_Row]:
    """The signs by base line, smaller raised ones with the line they are raised from; from top to bottom."""
    rows: list[_Row] = []
    # Large ones first: they make the lines from which small ones are raised.
    for glyph in sorted(
        glyphs, key=lambda glyph: (is_mark(glyph.text), -round(glyph.size), -round(glyph.y, 1), glyph.x0)
    ):
        home = next((row for row in rows[-_MOST_ROWS:][::-1] if _on(row, glyph)), None)
        if home is None:
            rows.append(_Row(glyph.y, glyph.size, glyph.x0, glyph.x1, [glyph]))
            continue
        home.glyphs.append(glyph)
        home.x0, home.x1 = min(home.x0, glyph.x0), max(home.x1, glyph.x1)
    return [part for row in sorted(rows, key=lambda row: -row.y) for part in _parts(row)]


def _on(row: _Row, glyph: Glyph) -> bool:
    apart, larger, smaller = abs(row.y - glyph.y), max(row.size, glyph.size), min(row.size, glyph.size)
    if apart < 0.22 * larger:
        return True
    # Raised or lowered signs are smaller, or vowel signs, and touch the line.
    return (smaller < 0.8 * larger or is_mark(glyph.text)) and apart < 0.5 * larger and _near(row, glyph, larger)


def _near(row: _Row, glyph: Glyph, size: float) -> bool:
    return any(glyph.x0 < other.x1 + size / 2 and other.x0 - size / 2 < glyph.x1 for other in row.glyphs)


def _parts(row: _Row) -> list[_Row]:
    """A line, cut where a column may end."""
    parts: list[_Row] = []
    for glyph in sorted(row.glyphs, key=lambda glyph: glyph.x0):
        if glyph.text.isspace() and (not parts or glyph.x0 > parts[-1].x1 + 0.1):
            # A blank bridges no gap, but keeps its place within words.
            if parts and glyph.x0 <= parts[-1].x1 + _COLUMN_GAP * row.size:
                parts[-1].glyphs.append(glyph)
            continue
        if parts and glyph.x0 - parts[-1].x1 <= _COLUMN_GAP * row.size:
            parts[-1].glyphs.append(glyph)
            if not glyph.text.isspace():
                parts[-1].x1 = max(parts[-1].x1, glyph.x1)
        else:
            parts.append(_Row(row.y, row.size, glyph.x0, glyph.x1, [glyph]))
    return parts


def lines_on(page: Page, *, rightwards: bool) -> list[Line]:
    """The page's lines in reading order: down each column, or across where there are none."""
    rows = _rows(page.glyphs)
    corridor = _corridor(rows, page.width)
    if corridor is None:
        whole: list[_Row] = []
        for row in rows:
            if whole and whole[-1].y == row.y:
                last = whole[-1]
                whole[-1] = _Row(row.y, row.size, min(last.x0, row.x0), max(last.x1, row.x1), last.glyphs + row.glyphs)
            else:
                whole.append(row)
        return [_line(page, row, 0, rightwards=rightwards) for row in whole]
    ordered: list[Line] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    column = 0

    def flush():
        nonlocal column
        for side in sides[::-1] if rightwards else sides:
            column += 1
            ordered.extend(replace(line, column=column) for line in side)
            side.clear()

    for row in rows:
        line = _line(page, row, 0, rightwards=rightwards)
        if row.x1 <= corridor:
            sides[0].append(line)
        elif row.x0 >= corridor:
            sides[1].append(line)
        else:
            flush()
            ordered.append(replace(line, column=column))
    flush()
    return ordered


def _corridor(rows: Sequence[_Row], width: float) -> float | None:
    """Where a blank runs down between two columns; None on a page of one."""
    best, found = 0, None
    for step in range(30, 71, 2):
        x = width * step / 100
        left, right = sum(row.x1 <= x for row in rows), sum(row.x0 >= x for row in rows)
        across = len(rows) - left - right
        if min(left, right) >= _LEAST_IN_COLUMN and across <= _MOST_ACROSS * len(rows) and min(left, right) > best:
            best, found = min(left, right), x
    return found


def _line(page: Page, row: _Row, column: int, *, rightwards: bool) -> Line:
    has_arabic = any(is_arabic(glyph.text) for glyph in row.glyphs)
    has_latin = any(glyph.text.isalpha() for glyph in row.glyphs) and not has_arabic
    ordered, turned = in_reading_order(_with_blanks(row), rightwards=rightwards and not has_latin)
    runs = [
        Run(
            _TURNED.get(glyph.text, glyph.text) if is_turned else glyph.text,
            glyph.strong,
            glyph.emphasis,
            _link_of(page.links, row, glyph),
        )
        for glyph, is_turned in zip(ordered, turned, strict=True)
    ]
    return Line(page.number, row.x0, row.x1, row.y, row.size, _joined(runs), column)


def _with_blanks(row: _Row) -> list[Glyph]:
    """The signs with blanks between words that the file only moves apart."""
    filled: list[Glyph] = []
    before: Glyph | None = None
    for glyph in sorted(row.glyphs, key=lambda glyph: glyph.x0):
        if before is not None and glyph.x0 - before.x1 > _WORD_GAP * row.size:
            blank = replace(before, text=" ", x0=before.x1, x1=glyph.x0)
            filled += [] if before.text.isspace() or glyph.text.isspace() else [blank]
        filled.append(glyph)
        before = glyph if before is None or glyph.x1 > before.x1 else before
    return filled


# Brackets read from the right, in letters of no text until it is known which way the file's programs write them.
_TURNED = {char: chr(0xE100 + ord(char)) for char in "()[]{}«»<>"}
_TURNED_BACK = {ord(mark): char for char, mark in _TURNED.items()}


def _link_of(links: Sequence[Link], row: _Row, glyph: Glyph) -> str | None:
    if glyph.size < 0.8 * row.size and glyph.y > row.y + 0.15 * row.size and glyph.text.strip().isdecimal():
        return NOTE
    middle, height = (glyph.x0 + glyph.x1) / 2, row.y + row.size * 0.25
    for link in links:
        if link.x0 - 0.5 <= middle <= link.x1 + 0.5 and link.y0 <= height <= link.y1:
            # Raised numbers may be letters of their own instead of small ones; but they lead to the note.
            return NOTE if link.address == "#" and glyph.text.strip().isdecimal() else link.address
    return None


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].look == run.look:
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def with_brackets(lines: Sequence[Line]) -> list[Line]:
    """Some programs store the bracket that is seen, others the one that is meant: the file as a whole decides."""
    marks = "".join(_TURNED.values())
    texts = ("".join(char if char in marks else " " for char in line.text).translate(_TURNED_BACK) for line in lines)
    turn = sum(mirror_votes(text) for text in texts) > 0

    def back(run: Run) -> Run:
        if not any(mark in run.text for mark in marks):
            return run
        return replace(
            run,
            text="".join(
                (mirrored(_TURNED_BACK[ord(char)]) if turn else _TURNED_BACK[ord(char)]) if char in marks else char
                for char in run.text
            ),
        )

    return [replace(line, runs=tuple(back(run) for run in line.runs)) for line in lines]
