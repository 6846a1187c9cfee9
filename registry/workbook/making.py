"""The workbook as it is handed out: which priorities are in it, what their rows show, and what its ticket keeps."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from django.db.models import Count
from django.utils.translation import gettext as _

from amedip.core import languages
from registry.drafts import LINKS, POINTS_AT, closed_because, text_columns, values_of_all
from registry.models import Country, Priority
from registry.workbook.columns import (
    REF,
    ROOM,
    STATE,
    STATUS,
    YEAR,
    columns_of,
    list_of,
    lists_for,
    merged_names,
    status_of,
)
from registry.workbook.sheets import Line, fits_cell, write_workbook
from registry.workbook.ticket import Ticket

MOST_ROWS = 5_000  # priorities in one workbook
_BATCH = 500


def make_workbook(
    countries: Sequence[Country], file: BinaryIO, advance: Callable[[int], object] = lambda _done: None
) -> Ticket:
    """Write the workbook of the states' priorities, in the present language, and return its ticket.

    Of several states it has a column that names them. ``advance`` is told how many priorities are in it.
    """
    several = len(countries) > 1
    found = Priority.objects.filter(country__in=countries)
    members, held = _in_use(found)
    ticket = Ticket(
        nonce=uuid.uuid4().hex,
        language=languages.current(),
        sheet=_("Priorities"),
        states=[country.pk for country in countries],
        columns=columns_of(several=several, members=members),
        names=merged_names(),
        lists=lists_for(countries, several=several, held=held),
    )
    title = languages.text_of(countries[0], "name") if len(countries) == 1 else _("All states")
    write_workbook(ticket, _lines(ticket, found, advance), file, title=title)
    return ticket


def _in_use(found) -> tuple[dict[str, int], dict[str, set[int]]]:
    """How many members the lists have at most, and which records are pointed at."""
    members, held = dict(ROOM), {name: set(found.values_list(name, flat=True)) - {None} for name in POINTS_AT}
    for name, (through, target, _model) in LINKS.items():
        linked = through.objects.filter(priority__in=found)
        counts = linked.order_by().values("priority").annotate(many=Count("pk")).values_list("many", flat=True)
        members[name] = max(members[name], *counts, 0)
        if target == "institution":
            held["institution"] |= set(linked.values_list("institution", flat=True))
    for revised in found.exclude(revision="").values_list("revised", flat=True):
        for name in LINKS:
            members[name] = max(members[name], len(revised.get(name, ())))
        for name in POINTS_AT:
            held[name] |= {revised.get(name)} - {None}
        held["institution"] |= set(revised.get("institutions", ()))
    return members, held


def _lines(ticket: Ticket, found, advance) -> Iterator[Line]:
    labels = {name: {value: label for label, value in labels.items()} for name, labels in ticket.lists.items()}
    keys = found.order_by("country__code", "reference__ref").values_list("pk", flat=True)
    rest = iter(list(keys))
    while batch := list(islice(rest, _BATCH)):
        rows = found.filter(pk__in=batch).select_related("reference").in_bulk()
        values = values_of_all(rows.values())
        for key in batch:
            if key in rows:
                stored, pending = values[key]
                yield _line(ticket, labels, rows[key], stored | pending)
        advance(len(ticket.rows))


def _line(ticket, labels, priority, values) -> Line:
    status = status_of(priority)
    fixed = {STATUS: status, STATE: priority.country_id, YEAR: priority.year}
    absent = {name for name in text_columns() if not fits_cell(values[name])}
    ticket.note(priority.ref, priority.version, status, fixed | values, absent)
    cells: dict[str, str | int] = {}
    for column in ticket.columns:
        name, listed = column.name, list_of(column.name)
        if name == REF:
            cells[name] = priority.ref
        elif name == YEAR:
            cells[name] = fixed[YEAR]
        elif name in absent:
            cells[name] = _("(too long for a cell: change it in the portal)")
        elif name in LINKS:
            place = int(column.key.partition(".")[2]) - 1
            if place < len(values[name]):
                cells[column.key] = labels[listed].get(values[name][place], "")
        elif listed:
            cells[name] = labels[listed].get((fixed | values)[name], "")
        else:
            cells[name] = values[name]
    return Line(cells, status, stored=True, open=not closed_because(priority), absent=absent)
