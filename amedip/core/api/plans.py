"""From shapes to rows: a list costs a few queries, however long it is, and no instance is built."""

from collections.abc import Iterable
from operator import itemgetter

from django.db.models import QuerySet
from rest_framework import serializers

from amedip.core import languages
from amedip.core.api.shapes import Many, Reader, Selected, Text
from amedip.core.statements import Statement


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
