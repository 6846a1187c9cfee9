"""From shapes to rows: a list costs a few queries, however long it is, and no instance is built."""

import hashlib
from collections.abc import Iterable
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection
from django.db.models import Field, ForeignObject, Func, Lookup, QuerySet, TextField
from rest_framework import serializers

from amedip.core import languages
from amedip.core.api.shapes import Many, Reader, Selected, Text


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
    """A SELECT written once, and planned once by each connection: both would cost more than to run it.

    One value stays blank, that of ``lookup``; it is said at each call, as a value of the PostgreSQL type ``type_``.
    """

    _BLANK = "\ue000"
    # What each connection has prepared; a connection that is gone takes its statements with it.
    _prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()

    def __init__(self, rows: QuerySet, lookup: str, type_: str):
        blank = Func(template=f"({self._BLANK})", output_field=TextField())
        sql, params = rows.filter(**{lookup: blank}).query.sql_with_params()
        with connection.cursor() as cursor:
            self.text = cursor.mogrify(sql, params).decode()
        self.type = type_
        self.name = "api_" + hashlib.sha256(self.text.encode()).hexdigest()[:20]

    def fetch(self, value) -> list[tuple]:
        with connection.cursor() as cursor:
            if not settings.PREPARED_STATEMENTS:
                cursor.execute(self.text.replace("%", "%%").replace(self._BLANK, f"%s::{self.type}"), [value])
                return cursor.fetchall()
            session = connection.connection
            known = self._prepared.setdefault(session, set())
            if self.name not in known:
                with session.cursor() as plain:
                    plain.execute(f"PREPARE {self.name} ({self.type}) AS {self.text.replace(self._BLANK, '$1')}")
                known.add(self.name)
            cursor.execute(f"EXECUTE {self.name} (%s)", [value])
            return cursor.fetchall()


class Plan:
    """A shape made ready to read rows in one ``language``, or in all (None).

    ``beside`` are columns that are read with them but not shown.
    """

    def __init__(self, fields: Iterable[tuple[str, serializers.Field]], language: str | None, beside: Iterable[str]):
        self.columns: list[Selected] = []
        self.steps: list[tuple[str, Reader]] = []
        self.marks: list[tuple[str, Reader]] = []
        self.parts: list[tuple[str, Reader, Part]] = []
        for name, field in fields:
            if isinstance(field, Many):
                owner = itemgetter(*self._places([field.key]))
                # The key holds the name's place in the object until the part is read.
                self.steps.append((name, owner))
                self.parts.append((name, owner, Part(field, language)))
                continue
            at = self._places(field.paths())
            self.steps.append((name, field.reader(at, language)))
            if language and isinstance(field, Text):
                self.marks.append((name, field.fallback(at, language)))
        self.beside: dict[str, Reader] = {path: itemgetter(*self._places([path])) for path in beside}

    def _places(self, paths: list[Selected]) -> list[int]:
        """Where the columns stand in a row; ``values_list`` gives each only once."""
        self.columns += [path for path in paths if path not in self.columns]
        return [self.columns.index(path) for path in paths]

    def over(self, rows: QuerySet, lookup: str, type_: str) -> Statement:
        """The statement that reads the plan's columns of ``rows``, narrowed by a ``lookup`` yet to be filled in."""
        # A plain queryset: the translating one would look for bare names in what names each language's column.
        return Statement(QuerySet(rows.model, rows.query.chain()).values_list(*self.columns), lookup, type_)

    def read(self, rows: list[tuple]) -> list[dict]:
        """The rows as objects: one more query for each ``Many`` of the shape."""
        steps = self.steps
        objects = [{name: read(row) for name, read in steps} for row in rows]
        for name, key, part in self.parts:
            owners = [key(row) for row in rows]
            found = part.read(owners) if owners else {}
            for item, owner in zip(objects, owners, strict=True):
                item[name] = found.get(owner, [])
        if self.marks:
            for item, row in zip(objects, rows, strict=True):
                fell = {name: code for name, fallback in self.marks if (code := fallback(row))}
                if fell:
                    item["language"] = fell
                    item["direction"] = {name: languages.direction(code) for name, code in fell.items()}
        return objects


class Part:
    """One ``Many`` made ready to read."""

    def __init__(self, many: Many, language: str | None):
        in_order = many.model._default_manager.filter(many.where).order_by(*many.model._meta.ordering)
        self.plan = Plan(many.child.fields.items(), language, [many.owner])
        self.owner = self.plan.beside[many.owner]
        self.statement = self.plan.over(in_order, f"{many.owner}__any", "bigint[]")

    def read(self, owners: list[int]) -> dict[int, list]:
        rows = self.statement.fetch(owners)
        found: dict[int, list] = {}
        for row, item in zip(rows, self.plan.read(rows), strict=True):
            found.setdefault(self.owner(row), []).append(item)
        return found
