"""What a resource looks like: one declaration from which come its rows, its JSON and its place in the schema.

A ``Shape`` is an ordinary serializer for the schema's sake. Rows do not pass through it field by field: a ``Plan``
(``amedip.core.api.plans``) turns it once into the columns to select and the functions that read them.
"""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from rest_framework import serializers

from amedip.core import languages
from amedip.core.models import Citation, Record, Reference

Reader = Callable[[tuple], Any]
Selected = str | Subquery


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


class Filled(Column, serializers.CharField):
    """A code that stands in no column: what makes the answer puts it there, else it is null."""

    def __init__(self, help_text, **kwargs):
        super().__init__(help_text, null=True, **kwargs)

    def paths(self):
        return []

    def reader(self, at, language):
        return lambda _row: None


class Codes(Column, serializers.ListField):
    """A list of codes held in one column."""

    child = serializers.CharField()


class Choice(Column, serializers.ChoiceField):
    """One of ``choices``, the values alone; where it may be null, empty is null."""

    def __init__(self, help_text, path=None, *, choices, **kwargs):
        super().__init__(help_text, path, choices=[str(choice) for choice in choices], **kwargs)

    def reader(self, at, language):
        place = at[0]
        return (lambda row: row[place] or None) if self.allow_null else itemgetter(place)


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
    """A translated text: an object of three, or with ``?lang=`` one string (see the schema's ``Text``).

    One that other rows' texts are joined into is ``made_of`` the query that gives it in a language; it has no standing
    of its own, these have theirs. ``parts`` says which records these are, and by which column they belong to the row.
    """

    def __init__(
        self,
        help_text,
        path=None,
        *,
        made_of: Callable[[str], QuerySet] | None = None,
        parts: tuple[type[Record], str] | None = None,
        **kwargs,
    ):
        super().__init__(help_text, path, **kwargs)
        self.made_of, self.parts = made_of, parts

    def paths(self):
        if self.made_of:
            return [Subquery(self.made_of(code)) for code in languages.CODES]
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


class Few(Many):
    """The same for rows that are few and plain: they are read in the query of what they hang on.

    Columns come as JSON, so the shape has no amounts, moments or links, and nothing hangs on its rows.
    """


class NotAlways:
    """A field that is there only where it was asked for."""


class Included(NotAlways, serializers.Field):
    """The members that ``include`` adds, by collection; ``shapes`` are what members of each look like."""

    def __init__(self, shapes: dict[str, type["Shape"]]):
        super().__init__(read_only=True, help_text="What `include` asked for, by collection.")
        self.shapes = shapes


class Shape(serializers.Serializer):
    """The fields of a resource, or of a part of one; those named in ``SELDOM`` are not always there."""

    SELDOM: tuple[str, ...] = ()


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


def example_of(field: serializers.Field):
    """An example of the shape or field, made of the examples of its parts."""
    if isinstance(field, Shape):
        return {name: example_of(part) for name, part in field.fields.items()}
    if isinstance(field, Many):
        return [example_of(field.child)]
    return field.example
