"""Files that people hand in or take away: what they are by their content, how large, their digest, their names."""

import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

LARGEST = 50 * 1024 * 1024  # bytes
_BLOCK = 1024 * 1024
_TEXTS = {".txt": ".txt", ".md": ".md", ".markdown": ".md"}
_ODT = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Examined:
    """``suffix`` is that of the content (``.pdf``), whatever the file was called; ``bytes`` its size."""

    suffix: str
    bytes: int
    sha256: str


def examine(file: File) -> Examined:
    """Read the whole file once and rewind it; raises ``ValidationError`` for what is too large or of no known kind."""
    if file.size > LARGEST:
        raise ValidationError(
            _("The file is larger than %(size)d MB. Make it smaller, or split it.") % {"size": LARGEST // 1024 // 1024},
            "too_large",
        )
    if not file.size:
        raise ValidationError(_("The file is empty."), "empty")
    digest = hashlib.sha256()
    file.seek(0)
    while block := file.read(_BLOCK):
        digest.update(block)
    suffix = _kind(file)
    file.seek(0)
    if not suffix:
        raise ValidationError(
            _("This is no PDF, DOCX, ODT, TXT or Markdown file, whatever its name says. Save it anew as PDF."),
            "kind",
        )
    return Examined(suffix, file.size, digest.hexdigest())


def readable(title: str) -> str:
    """The title as a file may be called everywhere."""
    return re.sub(r'[\\/:*?"<>|\s]+', " ", title).strip(" .")[:120]


def _kind(file) -> str:
    """The suffix that fits the content, or nothing."""
    file.seek(0)
    head = file.read(8)
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(file)
    # HTML, CSV and programs are text as well: only what calls itself plain text or Markdown is taken as such.
    suffix = _TEXTS.get(PurePath(file.name or "").suffix.lower(), "")
    return suffix if suffix and _is_text(file) else ""


def _kind_of_archive(file) -> str:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return ".docx"
            if {"mimetype", "content.xml"} <= names and archive.getinfo("mimetype").file_size < 100:
                return ".odt" if archive.read("mimetype").strip() == _ODT else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return ""
    return ""


def _is_text(file) -> bool:
    """Is it UTF-8 throughout, without control characters that no text needs?"""
    file.seek(0)
    rest = b""
    while block := file.read(_BLOCK):
        block = rest + block
        # A character of several bytes may be cut by the end of the block.
        cut = max(len(block) - 3, 0)
        for end in range(len(block), cut - 1, -1):
            try:
                text = block[:end].decode("utf-8")
            except UnicodeDecodeError:
                continue
            break
        else:
            return False
        rest = block[end:]
        if any(char < " " and char not in "\n\r\t\f" for char in text):
            return False
    return not rest
