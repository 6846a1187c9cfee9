"""The text of a file, as paragraphs that an empty line parts: for the search, and to be read on the page."""

import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from amedip.core.inspection.archives import entries_of, unpacked
from amedip.core.inspection.markup import Markup
from amedip.core.inspection.verdicts import Refused

LONGEST = 400_000  # characters; a book of 200 pages
# Letters in the shapes that a page shows; the text is made of the letters.
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufeff\ufb00-\ufb06]+")
_SENTENCE_ENDS = (".", ":", ";", "!", "?", "؟", "؛", "…", "»", "”")
_ITEM = re.compile(r"^\s*(?:[-–—•▪◦*]|\(?\d{1,3}[.)])\s")


def draw_docx(file: BinaryIO) -> str:
    return _bounded(_paragraphs(file, "word/document.xml", _DocxText()))


def draw_odt(file: BinaryIO) -> str:
    return _bounded(_paragraphs(file, "content.xml", _OdtText()))


def draw_pdf(file: BinaryIO) -> str:
    """The text page by page; empty for a PDF that holds pictures of text only.

    A page tells where letters stand, not in which order they are read: words of right-to-left lines may come in the
    order in which they are drawn.
    """
    try:
        return _bounded(paragraph for page in _pages(PdfReader(file)) for paragraph in _joined(_letters(page)))
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise Refused("broken") from error


def _bounded(paragraphs) -> str:
    """As many whole paragraphs as fit."""
    kept, length = [], 0
    for paragraph in paragraphs:
        clean = "".join(char for char in paragraph if char in "\n\t" or unicodedata.category(char) != "Cc").strip()
        length += len(clean) + 2
        if length > LONGEST:
            break
        if clean:
            kept.append(clean)
    return "\n\n".join(kept)


def _pages(reader: PdfReader) -> Iterator[str]:
    """The text of each page, of as many as may be kept."""
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > LONGEST:
            return
        yield text


def _letters(text: str) -> str:
    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _joined(text: str) -> Iterator[str]:
    """The paragraphs of a page, whose lines end where the page does and not where a sentence does."""
    paragraph = ""
    for line in text.splitlines():
        line = line.strip()
        if not line or _ITEM.match(line):
            yield paragraph
            paragraph = line
        elif paragraph.endswith(("-", "\u00ad")) and line[0].islower():
            paragraph = paragraph[:-1] + line
        else:
            paragraph = f"{paragraph} {line}"
        if line.endswith(_SENTENCE_ENDS) and len(line) < 60:
            yield paragraph
            paragraph = ""
    yield paragraph


def _paragraphs(file, name: str, reading) -> Iterator[str]:
    entry = next(entry for entry in entries_of(file) if entry.name == name)
    for block in unpacked(file, entry):
        reading.markup.feed(block)
        yield from reading.take()
    reading.markup.close()
    yield from reading.take()


class _Text:
    """Gathers what a reader would see; a subclass knows the format's elements."""

    def __init__(self):
        self._done: list[str] = []
        self._now: list[str] = []
        self._hidden = 0

    def take(self) -> list[str]:
        """The paragraphs that are complete."""
        done, self._done = self._done, []
        return done

    def _hear(self, text: str) -> None:
        if not self._hidden:
            self._now.append(text)

    def _end_paragraph(self) -> None:
        if not self._hidden:
            self._done.append("".join(self._now))
            self._now = []

    def _hide(self, _attributes=None) -> None:
        self._hidden += 1

    def _show(self) -> None:
        self._hidden -= 1


class _DocxText(_Text):
    def __init__(self):
        super().__init__()
        self.markup = markup = Markup(
            {
                "t": lambda _attributes: markup.listen(on=True),
                "tab": lambda _attributes: self._hear("\t"),
                "br": lambda _attributes: self._hear("\n"),
                # What older programs are shown instead of a drawing says the same again.
                "Fallback": self._hide,
            },
            {"t": lambda: markup.listen(on=False), "p": self._end_paragraph, "Fallback": self._show},
            self._hear,
        )


class _OdtText(_Text):
    def __init__(self):
        super().__init__()
        self._inside = 0
        hidden = ("annotation", "tracked-changes", "note-citation")
        self.markup = Markup(
            {"p": self._begin, "h": self._begin, "tab": lambda _attributes: self._hear("\t")}
            | {"line-break": lambda _attributes: self._hear("\n")}
            | {"s": lambda attributes: self._hear(" " * min(int(attributes.get("c", "1") or 1), 20))}
            | dict.fromkeys(hidden, self._hide),
            {"p": self._end, "h": self._end} | dict.fromkeys(hidden, self._show),
            self._hear,
        )

    def _begin(self, _attributes) -> None:
        self._inside += 1
        self.markup.listen(on=True)

    def _end(self) -> None:
        self._inside -= 1
        self._end_paragraph()
        if not self._inside:
            self.markup.listen(on=False)
