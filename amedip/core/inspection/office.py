"""DOCX and ODT: nothing in them may act, fetch, or hide another file."""

import re
from collections.abc import Callable
from typing import BinaryIO
from urllib.parse import urlsplit

from amedip.core.inspection.archives import Entry, entries_of, unpacked
from amedip.core.inspection.markup import Markup
from amedip.core.reading.verdicts import Refused

DOCX, ODT = ".docx", ".odt"
_DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_XML = re.compile(r"\.(?:xml|rels|rdf)$", re.IGNORECASE)

# What the first bytes of an entry give away.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (
    b"PK\x03\x04",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")

_DOCX_MACROS = re.compile(r"(?:^|/)vba(?:Project|Data)|(?:^|/)activeX/|\.(?:ocx|vbs|js)$", re.IGNORECASE)
_DOCX_EMBEDDED = re.compile(r"(?:^|/)embeddings/", re.IGNORECASE)
_MACRO_TYPE = re.compile(r"macroEnabled|vbaProject|vbaData|activeX|keyMapCustomizations", re.IGNORECASE)
_EMBEDDED_TYPE = re.compile(r"oleObject|\.sheet\b|presentation", re.IGNORECASE)
_RUNNING_FIELD = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT)\b", re.IGNORECASE)
_ODT_MACROS = re.compile(r"^(?:Basic|Scripts|Dialogs)/.", re.IGNORECASE)
_LINK_SCHEMES = {"", "http", "https", "mailto", "ftp", "tel"}


def check_office(file: BinaryIO) -> str:
    """Which of the two it is (``.docx``, ``.odt``); raises ``Refused`` unless it is one, whole and passive."""
    entries = entries_of(file)
    names = {entry.name for entry in entries}
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return _check(file, entries, _Docx())
    if {"mimetype", "content.xml"} <= names:
        return _check(file, entries, _Odt())
    raise Refused("kind")


def _check(file, entries: list[Entry], rules) -> str:
    for entry in entries:
        rules.check_name(entry.name)
        markup = rules.markup_of(entry.name) if _XML.search(entry.name) and entry.size else None
        head = b""
        for block in unpacked(file, entry):
            if len(head) < 64:
                head = (head + block)[:64]
                _check_head(head)
            if markup:
                markup.feed(block)
        if markup:
            markup.close()
        rules.check_content(entry.name, head)
    rules.check_whole()
    return rules.suffix


def _check_head(head: bytes) -> None:
    if head.startswith(_OLE) or head.startswith(_ARCHIVES):
        raise Refused("embedded")
    if head.startswith(_PROGRAMS):
        raise Refused("program")


def _refuse(code: str) -> Callable:
    def watcher(_attributes=None):
        raise Refused(code)

    return watcher


class _Docx:
    suffix = DOCX

    def __init__(self):
        self._is_document = False
        self._field: list[str] = []

    def check_name(self, name: str) -> None:
        if _DOCX_MACROS.search(name):
            raise Refused("macros")
        if _DOCX_EMBEDDED.search(name):
            raise Refused("embedded")

    def check_content(self, name: str, head: bytes) -> None:
        """The names and the markup say it all."""

    def check_whole(self) -> None:
        if not self._is_document:
            raise Refused("kind")

    def markup_of(self, name: str) -> Markup:
        if name == "[Content_Types].xml":
            return Markup({"Default": self._type, "Override": self._type})
        if name.endswith(".rels"):
            return Markup({"Relationship": self._relation})
        self._field.clear()
        markup = Markup(
            {
                "instrText": lambda _attributes: markup.listen(on=True),
                "fldSimple": lambda attributes: self._hear(attributes.get("instr", "")),
                "altChunk": _refuse("embedded"),
                "OLEObject": _refuse("embedded"),
                "control": _refuse("macros"),
            },
            {"instrText": lambda: markup.listen(on=False)},
            self._hear,
        )
        return markup

    def _type(self, attributes) -> None:
        name = attributes.get("ContentType", "")
        if _MACRO_TYPE.search(name):
            raise Refused("macros")
        if _EMBEDDED_TYPE.search(name):
            raise Refused("embedded")
        self._is_document = self._is_document or name == _DOCX_MAIN

    def _relation(self, attributes) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "").strip()
        if kind in ("vbaProject", "control", "activeXControlBinary"):
            raise Refused("macros")
        if kind in ("oleObject", "package", "aFChunk"):
            raise Refused("embedded")
        if attributes.get("TargetMode") != "External":
            return
        if kind != "hyperlink":
            raise Refused("fetches")
        if _scheme(target) not in _LINK_SCHEMES:
            raise Refused("link")

    def _hear(self, text: str) -> None:
        # A field may be cut into pieces: they are read together.
        self._field.append(text)
        if _RUNNING_FIELD.search("".join(self._field[-50:])):
            raise Refused("fetches")


class _Odt:
    suffix = ODT

    def __init__(self):
        self._is_document = False

    def check_name(self, name: str) -> None:
        if _ODT_MACROS.search(name):
            raise Refused("macros")

    def check_content(self, name: str, head: bytes) -> None:
        if name == "mimetype":
            self._is_document = head.strip() == _ODT_TYPE

    def check_whole(self) -> None:
        if not self._is_document:
            raise Refused("kind")

    def markup_of(self, name: str) -> Markup:
        if name == "META-INF/manifest.xml":
            return Markup({"encryption-data": _refuse("encrypted"), "file-entry": self._part})
        return Markup(
            dict.fromkeys(("script", "event-listener"), _refuse("macros"))
            | dict.fromkeys(("object-ole", "applet", "plugin", "floating-frame"), _refuse("embedded"))
            | dict.fromkeys(("section-source", "dde-source", "dde-connection-decl"), _refuse("fetches"))
            | {"image": self._image, "object": self._image, "a": self._link}
        )

    def _part(self, attributes) -> None:
        if "basic" in attributes.get("media-type", "").lower():
            raise Refused("macros")

    def _image(self, attributes) -> None:
        if _scheme(attributes.get("href", "")) or attributes.get("href", "").startswith(("../", "//", "\\\\")):
            raise Refused("fetches")

    def _link(self, attributes) -> None:
        if _scheme(attributes.get("href", "")) not in _LINK_SCHEMES:
            raise Refused("link")


def _scheme(target: str) -> str:
    try:
        return urlsplit(target.strip()).scheme.lower()
    except ValueError as error:
        raise Refused("link") from error
