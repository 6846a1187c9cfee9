"""The one door for files that people hand in: whoever takes a file has it examined here first."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.core.files import File

from amedip.core.documents.naming import check_name
from amedip.core.documents.process import look
from amedip.core.documents.reasons import refusal
from amedip.core.documents.scanning import scan

LARGEST = 50 * 1024 * 1024  # bytes
_BLOCK = 1024 * 1024
# HTML, CSV and programs are text as well: only what calls itself plain text or Markdown is taken as such.
_TEXTS = {".txt": ".txt", ".md": ".md", ".markdown": ".md"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Examined:
    """``suffix`` is that of the content (``.pdf``), whatever the file was called; ``bytes`` its size."""

    suffix: str
    bytes: int
    sha256: str


def examine(file: File) -> Examined:
    """What the file is, once it is known to be whole and harmless; it is left rewound.

    Raises ``ValidationError`` with a reason of ``amedip.core.documents.reasons``. Nothing of the file is kept: what is
    looked at is a copy without a name, which goes when this returns.
    """
    name = file.name or ""
    check_name(name)
    if file.size > LARGEST:
        raise _too_large()
    with tempfile.TemporaryFile() as copy:
        size, sha256 = copied(file, copy)
        suffix = _check(copy, PurePath(name).suffix.lower())
        scan(copy)
    file.seek(0)
    return Examined(suffix, size, sha256)


def copied(file: File, copy: BinaryIO, *, most: int = LARGEST) -> tuple[int, str]:
    """Read the file once; its size and digest. Raises ``ValidationError`` if it is empty, or larger than ``most``."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while block := file.read(_BLOCK):
        size += len(block)
        if size > most:
            raise _too_large(most)
        digest.update(block)
        copy.write(block)
    if not size:
        raise refusal("empty")
    return size, digest.hexdigest()


def _too_large(most: int = LARGEST):
    return refusal("too_large", size=most // 1024 // 1024)


def _check(copy: BinaryIO, suffix: str) -> str:
    """The suffix that fits the content; raises ``ValidationError`` for what is of no known kind, or not harmless."""
    copy.seek(0)
    head = copy.read(8)
    if head.startswith(b"%PDF-"):
        look("check", "pdf", copy)
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return look("check", "office", copy)
    if head.startswith(_OLE):
        raise refusal("old_word")
    if suffix not in _TEXTS:
        raise refusal("kind")
    look("check", "text", copy)
    return _TEXTS[suffix]
