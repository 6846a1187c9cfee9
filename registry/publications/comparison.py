"""The comparison of states as a table: the matrix of states and themes, or two to four states side by side."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.publications.words import language_name, shown
from amedip.core.resources.formats import CSV, escape
from registry.publications.reading import address, labels
from registry.publications.sheets import add_table, new_book, saved


@dataclass(frozen=True)
class Table:
    """Columns as (label, width in characters) and the rows under them."""

    title: str
    columns: list[tuple[str, int]]
    rows: list[list[str | int]]


def matrix(view: dict) -> Table:
    """What the page of all states shows: how many priorities each names under each theme, and their sums."""
    columns = [
        (_("Code of the state"), 12),
        (_("State"), 28),
        *((languages.text_of(theme), 16) for theme in view["themes"]),
    ]
    rows: list[list[str | int]] = [
        [row["state"]["code"], languages.text_of(row["state"]), *(cell["count"] for cell in row["cells"]), row["total"]]
        for row in view["rows"]
    ]
    rows.append(["", _("All states"), *view["by_theme"], view["total"]])
    return Table(_("States and themes"), [*columns, (_("In all"), 12)], rows)


def side_by_side(view: dict) -> Table:
    """What the page of the chosen states shows: theme by theme and state by state, a row for each priority.

    A priority under two themes stands under each of them; a state that names nothing under a theme has a row that says
    so.
    """
    named = labels()
    columns = [
        (_("Theme"), 30), (named["state"], 24), (named["code"], 12), (named["ref"], 16), (named["title"], 60),
        (_("%(text)s: language") % {"text": named["title"]}, 18), (named["status"], 18), (named["url"], 40),
    ]  # fmt: skip
    rows: list[list[str | int]] = []
    for row in view["themes"]:
        theme = languages.text_of(row["theme"]) if row["theme"] else _("Without a theme")
        for column in row["columns"]:
            state = [theme, languages.text_of(column["state"]), column["state"]["code"]]
            rows += [[*state, *_entry(priority)] for priority in column["priorities"]]
            if not column["priorities"]:
                rows.append([*state, "", _("no entry under this theme"), "", "", ""])
    return Table(_("Side by side"), columns, rows)


def _entry(priority: dict) -> list[str | int]:
    title = shown({code: priority[f"title_{code}"] for code in languages.CODES})
    return [
        priority["ref"],
        title.text,
        language_name(title.language),
        str(priority["get_status_display"]),
        address(priority["ref"]),
    ]


def render_xlsx(table: Table) -> bytes:
    """A workbook with the one sheet, from right to left in Arabic."""
    book = new_book(table.title)
    add_table(book, table.title, table.columns, table.rows)
    return saved(book)


def render_csv(table: Table) -> bytes:
    """UTF-8 with the mark that Excel needs; what a spreadsheet would take for a formula has an apostrophe before it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([label for label, _width in table.columns])
    writer.writerows([escape(cell, CSV.STARTS) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


RENDERERS = {"xlsx": render_xlsx, "csv": render_csv}
