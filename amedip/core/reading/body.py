"""What of a PDF's lines is its text: furniture of the pages and footnotes set apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from amedip.core.reading.bidi import is_arabic
from amedip.core.reading.lines import Line, lines_on, with_brackets
from amedip.core.reading.numbers import fold
from amedip.core.reading.pdf import Page

# The parts of a page's height at its top and foot where furniture stands.
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|p\.?|صفحه|الصفحه)\s*)?(\d{1,4}|[ivxl]{1,5})(?:\s*(?:/|of|sur|de|من|-)\s*\d{1,4})?\W*$"
)
_NOTE_START = re.compile(r"^\s*\(?(\d{1,3}|[*†‡])[.)]?\s*")


@dataclass
class Body:
    """What the pages say: ``lines`` in reading order; ``rightwards`` tells whether it is read from right to left."""

    lines: list[Line] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    notes: dict[tuple[int, str], str] = field(default_factory=dict)
    rightwards: bool = False
    size: float = 0.0


def body_of(pages: Iterable[Page]) -> Body:
    """Reads the pages one by one; keeps lines only."""
    body = Body()
    lines: list[Line] = []
    heights: dict[int, float] = {}
    sizes: Counter = Counter()
    letters = arabic = 0
    for page in pages:
        if page.aside.strip():
            body.asides.append(page.aside.strip())
        own = [glyph for glyph in page.glyphs if not glyph.aside]
        for glyph in own:
            if not glyph.text.isspace():
                sizes[round(glyph.size * 2) / 2] += 1
                letters += glyph.text.isalpha()
                arabic += is_arabic(glyph.text)
        # The pages so far say in which direction this one is read: to keep the signs of all would take much memory.
        body.rightwards = arabic > letters / 2
        lines += lines_on(replace(page, glyphs=own), rightwards=body.rightwards)
        furniture = replace(page, glyphs=[glyph for glyph in page.glyphs if glyph.aside])
        for line in with_brackets(lines_on(furniture, rightwards=body.rightwards)):
            _note_running(body, line.text)
        heights[page.number] = page.height
    body.size = sizes.most_common(1)[0][0] if sizes else 0.0
    body.lines = _without_notes(body, _without_furniture(body, with_brackets(lines), heights))
    return body


def _note_running(body: Body, text: str) -> None:
    text = " ".join(text.split())
    if any(char.isalpha() for char in text) and _key(text) not in map(_key, body.running):
        body.running.append(text)


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", fold(text))


def _without_furniture(body: Body, lines: Sequence[Line], heights: dict[int, float]) -> list[Line]:
    """Without what stands at the top or foot of most pages, and page numbers."""
    places = defaultdict(set)
    ends = _ends(lines)
    for line in lines:
        if _in_margin(line, heights[line.page]):
            places[_key(line.text)].add(line.page)
    often = max(2, len(heights) * 0.4)
    kept = []
    for line in lines:
        margin = _in_margin(line, heights[line.page])
        number = id(line) in ends and _PAGE_NUMBER.match(fold(line.text)) is not None
        if margin and (number or (len(places[_key(line.text)]) >= often and id(line) in ends)):
            _note_running(body, line.text)
        else:
            kept.append(line)
    return kept


def _ends(lines: Sequence[Line]) -> set[int]:
    """The first and last two lines of each page."""
    pages = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    outer = set()
    for own in pages.values():
        own.sort(key=lambda line: -line.y)
        outer |= {id(line) for line in own[:2] + own[-2:]}
    return outer


def _in_margin(line: Line, height: float) -> bool:
    return line.y < _MARGIN * height or line.y > (1 - _MARGIN) * height


def _without_notes(body: Body, lines: Sequence[Line]) -> list[Line]:
    """Small lines at a page's foot that begin with a number are footnotes."""
    pages = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    dropped: set[int] = set()
    for number, own in pages.items():
        low = [line for line in own if line.size < 0.92 * body.size]
        others = [line.y for line in own if line.size >= 0.92 * body.size]
        foot = sorted((line for line in low if not others or line.y < min(others)), key=lambda line: -line.y)
        current = ""
        for line in foot:
            start = _NOTE_START.match(line.text)
            if start and (not current or start[1] not in current):
                current = start[1]
                body.notes[number, current] = line.text[start.end() :].strip()
            elif current:
                body.notes[number, current] += f" {line.text.strip()}"
            else:
                continue
            dropped.add(id(line))
    return [line for line in lines if id(line) not in dropped]
