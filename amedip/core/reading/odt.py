"""ODT files as paragraphs of runs, with the headings, lists and emphasis that their styles give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from amedip.core.reading.packed import FAULTS, check_packing, part_of
from amedip.core.reading.pieces import Piece, Raw, Run, gathered, tidy, written
from amedip.core.reading.verdicts import Refused

_NAMES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"
    for name, urn in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
} | {"xlink": "http://www.w3.org/1999/xlink"}  # fmt: skip
# A chain of styles that goes on longer goes in a circle.
_LONGEST_CHAIN = 20
_MOST_BLANKS = 20


def _name(short: str) -> str:
    """The full name of an element or attribute: ``text:p``."""
    space, _colon, name = short.partition(":")
    return f"{{{_NAMES[space]}}}{name}"


_P, _H, _LIST, _ITEM = _name("text:p"), _name("text:h"), _name("text:list"), _name("text:list-item")
_HEADER = _name("text:list-header")
_NOTE, _LINK, _ROW = _name("text:note"), _name("text:a"), _name("table:table-row")
_BLANKS, _STYLE, _BOX = _name("text:s"), _name("text:style-name"), _name("draw:text-box")
# What is said of the text, was taken out of it, or only repeats it.
_SKIPPED = {
    _name(short)
    for short in (
        "office:annotation", "office:annotation-end", "text:tracked-changes", "text:table-of-content",
        "text:alphabetical-index", "text:bibliography", "office:forms", "text:sequence-decls", "text:variable-decls",
    )
}  # fmt: skip
_TEXTS = {_name("text:tab"): " ", _name("text:line-break"): " "}


def read_odt(data: bytes, longest: int | None = None) -> Raw:
    """The paragraphs of a file; raises ``Refused`` for one that is damaged or unpacks to too much."""
    check_packing(data)
    try:
        content, common = part_of(data, "content.xml"), part_of(data, "styles.xml")
        body = content.find(f"{_name('office:body')}/{_name('office:text')}")
        reading = _Reading(Styles([root for root in (common, content) if root is not None]))
        return Raw(gathered(reading.blocks(body), longest), _beside(common))
    except FAULTS as fault:
        raise Refused("broken") from fault


def _beside(common) -> list[tuple[str, str]]:
    """Running heads and feet, each once."""
    found: dict[str, None] = {}
    for name in ("style:header", "style:footer"):
        for element in common.iter(_name(name)) if common is not None else ():
            text = " ".join("".join(element.itertext()).split())
            found |= {text: None} if any(char.isalpha() for char in text) else {}
    return [("running", text) for text in found]


@dataclass(frozen=True)
class _Look:
    strong: bool = False
    emphasis: bool = False


class Styles:
    """The file's styles by their names, each with what it takes from its parents."""

    def __init__(self, roots: list[etree._Element]):
        self._styles = {
            style.get(_name("style:name")): style for root in roots for style in root.iter(_name("style:style"))
        }
        self._lists = {
            style.get(_name("style:name")): style for root in roots for style in root.iter(_name("text:list-style"))
        }

    def look(self, name: str | None, above: _Look) -> _Look:
        """How letters of the style look within others that look like ``above``."""
        strong, emphasis = above.strong, above.emphasis
        for style in reversed(list(self._chain(name))):
            found = style.find(_name("style:text-properties"))
            if found is None:
                continue
            strong = _said(found, "font-weight", strong, lambda value: value == "bold" or value in _HEAVY)
            emphasis = _said(found, "font-style", emphasis, lambda value: value in ("italic", "oblique"))
        return _Look(strong, emphasis)

    def is_title(self, name: str | None) -> bool:
        return any(style.get(_name("style:name")) == "Title" for style in self._chain(name))

    def counts(self, name: str | None, depth: int) -> bool:
        """Does a list of that style count at this depth, instead of drawing a mark?"""
        style = self._lists.get(name)
        numbers = style.iterchildren(_name("text:list-level-style-number")) if style is not None else ()
        return any(level.get(_name("text:level")) == str(depth) for level in numbers)

    def _chain(self, name: str | None) -> Iterator[etree._Element]:
        for _step in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(_name("style:parent-style-name"))


_HEAVY = frozenset({"600", "700", "800", "900"})


