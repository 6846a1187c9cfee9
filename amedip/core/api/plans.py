"""From shapes to rows: a list costs a few queries, however long it is, and no instance is built."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, JSONField, Model, OuterRef, QuerySet
from rest_framework import serializers

from amedip.core import languages
from amedip.core.api import standings
from amedip.core.api.shapes import Few, Many, Reader, Selected, Text
from amedip.core.statements import Statement


@dataclass(frozen=True)
class Manner:
    """How texts are given: in one ``language`` or in all (None), and in all with ``states``: how each stands."""

    language: str | None = None
    states: bool = False


class Plan:
    """A shape made ready to read rows of ``model``, their texts in the ``manner`` that is asked for.

    ``beside`` are columns that are read with them but not shown.
    """

    def __init__(
        self,
        model: type[Model],
        fields: Iterable[tuple[str, serializers.Field]],
        manner: Manner,
        beside: Iterable[str],
    ):
        language = manner.language
        self.columns: list[Selected] = []
        self.steps: list[tuple[str, Reader]] = []
        self.marks: list[tuple[str, Reader]] = []
        self.parts: list[tuple[str, Reader, Part]] = []
        self.few: list[tuple[str, Reader, Plan]] = []
        self.texts: list[tuple[str, Reader, type[Model], str]] = []
        for name, field in fields:
            if isinstance(field, Few):
                plan = Plan(field.model, field.child.fields.items(), manner, [])
                read = itemgetter(*self._places([plan.beneath(field)]))
                # The column holds the name's place in the object until the rows in it are read.
                self.steps.append((name, read))
                self.few.append((name, read, plan))
                continue
            if isinstance(field, Many):
                owner = itemgetter(*self._places([field.key]))
                # The key holds the name's place in the object until the part is read.
                self.steps.append((name, owner))
                self.parts.append((name, owner, Part(field, manner)))
                continue
            at = self._places(field.paths())
            self.steps.append((name, field.reader(at, language)))
            if language and isinstance(field, Text):
                self.marks.append((name, field.fallback(at, language)))
            if manner.states and isinstance(field, Text) and not field.made_of:
                key, owner, text = _owner_of(model, field.column)
                self.texts.append((name, itemgetter(*self._places([key])), owner, text))
        self.beside: dict[str, Reader] = {path: itemgetter(*self._places([path])) for path in beside}

    def _places(self, paths: list[Selected]) -> list[int]:
        """Where the columns stand in a row; ``values_list`` gives each only once."""
        self.columns += [path for path in paths if path not in self.columns]
        return [self.columns.index(path) for path in paths]

    def over(self, rows: QuerySet, lookup: str, type_: str) -> Statement:
        """The statement that reads the plan's columns of ``rows``, narrowed by a ``lookup`` yet to be filled in."""
        # A plain queryset: the translating one would look for bare names in what names each language's column.
        return Statement(QuerySet(rows.model, rows.query.chain()).values_list(*self.columns), lookup, type_)

    def beneath(self, few: Few) -> ArraySubquery:
        """The plan's columns of the rows ``few`` tells of, as a column of what they hang on: each row a JSON array."""
        mine = few.model._default_manager.filter(few.where, **{few.owner: OuterRef(few.key)})
        rows = QuerySet(mine.model, mine.order_by(*few.model._meta.ordering).query)
        as_json = Func(*self.columns, function="jsonb_build_array", output_field=JSONField())
        return ArraySubquery(rows.annotate(as_json=as_json).values_list("as_json"))

    def read(self, rows: list[tuple]) -> list[dict]:
        """The rows as objects: a query for each ``Many`` that is no ``Few``, and one for the states of all texts."""
        texts: list[standings.Text] = []
        objects = self.build(rows, texts)
        if texts:
            standings.tell(texts)
        return objects

    def build(self, rows: list[tuple], texts: list[standings.Text]) -> list[dict]:
        """The rows as objects; what texts of theirs are to be told of is added to ``texts``."""
        steps = self.steps
        objects = [{name: read(row) for name, read in steps} for row in rows]
        for name, key, part in self.parts:
            owners = [key(row) for row in rows]
            found = part.build(owners, texts) if owners else {}
            for item, owner in zip(objects, owners, strict=True):
                item[name] = found.get(owner, [])
        for name, read, plan in self.few:
            beneath = [[orjson.loads(one) for one in read(row)] for row in rows]
            built = iter(plan.build([one for few in beneath for one in few], texts))
            for item, few in zip(objects, beneath, strict=True):
                item[name] = list(islice(built, len(few)))
        if self.marks:
            for item, row in zip(objects, rows, strict=True):
                fell = {name: code for name, fallback in self.marks if (code := fallback(row))}
                if fell:
                    item["language"] = fell
                    item["direction"] = {name: languages.direction(code) for name, code in fell.items()}
        for name, key, owner, field in self.texts:
            texts += [
                standings.Text(item, name, owner, key(row), field) for item, row in zip(objects, rows, strict=True)
            ]
        return objects


def _owner_of(model: type[Model], column: str) -> tuple[str, type[Model], str]:
    """Of a text such as ``institution__name``: the path to the key of its row, the row's model and the field there."""
    *relations, field = column.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return "__".join([*relations, "pk"]), model, field


class Part:
    """One ``Many`` made ready to read."""

    def __init__(self, many: Many, manner: Manner):
        in_order = many.model._default_manager.filter(many.where).order_by(*many.model._meta.ordering)
        self.plan = Plan(many.model, many.child.fields.items(), manner, [many.owner])
        self.owner = self.plan.beside[many.owner]
        self.statement = self.plan.over(in_order, f"{many.owner}__any", "bigint[]")

    def build(self, owners: list[int], texts: list[standings.Text]) -> dict[int, list]:
        rows = self.statement.fetch(owners)
        found: dict[int, list] = {}
        for row, item in zip(rows, self.plan.build(rows, texts), strict=True):
            found.setdefault(self.owner(row), []).append(item)
        return found
