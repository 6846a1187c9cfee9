"""Spreadsheets in and out: files, columns, and rows that are written through the kernel's one door."""

from amedip.core.resources.columns import Column, Fact, Unchangeable
from amedip.core.resources.formats import FORMATS
from amedip.core.resources.rows import PartResource, RecordResource
from amedip.core.resources.table import IN_REFERENCE, MOST_ROWS

__all__ = [
    "FORMATS",
    "IN_REFERENCE",
    "MOST_ROWS",
    "Column",
    "Fact",
    "PartResource",
    "RecordResource",
    "Unchangeable",
]
