"""From a file of the tests to its proposal, as the worker does it in two steps."""

from pathlib import PurePath

from amedip.core.reading.files import PLAIN, read_plain
from amedip.core.reading.odt import read_odt
from amedip.core.reading.paragraphs import read_pdf
from amedip.core.reading.word import read_word
from workshops.reader import Summary, heads_section, propose

_READERS = {".pdf": read_pdf, ".docx": read_word, ".odt": read_odt}


def read(data: bytes, name: str, *, language: str = "") -> Summary:
    suffix = PurePath(name).suffix
    raw = read_plain(data, heads_section) if suffix in PLAIN else _READERS[suffix](data)
    return propose(raw, language)
