"""Queries written once and planned once: for what is asked again and again, either would cost more than to run it."""

import hashlib
from collections.abc import Mapping
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


class Statement:
    """A SELECT, kept as text and prepared by each connection that runs it.

    Of one with a ``lookup`` the value stays blank: it is said at each call, as one of the PostgreSQL type ``type_``.
    """

    _BLANK = "\ue000"
    # What each connection has prepared; a connection that is gone takes its statements with it.
    _prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()

    def __init__(self, rows: QuerySet, lookup: str = "", type_: str = ""):
        if lookup:
            rows = rows.filter(**{lookup: Func(template=f"({self._BLANK})", output_field=TextField())})
        self._compiler = rows.query.get_compiler(connection=connection)
        sql, params = self._compiler.as_sql()
        with connection.cursor() as cursor:
            self.text = cursor.mogrify(sql, params).decode()
        self.type = type_
        self.name = "kept_" + hashlib.sha256(self.text.encode()).hexdigest()[:20]

    def fetch(self, *value) -> list[tuple]:
        """The rows as the driver gives them."""
        with connection.cursor() as cursor:
            if not settings.PREPARED_STATEMENTS:
                cursor.execute(self.text.replace("%", "%%").replace(self._BLANK, f"%s::{self.type}"), value)
                return cursor.fetchall()
            session = connection.connection
            known = self._prepared.setdefault(session, set())
            if self.name not in known:
                types = f"({self.type})" if self.type else ""
                with session.cursor() as plain:
                    plain.execute(f"PREPARE {self.name} {types} AS {self.text.replace(self._BLANK, '$1')}")
                known.add(self.name)
            cursor.execute(f"EXECUTE {self.name}" + " (%s)" * len(value), value)
            return cursor.fetchall()


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