def _said(properties, name: str, above: bool, means) -> bool:  # noqa: FBT001 (what stood before, not a switch)
    """What the properties say, for Latin letters or for Arabic ones; what stood before where they say nothing."""
    said = [properties.get(_name(f"fo:{name}")), properties.get(_name(f"style:{name}-complex"))]
    values = [means(value) for value in said if value is not None]
    return any(values) if values else above


@dataclass
class _Reading:
    """Goes through the file's tree; lists count on from paragraph to paragraph."""

    styles: Styles
    boxes: list = field(default_factory=list)

    def blocks(self, parent) -> Iterator[Piece]:
        """A piece for each paragraph and row of a table, at any depth of sections."""
        for child in parent.iterchildren(tag=etree.Element):
            if child.tag in (_P, _H):
                yield from self._paragraph(child)
            elif child.tag == _LIST:
                yield from self._list(child, 1, child.get(_STYLE))
            elif child.tag == _ROW:
                yield from self._row(child)
            elif child.tag not in _SKIPPED:
                yield from self.blocks(child)

    def _list(self, element, depth: int, style: str | None) -> Iterator[Piece]:
        counted = 0
        for item in element.iterchildren(_ITEM, _HEADER):
            marker = ""
            if item.tag == _ITEM:
                counted += 1
                marker = f"{counted}." if self.styles.counts(style, depth) else "•"
            for child in item.iterchildren(tag=etree.Element):
                if child.tag == _LIST:
                    yield from self._list(child, depth + 1, child.get(_STYLE) or style)
                elif child.tag in (_P, _H):
                    # The mark stands before the first paragraph of the item alone.
                    yield from self._paragraph(child, {"depth": depth, "marker": marker})
                    marker = ""

    def _row(self, row) -> Iterator[Piece]:
        """A row is a paragraph; one cell of several paragraphs is a frame round them."""
        cells = [list(self.blocks(cell)) for cell in row.iterchildren(_name("table:table-cell"))]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            yield from filled[0]
        elif filled:
            runs: list[Run] = []
            for piece in (piece for cell in filled for piece in cell):
                runs += ([Run(" | ")] if runs else []) + list(piece.runs)
            yield Piece(tidy(runs), notes=tuple(note for cell in filled for piece in cell for note in piece.notes))

    def _paragraph(self, element, place: Mapping[str, object] | None = None) -> Iterator[Piece]:
        name = element.get(_STYLE)
        level = element.get(_name("text:outline-level"), "1") if element.tag == _H else ""
        heading, title = int(level) if level.isdecimal() else 0, self.styles.is_title(name)
        # A heading is bold by its style: that is no emphasis.
        look = _Look() if heading or title else self.styles.look(name, _Look())
        notes: list[str] = []
        runs = tidy(self._runs(element, look, None, notes))
        boxes, self.boxes = self.boxes, []
        if runs:
            listed = {} if heading or title else place or {}
            yield Piece(runs, heading=heading, document_title=title, notes=tuple(filter(None, notes)), **listed)
        for box in boxes:
            yield from self.blocks(box)

    def _runs(self, parent, look: _Look, link: str | None, notes: list[str]) -> Iterator[Run]:
        yield Run(parent.text or "", look.strong, look.emphasis, link)
        for child in parent.iterchildren():
            yield from self._inner(child, look, link, notes)
            yield Run(child.tail or "", look.strong, look.emphasis, link)

    def _inner(self, child, look: _Look, link: str | None, notes: list[str]) -> Iterator[Run]:
        if child.tag in _TEXTS:
            yield Run(_TEXTS[child.tag], look.strong, look.emphasis, link)
        elif child.tag == _BLANKS:
            said = child.get(_name("text:c"), "1")
            yield Run(" " * min(int(said) if said.isdecimal() else 1, _MOST_BLANKS), look.strong, look.emphasis, link)
        elif child.tag == _NOTE:
            notes.append(self._note(child))
        elif child.tag == _BOX:
            self.boxes.append(child)
        elif child.tag == _LINK:
            address = child.get(_name("xlink:href"), "")
            yield from self._runs(child, look, address if "://" in address else "#", notes)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            own = self.styles.look(child.get(_STYLE), look) if child.tag == _name("text:span") else look
            yield from self._runs(child, own, link, notes)

    def _note(self, element) -> str:
        """The text of a footnote, without its number; notes have no notes."""
        body = element.find(_name("text:note-body"))
        paragraphs = body.iter(_P) if body is not None else ()
        return " ".join(written(tidy(self._runs(paragraph, _Look(), None, []))) for paragraph in paragraphs)
