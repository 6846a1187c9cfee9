"""Pictures that people hand in: whoever takes one has it written anew here first."""

import base64
import hashlib
import tempfile
from dataclasses import dataclass

from django.core.files import File
from django.core.files.base import ContentFile

from amedip.core.documents.examining import Examined, copied
from amedip.core.documents.naming import check_name
from amedip.core.documents.process import look
from amedip.core.documents.reasons import refusal
from amedip.core.documents.scanning import scan

LARGEST_PICTURE = 10 * 1024 * 1024  # bytes, as it comes
_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


@dataclass(frozen=True)
class CleanPicture:
    """A picture as it was written anew; ``examined`` is of that, ``width`` and ``height`` are pixels."""

    file: ContentFile
    examined: Examined
    width: int
    height: int


def looks_like_picture(file: File) -> bool:
    """Does the file begin as a JPEG, PNG or WebP picture does? It is left rewound."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    return head.startswith(_HEADS[:2]) or (head.startswith(_HEADS[2]) and head[8:12] == b"WEBP")


def clean_picture(file: File) -> CleanPicture:
    """The picture, upright, no larger than a page needs, without place, device or anything else beside it.

    Raises ``ValidationError`` with a reason of ``amedip.core.documents.reasons``.
    """
    check_name(file.name or "")
    if file.size > LARGEST_PICTURE:
        raise refusal("too_large", size=LARGEST_PICTURE // 1024 // 1024)
    with tempfile.TemporaryFile() as copy:
        copied(file, copy, most=LARGEST_PICTURE)
        scan(copy)
        found = look("clean", "picture", copy)
    data = base64.b64decode(found["data"])
    examined = Examined(found["suffix"], len(data), hashlib.sha256(data).hexdigest())
    return CleanPicture(ContentFile(data, f"picture{found['suffix']}"), examined, found["width"], found["height"])
