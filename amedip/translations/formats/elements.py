"""XML for translators' files: written piece by piece, read unit by unit, with nothing in it but elements and text.

Python's own expat reads: its handler refuses a document type at its first byte, before any entity exists, and the
portal needs no further package. lxml then stays the independent judge of the tests.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat
from xml.sax import saxutils

from django.utils.translation import gettext as _

from amedip.translations.formats.units import Unreadable

# Whatever XML 1.0 cannot hold, not even as a reference; the texts' own door refuses nearly all of it.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLOCK = 1 << 16
_DEEPEST = 60


class XmlWriter:
    """Elements and text into a binary file, as UTF-8; a character that XML cannot hold becomes U+FFFD."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self._write('<?xml version="1.0" encoding="UTF-8"?>\n')

    def start(self, name: str, attributes: dict[str, str | None] | None = None) -> None:
        """Open an element; an attribute that is None is left out."""
        given = (f" {k}={_quoted(v)}" for k, v in (attributes or {}).items() if v is not None)
        self._write(f"<{name}{''.join(given)}>")

    def end(self, name: str) -> None:
        self._write(f"</{name}>")

    def text(self, text: str) -> None:
        # A carriage return as such would come back as a line feed.
        self._write(saxutils.escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"}))

    def leaf(self, name: str, attributes: dict[str, str | None] | None, text: str) -> None:
        """An element with nothing but text."""
        self.start(name, attributes)
        self.text(text)
        self.end(name)

    def line(self) -> None:
        """A line break between elements, where it means nothing."""
        self._write("\n")

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


def _quoted(value: str) -> str:
    return saxutils.quoteattr(_NOT_XML.sub("\ufffd", value), {"\r": "&#13;"})


def read(data: bytes, whole: frozenset[str]) -> Iterator[ElementTree.Element]:
    """The file's elements: those named in ``whole`` with their content once read, all others bare when they open.

    Names are ElementTree's, ``{namespace}name``. Raises ``Unreadable`` for what is not well-formed XML, and for
    document types, entities, XInclude and nesting without end.
    """
    reader = _Reader(whole)
    try:
        for start in range(0, len(data), _BLOCK):
            reader.parser.Parse(data[start : start + _BLOCK])
            yield from reader.taken()
        reader.parser.Parse(b"", 1)
        yield from reader.taken()
    except expat.ExpatError as error:
        raise Unreadable(
            _(
                "Line %(line)d: the file is damaged or incomplete (it is not well-formed XML). Save it again in the "
                "translation tool and send that."
            )
            % {"line": error.lineno},
            "damaged",
        ) from error
    except (ValueError, LookupError) as error:
        raise Unreadable(_("The file’s encoding is unknown. Save it as UTF-8."), "encoding") from error


class _Reader:
    """Expat's handlers, and the elements they have finished."""

    def __init__(self, whole: frozenset[str]):
        self._whole, self._depth = whole, 0
        self._builder: ElementTree.TreeBuilder | None = None
        self._top = 0
        self._ready: list[ElementTree.Element] = []
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def taken(self) -> list[ElementTree.Element]:
        """What has been finished since it was last asked."""
        ready, self._ready = self._ready, []
        return ready

    def _refuse(self, *declaration):
        raise Unreadable(
            _(
                "The file has a document type, entities or inclusions, which translation files do not need and which "
                "can do harm. Remove them, or export the texts again."
            ),
            "unsafe",
        )

    def _start(self, name, attributes):
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable(_("The file is nested too deeply for a translation file. Export the texts again."), "deep")
        if name.startswith("http://www.w3.org/2001/XInclude}"):
            self._refuse()
        tag, attributes = _name(name), {_name(key): value for key, value in attributes.items()}
        if self._builder is None and tag in self._whole:
            self._builder, self._top = ElementTree.TreeBuilder(), self._depth
        if self._builder is None:
            self._ready.append(ElementTree.Element(tag, attributes))
        else:
            self._builder.start(tag, attributes)

    def _end(self, name):
        if self._builder is not None:
            self._builder.end(_name(name))
            if self._depth == self._top:
                self._ready.append(self._builder.close())
                self._builder = None
        self._depth -= 1

    def _text(self, text):
        if self._builder is not None:
            self._builder.data(text)


def _name(name: str) -> str:
    return "{" + name if "}" in name else name


def whole_number(text: str) -> int | None:
    """The number that an attribute gives; None if it gives none, or one that nobody means."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
