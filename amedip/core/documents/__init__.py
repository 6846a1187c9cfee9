"""Files that people hand in or take away: what they are by their content, whether they are harmless, their names."""

from amedip.core.documents.examining import LARGEST, Examined, examine
from amedip.core.documents.naming import MEDIA_TYPES, readable
from amedip.core.documents.pictures import CleanPicture, clean_picture, looks_like_picture
from amedip.core.documents.process import draw_text, read_pieces
from amedip.core.documents.reasons import refusal
from amedip.core.documents.shelf import Shelf

__all__ = [
    "LARGEST",
    "MEDIA_TYPES",
    "CleanPicture",
    "Examined",
    "Shelf",
    "clean_picture",
    "draw_text",
    "examine",
    "looks_like_picture",
    "read_pieces",
    "readable",
    "refusal",
]
