"""Queries written once and planned once: for what is asked again and again, either would cost more than to run it."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection
from django.db.models import Field, ForeignObject, Func, Lookup, QuerySet, TextField
from django.db.models.expressions import Combinable


@Field.register_lookup
@ForeignObject.register_lookup
class AnyOf(Lookup):
    """``pk__any=array``: one of the values of an array, which unlike a list can be one parameter of a statement."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        array, more = self.process_rhs(compiler, connection)
        return f"{column} = ANY {array}", [*params, *more]


class Kept:
    """A statement as text, prepared by each connection that runs it.

    In the text the n-th value stands blank (``blank(n)``, from 0): it is said at each call, as one of the PostgreSQL
    type ``types[n]``.
    """

    # What each connection has prepared; a connection that is gone takes its statements with it.
    _prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()

    def __init__(self, text: str, types: Sequence[str]):
        self.text, self.types = text, types
        self.name = "kept_" + hashlib.sha256(self.text.encode()).hexdigest()[:20]

    def fetch(self, *values) -> list[tuple]:
        """The rows as the driver gives them."""
        with connection.cursor() as cursor:
            if not settings.PREPARED_STATEMENTS:
                said = [f"%({name})s::{type_}" for name, type_ in zip(self._names, self.types, strict=True)]
                named = dict(zip(self._names, values, strict=True))
                cursor.execute(self._filled(self.text.replace("%", "%%"), said), named)
                return cursor.fetchall()
            session = connection.connection
            known = self._prepared.setdefault(session, set())
            if self.name not in known:
                types = f"({', '.join(self.types)})" if self.types else ""
                numbered = [f"${number}" for number in range(1, len(self.types) + 1)]
                with session.cursor() as plain:
                    plain.execute(f"PREPARE {self.name} {types} AS {self._filled(self.text, numbered)}")
                known.add(self.name)
            said = f" ({', '.join(['%s'] * len(values))})" if values else ""
            cursor.execute(f"EXECUTE {self.name}{said}", values)
            return cursor.fetchall()

    @property
    def _names(self) -> list[str]:
        return [f"value_{number}" for number in range(len(self.types))]

    @staticmethod
    def _filled(text: str, said: Sequence[str]) -> str:
        for number, value in enumerate(said):
            text = text.replace(blank(number), value)
        return text


def blank(number: int) -> str:
    """What stands for a value in the text of a statement: a letter that no text has."""
    return chr(0xE000 + number)


class Written(Kept):
    """A statement written by hand, with ``$1``, ``$2`` … for its values."""

    def __init__(self, text: str, *types: str):
        super().__init__(re.sub(r"\$(\d+)", lambda found: blank(int(found[1]) - 1), text), types)


class Statement(Kept):
    """A SELECT made by the query builder. Of one with a ``lookup`` the value stays blank, of the type ``type_``."""

    def __init__(self, rows: QuerySet, lookup: str = "", type_: str = ""):
        if lookup:
            rows = rows.filter(**{lookup: Func(template=f"({blank(0)})", output_field=TextField())})
        self._compiler = rows.query.get_compiler(connection=connection)
        sql, params = self._compiler.as_sql()
        with connection.cursor() as cursor:
            text = cursor.mogrify(sql, params).decode()
        super().__init__(text, [type_] if lookup else [])


class RowStatement(Statement):
    """A statement whose rows come as dictionaries: ``columns`` maps each name to a path or an expression."""

    def __init__(self, rows: QuerySet, columns: Mapping[str, str | Combinable], lookup: str = "", type_: str = ""):
        super().__init__(_plain(rows, columns), lookup, type_)
        self.names = list(columns)
        self._converters = self._compiler.get_converters([column for column, *_ in self._compiler.select])

    def rows(self, *value) -> list[dict]:
        found = self.fetch(*value)
        if self._converters:
            found = self._compiler.apply_converters(found, self._converters)
        return [dict(zip(self.names, row, strict=True)) for row in found]


def rows_of(rows: QuerySet, columns: Mapping[str, str | Combinable]) -> list[dict]:
    """The same for a query that is asked once, such as what one user may see."""
    return [dict(zip(columns, row, strict=True)) for row in _plain(rows, columns)]


def _plain(rows: QuerySet, columns: Mapping[str, str | Combinable]) -> QuerySet:
    # The translating queryset would look for bare names in what names each language's column.
    return QuerySet(rows.model, rows.query.chain()).values_list(*columns.values())
