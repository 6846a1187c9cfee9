"""What a resource looks like: one declaration from which come its rows, its JSON and its place in the schema.

A ``Shape`` is an ordinary serializer for the schema's sake. Rows do not pass through it field by field: ``Plan`` turns
it once into the columns to select and the functions that read them, so a list costs one query, and one more for each
``Many``, however long it is.
"""

import hashlib
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import (
    Field,
    ForeignObject,
    Func,
    Lookup,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
)
from rest_framework import serializers

from amedip.core import languages
from amedip.core.models import Citation, Record, Reference

Reader = Callable[[tuple], Any]
Selected = str | Subquery


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


class Column:
    """A field that shows one column of its row; ``path`` leads there (``country.code``), by default the field's name.

    ``example`` is what the schema shows of it.
    """

    def __init__(self, help_text: str, path: str | None = None, *, example=None, null: bool = False, **kwargs):
        super().__init__(help_text=help_text, read_only=True, allow_null=null, **kwargs)
        self.path, self.example = path, example

    @property
    def column(self) -> str:
        return (self.path or self.field_name).replace(".", "__")

    def paths(self) -> list[Selected]:
        """The columns it reads."""
        return [self.column]

    def reader(self, at: list[int], language: str | None) -> Reader:
        """A function of the row, in which the field's columns stand at the places ``at``."""
        return itemgetter(at[0])


class Code(Column, serializers.CharField):
    """A code, a reference or a name that needs no translation; empty is null."""

    def reader(self, at, language):
        place = at[0]
        return (lambda row: row[place] or None) if self.allow_null else itemgetter(place)


class Codes(Column, serializers.ListField):
    """A list of codes held in one column."""

    child = serializers.CharField()


class Choice(Column, serializers.ChoiceField):
    """One of ``choices``, the values alone."""

    def __init__(self, help_text, path=None, *, choices, **kwargs):
        super().__init__(help_text, path, choices=[str(choice) for choice in choices], **kwargs)


class Day(Column, serializers.DateField):
    pass


class Moment(Column, serializers.DateTimeField):
    pass


class Number(Column, serializers.IntegerField):
    pass


class Flag(Column, serializers.BooleanField):
    pass


class Degrees(Column, serializers.FloatField):
    def reader(self, at, language):
        place = at[0]
        return lambda row: None if row[place] is None else float(row[place])


class Money(Column, serializers.DecimalField):
    """A decimal string, exact."""

    def __init__(self, help_text, path=None, **kwargs):
        super().__init__(help_text, path, max_digits=14, decimal_places=2, coerce_to_string=True, **kwargs)


class Link(Code):
    """The reference of the record ``to`` which the foreign key ``path`` leads; null while that record is not public."""

    def __init__(self, help_text, path=None, *, to: type[Record], **kwargs):
        super().__init__(help_text, path, null=True, **kwargs)
        self.to = to

    def paths(self):
        # Queries in the column, not joins: with two more for each link PostgreSQL would plan longer than it reads.
        its_reference = self.to._default_manager.filter(pk=OuterRef(OuterRef(self.column))).values("reference")
        public = Reference.objects.filter(pk=Subquery(its_reference.order_by()), public=True)
        return [Subquery(public.order_by().values("ref"))]


class Text(Column, serializers.Field):
    """A translated text: an object of three, or with ``?lang=`` one string (see the schema's ``Text``)."""

    def paths(self):
        return [f"{self.column}_{code}" for code in languages.CODES]

    def reader(self, at, language):
        if language is None:
            ar, en, fr = at
            return lambda row: {"ar": row[ar] or None, "en": row[en] or None, "fr": row[fr] or None}
        first, second, third = (at[languages.CODES.index(code)] for code in languages.FALLBACKS[language])
        return lambda row: row[first] or row[second] or row[third] or None

    def fallback(self, at: list[int], language: str) -> Reader:
        """The language of what is shown instead when the text is missing in ``language``, else None."""
        places = [(at[languages.CODES.index(code)], code) for code in languages.FALLBACKS[language]]
        (first, _), (second, other), (third, last) = places
        return lambda row: None if row[first] else other if row[second] else last if row[third] else None


class Addresses(Column, serializers.Field):
    """The addresses of the page in each language, or with ``?lang=`` the one in that language."""

    def __init__(self, help_text="Address of its page.", path="reference.path", *, example: str):
        super().__init__(help_text, path, null=True)
        self.example = {code: f"{settings.SITE_URL}/{code}/{example}" for code in languages.CODES}

    def reader(self, at, language):
        place = at[0]
        if language:
            return lambda row: f"{settings.SITE_URL}/{language}/{row[place]}" if row[place] else None
        return lambda row: (
            {code: f"{settings.SITE_URL}/{code}/{row[place]}" for code in languages.CODES} if row[place] else None
        )


class File(Column, serializers.URLField):
    """The address from which the file in the column is read, or null while none is held.

    ``address`` is filled in with the columns ``given``.
    """

    def __init__(self, help_text, path=None, *, address: str, given: tuple[str, ...], **kwargs):
        super().__init__(help_text, path, null=True, **kwargs)
        self.address, self.given = address, given

    def paths(self):
        return [self.column, *self.given]

    def reader(self, at, language):
        file, *given = at
        return lambda row: (
            settings.SITE_URL + self.address.format(*(row[place] for place in given)) if row[file] else None
        )


class Listed(Column, serializers.ListField):
    """The values of one column, that of ``child``, in the rows of ``model`` whose ``owner`` is this one."""

    def __init__(self, child: Column, model: type[Model], owner: str, help_text: str):
        super().__init__(help_text, child=child)
        self.model, self.owner = model, owner
        self.example = [child.example]

    def paths(self):
        rows = self.model._default_manager.filter(**{self.owner: OuterRef("pk")})
        return [ArraySubquery(rows.order_by(*self.model._meta.ordering).values_list(self.child.column))]


class Many(serializers.ListField):
    """What hangs on a row: the shape ``child`` for each row of ``model`` whose ``owner`` is its ``key``."""

    def __init__(
        self, child, model: type[Model], owner: str, help_text: str, *, key: str = "pk", where: Q | None = None
    ):
        super().__init__(child=child, read_only=True, help_text=help_text)
        self.model, self.owner, self.key, self.where = model, owner, key, where or Q()


class Shape(serializers.Serializer):
    """The fields of a resource, or of a part of one."""


class SourceShape(Shape):
    kind = Code("Kind of the source.", "source.kind", example="document")
    reference = Code("Permanent reference of the source.", "source.ref", example="tunis-discussions")
    section = Code("Passage of the source, as its page names it.", null=True, example="s1")
    note = Text("What the passage says.", example={"ar": None, "en": "Needs named in session 1.", "fr": None})


class RecordShape(Shape):
    """What every public record ends with."""

    example = Flag("True for what exists only to show the software.", "reference.example", example=False)
    updated_at = Moment("When it last changed.", example="2026-11-22T01:45:00Z")

    def get_fields(self):
        fields = super().get_fields()
        for name in RecordShape._declared_fields:
            fields[name] = fields.pop(name)
        return fields


class Sources(Many):
    """The passages a record rests on."""

    def __init__(self):
        public = Q(source__public=True)
        super().__init__(SourceShape(), Citation, "owner", "Passages it rests on.", key="reference_id", where=public)


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


def example_of(field: serializers.Field):
    """An example of the shape or field, made of the examples of its parts."""
    if isinstance(field, Shape):
        return {name: example_of(part) for name, part in field.fields.items()}
    if isinstance(field, Many):
        return [example_of(field.child)]
    return field.example
