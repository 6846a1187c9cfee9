"""A workbook as it comes back: looked through for all that it must not hold, then read row by row."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import IO, Self

import openpyxl
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from amedip.core.resources.columns import as_text, shortened
from amedip.core.resources.formats import LARGEST, LARGEST_UNPACKED, Unreadable
from amedip.core.texts import clean
from registry.workbook.columns import REF, spoken
from registry.workbook.making import MOST_ROWS
from registry.workbook.sheets import TICKET
from registry.workbook.ticket import Ticket

MOST_TAGS = 2_000_000  # of XML in the whole file; 5,000 full rows have half as many
MOST_FILES = 500  # in the archive
MOST_TICKET = 5_000_000  # characters
LAST_ROW = 1_048_576  # of any workbook; further down there is nothing
_BLOCK = 1 << 20
_BATCH = 200  # rows
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls files and of encrypted workbooks
_CODES = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Za-z0-9$:]{2,40})[\"']")
_XML = (".xml", ".rels", ".vml")


def examine(file: File) -> None:
    """Refuse what is no workbook of ours at first sight, by its content; raises ``Unreadable`` with the reason."""
    if file.size > LARGEST:
        raise Unreadable(
            _("The file is larger than %(size)d MB. Take out of it what does not belong to it.")
            % {"size": LARGEST // 1024 // 1024}
        )
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if not head:
        raise Unreadable(_("The file is empty."))
    if head == _OLD:
        raise Unreadable(
            _("The workbook is encrypted or in the old XLS format. Take its password away and save it as XLSX.")
        )
    if not head.startswith(b"PK\x03\x04"):
        raise Unreadable(_("This is no XLSX workbook, whatever its name says. Save it anew as XLSX."))
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise Unreadable(_("The file is damaged. Save it anew as XLSX.")) from error
    finally:
        file.seek(0)


def _check_parts(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Unreadable(_("The workbook holds too much. Take out of it what does not belong to it."))
    if len(set(names)) != len(names):
        raise Unreadable(_("The file is damaged. Save it anew as XLSX."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(_("The workbook is encrypted. Take its password away and save it as XLSX."))
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable(_("This is no XLSX workbook, whatever its name says. Save it anew as XLSX."))
    lower = [name.lower() for name in names]
    if any("vbaproject" in name or "/macrosheets/" in name or "/activex/" in name for name in lower):
        raise Unreadable(_("The workbook holds macros. Save it as XLSX, without macros."))
    if any("/externallinks/" in name or "/connections" in name or "/querytables/" in name for name in lower):
        raise Unreadable(_("The workbook is linked to other files. Break the links, then save it again."))
    if any("/embeddings/" in name for name in lower):
        raise Unreadable(_("Other files are embedded in the workbook. Take them out, then save it again."))


@dataclass
class Row:
    """A row as it was sent: ``cells`` by column key, as text; ``bad`` says of some what is wrong with them."""

    number: int
    cells: dict[str, str]
    bad: dict[str, str] = field(default_factory=dict)


class Sent:
    """A handed-in workbook; raises ``Unreadable``, here or while it is read, for what cannot be read at all."""

    def __init__(self, path: Path):
        self.path = path
        self.letters: dict[str, str] = {}  # by column key, once the headings are read
        self._kept = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as kept:
            file = kept.enter_context(self.path.open("rb"))
            examine(File(file, name=self.path.name))
            with zipfile.ZipFile(file) as archive:
                self._merged = _look_through(archive)
            self._book = _guarded(lambda: openpyxl.load_workbook(file, read_only=True, keep_links=False))
            self.ticket = self._read_ticket()
            self._kept = kept.pop_all()
        return self

    def __exit__(self, *_error) -> None:
        self._kept.close()

    def _read_ticket(self) -> Ticket:
        lost = Unreadable(
            _(
                "This workbook is not one that the portal made, or its hidden sheets are gone. Download the workbook "
                "anew and copy your changes into it."
            )
        )
        if TICKET not in self._book.sheetnames:
            raise lost
        pieces, length = [], 0
        for cells in self._rows_of(TICKET):
            piece = cells[0].value if cells else None
            if not isinstance(piece, str):
                break
            pieces.append(_spelt_out(piece))
            length += len(piece)
            if length > MOST_TICKET:
                raise lost
        ticket = Ticket.read("".join(pieces))
        if ticket is None:
            raise lost
        return ticket

    def rows(self) -> Iterator[Row]:
        """The rows below the headings that hold anything, with the numbers that the spreadsheet shows."""
        sheet = self.ticket.sheet
        if sheet not in self._book.sheetnames:
            raise Unreadable(
                _("The sheet “%(sheet)s” is missing. Give it its name again, or download the workbook anew.")
                % {"sheet": sheet}
            )
        found = self._rows_of(sheet)
        places = self._places(next(found, ()))
        self.letters = {key: get_column_letter(place + 1) for place, key in places.items()}
        self._refuse_merged(sheet)
        filled = 0
        for number, cells in enumerate(found, 2):
            if number > LAST_ROW:
                raise Unreadable(
                    _("Sheet “%(sheet)s”: something stands far below the table. Take it out.") % {"sheet": sheet}
                )
            row = self._row(number, cells, places)
            if row is None:
                continue
            filled += 1
            if filled > MOST_ROWS:
                raise Unreadable(
                    _("The sheet “%(sheet)s” has more than %(most)d rows. Split it into several files.")
                    % {"sheet": sheet, "most": MOST_ROWS}
                )
            yield row

    def _rows_of(self, title: str) -> Iterator[tuple]:
        """The cells of each row of a sheet; what it says of its own size is not believed."""
        sheet = self._book[title]
        if not hasattr(sheet, "reset_dimensions"):
            raise Unreadable(_("The sheet “%(sheet)s” is no table.") % {"sheet": title})
        sheet.reset_dimensions()
        rows = _guarded(sheet.iter_rows)
        while batch := _guarded(lambda: list(islice(rows, _BATCH))):
            yield from batch

    def _places(self, headings: tuple) -> dict[int, str]:
        """By place in the row, the key of the column; wherever people have moved it."""
        keys = {spoken(column.heading): column.key for column in self.ticket.columns}
        found: dict[int, str] = {}
        for place, cell in enumerate(headings):
            text = as_text(cell.value)
            if not text:
                continue
            key = keys.get(spoken(text))
            if key is None:
                raise Unreadable(
                    self._in_headings(place, _("“%(heading)s” is no column of this workbook.") % {"heading": text[:60]})
                )
            if key in found.values():
                raise Unreadable(self._in_headings(place, _("“%(heading)s” stands there twice.") % {"heading": text}))
            found[place] = key
        if REF not in found.values():
            heading = next(column.heading for column in self.ticket.columns if column.key == REF)
            raise Unreadable(
                _("Sheet “%(sheet)s”, row 1: the column “%(heading)s” is missing. Download the workbook anew.")
                % {"sheet": self.ticket.sheet, "heading": heading}
            )
        return found

    def _in_headings(self, place: int, cause: str) -> str:
        return _("Sheet “%(sheet)s”, row 1, column %(column)s: %(cause)s Leave the headings as they were.") % {
            "sheet": self.ticket.sheet,
            "column": get_column_letter(place + 1),
            "cause": cause,
        }

    def _refuse_merged(self, title: str) -> None:
        part = self._book[title]._worksheet_path  # noqa: SLF001 - nothing public tells a sheet's part of the archive
        for cells in self._merged.get(part.lstrip("/"), ()):
            raise Unreadable(
                _("Sheet “%(sheet)s”: the cells %(cells)s are merged. Unmerge them: each row needs its own.")
                % {"sheet": title, "cells": cells}
            )

    def _row(self, number: int, cells: tuple, places: dict[int, str]) -> Row | None:
        row = Row(number, {})
        for place, cell in enumerate(cells):
            if cell.value is None or cell.value == "":
                continue
            key = places.get(place)
            if key is None:
                raise Unreadable(
                    _("Sheet “%(sheet)s”, row %(row)d, column %(column)s: this column has no heading. Empty it.")
                    % {"sheet": self.ticket.sheet, "row": number, "column": get_column_letter(place + 1)}
                )
            text, problem = _meaning(cell)
            row.cells[key] = text
            if problem:
                row.bad[key] = problem
        return row if any(text.strip() for text in row.cells.values()) else None


def _meaning(cell) -> tuple[str, str]:
    """The cell as text, and what is wrong with it."""
    value = cell.value
    if cell.data_type == "f":
        text = getattr(value, "text", None) or str(value)
        return text, _("This is a formula (%(formula)s). Replace it by its result.") % {"formula": shortened(text)}
    if cell.data_type == "e":
        return str(value), _("The spreadsheet reports an error here (%(cell)s). Type the text anew.") % {"cell": value}
    if isinstance(value, bool):
        return str(value), _("This is a truth value of the spreadsheet, not a text. Type the text anew.")
    if isinstance(value, (datetime, date, time, timedelta)):
        return str(value), _("The spreadsheet took this for a date (%(cell)s). Format the cell as text.") % {
            "cell": value
        }
    if isinstance(value, (int, float)):
        return as_text(value), ""
    text = _spelt_out(str(value))
    try:
        clean(text)
    except ValidationError as error:
        return "".join(char for char in text if char.isprintable() or char in "\n\t"), error.messages[0]
    return text, ""


def _spelt_out(text: str) -> str:
    """The text of a cell: spreadsheets, and our own making, write some characters as codes."""
    return _CODES.sub(lambda found: chr(int(found[1], 16)), text)


def _guarded(step):
    """What the library makes of the file; whatever it stumbles over, the file is to blame."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it does not know all that spreadsheets add, nor do we need it
            return step()
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_("The file is damaged, or no XLSX workbook. Save it anew as XLSX.")) from error


