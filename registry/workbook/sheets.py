"""The sheets of a workbook: rows to fill in, lists to choose from, how it is done, and the ticket in a hidden one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

import openpyxl
from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from amedip.core import languages
from amedip.core.resources.formats import LONGEST_CELL
from registry.workbook.columns import FIXED, REF, STATUS, YEAR, Column, list_of, status_label, submitted_from
from registry.workbook.instructions import instructions
from registry.workbook.ticket import Ticket

NEW_ROWS = 200  # empty rows below those of priorities, ready to be filled in
TICKET = "amedip"  # the sheet that carries it
_PIECE = 30_000  # characters of the ticket in a cell
_WIDE, _MIDDLE, _NARROW = 42, 26, 16
_SHADE = PatternFill("solid", fgColor="EFF1F5")
_WRONG = PatternFill("solid", fgColor="FFC7CE")
_THIN = Side(style="thin", color="CDD1DB")
_EDGE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_UNDERSTOOD = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SPREADSHEETS_OWN = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Line:
    """One row of the sheet: what its cells show, by column key; ``marks`` says of some what is wrong with them."""

    cells: Mapping[str, str | int]
    status: str
    stored: bool
    open: bool = True
    absent: set[str] = field(default_factory=set)
    marks: Mapping[str, str] = field(default_factory=dict)


def fits_cell(text: str) -> bool:
    """Can a cell of a workbook hold the text?"""
    written = escaped(text)
    return len(written.encode("utf-16-le")) // 2 <= LONGEST_CELL and not any(char in text for char in "\ufffe\uffff")


def escaped(text: str) -> str:
    """The text as files hold it: what spreadsheets would take for the code of a character is written as such."""
    return _UNDERSTOOD.sub("_x005F_", text)


def write_workbook(ticket: Ticket, lines: Iterable[Line | None], file: BinaryIO, *, title: str) -> None:
    """Write the sheets in the ticket's language, which must be the present one; for None a row stays empty."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.title = f"{_('Priorities')} – {title}"
    book.properties.creator = settings.SITE_NAME
    book.properties.language = ticket.language
    lists = {**ticket.lists, **_status_lists()}
    lists_title, about_title = _("Lists"), _("Instructions")
    sheet = _sheet(book, ticket.sheet)
    _write_rows(_Writer(sheet, ticket), lines, lists, lists_title)
    _write_instructions(_sheet(book, about_title), title, several=len(ticket.states) > 1)
    hidden = _sheet(book, lists_title)
    hidden.sheet_state = "hidden"
    columns = [list(labels) for labels in lists.values()]
    for number in range(max(map(len, columns))):
        hidden.append([_text(hidden, column[number]) if number < len(column) else None for column in columns])
    carrier = book.create_sheet(TICKET)
    carrier.sheet_state = "veryHidden"
    signed = ticket.sign()
    for begun in range(0, len(signed), _PIECE):
        carrier.append([_text(carrier, signed[begun : begun + _PIECE])])
    book.save(file)


def _sheet(book, title: str):
    sheet = book.create_sheet(title[:31])
    sheet.sheet_view.rightToLeft = languages.current() in languages.RIGHT_TO_LEFT
    return sheet


