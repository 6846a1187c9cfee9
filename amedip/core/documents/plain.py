"""Plain text and Markdown: UTF-8 throughout, and nothing in it that a browser or a shell would run."""

import codecs
import re
from typing import BinaryIO

from amedip.core.documents.reasons import refusal

_BLOCK = 1024 * 1024
_OVERLAP = 64  # characters: what is looked for may be cut by the end of a block
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ACTIVE = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|script|style|iframe|frame|object|embed|applet|form|svg|math|meta|link|base)"
    r"[\s/>]|<\?(?:php|xml)|(?:javascript|vbscript)\s*:|<[a-z][^<>]{0,40}\son[a-z]{3,20}\s*=",
    re.IGNORECASE,
)
_PROGRAM = ("#!", "%!PS", "{\\rtf", "MZ", "MIME-Version:", "From: ")


def check_text(file: BinaryIO) -> None:
    """Raise ``ValidationError`` unless the whole is harmless text; one block of it at a time is in memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    rest, first = "", True
    while True:
        block = file.read(_BLOCK)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise refusal("encoding") from error
        if first and text.lstrip("\ufeff \r\n\t").startswith(_PROGRAM):
            raise refusal("markup")
        first = False
        if _CONTROL.search(text):
            raise refusal("binary")
        if _ACTIVE.search(rest + text):
            raise refusal("markup")
        if not block:
            return
        rest = text[-_OVERLAP:]
