"""The signs of a PDF's pages, with their looks, links and places."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from amedip.core.reading import limits
from amedip.core.reading.bidi import letters_of, plain_forms
from amedip.core.reading.verdicts import Refused

# A file that nobody checked may break the parser at any place.
FAULTS = (
    PSException, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError, RecursionError,
    struct.error, zlib.error, OSError, NotImplementedError,
)  # fmt: skip
_STRONG = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_EMPHASIS = re.compile(r"ital|obli|slanted|kursiv", re.IGNORECASE)
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
# Drawings within drawings: a file of a few letters could draw for years.
_MOST_FIGURES = 50_000
_STREAM = re.compile(rb"stream\r?\n")
_TWICE_PACKED = re.compile(rb"/Filter\s*\[[^\]]{0,200}/Fl[^\]]{0,200}/Fl")
_STEP = 1 << 16
_NO_WIDTH = 0.01
UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign: ``x0``, ``x1`` and the base line ``y`` in points from the page's lower left corner."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    strong: bool
    emphasis: bool
    aside: bool


@dataclass(frozen=True)
class Link:
    """Where on the page a link lies; ``address`` is ``#`` for a place in the file."""

    x0: float
    y0: float
    x1: float
    y1: float
    address: str


@dataclass
class Page:
    """``aside`` is text that runs across the page, up a margin for example."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    aside: str = ""


def pages_of(data: bytes, longest: int | None = None) -> Iterator[Page]:
    """Page by page, as many as it takes to have ``longest`` letters, or all of them.

    Raises ``Refused`` for a file that is damaged, encrypted, has no letters, or more than anybody reads at once.
    """
    _check_packing(data)
    letters = 0
    try:
        for page in _pages(data, cut=longest is not None):
            yield page
            letters += len(page.glyphs)
            if longest is not None and letters > longest:
                return
    except (PDFPasswordIncorrect, PDFEncryptionError) as fault:
        raise Refused("encrypted") from fault
    except FAULTS as fault:
        raise Refused("broken") from fault


def _pages(data: bytes, *, cut: bool) -> Iterator[Page]:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    resources = PDFResourceManager()
    device = _Device(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > limits.MOST_PAGES:
            if cut:
                return
            raise Refused("too_long")
        x0, y0, x1, y1 = page.mediabox
        across = page.rotate in (90, 270)
        width, height = (abs(y1 - y0), abs(x1 - x0)) if across else (abs(x1 - x0), abs(y1 - y0))
        device.page = Page(number, width, height, links=list(_links(page)))
        interpreter.process_page(page)
        device.page.glyphs = _once(device.page.glyphs)
        yield device.page


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Without marks over a letter that say the letter too: some programs give each sign of a group all its text."""
    kept = []
    for place, glyph in enumerate(glyphs):
        beside = glyphs[max(0, place - 1) : place] + glyphs[place + 1 : place + 2]
        again = len(glyph.text) > 1 and glyph.x1 - glyph.x0 < _NO_WIDTH
        if not again or not any(glyph.text == other.text and other.x1 - other.x0 >= _NO_WIDTH for other in beside):
            kept.append(glyph)
    return kept


def _check_packing(data: bytes) -> None:
    """What the file unpacks to, pictures aside, before the parser unpacks it without bound."""
    if _TWICE_PACKED.search(data):
        raise Refused("broken")
    total = 0
    for found in _STREAM.finditer(data):
        if b"/Image" in data[max(0, found.start() - 600) : found.start()].rsplit(b"obj", 1)[-1]:
            continue
        end = data.find(b"endstream", found.end())
        total += _unpacked(data, found.end(), end if end > 0 else len(data), limits.MOST_UNPACKED - total)
        if total > limits.MOST_UNPACKED:
            raise Refused("bomb")


def _unpacked(data: bytes, start: int, end: int, most: int) -> int:
    """How many bytes a stream unpacks to, counted no further than ``most``; 0 for one that is packed otherwise."""
    unpacker, total = zlib.decompressobj(), 0
    try:
        for place in range(start, end, _STEP):
            rest = data[place : min(place + _STEP, end)]
            while rest and not unpacker.eof:
                total += len(unpacker.decompress(rest, 1 << 20))
                rest = unpacker.unconsumed_tail
                if total > most:
                    return total
            if unpacker.eof:
                break
    except zlib.error:
        pass
    return total