def _text(sheet, value: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    _set(cell, value)
    return cell


def _set(cell, value: str | int) -> None:
    """Put a value into a cell; a text is a text, whatever it begins with."""
    cell.value = escaped(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def _status_lists() -> dict[str, dict[str, str]]:
    """For each status from which a state may submit: what it may choose."""
    found = {}
    for status in ("draft", "sent-back", "published", "published+draft", "published+sent-back"):
        found[f"{STATUS}:{status}"] = {status_label(each): each for each in (status, submitted_from(status))}
    return found


class _Writer:
    """Fills the rows of one sheet: a cell of each kind is made once and used again, for it is written at once."""

    def __init__(self, sheet, ticket: Ticket):
        self.sheet, self.ticket = sheet, ticket
        self._cells: dict[tuple, WriteOnlyCell] = {}
        self.marked = False

    def row(self, line: Line) -> None:
        self.sheet.append([self._cell(column, line) for column in self.ticket.columns])

    def _cell(self, column: Column, line: Line):
        value = line.cells.get(column.key, "")
        locked = not line.open or column.name in line.absent or (line.stored and column.name in FIXED)
        if column.name == REF:
            locked = True
        quoted = isinstance(value, str) and value.startswith(_SPREADSHEETS_OWN)
        mark = line.marks.get(column.key)
        if mark:
            cell = self._new(column, locked=locked, quoted=quoted)
            cell.fill, cell.comment = _WRONG, Comment(mark, settings.SITE_NAME, height=140, width=280)
        else:
            kind = column.key, locked, quoted
            cell = self._cells.get(kind) or self._cells.setdefault(
                kind, self._new(column, locked=locked, quoted=quoted)
            )
        _set(cell, value)
        return cell

    def _new(self, column, *, locked, quoted) -> WriteOnlyCell:
        cell = WriteOnlyCell(self.sheet)
        code = column.language
        if code:
            cell.alignment = Alignment(
                vertical="top",
                wrap_text=True,
                horizontal="right" if code in languages.RIGHT_TO_LEFT else "left",
                readingOrder=2 if code in languages.RIGHT_TO_LEFT else 1,
            )
        else:
            cell.alignment = Alignment(vertical="top", wrap_text=column.name not in FIXED)
        cell.border = _EDGE
        cell.protection = Protection(locked=locked)
        # As text: what somebody types is not made into a formula, a day or a number.
        cell.number_format = "0" if column.name == YEAR else "@"
        if locked:
            cell.fill = _SHADE
        if quoted:
            cell.quotePrefix = True
        return cell


def _write_rows(writer: _Writer, lines, lists, lists_title) -> None:
    ticket, sheet = writer.ticket, writer.sheet
    names = [column.name for column in ticket.columns]
    sheet.freeze_panes = "B2"
    for number, column in enumerate(ticket.columns, 1):
        width = _WIDE if column.language else _NARROW if column.name in (REF, YEAR) else _MIDDLE
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_heading(sheet, column) for column in ticket.columns])
    last, statuses = 1, {}
    for last, line in enumerate(lines, 2):
        if line is None:
            sheet.append([])
            continue
        if line.open:
            statuses.setdefault(line.status, []).append(last)
        writer.row(line)
    new = Line({}, "draft", stored=False)
    statuses.setdefault("draft", []).extend(range(last + 1, last + 1 + NEW_ROWS))
    for _number in range(NEW_ROWS):
        writer.row(new)
    last += NEW_ROWS
    _offer_all(sheet, names, last, statuses, lists, lists_title)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{last}"
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "autoFilter"):
        setattr(sheet.protection, allowed, False)  # what is not protected is allowed


def _heading(sheet, column: Column) -> WriteOnlyCell:
    cell = _text(sheet, column.heading)
    cell.font, cell.fill, cell.border = Font(bold=True), _SHADE, _EDGE
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _offer_all(sheet, names, last, statuses, lists, lists_title) -> None:
    """Give each column its list, and the cells of each status what can follow it."""
    places = {name: at for at, name in enumerate(lists, 1)}
    for number, name in enumerate(names, 1):
        letter, listed = get_column_letter(number), list_of(name)
        wanted = {listed: [f"{letter}2:{letter}{last}"]} if listed and listed != STATUS else {}
        if listed == STATUS:
            wanted = {f"{STATUS}:{status}": _ranges(letter, rows) for status, rows in statuses.items()}
        for found, ranges in wanted.items():
            if lists.get(found):
                place = get_column_letter(places[found])
                source = f"{quote_sheetname(lists_title)}!${place}$1:${place}${len(lists[found])}"
                sheet.data_validations.append(_choice_of(source, ranges))


def _choice_of(source: str, ranges: Iterable[str]) -> DataValidation:
    """A list to choose from in these cells."""
    return DataValidation(
        type="list",
        formula1=source,
        sqref=" ".join(ranges),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_("Not in the list"),
        error=_("Choose one of the list."),
    )


def _ranges(letter: str, rows: list[int]) -> Iterator[str]:
    """The rows as ranges of cells, those that follow one another together."""
    begun = before = rows[0]
    for row in [*rows[1:], None]:
        if row is None or row != before + 1:
            yield f"{letter}{begun}:{letter}{before}"
            begun = row
        before = row


def _write_instructions(sheet, title: str, *, several: bool) -> None:
    sheet.column_dimensions["A"].width = 100
    heading = _text(sheet, f"{_('Priorities')} – {title}")
    heading.font = Font(bold=True, size=14)
    sheet.append([heading])
    for line in instructions(several=several):
        sheet.append([])
        cell = _text(sheet, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([cell])
    sheet.protection.sheet = True
