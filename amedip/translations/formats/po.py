"""Gettext's PO, by Babel: names as contexts, fingerprints as extracted comments, markup as plain text."""

import codecs
import contextlib
import io
import re
from collections.abc import Iterable, Iterator
from email.parser import HeaderParser
from typing import BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, generate_po, normalize
from django.utils.translation import gettext as _

from amedip.translations.formats import checks
from amedip.translations.formats.heads import Received
from amedip.translations.formats.units import Delivery, Head, Returned, Unit, Unreadable

# Wide enough that no line is ever wrapped, comments included.
_WIDTH = 1 << 30
_FUZZY = {"machine", "outdated"}
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_LINE = re.compile(rf"(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) +)?{_STRING}")
_SHA = {side: re.compile(rf"^{side}-sha256: *([0-9a-f]{{64}})$", re.MULTILINE) for side in ("source", "target")}
_LIMIT = re.compile(r"max-length:(\d{1,9})")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]{1,40})")
# Of Python's codecs, those that files are saved in.
_ENCODINGS = re.compile(r"utf-?8(-sig)?|utf-?16|(us-)?ascii|iso-?8859-\d{1,2}|windows-125\d|cp125\d")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def write(units: Iterable[Unit], file: BinaryIO, head: Head) -> int:
    """Write the units that have a source, one after the other, and return their number."""
    file.write(_header(head).encode())
    catalog, count = Catalog(), 0
    for unit in units:
        if unit.source:
            count += 1
            # One message at a time, so that memory does not grow with the file.
            message = catalog.add(unit.source, unit.target, auto_comments=_comments(unit), context=unit.key)
            # Babel takes "100 % sure" for a format of Python, and tools would insist on it: only our flags.
            message.flags = _flags(unit)
            file.writelines(line.encode() for line in generate_po(catalog, width=_WIDTH, omit_header=True))
            catalog.delete(unit.source, unit.key)
    return count


def _header(head: Head) -> str:
    lines = {
        "Project-Id-Version": f"AMEDIP {head.order}",
        "Language": head.target_language,
        "X-Source-Language": head.source_language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return f'# {" ".join(head.title.split())}\nmsgid ""\nmsgstr {normalize(text, width=_WIDTH)}\n\n'


def _comments(unit: Unit) -> list[str]:
    # What people read comes first.
    return [
        unit.title,
        *unit.note.splitlines(),
        f"source-sha256: {unit.source_fingerprint or '-'}",
        f"target-sha256: {unit.target_fingerprint or '-'}",
    ]


def _flags(unit: Unit) -> set[str]:
    flags = {"fuzzy"} if unit.target and unit.state in _FUZZY else set()
    return flags | ({f"max-length:{unit.max_length}"} if unit.max_length else set())


def read(data: bytes) -> Delivery:
    """The delivery in the file; obsolete entries do not count. Raises ``Unreadable`` for what is not PO."""
    catalog = _Messages()
    try:
        PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(_lines(_decoded(data)))
    except (PoFileError, ValueError, IndexError) as error:
        raise Unreadable(
            _("The PO file is damaged. Save it again in the translation tool and send that."), "damaged"
        ) from error
    received = Received("po")
    header = HeaderParser().parsestr(catalog.header)
    project, _space, order = header.get("Project-Id-Version", "").partition(" ")
    received.head(header.get("X-Source-Language"), header.get("Language"), order if project == "AMEDIP" else "")
    for message in catalog.messages:
        received.unit(_returned(message))
    return received.delivery()


class _Messages(Catalog):
    """A catalogue that keeps every message as it stands: the header unread, and texts that come twice."""

    def __init__(self):
        super().__init__()
        self.header = ""
        self.messages: list[Message] = []

    def __setitem__(self, name, message):
        if name:
            self.messages.append(message)
        elif not message.context:
            self.header = _one(message.string)


def _returned(message: Message) -> Returned:
    comments = "\n".join(message.auto_comments)
    prints = {side: [*sha.findall(comments), ""] for side, sha in _SHA.items()}
    limit = next((found for flag in message.flags if (found := _LIMIT.fullmatch(flag))), None)
    return checks.returned(
        key=message.context or "",
        source=_one(message.id),
        target=_one(message.string),
        finished=not message.fuzzy,
        source_fingerprint=prints["source"][0],
        target_fingerprint=prints["target"][0],
        max_length=int(limit[1]) if limit else None,
    )


def _one(text) -> str:
    """The text, or the first of a plural's, which we never write."""
    return text if isinstance(text, str) else text[0]


def _decoded(data: bytes) -> str:
    """The file's text; its own declaration of the encoding counts when no mark at its start tells."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    declared = _CHARSET.search(data[:4096])
    encoding = encoding or (declared[1].decode().lower() if declared else "utf-8")
    if _ENCODINGS.fullmatch(encoding):
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return data.decode(encoding)
    raise Unreadable(_("The file’s encoding is unknown. Save it as UTF-8."), "encoding")


def _lines(text: str) -> Iterator[str]:
    """The lines that count, each checked: Babel itself would take the last letter for a quotation mark."""
    for number, line in enumerate(io.StringIO(text), start=1):
        line = line.strip()
        if line.startswith(("#~", "#.", "#,")):
            if not line.startswith("#~|"):
                yield line
        elif line and not line.startswith("#"):
            if not _LINE.fullmatch(line):
                raise Unreadable(
                    _("Line %(line)d: this is not an entry of a PO file. Save it again in the translation tool.")
                    % {"line": number},
                    "damaged",
                )
            yield line
