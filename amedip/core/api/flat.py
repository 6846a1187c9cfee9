"""Members as rows of a table: each text and address in a column for each language, what hangs on a member as JSON."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from rest_framework import serializers

from amedip.core import languages
from amedip.core.api.renderers import dumps
from amedip.core.api.shapes import Addresses, Many, Shape, Text
from amedip.core.resources.formats import CSV

CURSOR = "cursor"

Value = str | int | float | Decimal
Cell = Callable[[dict], Value]


class Table:
    """The columns of a table of members of one shape; the last is where to go on from, once the row is read."""

    def __init__(self, shape: Shape):
        columns = [column for name, field in shape.fields.items() for column in _columns(name, field)]
        columns.append((CURSOR, lambda item: item[CURSOR]))
        self.names = [name for name, _cell in columns]
        self.cells = [cell for _name, cell in columns]

    def row(self, item: dict) -> list[Value]:
        return [cell(item) for cell in self.cells]


def as_csv(table: Table, batches: Iterable[list[dict]]) -> Iterator[bytes]:
    """A batch at a time, the head first; as spreadsheets expect it: UTF-8 with its mark, formulas made harmless."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(table.names)
    yield buffer.getvalue().encode("utf-8-sig")
    for batch in batches:
        buffer.seek(0)
        buffer.truncate()
        writer.writerows(CSV.harmless(table.row(item)) for item in batch)
        yield buffer.getvalue().encode()


def _columns(name: str, field: serializers.Field) -> list[tuple[str, Cell]]:
    if isinstance(field, Text | Addresses):
        return [(f"{name}_{code}", _in(name, code)) for code in languages.CODES]
    if isinstance(field, Many):
        return [(name, lambda item: dumps(item[name]).decode() if item[name] else "")]
    if isinstance(field, serializers.ListField):
        return [(name, lambda item: ";".join(map(str, item[name] or ())))]
    return [(name, lambda item: _plain(item[name]))]


def _in(name: str, code: str) -> Cell:
    return lambda item: (item[name] or {}).get(code) or ""


def _plain(value: object) -> Value:
    """Numbers stay numbers: the sign of a longitude begins no formula. All else is as in JSON, without its quotes."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    return dumps(value).decode().strip('"')
