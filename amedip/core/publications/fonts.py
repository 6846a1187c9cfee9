"""The faces of our PDFs: FiraGO, which has Arabic and Latin, and Noto Sans for the rest; none of the machine's own."""

import os
import struct
import tempfile
from functools import cache
from pathlib import Path

import pymupdf_fonts
from django.conf import settings

# As the package calls them: FiraGO regular and bold, Noto Sans regular and bold.
_FACES = ("figo", "figbo", "notos", "notosbo")
# What stands for a letter that no face has: PDF/UA allows no empty glyph, and the reader shall see that one is missing.
STAND_IN = "?"
# Typesetting needs no glyph for them.
_WITHOUT_GLYPH = frozenset("\n\t\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u00ad\ufeff")


@cache
def folder() -> Path:
    """The folder with the faces as files, which are written when they are not there."""
    place = settings.DATA_DIR / "fonts"
    place.mkdir(parents=True, exist_ok=True)
    for name in _FACES:
        file, face = place / f"{name}.ttf", pymupdf_fonts.myfont(name)
        if not file.exists() or file.stat().st_size != len(face):
            # Several processes may begin at once: each file comes into being whole.
            handle, temporary = tempfile.mkstemp(dir=place)
            with os.fdopen(handle, "wb") as whole:
                whole.write(face)
            Path(temporary).replace(file)
    return place


def printable(text: str) -> str:
    """The text with a question mark for each letter that none of the faces has."""
    known = _letters()
    return "".join(char if ord(char) in known or char in _WITHOUT_GLYPH else STAND_IN for char in text)


@cache
def _letters() -> frozenset[int]:
    """The letters of both families; a bold face has those of its regular one."""
    return frozenset().union(*(_covered(pymupdf_fonts.myfont(name)) for name in _FACES if not name.endswith("bo")))


def _covered(face: bytes) -> set[int]:
    """The code points in a font's character map, of the formats 4 and 12 (OpenType specification, “cmap”)."""
    tables = struct.unpack_from(">H", face, 4)[0]
    entries = (struct.unpack_from(">4sLLL", face, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _sum, offset, _length in entries if tag == b"cmap")
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", face, start + 2)[0]):
        table = start + struct.unpack_from(">L", face, start + 8 + 8 * number)[0]
        form = struct.unpack_from(">H", face, table)[0]
        if form == 12:
            for group in range(struct.unpack_from(">L", face, table + 12)[0]):
                first, last, _glyph = struct.unpack_from(">LLL", face, table + 16 + 12 * group)
                found.update(range(first, last + 1))
        elif form == 4:
            segments = struct.unpack_from(">H", face, table + 6)[0] // 2
            ends = struct.unpack_from(f">{segments}H", face, table + 14)
            starts = struct.unpack_from(f">{segments}H", face, table + 16 + 2 * segments)
            for first, last in zip(starts, ends, strict=True):
                found.update(range(first, min(last, 0xFFFE) + 1))
    return found
