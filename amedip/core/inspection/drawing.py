"""What stands in a file: its paragraphs with all that is known of them, or one text for the search and the page."""

from collections.abc import Callable
from typing import BinaryIO

from amedip.core.reading.drawn import LONGEST, drawn
from amedip.core.reading.pieces import Raw
from amedip.core.reading.verdicts import Refused

Reader = Callable[..., Raw]


def draw(file: BinaryIO, read_form: Reader) -> str:
    """As many whole paragraphs as fit; empty for a PDF that holds pictures of text only."""
    try:
        return drawn(read_form(file.read(), LONGEST).pieces)
    except Refused as refusal:
        if refusal.code == "no_text":
            return ""
        raise


def read(file: BinaryIO, read_form: Reader) -> dict:
    """All of it, as ``Raw.from_json`` takes it."""
    return read_form(file.read()).as_json()
