"""What members of one collection show of records of others, read off their shapes.

A priority shows the name of its institution: when that changes, the priority reads differently without having changed.
A passage shows the number of its session: that changes with the workshop whose part the session is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Model, Q
from rest_framework import serializers

from amedip.core.api.reading import Collection
from amedip.core.api.shapes import Column, Link, Many, Shape, Text
from amedip.core.models import Record, Reference

Narrow = Callable[[Q], Q]
# What a permanent name is made of: it never changes while it is shown.
_PERMANENT = ("reference__ref", "code")


@dataclass(frozen=True)
class Shown:
    """Members of a collection show something of records of ``model``, or of ``Reference``: of any.

    ``members`` makes of keys of references the condition that a member shows one of these; ``turning`` is true if it
    matters only whether they are public.
    """

    model: type[Model]
    members: Callable[[list[int]], Q]
    turning: bool

    def concerns(self, kind: str) -> bool:
        return self.model is Reference or kind == self.model.KIND


@cache
def shown_in(collection: type[Collection]) -> list[Shown]:
    """All that members of the collection show of other records."""
    return list(_of_shape(collection.model, collection.shape(), lambda condition: condition))


def kinds_shown(collections: Iterable[type[Collection]], kinds: set[str]) -> tuple[set[str], set[str]]:
    """Of the ``kinds``, those of which each change shows in members of the collections, and those that come and go."""
    found: dict[bool, set[str]] = {False: set(), True: set()}
    for collection in collections:
        for shown in shown_in(collection):
            found[shown.turning] |= {kind for kind in kinds if shown.concerns(kind)}
    return found[False], found[True]


def showing(
    collection: type[Collection], changed: Mapping[str, Sequence[int]], turned: Mapping[str, Sequence[int]]
) -> list[str]:
    """The members, by reference, that show something of what ``changed``, or ``turned`` from public or to it.

    Both are keys of references by their kind.
    """
    condition = Q()
    for shown in shown_in(collection):
        by_kind = turned if shown.turning else changed
        keys = [key for kind, of_kind in by_kind.items() if shown.concerns(kind) for key in of_kind]
        if keys:
            condition |= shown.members(keys)
    if not condition:
        return []
    members = collection.visible(None).filter(condition).order_by("reference__ref")
    return list(members.values_list("reference__ref", flat=True))


def _of_shape(model: type[Model], shape: Shape, narrow: Narrow) -> Iterator[Shown]:
    for field in shape.fields.values():
        yield from _of_field(model, field, narrow)


def _of_field(model: type[Model], field: serializers.Field, narrow: Narrow) -> Iterator[Shown]:
    if isinstance(field, Many):
        below = _through(field.model, field.owner, field.key, narrow)
        if issubclass(field.model, Record):
            yield Shown(field.model, _keys(below, "reference"), turning=False)
        yield from _of_shape(field.model, field.child, below)
    elif isinstance(field, Link):
        yield Shown(field.to, _keys(narrow, f"{field.column}__reference"), turning=True)
    elif isinstance(field, Text) and field.made_of:
        if field.parts:
            parts, owner = field.parts
            yield Shown(parts, _keys(_through(parts, owner, "pk", narrow), "reference"), turning=False)
    elif isinstance(field, Column) and not getattr(field, "model", None):
        yield from _of_column(model, field.column, narrow)


def _of_column(model: type[Model], column: str, narrow: Narrow) -> Iterator[Shown]:
    *hops, _last = column.split("__")
    for at, hop in enumerate(hops, start=1):
        if hop == "reference":
            return
        model = model._meta.get_field(hop).related_model
        path = "__".join(hops[:at])
        if model is Reference:
            yield Shown(Reference, _keys(narrow, path), turning=True)
        elif not column.endswith(_PERMANENT):
            yield from _of_row(model, path, narrow)


def _of_row(model: type[Model], path: str, narrow: Narrow) -> Iterator[Shown]:
    """The record to which ``path`` leads, or whose part is there: with its parts a record changes itself."""
    if issubclass(model, Record):
        yield Shown(model, _keys(narrow, f"{path}__reference"), turning=False)
    elif owner := getattr(model, "PART_OF", ""):
        yield from _of_row(model._meta.get_field(owner).related_model, f"{path}__{owner}", narrow)


def _keys(narrow: Narrow, path: str) -> Callable[[list[int]], Q]:
    return lambda keys: narrow(Q(**{f"{path}__in": keys}))


def _through(model: type[Model], owner: str, key: str, narrow: Narrow) -> Narrow:
    """From a condition of rows of ``model`` to one of what they hang on by ``owner``, its ``key``."""
    return lambda condition: narrow(
        Q(**{f"{key}__in": model._default_manager.filter(condition).order_by().values(owner)})
    )


def by_kind(told: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """The keys of references by their kind."""
    found: dict[str, list[int]] = defaultdict(list)
    for kind, reference in told:
        found[kind].append(reference)
    return found
