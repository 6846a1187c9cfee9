"""The XML in DOCX and ODT, read as it comes: no entities, not too deep, with an eye on some elements."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from amedip.core.reading.verdicts import Refused

DEEPEST = 250  # what common parsers take
Watcher = Callable[[dict[str, str]], None]


class Markup:
    """One part in UTF-8. ``watched`` are called with an element's attributes, both by their names without namespace.

    ``text`` is called with what stands between the tags while ``listening`` is true.
    """

    def __init__(
        self,
        watched: Mapping[str, Watcher],
        ended: Mapping[str, Callable[[], None]] | None = None,
        text: Callable[[str], None] | None = None,
    ):
        self._watched, self._ended, self._text = watched, ended or {}, text
        self._depth = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.XmlDeclHandler = self._declared
        # Without a document type there are no entities, so nothing can grow.
        parser.StartDoctypeDeclHandler = self._doctype
        self._first = True

    def listen(self, *, on: bool) -> None:
        """Hear the text from here on, or no longer."""
        self._parser.CharacterDataHandler = self._text if on else None

    def feed(self, block: bytes) -> None:
        if self._first and block:
            self._first = False
            # In another encoding the same bytes would mean something else to others.
            if block.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")):
                raise Refused("xml_false")
        self._parse(block, final=False)

    def close(self) -> None:
        self._parse(b"", final=True)

    def _parse(self, block: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(block, final)
        except expat.ExpatError as error:
            raise Refused("broken") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused("too_complex")
        watcher = self._watched.get(name.rpartition(" ")[2])
        if watcher:
            watcher({key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        ended = self._ended.get(name.rpartition(" ")[2])
        if ended:
            ended()

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            raise Refused("xml_false")

    def _doctype(self, *_declaration) -> None:
        raise Refused("entities")
