"""What a resource looks like: one declaration from which come its rows, its JSON and its place in the schema.

A ``Shape`` is an ordinary serializer for the schema's sake. Rows do not pass through it field by field: ``Plan`` turns
it once into the columns to select and the functions that read them, so a list costs one query, and one more for each
``Many``, however long it is.
"""

from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from rest_framework import serializers

from amedip.core import languages
from amedip.core.models import Citation

Reader = Callable[[tuple], Any]


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

    def paths(self) -> list[str]:
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
    """The reference of the record at the foreign key ``path``; null as long as that record is not public."""

    def __init__(self, help_text, path=None, **kwargs):
        super().__init__(help_text, path, null=True, **kwargs)

    def paths(self):
        return [f"{self.column}__reference__ref", f"{self.column}__reference__public"]

    def reader(self, at, language):
        ref, public = at
        return lambda row: row[ref] if row[public] else None


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


class Many(serializers.ListField):
    """What hangs on a row: a ``child`` (field or shape) for each row of ``model`` whose ``owner`` is the row's ``key``."""

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


class Plan:
    """A shape made ready to read rows in one ``language``, or in all (None); ``keys`` are columns read beside it."""

    def __init__(self, fields: Iterable[tuple[str, serializers.Field]], language: str | None, keys: Iterable[str] = ()):
        self.columns: list[str] = []
        self.steps: list[tuple[str, Reader]] = []
        self.marks: list[tuple[str, Reader]] = []
        self.parts: list[tuple[str, Reader, Part]] = []
        for name, field in fields:
            if isinstance(field, Many):
                key = itemgetter(*self._places([field.key]))
                # The key holds the name's place in the object until the part is read.
                self.steps.append((name, key))
                self.parts.append((name, key, Part(field, language)))
                continue
            at = self._places(field.paths())
            self.steps.append((name, field.reader(at, language)))
            if language and isinstance(field, Text):
                self.marks.append((name, field.fallback(at, language)))
        self.keys: dict[str, Reader] = {key: itemgetter(*self._places([key])) for key in keys}

    def _places(self, paths: list[str]) -> list[int]:
        """Where the columns stand in a row; ``values_list`` gives each only once."""
        self.columns += [path for path in paths if path not in self.columns]
        return [self.columns.index(path) for path in paths]

    def select(self, queryset: QuerySet) -> QuerySet:
        """The rows that the plan reads."""
        return queryset.values_list(*self.columns)

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
        self.flat = not isinstance(many.child, Shape)
        fields = [("it", many.child)] if self.flat else many.child.fields.items()
        self.plan = Plan(fields, language, [many.owner])
        self.owner = self.plan.keys[many.owner]
        self.wanted = f"{many.owner}__in"
        in_order = many.model._default_manager.filter(many.where).order_by(*many.model._meta.ordering)
        self.rows = self.plan.select(in_order)

    def read(self, owners: list[int]) -> dict[int, list]:
        rows = list(self.rows.filter(**{self.wanted: owners}))
        found: dict[int, list] = {}
        for row, item in zip(rows, self.plan.read(rows), strict=True):
            found.setdefault(self.owner(row), []).append(item["it"] if self.flat else item)
        return found


@cache
def plan(shape: type[Shape], language: str | None, *keys: str) -> Plan:
    return Plan(shape().fields.items(), language, keys)


def example_of(field: serializers.Field):
    """An example of the shape or field, made of the examples of its parts."""
    if isinstance(field, Shape):
        return {name: example_of(part) for name, part in field.fields.items()}
    if isinstance(field, Many):
        return [example_of(field.child)]
    return field.example
