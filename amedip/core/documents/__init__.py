"""Files that people hand in or take away: what they are by their content, whether they are harmless, their names."""

from amedip.core.documents.examining import LARGEST, Examined, examine
from amedip.core.documents.naming import MEDIA_TYPES, readable
from amedip.core.documents.process import draw_text, read_pieces
from amedip.core.documents.reasons import refusal

__all__ = ["LARGEST", "MEDIA_TYPES", "Examined", "draw_text", "examine", "read_pieces", "readable", "refusal"]
