"""Reads a workshop's summary of discussions from a file and proposes its structure; writes nothing.

``read`` takes a file in one language; ``align`` finds the same paragraphs in a second.
"""

from workshops.reader.alignment import Alignment, Doubt, Pair, align
from workshops.reader.files import FORMS, read
from workshops.reader.limits import Unreadable
from workshops.reader.shapes import SECTIONS, Block, Kind, Named, Remark, Summary

__all__ = [
    "FORMS",
    "SECTIONS",
    "Alignment",
    "Block",
    "Doubt",
    "Kind",
    "Named",
    "Pair",
    "Remark",
    "Summary",
    "Unreadable",
    "align",
    "read",
]
