"""Proposes the structure of a workshop's summary of discussions from the paragraphs of its file; writes nothing.

``propose`` takes them in one language; ``align`` finds the same paragraphs in a second.
"""

from workshops.reader.alignment import Alignment, Doubt, Pair, align
from workshops.reader.shapes import SECTIONS, Block, Kind, Named, Remark, Summary
from workshops.reader.structure import propose
from workshops.reader.wording import heads_section

__all__ = [
    "SECTIONS",
    "Alignment",
    "Block",
    "Doubt",
    "Kind",
    "Named",
    "Pair",
    "Remark",
    "Summary",
    "align",
    "heads_section",
    "propose",
]
