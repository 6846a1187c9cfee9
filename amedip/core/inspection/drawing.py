"""What stands in a file: its paragraphs with all that is known of them, or plain text for the search and the page."""

import unicodedata
from collections.abc import Callable
from typing import BinaryIO

from amedip.core.reading.pieces import Piece, Raw
from amedip.core.reading.verdicts import Refused

LONGEST = 400_000  # characters; a book of 200 pages
Reader = Callable[..., Raw]


def draw(file: BinaryIO, read_form: Reader) -> str:
    """As many whole paragraphs as fit, an empty line between them; empty for a PDF that holds pictures of text only."""
    try:
        raw = read_form(file.read(), LONGEST)
    except Refused as refusal:
        if refusal.code == "no_text":
            return ""
        raise
    return "\n\n".join(filter(None, map(_clean, raw.pieces)))


def read(file: BinaryIO, read_form: Reader) -> dict:
    """All of it, as ``Raw.from_json`` takes it."""
    return read_form(file.read()).as_json()


def _clean(piece: Piece) -> str:
    text = "".join(char for char in piece.plain if unicodedata.category(char) != "Cc")
    return f"{piece.marker} {text}".strip()
