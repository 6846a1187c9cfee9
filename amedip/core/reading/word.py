"""DOCX files as paragraphs of runs, with the headings, lists and numbers that their styles give."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from amedip.core.reading.packed import FAULTS, check_packing
from amedip.core.reading.pieces import Piece, Raw, Run, gathered, tidy, written
from amedip.core.reading.verdicts import Refused
from amedip.core.reading.word_styles import Lists, Look, Styles

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What is deleted, moved away or a second form of what stands beside it.
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_BOX = qn("w:txbxContent")
_CODED_LINK = re.compile(r'^\s*HYPERLINK\s+(?:(?P<place>\\l)\s+)?"(?P<address>[^"]*)"', re.IGNORECASE)
_TEXTS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-", qn("w:ptab"): " "}


def read_word(data: bytes, longest: int | None = None) -> Raw:
    """The paragraphs of a file; raises ``Refused`` for one that is damaged or unpacks to too much."""
    check_packing(data)
    try:
        document = docx.Document(io.BytesIO(data))
        reading = _Reading(
            Styles(document.styles.element), Lists(_part(document, "numbering")), _Links(document.part.rels),
            _notes(document),
        )  # fmt: skip
        raw = Raw(gathered(reading.blocks(document.element.body), longest), _beside(document))
    except (OpcError, *FAULTS) as fault:
        raise Refused("broken") from fault
    raw.beside += [("footnote", text) for name, text in reading.notes.items() if name not in reading.called and text]
    return raw


def _part(document, name: str):
    """The root of a part beside the text, or None."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            return parse_xml(relation.target_part.blob)
    return None


def _notes(document) -> dict:
    """Footnotes and endnotes by kind and number, without the rules that part them from the text."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = _part(document, f"{kind}s")
        for note in root.iterchildren(qn(f"w:{kind}")) if root is not None else ():
            if note.get(qn("w:type")) in (None, "normal"):
                found[f"{kind} {note.get(qn('w:id'))}"] = note
    return found


def _beside(document) -> list[tuple[str, str]]:
    """Running heads and feet, each once."""
    found = {}
    for name in ("header", "footer"):
        for relation in document.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(f"/{name}"):
                root = parse_xml(relation.target_part.blob)
                text = " ".join("".join(root.itertext(qn("w:t"))).split())
                found |= {text: None} if text else {}
    return [("running", text) for text in found]


@dataclass
class _Links:
    rels: dict

    def address(self, element) -> str:
        """Where a link leads, ``#`` for a place in the file."""
        relation = self.rels.get(element.get(qn("r:id"), ""))
        return relation.target_ref if relation is not None and relation.is_external else "#"


@dataclass
class _Reading:
    """Goes through the file's tree; links, fields and lists go on from run to run and paragraph to paragraph."""

    styles: Styles
    lists: Lists
    links: _Links
    note_elements: dict
    called: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(init=False)
    # Fields that are open: the code read so far, and whether what is shown has begun.
    fields: list[list] = field(default_factory=list)
    boxes: list = field(default_factory=list)

    def __post_init__(self):
        # Links in notes have addresses of their own part: they are names here.
        links, self.links = self.links, _Links({})
        self.notes = {
            name: " ".join(written(tidy(self._runs(paragraph, Look(), None))) for paragraph in note.iter(qn("w:p")))
            for name, note in self.note_elements.items()
        }
        self.links = links
        self.called.clear()

    def blocks(self, parent) -> Iterator[Piece]:
        """A piece for each paragraph and row of a table, at any depth of content controls."""
        for child in parent.iterchildren():
            if child.tag in _SKIPPED:
                continue
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tr"):
                yield from self._row(child)
            elif child.tag in (
                qn("w:tbl"),
                qn("w:sdt"),
                qn("w:sdtContent"),
                qn("w:ins"),
                qn("w:moveTo"),
                qn("w:customXml"),
            ):
                yield from self.blocks(child)

    def _row(self, row) -> Iterator[Piece]:
        """A row is a paragraph; one cell of several paragraphs is a frame round them."""
        cells = list(row.iterchildren(qn("w:tc"), qn("w:sdt")))
        pieces = [list(self.blocks(cell)) for cell in cells]
        filled = [cell for cell in pieces if cell]
        if len(filled) == 1:
            yield from filled[0]
        elif filled:
            runs = []
            for piece in (piece for cell in filled for piece in cell):
                runs += ([Run(" | ")] if runs else []) + list(piece.runs)
            notes = tuple(note for cell in filled for piece in cell for note in piece.notes)
            yield Piece(tidy(runs), notes=notes)

    def _paragraph(self, element) -> Iterator[Piece]:
        style = self.styles.of_paragraph(element)
        called = set(self.called)
        runs = tidy(self._runs(element, style.look, None))
        boxes, self.boxes = self.boxes, []
        label = self.lists.label(style.numbering) if style.numbering and runs else None
        depth, marker = 0, ""
        if label:
            # A heading that counts itself says its number as words of the text; a list's is its mark.
            if style.heading:
                runs = tidy((Run(f"{label.text} "), *runs)) if not label.bullet else runs
            else:
                depth, marker = label.level + 1, label.text
        if runs:
            yield Piece(
                runs,
                heading=style.heading,
                document_title=style.document_title,
                depth=depth,
                marker=marker,
                notes=tuple(self.notes[name] for name in self.notes if name in self.called - called),
            )
        for box in boxes:
            yield from self.blocks(box)

    def _runs(self, parent, look: Look, link: str | None) -> Iterator[Run]:
        for child in parent.iterchildren():
            if child.tag in _SKIPPED:
                continue
            if child.tag == qn("w:r"):
                yield from self._run(child, look, link)
            elif child.tag == qn("w:hyperlink"):
                yield from self._runs(child, look, self.links.address(child))
            elif child.tag == qn("w:fldSimple"):
                found = _CODED_LINK.match(child.get(qn("w:instr"), ""))
                yield from self._runs(child, look, _coded(found) if found else link)
            elif child.tag not in (qn("w:pPr"), qn("w:rPr")):
                yield from self._runs(child, look, link)

    def _run(self, element, look: Look, link: str | None) -> Iterator[Run]:
        own = self.styles.of_run(element, look)
        for child in element.iterchildren():
            if child.tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType")))
            elif child.tag == qn("w:instrText"):
                if self.fields:
                    self.fields[-1][0] += child.text or ""
            elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                name = child.tag.rsplit("}")[-1].removesuffix("Reference")
                self.called.add(f"{name} {child.get(qn('w:id'))}")
            elif child.tag == qn("w:t"):
                yield Run(child.text or "", own.strong, own.emphasis, link or self._field_link())
            elif child.tag in _TEXTS:
                yield Run(_TEXTS[child.tag], own.strong, own.emphasis, link)
            elif child.tag not in _SKIPPED:
                self.boxes += _boxes(child)

    def _field(self, sort: str) -> None:
        if sort == "begin":
            self.fields.append(["", False])
        elif sort == "separate" and self.fields:
            self.fields[-1][1] = True
        elif sort == "end" and self.fields:
            self.fields.pop()

    def _field_link(self) -> str | None:
        for code, shown in self.fields:
            if shown and (found := _CODED_LINK.match(code)):
                return _coded(found)
        return None


def _coded(found: re.Match) -> str:
    return "#" if found["place"] else found["address"] or "#"


def _boxes(element) -> list:
    """Text boxes drawn at this place, each once: their second form for old programs is left."""
    if element.tag in _SKIPPED:
        return []
    if element.tag == _BOX:
        return [element]
    return [box for child in element.iterchildren() for box in _boxes(child)]
