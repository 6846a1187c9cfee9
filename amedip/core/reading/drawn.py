"""Pieces of a file as one text in the house's grammar, for the page and the search."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from amedip.core.reading.numbers import marker_of
from amedip.core.reading.pieces import Piece, written

LONGEST = 400_000  # characters; a book of 200 pages
_BULLET, _ITEM = "•", "- "


def drawn(pieces: Iterable[Piece]) -> str:
    """An empty line parts paragraphs, the items of a list stand below one another, headings are strong."""
    text, before = "", ""
    for line in filter(None, map(_line, pieces)):
        text += ("\n" if line.startswith(_ITEM) and before.startswith(_ITEM) else "\n\n") + line
        before = line
    return text.strip()


def _line(piece: Piece) -> str:
    mark = marker_of(piece.plain) if not piece.marker else None
    if mark and mark[0].sort == "bullet":
        piece = replace(piece.without(mark[1]), marker=_BULLET)
    text = "".join(char for char in written(piece.runs) if unicodedata.category(char) != "Cc").strip()
    if (piece.heading or piece.document_title) and "*" not in text:
        return f"**{text}**" if text else ""
    # Items that are counted keep their numbers: the grammar has none of its own.
    return f"{_ITEM}{text}" if piece.marker in (_BULLET, *"-*+") else f"{piece.marker} {text}".strip()
