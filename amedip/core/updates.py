"""Many rows of one table, written at once: they go over as one JSON text, and PostgreSQL makes rows of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import orjson
from django.db import connection, models
from django.utils import timezone

from amedip.core import languages

# What goes over at a time, so that memory does not grow with the number of rows.
_BATCH = 1_000


def insert_rows(model: type[models.Model], objects: Sequence[models.Model]) -> None:
    """Store objects that are new and give them their keys, in their order."""
    if not objects:
        return
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    now, bare = timezone.now(), _bare_columns(model)
    moments = [field.attname for field in fields if is_moment(field)]
    names = [field.attname for field in fields]
    for obj, key in zip(objects, _next_keys(model, len(objects)), strict=True):
        kept = obj.__dict__
        kept[model._meta.pk.attname] = key
        kept.update(dict.fromkeys(moments, now))
        # Nobody reads them, but they must hold something.
        kept.update({name: kept.get(column) or "" for name, column in bare.items()})
    insert_values(model, names, ([obj.__dict__[name] for name in names] for obj in objects))
    for obj in objects:
        obj._state.adding, obj._state.db = False, connection.alias


def insert_values(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]], *, conflict: str = ""
) -> None:
    """Insert rows that are given by the values of these columns; ``conflict`` is the end of the statement."""
    fields = [model._meta.get_field(column) for column in columns]
    names = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {_short(fields)} FROM {_table(fields)}'  # noqa: S608 (our columns)
    _in_batches(f"{statement} {conflict}", len(fields), rows)


def update_rows(model: type[models.Model], rows: Iterable[models.Model], columns: Collection[str]) -> None:
    """Write these columns of rows that are stored, in one statement."""
    key = model._meta.pk
    fields = [key, *(model._meta.get_field(column) for column in columns)]
    names = [field.attname for field in fields]
    given = [f'"{field.column}"' for field in fields[1:]]
    changes = f"({', '.join(given)}) = ROW ({_short(fields, 1)})"
    place = f'FROM {_table(fields)} WHERE stored."{key.column}" = new.c0'
    statement = f'UPDATE "{model._meta.db_table}" AS stored SET {changes} {place}'  # noqa: S608 (our columns)
    # In the order of their keys, in which all lock them.
    ordered = sorted(rows, key=lambda row: row.pk)
    _in_batches(statement, len(fields), ([row.__dict__[name] for name in names] for row in ordered))


def defaults_of(model: type[models.Model], given: Collection[str]) -> dict[str, object]:
    """What stands in a new row in the columns other than those ``given`` and its key, by attribute."""
    now = timezone.now()
    return {
        field.attname: now if is_moment(field) else field.get_default()
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.generated or field.attname in given)
    }


def is_moment(field: models.Field) -> bool:
    """Does a new row hold there when it was made?"""
    return getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)


def _bare_columns(model) -> Mapping[str, str]:
    """The bare columns of translated fields, each with the column of the present language."""
    here = languages.current()
    return {
        field.translated_field.name: field.attname
        for field in model._meta.concrete_fields
        if hasattr(field, "translated_field") and field.language == here
    }


def _next_keys(model, many: int) -> Iterator[int]:
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(found.name) FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS name) AS found, "
            "generate_series(1, %s)",
            [f'"{table}"', key, many],
        )
        return (row[0] for row in cursor.fetchall())


def _short(fields, begin=0) -> str:
    """The columns of the rows that came over; their names are short, for each row repeats them."""
    return ", ".join(f"new.c{place}" for place in range(begin, len(fields)))


def _table(fields) -> str:
    columns = ", ".join(f"c{place} {field.db_type(connection)}" for place, field in enumerate(fields))
    return f"json_to_recordset(%s) AS new ({columns})"


def _in_batches(statement: str, width: int, rows: Iterable[Sequence[object]]) -> None:
    names, rest = [f"c{place}" for place in range(width)], iter(rows)
    while batch := [dict(zip(names, row, strict=True)) for row in islice(rest, _BATCH)]:
        with connection.cursor() as cursor:
            cursor.execute(statement, [orjson.dumps(batch, default=str).decode()])


def table_of(name: str, fields: Sequence[models.Field], rows: Iterable[Sequence[object]]) -> tuple[str, str]:
    """Rows that are stored nowhere, as a table of that name with the fields' columns: the clause, its parameter."""
    columns = ", ".join(f'"{field.column}" {field.db_type(connection)}' for field in fields)
    found = [dict(zip([field.column for field in fields], row, strict=True)) for row in rows]
    return f'json_to_recordset(%s) AS "{name}" ({columns})', orjson.dumps(found, default=str).decode()
