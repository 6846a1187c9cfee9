"""Tables on their way out: plain values from a cursor of the database, made into cells as somebody asks for them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import tablib
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models

from amedip.core.models import Record
from amedip.core.resources.book import NAMED_BY
from amedip.core.resources.columns import SEPARATOR, Column, Fact, Pointer, Pointers, Sources, Text, Unchangeable

_BATCH = 500


class Outgoing(tablib.Dataset):
    """A dataset whose rows are read when somebody goes through them, and kept only for who wants them all at once."""

    def __init__(self, *rows, read: Callable[[], Iterator[list]] | None = None, **kwargs):
        self._read = None  # the library counts what it has been given
        super().__init__(*rows, **kwargs)
        self._read = read

    def __iter__(self):
        return iter(self._data) if self._read is None else self._read()

    @property
    def _data(self) -> list[tablib.core.Row]:
        """Where the library keeps its rows."""
        if self._read is not None:
            read, self._read = self._read, None
            self._rows = [tablib.core.Row(row) for row in read()]
        return self._rows

    @_data.setter
    def _data(self, rows):
        self._rows = rows


class Plain:
    """The cells of ``columns`` without an object for each row; ``columns`` that need one make it useless."""

    def __init__(self, model: type[models.Model], columns: Iterable[Column]):
        self.model = model
        self.columns = list(columns)
        self.paths = [_path(column, model) for column in self.columns]
        self.possible = None not in self.paths
        self._shapes = [_shape(column) for column in self.columns]
        self._links = [(place, column) for place, column in enumerate(self.columns) if isinstance(column, Pointers)]
        self._sources = [place for place, column in enumerate(self.columns) if isinstance(column, Sources)]

    def rows(self, queryset: models.QuerySet) -> Iterator[list]:
        """The cells, row by row."""
        # Without the layer that guesses languages: our columns name theirs.
        plain = models.QuerySet(self.model, query=queryset.query.chain())
        key = "reference_id" if self._sources else "pk"
        read = iter(plain.values_list("pk", key, *filter(None, self.paths)).iterator(chunk_size=_BATCH))
        # What is gathered from other tables has its place kept.
        places = [place for place, path in enumerate(self.paths) if path]
        shapes = [self._shapes[place] for place in places]
        while batch := list(islice(read, _BATCH)):
            links = [(place, _linked(column.field, [row[0] for row in batch])) for place, column in self._links]
            cited = _cited([row[1] for row in batch]) if self._sources else {}
            for row in batch:
                cells = [""] * len(self.columns)
                for place, shape, value in zip(places, shapes, row[2:], strict=True):
                    cells[place] = value if shape is None else shape(value)
                for place, found in links:
                    cells[place] = found.get(row[0], "")
                for place in self._sources:
                    cells[place] = cited.get(row[1], "")
                yield cells


def _path(column: Column, model) -> str | None:
    """By which the database has the column; empty for what is gathered from other tables, None for what it cannot."""
    kind = type(column)  # a kind of its own has values of its own
    if kind is Text:
        return column.column
    if kind is Fact:
        return column.field.attname
    if kind is Pointer:
        related = column.field.related_model
        named_by = "reference__ref" if issubclass(related, Record) else NAMED_BY[related._meta.label]
        return f"{column.field.name}__{named_by}"
    if kind is Unchangeable and _leads_to_column(model, column.attribute):
        return column.attribute.replace(".", "__")
    return "" if kind in (Pointers, Sources) else None


def _leads_to_column(model, attribute: str) -> bool:
    *steps, last = attribute.split(".")
    try:
        for step in steps:
            model = model._meta.get_field(step).related_model
        return last == "pk" or model._meta.get_field(last).concrete
    except (FieldDoesNotExist, AttributeError):
        return False


def _shape(column: Column) -> Callable | None:
    """What becomes of the database's value."""
    if type(column) is Pointer:
        return _or_empty
    if type(column) is Fact and isinstance(column.field, ArrayField):
        return SEPARATOR.join
    if type(column) is Fact and column.field.null and isinstance(column.field, models.CharField | models.TextField):
        return _or_empty
    return None


def _or_empty(value):
    return value or ""


def _linked(field: models.ManyToManyField, keys: list[int]) -> dict[int, str]:
    """By owner, the references of its links in their order."""
    through, target = field.remote_field.through._meta, field.related_model._meta
    owner = through.get_field(field.m2m_field_name()).column
    other = through.get_field(field.m2m_reverse_field_name()).column
    return _gathered(
        f'SELECT link."{owner}", string_agg(named.ref, %s ORDER BY link.position, link.id) '  # noqa: S608 (our columns)
        f'FROM "{through.db_table}" AS link JOIN "{target.db_table}" AS target ON target.id = link."{other}" '
        f'JOIN core_reference AS named ON named.id = target.reference_id WHERE link."{owner}" = ANY(%s) GROUP BY 1',
        keys,
    )


def _cited(references: list[int]) -> dict[int, str]:
    """By the citing reference, the passages in their order."""
    return _gathered(
        "SELECT cited.owner_id, string_agg(source.kind || '/' || source.ref "
        "|| CASE WHEN cited.section <> '' THEN '#' || cited.section ELSE '' END, %s ORDER BY cited.position, cited.id) "
        "FROM core_citation AS cited JOIN core_reference AS source ON source.id = cited.source_id "
        "WHERE cited.owner_id = ANY(%s) GROUP BY 1",
        references,
    )


def _gathered(statement: str, keys: list[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [SEPARATOR, keys])
        return dict(cursor.fetchall())
