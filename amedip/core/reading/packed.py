"""DOCX and ODT are archives of XML: how much is in them is known before anything is unpacked."""

import io
import zipfile

from lxml import etree

from amedip.core.reading import limits
from amedip.core.reading.verdicts import Refused

# A part that is not what it should be may break a reader at any place.
FAULTS = (KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile, NotImplementedError, RecursionError)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)


def check_packing(data: bytes) -> None:
    """Raise ``Refused`` for what is no archive, or unpacks to more than a text does."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except FAULTS as fault:
        raise Refused("broken") from fault
    if len(entries) > limits.MOST_PARTS or sum(entry.file_size for entry in entries) > limits.MOST_UNPACKED:
        raise Refused("bomb")
    if any(entry.filename.endswith((".xml", ".rels")) and entry.file_size > limits.MOST_MARKUP for entry in entries):
        raise Refused("bomb")


def part_of(data: bytes, name: str) -> etree._Element | None:
    """The root of a part of an archive that was checked; None without such a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if name not in archive.namelist():
            return None
        return etree.fromstring(archive.read(name), _PARSER)
