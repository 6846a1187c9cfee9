"""Workbooks in the reader's language: from right to left in Arabic, and without formulas."""

import io
import re

import openpyxl
from django.conf import settings
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from amedip.core import languages
from amedip.core.resources.formats import LONGEST_CELL


def new_book(title: str) -> openpyxl.Workbook:
    """An empty workbook of ours, to be filled sheet by sheet and row by row."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = settings.SITE_NAME
    book.properties.language = languages.current()
    return book


def new_sheet(book, title: str, widths: list[int]):
    """A sheet whose columns are so many characters wide."""
    sheet = book.create_sheet(title)
    sheet.sheet_view.rightToLeft = languages.current() in languages.RIGHT_TO_LEFT
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    return sheet


def new_cell(sheet, value, *, bold: bool = False, wrap: bool = False) -> WriteOnlyCell:
    """A cell that holds just what it is given: text that begins like a formula stays text."""
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        # openpyxl would cut it without a word; the other files hold it whole.
        value = value[: LONGEST_CELL - 1] + "…"
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # also what begins like a formula
    if bold:
        cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    return cell


def add_table(book, title: str, columns: list[tuple[str, int]], rows: list[list]) -> None:
    """A sheet with a head of (label, width) that stays in sight and can be filtered by."""
    title = re.sub(r"[\\/*?:\[\]]", " ", title)[:31]  # what a sheet may be called
    sheet = new_sheet(book, title, [width for _label, width in columns])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.append([new_cell(sheet, label, bold=True, wrap=True) for label, _width in columns])
    for row in rows:
        sheet.append([new_cell(sheet, value, wrap=True) for value in row])


def saved(book) -> bytes:
    """The file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
