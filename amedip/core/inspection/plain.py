"""Plain text and Markdown: UTF-8 throughout, and nothing in it that a browser or a shell would run."""

import codecs
import re
from typing import BinaryIO

from amedip.core.reading.verdicts import Refused

_BLOCK = 1024 * 1024
_OVERLAP = 256  # bytes: what is looked for may be cut by the end of a block
_MARK = b"\xef\xbb\xbf"
_NEEDED = b"\t\n\f\r"
_CONTROL = bytes(number for number in (*range(32), 127) if number not in _NEEDED)
_ACTIVE = re.compile(
    rb"<(?:(?:!doctype\s+html|html|script|style|iframe|frame|object|embed|applet|form|svg|meta)[\s/>]|\?(?:php|xml)"
    rb"|[a-z][^<>]{0,200}\son[a-z]{3,20}\s*=)"
)
_SCHEMES = (b"javascript:", b"vbscript:")
_PROGRAM = (b"#!", b"%!ps", b"{\\rtf", b"mime-version:", b"from: ")


def check_text(file: BinaryIO) -> None:
    """Raise ``Refused`` unless the whole is harmless text; one block of it at a time is in memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    rest, first = b"", True
    while True:
        block = file.read(_BLOCK)
        if len(block.translate(None, _CONTROL)) < len(block):
            raise Refused("binary" if _decodes(decoder, block) else "encoding")
        if not _decodes(decoder, block):
            raise Refused("encoding")
        plain = rest + block.lower()
        if first and plain.removeprefix(_MARK).lstrip().startswith(_PROGRAM):
            raise Refused("markup")
        if _ACTIVE.search(plain) or any(scheme in plain for scheme in _SCHEMES):
            raise Refused("markup")
        if not block:
            return
        rest, first = plain[-_OVERLAP:], False


def _decodes(decoder, block: bytes) -> bool:
    try:
        decoder.decode(block, final=not block)
    except UnicodeDecodeError:
        return False
    return True
