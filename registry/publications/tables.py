"""The Registry as a table: one row for each priority, for spreadsheets (XLSX) and programs (CSV)."""

import csv
import io

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from amedip.core import languages
from amedip.core.publications.words import language_name, shown
from amedip.core.resources.formats import CSV, escape
from registry.publications.reading import FIELDS, Reading, address, choice, labels, registry_title, section
from registry.publications.sheets import new_book, new_cell, new_sheet, saved

# Widths in characters; what is not named is narrow.
_WIDTHS = {"title": 45, "description": 70, "need": 50, "desired_result": 50, "sources": 50, "institution": 30}
_NARROW = 18
_WRAPPED = {*FIELDS, "sources", "institution", "institutions", "themes"}


def _rows(reading: Reading) -> tuple[dict[str, str], list[dict[str, str | int]]]:
    """The columns by name, as the reader's language calls them, and the cells of each row by column."""
    named = labels()
    columns = {name: named[name] for name in ("ref", "code", "state")}
    for field in FIELDS:
        columns[field] = named[field]
    # Not every text need have fallen back to the same language: each says its own.
    columns |= {f"{field}_language": _("%(text)s: language") % {"text": named[field]} for field in FIELDS}
    columns |= {
        name: named[name]
        for name in (
            "themes", "institution", "institutions", "time_frame", "importance", "expertise", "status",
            "superseded_by", "derived", "confirmed_on", "round", "year", "sources", "url",
        )
    }  # fmt: skip
    return columns, [_row(reading, priority) for priority in reading.priorities]


def _row(reading: Reading, priority: dict) -> dict[str, str | int]:
    row: dict[str, str | int] = {"ref": priority["ref"], "code": priority["state"], "year": priority["year"]}
    for field in FIELDS:
        said = shown(priority["texts"][field])
        row[field] = said.text
        row[f"{field}_language"] = language_name(said.language) if said.text else ""
    for name, kind in (("state", "states"), ("institution", "institutions"), ("round", "rounds")):
        said = reading.name(kind, priority[name])
        row[name] = said.text if said else ""
    for kind in ("themes", "institutions"):
        row[kind] = languages.comma().join(said.text for said in reading.names(kind, priority[kind]))
    for name in ("time_frame", "importance", "expertise", "status"):
        row[name] = choice(name, priority[name])
    return row | {
        "derived": _("yes") if priority["derived"] else _("no"),
        "superseded_by": priority["superseded_by"] or "",
        "confirmed_on": priority["confirmed_on"] or "",
        "sources": "\n".join(_source(reading, source) for source in priority["sources"]),
        "url": address(priority["ref"]),
    }


def _source(reading: Reading, source: dict) -> str:
    title = shown(reading.sources[source["kind"], source["reference"]]["title"]).text
    passage = " · ".join(filter(None, (title, section(source))))
    return ": ".join(filter(None, (passage, shown(source["note"]).text)))


def render_csv(reading: Reading) -> bytes:
    """UTF-8 with the mark that Excel needs; what a spreadsheet would take for a formula has an apostrophe before it."""
    columns, rows = _rows(reading)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns.values())
    for row in rows:
        writer.writerow([escape(row[name], CSV.STARTS) for name in columns])
    return stream.getvalue().encode("utf-8-sig")


def render_xlsx(reading: Reading) -> bytes:
    """A workbook from right to left in Arabic: the priorities, and a sheet that says what they are."""
    columns, rows = _rows(reading)
    book = new_book(f"{registry_title()} – {reading.title}" if reading.title else registry_title())
    sheet = new_sheet(book, _("Priorities"), [_WIDTHS.get(name, _NARROW) for name in columns])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.append([new_cell(sheet, label, bold=True) for label in columns.values()])
    for row in rows:
        sheet.append([new_cell(sheet, row[name], wrap=name in _WRAPPED) for name in columns])
    about = new_sheet(book, _("About"), [30, 80])
    for label, value in (
        (_("Title"), registry_title()),
        (_("Edition"), reading.title),
        (_("As of"), reading.day),
        (_("Language"), language_name(reading.language)),
        (_("Priorities"), len(rows)),
        (_("Address"), f"{settings.SITE_URL}/{reading.language}/registry/"),
    ):
        if value != "":
            about.append([new_cell(about, label, bold=True), new_cell(about, value, wrap=True)])
    return saved(book)
