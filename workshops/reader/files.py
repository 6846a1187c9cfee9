"""From a file's bytes to its summary."""

from pathlib import PurePath

from workshops.reader import limits
from workshops.reader.markdown import read_markdown
from workshops.reader.paragraphs import read_pdf
from workshops.reader.pieces import Raw
from workshops.reader.shapes import Summary
from workshops.reader.structure import propose
from workshops.reader.word import read_word

# The endings of names that are read.
FORMS = ("md", "markdown", "txt", "docx", "pdf")


def read(data: bytes, name: str, *, language: str = "") -> Summary:
    """The structure that is proposed for a file called ``name``.

    ``language`` is the text's, found out when it is not given. The form is told by the content, the name decides only
    between text and what is not read. Raises ``Unreadable``, a ``ValidationError`` with a translated reason.
    """
    if not data:
        raise limits.empty()
    if len(data) > limits.MOST_BYTES:
        raise limits.too_big()
    return propose(_raw(data, PurePath(name).suffix.lstrip(".").lower()), language)


def _raw(data: bytes, form: str) -> Raw:
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) and form in ("docx", ""):
        return read_word(data)
    if form in ("pdf", "docx"):
        raise limits.damaged()
    if form not in FORMS:
        raise limits.unknown_form()
    return read_markdown(_text(data))


def _text(data: bytes) -> str:
    """The text as UTF-8, or as UTF-16 with its mark."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise limits.unknown_letters() from fault
    if "\0" in text:
        raise limits.unknown_letters()
    if len(text) > limits.MOST_LETTERS:
        raise limits.too_long()
    return text
