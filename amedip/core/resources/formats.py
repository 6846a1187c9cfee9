"""The files that spreadsheets are exchanged in: XLSX, CSV and JSON, read and written without loss."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

import openpyxl
import orjson
import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from openpyxl.cell.cell import TYPE_FORMULA

from amedip.core import languages
from amedip.core.resources.sheet import write_sheet

LARGEST = 10 * 1024 * 1024  # bytes of the file
LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes of what an XLSX file holds
LONGEST_CELL = 32_767  # characters in a cell of a workbook
# A row of a JSON file may leave a column out; that is not the same as an empty cell.
ABSENT = object()


class Unreadable(ValidationError):
    """The file is not what it says, or holds too much; the text tells what to do."""


def _content(in_stream: bytes | None) -> bytes:
    """What was uploaded; nothing is left of a preview that was confirmed too late."""
    if not in_stream:
        raise Unreadable(_("The file is empty, or was uploaded too long ago. Choose it again."))
    return in_stream


def _dataset(headers, rows) -> tablib.Dataset:
    headers = [str(header).strip() if header is not None else "" for header in headers]
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise Unreadable(_("The file has no columns. Its first row must hold their names, as in an export."))
    dataset = tablib.Dataset(headers=headers)
    for number, cells in enumerate(rows, 2):
        cells = list(cells)
        if any(cell not in (None, "") for cell in cells[len(headers) :]):
            raise Unreadable(_("Row %(row)d has more cells than the first row has names.") % {"row": number})
        cells = cells[: len(headers)] + [None] * (len(headers) - len(cells))
        if any(cells) or any(cell not in (None, "") for cell in cells):
            dataset.append(cells)
        else:
            # Empty rows count, so that later rows keep the number that the spreadsheet shows.
            dataset.append([None] * len(headers))
    while dataset.height and not any(cell not in (None, "") for cell in dataset[-1]):
        del dataset[-1]
    return dataset


def escape(cell, starts: str):
    """A text that a spreadsheet would take for a formula, with an apostrophe before it; ``unescape`` takes it away."""
    if isinstance(cell, str) and (cell.startswith(tuple(starts)) or _is_escaped(cell, starts)):
        return f"'{cell}"
    return cell


def unescape(cell, starts: str):
    return cell[1:] if isinstance(cell, str) and _is_escaped(cell, starts) else cell


def _is_escaped(cell: str, starts: str) -> bool:
    return cell[:1] == "'" and cell[1:2] != "" and cell[1] in starts + "'"


class Streamed:
    """A format that writes to a file, row by row."""

    def write(self, rows: tablib.Dataset, file: BinaryIO) -> None:
        """Write the rows to the file."""
        raise NotImplementedError

    def export_data(self, dataset, **kwargs) -> bytes:
        """The file as a whole, as the library asks for it."""
        file = io.BytesIO()
        self.write(dataset, file)
        return file.getvalue()


class CSV(Streamed, base_formats.CSV):
    """UTF-8 with the mark that Excel needs; commas, semicolons or tabs when read."""

    STARTS = "=+-@\t\r"

    def is_binary(self):
        return True

    def get_read_mode(self):
        return "rb"

    def get_title(self):
        return "csv"

    def create_dataset(self, in_stream, **kwargs):
        try:
            text = _content(in_stream).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Unreadable(
                _("The letters of this file cannot be read. Save it as “CSV UTF-8”, or as XLSX.")
            ) from None
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            raise Unreadable(_("This is no CSV file that can be read. Save it anew, or as XLSX.")) from None
        if not rows:
            raise Unreadable(_("The file is empty."))
        texts = ([unescape(cell, self.STARTS) if cell[:1] == "'" else cell for cell in row] for row in rows[1:])
        return _dataset(rows[0], texts)

    @classmethod
    def harmless(cls, row: Iterable) -> list:
        """The row with what a spreadsheet would take for formulas escaped."""
        risky = (*cls.STARTS, "'")
        return [escape(cell, cls.STARTS) if isinstance(cell, str) and cell.startswith(risky) else cell for cell in row]

    def write(self, rows: tablib.Dataset, file: BinaryIO) -> None:
        """Write the rows to the file, each as it comes."""
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(rows.headers)
        writer.writerows(map(self.harmless, rows))
        text.detach()


def _check_size(content) -> None:
    """Refuse an archive that would unpack to more than any workbook of ours."""
    with zipfile.ZipFile(content) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
            raise Unreadable(_("The workbook holds too much. Split it into several files."))


def _values(row) -> list:
    """What the cells hold; a formula is refused, because the file need not say what it comes to."""
    for cell in row:
        if cell.data_type == TYPE_FORMULA:
            raise Unreadable(
                _("The cell %(cell)s holds a formula. Put the value there that it comes to.")
                % {"cell": cell.coordinate}
            )
    return [cell.value for cell in row]


class XLSX(Streamed, base_formats.XLSX):
    """A workbook of one sheet, from right to left in Arabic."""

    STARTS = "="

    def get_title(self):
        return "xlsx"

    def create_dataset(self, in_stream, **kwargs):
        content = io.BytesIO(_content(in_stream))
        try:
            _check_size(content)
            rows = map(_values, openpyxl.load_workbook(content, read_only=True).active.iter_rows())
            headers = next(rows, ())
            return _dataset(headers, ([unescape(value, self.STARTS) for value in row] for row in rows))
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable(_("This is no XLSX workbook that can be read. Save it anew, or as CSV.")) from error

    def write(self, rows: tablib.Dataset, file: BinaryIO) -> None:
        """Write the rows to the file, each as it comes; raises ``ValueError`` for a text that no cell can hold."""
        right_to_left = languages.current() in languages.RIGHT_TO_LEFT
        write_sheet(file, rows.headers, map(self._cells, rows), right_to_left=right_to_left)

    def _cells(self, row) -> list:
        found = []
        for cell in row:
            if isinstance(cell, str):
                # Spreadsheets would cut it without a word.
                if len(cell) >= LONGEST_CELL:
                    raise ValueError(_("A text is too long for a cell of a workbook. Export as CSV or JSON."))
                if cell.startswith((self.STARTS, "'")):
                    cell = escape(cell, self.STARTS)
            found.append(cell)
        return found


class JSON(Streamed, base_formats.JSON):
    """A list of objects, one for each row, with the columns' names as keys."""

    def is_binary(self):
        return True

    def get_read_mode(self):
        return "rb"

    def get_title(self):
        return "json"

    def create_dataset(self, in_stream, **kwargs):
        try:
            rows = json.loads(_content(in_stream).decode("utf-8-sig"))
        except (UnicodeDecodeError, ValueError, RecursionError):
            raise Unreadable(_("This is no JSON file that can be read.")) from None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Unreadable(_("The file must be a list of objects, one for each row, as in an export."))
        headers = list(dict.fromkeys(key for row in rows for key in row))
        if not headers:
            raise Unreadable(_("The file has no columns. Its first row must hold their names, as in an export."))
        dataset = tablib.Dataset(headers=headers)
        for row in rows:
            dataset.append([row.get(header, ABSENT) for header in headers])
        return dataset

    def write(self, rows: tablib.Dataset, file: BinaryIO) -> None:
        """Write the rows to the file, each as it comes, on a line of its own."""
        before = b"[\n"
        for row in rows:
            file.write(before)
            file.write(
                orjson.dumps(
                    dict(zip(rows.headers, row, strict=True)), default=str, option=orjson.OPT_PASSTHROUGH_DATETIME
                )
            )
            before = b",\n"
        file.write(b"\n]\n" if before != b"[\n" else b"[]\n")


FORMATS = [XLSX, CSV, JSON]
