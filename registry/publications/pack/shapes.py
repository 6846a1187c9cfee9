"""What a pack is made of: sections of rows under columns."""

from dataclasses import dataclass, field
from enum import Enum

from amedip.core.publications.words import Said


class Part(Enum):
    """What a column is in the PDF; all but ``READ`` are columns of the workbook."""

    CODE = "code"
    FACT = "fact"
    READ = "read"  # a long text in the reader's language, only in the PDF
    WORK = "work"  # only in the workbook


@dataclass(frozen=True)
class Column:
    label: str
    width: int = 18
    part: Part = Part.FACT


@dataclass
class Section:
    """One kind of thing. ``cards``: in the PDF each row is an entry of its own, else all of them are a table."""

    title: str
    columns: list[Column]
    rows: list[list[str | Said]]
    none: str
    note: str = ""
    cards: bool = field(default=False)
