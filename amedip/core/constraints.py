"""What the constraints of a table would say of rows, many at once, before any of them is written."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import connection, models

from amedip.core.updates import table_of


def refused(rows: Sequence[models.Model], touched: Sequence[Collection[str]]) -> dict[int, ValidationError]:
    """By place in ``rows``, the first check constraint that the row breaks, of those about its ``touched`` columns.

    One question to the database, in its own words for the constraints, however many rows there are.
    """
    if not rows:
        return {}
    model = type(rows[0])
    checks = [one for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]
    about = [one.condition.referenced_base_fields for one in checks]
    asked = [any(not names.isdisjoint(columns) for columns in touched) for names in about]
    names = sorted({name for place, found in enumerate(about) if asked[place] for name in found})
    if not names:
        return {}
    fields = [model._meta.pk if name == "pk" else model._meta.get_field(name) for name in names]
    words = _words_of(model)
    said = ", ".join(f"({words[one.name]}) IS FALSE" for place, one in enumerate(checks) if asked[place])
    with connection.cursor() as cursor:
        table, given = table_of(
            model._meta.db_table, fields, ([row.__dict__[f.attname] for f in fields] for row in rows)
        )
        cursor.execute(f"SELECT {said} FROM {table}", [given])  # noqa: S608 (the table's constraints)
        answers = cursor.fetchall()
    found = {}
    relevant = [(one, names) for place, (one, names) in enumerate(zip(checks, about, strict=True)) if asked[place]]
    for place, (broken, columns) in enumerate(zip(answers, touched, strict=True)):
        for is_broken, (constraint, names) in zip(broken, relevant, strict=True):
            if is_broken and not names.isdisjoint(columns):
                message = constraint.get_violation_error_message()
                found[place] = ValidationError(message, code=constraint.violation_error_code)
                break
    return found


def _words_of(model) -> dict[str, str]:
    """By name, what the table's check constraints ask."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_expr(conbin, conrelid) FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype = 'c'",
            [f'"{model._meta.db_table}"'],
        )
        return dict(cursor.fetchall())
