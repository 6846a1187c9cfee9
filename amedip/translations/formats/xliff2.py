"""XLIFF 2.1 (OASIS, 2018): fingerprints in its metadata module; what comes back may also be 2.0."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.translations.formats import checks, inline
from amedip.translations.formats.elements import XmlWriter, whole_number
from amedip.translations.formats.heads import Received
from amedip.translations.formats.units import Delivery, Head, Returned, Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_XLF, _MDA, _SLR = f"{{{NAMESPACE}}}", f"{{{_METADATA}}}", f"{{{_SIZES}}}"
UNIT, FILE = f"{_XLF}unit", f"{_XLF}file"
_SEGMENT, _IGNORABLE = f"{_XLF}segment", f"{_XLF}ignorable"
_PARTS = {_SEGMENT, _IGNORABLE}

# Our states as state and subState (section 4.3.1.30); what somebody still has to work on is "initial".
_STATES = {
    "missing": {},
    "machine": {"state": "initial", "subState": "amedip:machine"},
    "outdated": {"state": "initial", "subState": "amedip:outdated"},
    "draft": {"state": "translated"},
    "reviewed": {"state": "reviewed"},
    "approved": {"state": "final"},
}
_KEEP = {"canCopy": "no", "canDelete": "no"}
_TYPES = {
    inline.STRONG: {"type": "fmt", "subType": "xlf:b"},
    inline.EMPHASIS: {"type": "fmt", "subType": "xlf:i"},
    inline.LINK: {"type": "link", **_KEEP},
    inline.ADDRESS: {"type": "link", **_KEEP},
    inline.CODE: {"type": "other", **_KEEP},
    inline.VARIABLE: {"type": "ui", "subType": "xlf:var", **_KEEP},
}


def write(units: Iterable[Unit], file: BinaryIO, head: Head) -> int:
    """Write the units that have a source, one after the other, and return their number."""
    xml, count = XmlWriter(file), 0
    xml.start(
        "xliff",
        {
            "xmlns": NAMESPACE,
            "xmlns:mda": _METADATA,
            "xmlns:slr": _SIZES,
            "version": "2.1",
            "srcLang": head.source_language,
            "trgLang": head.target_language,
        },
    )
    xml.start(
        "file",
        {
            "id": "f1",
            "original": head.order,
            "srcDir": languages.direction(head.source_language),
            "trgDir": languages.direction(head.target_language),
            "xml:space": "preserve",
        },
    )
    xml.leaf("slr:profiles", {"generalProfile": "xliff:codepoints"}, "")
    xml.start("notes")
    xml.leaf("note", {"id": "n1"}, head.title)
    xml.end("notes")
    xml.line()
    for unit in units:
        if unit.source:
            count += 1
            _write_unit(xml, unit, count)
            xml.line()
    xml.end("file")
    xml.end("xliff")
    xml.line()
    return count


def _write_unit(xml: XmlWriter, unit: Unit, number: int) -> None:
    source = inline.pieces(unit.source)
    target = inline.numbered_like(source, inline.pieces(unit.target))
    limit = str(unit.max_length) if unit.max_length else None
    xml.start(
        "unit",
        {
            "id": f"u{number}",
            "name": unit.key,
            "xml:space": "preserve",
            "slr:sizeRestriction": limit,
        },
    )
    _write_metadata(xml, unit)
    xml.start("notes")
    xml.leaf("note", {"category": "title"}, unit.title)
    if unit.note:
        xml.leaf("note", {"category": "context"}, unit.note)
    xml.end("notes")
    data = _write_original_data(xml, [*source, *target])
    xml.start("segment", _STATES[unit.state if unit.target else "missing"])
    _write_text(xml, "source", source, data)
    if unit.target:
        _write_text(xml, "target", target, data)
    xml.end("segment")
    xml.end("unit")


def _write_metadata(xml: XmlWriter, unit: Unit) -> None:
    xml.start("mda:metadata")
    xml.start("mda:metaGroup", {"category": "fingerprints"})
    xml.leaf("mda:meta", {"type": "source-sha256"}, unit.source_fingerprint)
    xml.leaf("mda:meta", {"type": "target-sha256"}, unit.target_fingerprint)
    if unit.max_length:
        # The size module's attribute tells tools; this one our reader, whatever a tool makes of that.
        xml.leaf("mda:meta", {"type": "max-length"}, str(unit.max_length))
    xml.end("mda:metaGroup")
    xml.end("mda:metadata")


def _write_original_data(xml: XmlWriter, pieces: list[inline.Piece]) -> dict[str, str]:
    """Write what the codes stand for and return, by text, the id of its data."""
    ids: dict[str, str] = {}
    for piece in pieces:
        if piece.part != inline.TEXT:
            ids.setdefault(piece.text, f"d{len(ids) + 1}")
    if ids:
        xml.start("originalData")
        for text, name in ids.items():
            xml.leaf("data", {"id": name, "dir": "ltr"}, text)
        xml.end("originalData")
    return ids


def _write_text(xml: XmlWriter, name: str, pieces: list[inline.Piece], data: dict[str, str]) -> None:
    xml.start(name)
    for piece in pieces:
        if piece.part == inline.TEXT:
            xml.text(piece.text)
        elif piece.part == inline.END:
            xml.end("pc")
        elif piece.part == inline.WHOLE:
            xml.leaf("ph", {"id": str(piece.number), **_TYPES[piece.code.kind], "dataRef": data[piece.text]}, "")
        else:
            references = {"dataRefStart": data[piece.code.start], "dataRefEnd": data[piece.code.end]}
            xml.start("pc", {"id": str(piece.number), **_TYPES[piece.code.kind], **references})
    xml.end(name)


def read(root: Element, elements: Iterable[Element]) -> Delivery:
    """The delivery in the elements after ``root``; matches, glossaries and other modules do not count."""
    received = Received("xliff-2.1")
    for element in elements:
        if element.tag == FILE:
            received.head(root.get("srcLang"), root.get("trgLang"), element.get("original"))
        elif element.tag == UNIT:
            received.unit(_read_unit(element))
    return received.delivery()


def _read_unit(unit: Element) -> Returned:
    metadata = {meta.get("type"): (meta.text or "").strip() for meta in unit.iterfind(f"{_MDA}metadata//{_MDA}meta")}
    size = metadata.get("max-length") or unit.get(f"{_SLR}sizeRestriction", "")  # the most, or the least and the most
    reader = _TextReader(unit)
    parts = [reader.part(place, part) for place, part in enumerate(part for part in unit if part.tag in _PARTS)]
    wanted = [part for part in parts if part.segment and part.source.strip()]
    done = [part for part in parts if part.segment and part.target]
    return checks.returned(
        key=unit.get("name") or unit.get("id") or "",
        source="".join(part.source for part in parts),
        target="".join(part.target for part in sorted(parts, key=lambda part: part.order)) if done else "",
        finished=all(part.target and part.state != "initial" for part in wanted),
        source_fingerprint=metadata.get("source-sha256", ""),
        target_fingerprint=metadata.get("target-sha256", ""),
        max_length=whole_number(size.rpartition(",")[2]),
        faults=reader.faults(partly=bool(done) and not all(part.target for part in wanted)),
    )


def _order(target: Element | None, place: int) -> int:
    """Where the target of the part at ``place`` goes among the unit's targets (section 4.3.1.20)."""
    given = whole_number(target.get("order", "")) if target is not None else None
    return given - 1 if given else place


