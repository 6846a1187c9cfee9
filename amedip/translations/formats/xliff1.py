"""XLIFF 1.2 (OASIS, 2008): valid against its strict schema when written, with native codes kept in the text."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from amedip.translations.formats import checks, inline
from amedip.translations.formats.elements import XmlWriter, whole_number
from amedip.translations.formats.heads import Received
from amedip.translations.formats.units import Delivery, Head, Returned, Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XLF = f"{{{NAMESPACE}}}"
UNIT, FILE = f"{_XLF}trans-unit", f"{_XLF}file"

_STATES = {
    "missing": {},
    "machine": {"state": "needs-review-translation", "state-qualifier": "mt-suggestion"},
    "outdated": {"state": "needs-translation"},
    "draft": {"state": "translated"},
    "reviewed": {"state": "signed-off"},
    "approved": {"state": "final"},
}
_FINISHED = {None, "translated", "signed-off", "final"}
_TYPES = {
    inline.STRONG: "bold",
    inline.EMPHASIS: "italic",
    inline.LINK: "link",
    inline.ADDRESS: "x-address",
    inline.CODE: "x-code",
    inline.VARIABLE: "x-variable",
}


def write(units: Iterable[Unit], file: BinaryIO, head: Head) -> int:
    """Write the units that have a source, one after the other, and return their number."""
    xml, count = XmlWriter(file), 0
    xml.start("xliff", {"xmlns": NAMESPACE, "version": "1.2"})
    xml.start(
        "file",
        {
            "original": head.order,
            "source-language": head.source_language,
            "target-language": head.target_language,
            "datatype": "plaintext",
        },
    )
    xml.start("header")
    xml.leaf("note", None, head.title)
    xml.end("header")
    xml.start("body")
    xml.line()
    for unit in units:
        if unit.source:
            count += 1
            _write_unit(xml, unit)
            xml.line()
    xml.end("body")
    xml.end("file")
    xml.end("xliff")
    xml.line()
    return count


def _write_unit(xml: XmlWriter, unit: Unit) -> None:
    source = inline.pieces(unit.source)
    state = _STATES[unit.state if unit.target else "missing"]
    attributes = {"id": unit.key, "resname": unit.key, "xml:space": "preserve"}
    if unit.max_length:
        attributes |= {"maxwidth": str(unit.max_length), "size-unit": "char"}
    if state.get("state") in {"signed-off", "final"}:
        attributes["approved"] = "yes"
    xml.start("trans-unit", attributes)
    _write_text(xml, "source", {}, source)
    if unit.target:
        _write_text(xml, "target", state, inline.numbered_like(source, inline.pieces(unit.target)))
    xml.start("context-group", {"purpose": "x-fingerprints"})
    xml.leaf("context", {"context-type": "x-source-sha256"}, unit.source_fingerprint)
    xml.leaf("context", {"context-type": "x-target-sha256"}, unit.target_fingerprint)
    xml.end("context-group")
    xml.leaf("note", {"from": "title"}, unit.title)
    if unit.note:
        xml.leaf("note", {"from": "context"}, unit.note)
    xml.end("trans-unit")


def _write_text(xml: XmlWriter, name: str, attributes: dict[str, str], pieces: list[inline.Piece]) -> None:
    xml.start(name, attributes)
    for piece in pieces:
        if piece.part == inline.TEXT:
            xml.text(piece.text)
        elif piece.part == inline.WHOLE:
            xml.leaf("ph", {"id": str(piece.number), "ctype": _TYPES[piece.code.kind]}, piece.text)
        elif piece.part == inline.START:
            xml.leaf("bpt", {"id": str(piece.number), "ctype": _TYPES[piece.code.kind]}, piece.text)
        else:
            xml.leaf("ept", {"id": str(piece.number)}, piece.text)
    xml.end(name)


def read(_root: Element, elements: Iterable[Element]) -> Delivery:
    """The delivery in the elements after the root; alternatives (``alt-trans``) and segmented sources do not count."""
    received = Received("xliff-1.2")
    for element in elements:
        if element.tag == FILE:
            received.head(element.get("source-language"), element.get("target-language"), element.get("original"))
        elif element.tag == UNIT:
            received.unit(_read_unit(element))
    return received.delivery()


def _read_unit(unit: Element) -> Returned:
    contexts = {
        context.get("context-type"): (context.text or "").strip()
        for context in unit.iterfind(f"{_XLF}context-group/{_XLF}context")
    }
    target = unit.find(f"{_XLF}target")
    reader = _TextReader()
    return checks.returned(
        key=unit.get("resname") or unit.get("id") or "",
        source=reader.text(unit.find(f"{_XLF}source")),
        target=reader.text(target),
        finished=target is not None and target.get("state") in _FINISHED,
        source_fingerprint=contexts.get("x-source-sha256", ""),
        target_fingerprint=contexts.get("x-target-sha256", ""),
        max_length=whole_number(unit.get("maxwidth", "")),
        faults=reader.faults(),
    )


class _TextReader:
    """Puts the codes of a unit's texts back in their places."""

    def __init__(self):
        # What the codes of the source stood for, by id: some tools leave the codes of the target empty.
        self._starts: dict[str, str] = {}
        self._ends: dict[str, str] = {}
        self._lost = False

    def text(self, element: Element | None) -> str:
        """The text of a source or target with its markup."""
        return "" if element is None else "".join(self._stretches(element))

    def faults(self) -> list[str]:
        return [checks.code_lost()] if self._lost else []

    def _stretches(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            name = child.tag.removeprefix(_XLF)
            if name in {"bpt", "bx", "ph", "x"} or (name == "it" and child.get("pos") == "open"):
                yield self._code(child, self._starts)
            elif name in {"ept", "ex", "it"}:
                yield self._code(child, self._ends)
            elif name == "g":
                yield self._code(child, self._starts, own=False)
                yield from self._stretches(child)
                yield self._code(child, self._ends, own=False)
            else:
                # Annotations (mrk) and what tools invent: their text is part of ours.
                yield from self._stretches(child)
            yield child.tail or ""

    def _code(self, element: Element, known: dict[str, str], *, own: bool = True) -> str:
        number = element.get("id") or element.get("rid") or ""
        found = ("".join(element.itertext()) if own else "") or known.get(number) or ""
        if own and not found:
            found = element.get("equiv-text") or ""
        if found:
            known.setdefault(number, found)
        else:
            self._lost = True
        return found