def _look_through(archive: zipfile.ZipFile) -> dict[str, list[str]]:
    """Read all XML of the archive once, without taking it apart; by sheet, the cells that are merged.

    Raises ``Unreadable`` for what would grow when it is taken apart: declarations of entities, and too many tags.
    """
    merged: dict[str, list[str]] = {}
    tags = 0
    try:
        for entry in archive.infolist():
            if not entry.filename.lower().endswith(_XML):
                continue
            with archive.open(entry) as part:
                for block in _blocks(part):
                    tags += block.count(b"<")
                    if tags > MOST_TAGS:
                        raise Unreadable(_("The workbook holds too much. Take out of it what does not belong to it."))
                    if b"\0" in block or b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                        raise Unreadable(_("The file is damaged, or no XLSX workbook. Save it anew as XLSX."))
                    found = [cells.decode() for cells in _MERGED.findall(block)]
                    if found:
                        merged.setdefault(entry.filename, []).extend(found)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, zlib.error) as error:
        raise Unreadable(_("The file is damaged. Save it anew as XLSX.")) from error
    return merged


def _blocks(part: IO[bytes]) -> Iterator[bytes]:
    """The content block by block; each begins with the end of the one before, so that nothing is cut."""
    tail = b""
    while block := part.read(_BLOCK):
        yield tail + block
        tail = block[-200:]