class _Part(NamedTuple):
    """A segment, or what lies between two; without a state a tool left it, which counts as translated."""

    source: str
    target: str
    order: int
    segment: bool
    state: str


class _TextReader:
    """Puts the codes of a unit's texts back in their places."""

    def __init__(self, unit: Element):
        # The unit's own: matches of a memory bring theirs, under the same names.
        own = unit.iterfind(f"{_XLF}originalData/{_XLF}data")
        self._data = {data.get("id"): "".join(_code_points(data)) for data in own}
        # What the codes of the sources stood for, by id: tools drop references to data, but keep ids.
        self._known: dict[str, str] = {}
        self._lost = False

    def part(self, place: int, element: Element) -> _Part:
        """The part that stands at this place of its unit; between segments the source stands for a missing target."""
        source, target = self._text(element.find(f"{_XLF}source")), element.find(f"{_XLF}target")
        segment = element.tag == _SEGMENT
        translated = source if target is None and not segment else self._text(target)
        return _Part(source, translated, _order(target, place), segment, element.get("state", "translated"))

    def _text(self, element: Element | None) -> str:
        return "" if element is None else "".join(self._stretches(element))

    def faults(self, *, partly: bool) -> list[str]:
        faults = []
        if self._lost:
            faults.append(checks.code_lost())
        if partly:
            faults.append(_("Only part of the text is translated. Translate the rest."))
        return faults

    def _stretches(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            name = child.tag.removeprefix(_XLF)
            code = child.get("copyOf") or child.get("id") or ""
            if name == "cp":
                yield _code_point(child)
            elif name in {"ph", "sc"}:
                yield self._code(child.get("dataRef"), code, child.get("disp"))
            elif name == "ec":
                yield self._code(child.get("dataRef"), f"{child.get('startRef') or code}/end", child.get("disp"))
            elif name == "pc":
                yield self._code(child.get("dataRefStart"), code, child.get("dispStart"))
                yield from self._stretches(child)
                yield self._code(child.get("dataRefEnd"), f"{code}/end", child.get("dispEnd"))
            else:
                # Annotations (mrk, sm, em) and what tools invent: their text is part of ours.
                yield from self._stretches(child)
            yield child.tail or ""

    def _code(self, reference: str | None, code: str, display: str | None) -> str:
        found = self._data.get(reference) or self._known.get(code) or display or ""
        if found:
            self._known.setdefault(code, found)
        else:
            self._lost = True
        return found


def _code_points(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield _code_point(child) if child.tag == f"{_XLF}cp" else ""
        yield child.tail or ""


def _code_point(element: Element) -> str:
    """The character that a ``cp`` stands for; what is none becomes U+FFFD."""
    try:
        return chr(int(element.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
