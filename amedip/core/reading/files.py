"""From a file's bytes to its paragraphs, whatever form it has."""

from collections.abc import Callable

from amedip.core.reading import limits
from amedip.core.reading.markdown import read_markdown
from amedip.core.reading.pieces import Raw
from amedip.core.reading.verdicts import Refused

# Texts that say nothing of their own form are small, and need none of the libraries that the others do.
PLAIN = (".md", ".txt")


def read_plain(data: bytes, heads: Callable[[str], bool], longest: int | None = None) -> Raw:
    """The paragraphs of Markdown or plain text in UTF-8; see ``read_markdown``. Raises ``Refused``."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused("encoding") from fault
    if "\0" in text:
        raise Refused("encoding")
    if longest is not None:
        text = text[:longest]
    if len(text) > limits.MOST_LETTERS:
        raise Refused("too_long")
    return read_markdown(text, heads, longest)
