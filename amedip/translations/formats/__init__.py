"""Translators' files out and in: XLIFF 2.1, XLIFF 1.2 and PO; what comes back has its faults named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from amedip.translations.formats import elements, po, xliff1, xliff2
from amedip.translations.formats.units import Delivery, Head, Returned, Unit, Unreadable

__all__ = ["FORMATS", "LARGEST", "Delivery", "Format", "Returned", "Unit", "Unreadable", "read_file", "write_file"]

# In bytes; 5,000 units with long texts and much markup stay below it in every format.
LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True)
class Format:
    """A kind of file that translators' tools take."""

    label: str
    extension: str
    media_type: str
    write: Callable[[Iterable[Unit], BinaryIO, Head], int]


FORMATS = {
    "xliff-2.1": Format("XLIFF 2.1", ".xlf", "application/xliff+xml", xliff2.write),
    "xliff-1.2": Format("XLIFF 1.2", ".xlf", "application/x-xliff+xml", xliff1.write),
    "po": Format("PO (gettext)", ".po", "text/x-gettext-translation", po.write),
}
_WHOLE = frozenset({xliff1.UNIT, xliff2.UNIT})


def write_file(
    units: Iterable[Unit],
    file: BinaryIO,
    *,
    format: str,  # noqa: A002 (the word for it, and always given by name)
    source_language: str,
    target_language: str,
    order: str,
    title: str,
) -> int:
    """Write the units to a binary file and return how many; those without a source have nothing to translate.

    One unit at a time is in memory. ``order`` comes back in ``Delivery.order``. Raises ``KeyError`` for an unknown
    format.
    """
    return FORMATS[format].write(units, file, Head(source_language, target_language, order, title))


def read_file(file: BinaryIO) -> Delivery:
    """What a binary file holds, its format found by its content.

    Raises ``Unreadable`` if the file as a whole cannot be taken; what is wrong with single units is in their faults.
    """
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(
            _("The file is larger than %(size)d MB. Split the order, and send one file after the other.")
            % {"size": LARGEST // 1024 // 1024},
            "large",
        )
    # A mark of the encoding, and the zeros of UTF-16, before the first sign.
    start = data[:200].lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n")
    if start.startswith(b"<"):
        return _read_xliff(data)
    if b"msgid" in data.replace(b"\x00", b""):
        return po.read(data)
    raise Unreadable(
        _("This is neither an XLIFF nor a PO file. Send the file that the translation tool saved as .xlf or .po."),
        "kind",
    )


def _read_xliff(data: bytes) -> Delivery:
    found = elements.read(data, _WHOLE)
    root = next(found)
    if root.tag == f"{{{xliff2.NAMESPACE}}}xliff" and root.get("version", "").startswith("2."):
        return xliff2.read(root, found)
    if root.tag == f"{{{xliff1.NAMESPACE}}}xliff":
        return xliff1.read(root, found)
    raise Unreadable(_("This is not XLIFF 1.2, 2.0 or 2.1. Save the file in one of these versions."), "version")