def _links(page: PDFPage) -> Iterator[Link]:
    """The page's links, as far as they can be read."""
    for reference in resolve1(page.annots) or ():
        note = resolve1(reference)
        if not isinstance(note, dict) or getattr(resolve1(note.get("Subtype")), "name", "") != "Link":
            continue
        place = resolve1(note.get("Rect"))
        action = resolve1(note.get("A")) or {}
        if not isinstance(place, list) or len(place) != 4 or not isinstance(action, dict):
            continue
        x0, y0, x1, y1 = (float(resolve1(value)) for value in place)
        address = resolve1(action.get("URI"))
        written = address.decode("utf-8", "replace") if isinstance(address, bytes) else ""
        yield Link(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), written or "#")


class _Device(PDFTextDevice):
    """Takes the signs the interpreter draws; draws nothing."""

    def __init__(self, resources: PDFResourceManager):
        super().__init__(resources)
        self.page = Page(0, 0, 0)
        self._tags: list[tuple[bool, bool]] = []
        self._said: list[str | None] = []
        self._looks: dict[int, tuple[object, bool, bool]] = {}
        self._count = self._figures = self._unknown = 0

    def begin_page(self, page, ctm) -> None:
        self._tags, self._said = [], []

    def end_page(self, page) -> None:
        if self._count > 200 and self._unknown > self._count / 4:
            raise Refused("scrambled")

    def begin_figure(self, name, bbox, matrix) -> None:
        self._figures += 1
        if self._figures > _MOST_FIGURES:
            raise Refused("too_long")

    def begin_tag(self, tag, props=None) -> None:
        """What is furniture of the page says so; what stands for other letters says which."""
        aside = getattr(tag, "name", "") == "Artifact"
        said = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
        self._tags.append((aside, said is not None))
        if said is not None:
            self._said.append(decode_text(said) if isinstance(said, bytes) else str(said))

    def end_tag(self) -> None:
        if self._tags and self._tags.pop()[1]:
            self._said.pop()

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate) -> float:
        advance = font.char_width(cid) * fontsize * scaling
        self._count += 1
        if self._count > limits.MOST_LETTERS:
            raise Refused("too_long")
        a, b, c, d, e, f = matrix
        x0, y = e + rise * c, f + rise * d
        x1 = x0 + advance * a
        size = abs(fontsize) * (c * c + d * d) ** 0.5
        text = self._text(font, cid)
        if abs(b) > abs(a):
            self.page.aside += text
        elif text:
            strong, emphasis = self._look(font)
            # A slant of the whole text is how some programs draw italics.
            emphasis = emphasis or abs(c) > 0.15 * abs(d)
            aside = any(tag[0] for tag in self._tags)
            self.page.glyphs.append(Glyph(text, min(x0, x1), max(x0, x1), y, size, strong, emphasis, aside))
        elif self._said and self.page.glyphs:
            # The sign that has the letters takes the room of all of them.
            last = self.page.glyphs[-1]
            self.page.glyphs[-1] = replace(last, x0=min(last.x0, x0, x1), x1=max(last.x1, x0, x1))
        return advance

    def _text(self, font, cid) -> str:
        if self._said and self._said[-1] is not None:
            # All the letters with the first sign, none with the others.
            text, self._said[-1] = self._said[-1], ""
            return plain_forms(text)
        try:
            return letters_of(font.to_unichr(cid).replace("\x00", ""))
        except PDFUnicodeNotDefined:
            self._unknown += 1
            return UNKNOWN

    def _look(self, font) -> tuple[bool, bool]:
        known = self._looks.get(id(font))
        if known is None:
            name, about = str(font.fontname or ""), font.descriptor or {}
            flags, weight = _number(about.get("Flags")), _number(about.get("FontWeight"))
            strong = bool(_STRONG.search(name)) or weight >= 600 or bool(flags & _FORCE_BOLD)
            emphasis = bool(_EMPHASIS.search(name)) or bool(flags & _ITALIC) or bool(font.italic_angle)
            # The font is kept with the answer, or another might get its id.
            known = self._looks[id(font)] = (font, strong, emphasis)
        return known[1:]


def _number(value) -> int:
    """A whole number; what files and the standard fonts say in words counts as none."""
    found = resolve1(value)
    return int(found) if isinstance(found, (int, float)) else 0
