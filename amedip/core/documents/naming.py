"""What files may be called, and what they are called when somebody takes them away."""

import re

from amedip.core.documents.reasons import refusal

LONGEST_NAME = 200  # characters
# How a file is announced to who takes it away: never as anything that a browser would run.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
# Stands in the name of an upload that did not come as a plain name (``amedip.core.uploads``).
NOT_PLAIN = "\N{REPLACEMENT CHARACTER}"

_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(rf"[\x00-\x1f\x7f-\x9f{_TURNING}/\\{NOT_PLAIN}]|\.\.")


def check_name(name: str) -> None:
    """Raise ``ValidationError`` for a name that leads elsewhere, or shows itself otherwise than it is."""
    if len(name) > LONGEST_NAME:
        raise refusal("long_name", longest=LONGEST_NAME)
    if _UNSAFE.search(name):
        raise refusal("name")


def is_plain(name: str) -> bool:
    """Is it a name alone, that every system shows as it is?"""
    return len(name) <= LONGEST_NAME and not _UNSAFE.search(name)


def readable(title: str) -> str:
    """The title as a file may be called everywhere."""
    return re.sub(rf'[\\/:*?"<>|\x00-\x1f\x7f-\x9f{_TURNING}\s]+', " ", title).strip(" .")[:120].strip(" .")
