"""Which fields of a member name records of other collections, and which records they are."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Model
from rest_framework import serializers

from amedip.core.api.shapes import Code, Link, Listed, Shape
from amedip.core.models import Record


def links_of(model: type[Model], shape: Shape) -> dict[str, type[Record]]:
    """By field of the shape, the kind of record whose references stand there."""
    found = ((name, _target(model, field)) for name, field in shape.fields.items())
    return {name: target for name, target in found if target}


def named_in(items: Iterable[Mapping], fields: Iterable[str]) -> Iterator[str]:
    """The references that stand in these fields of the items."""
    for item in items:
        for name in fields:
            held = item.get(name) or []
            yield from [held] if isinstance(held, str) else held


def _target(model: type[Model], field: serializers.Field) -> type[Record] | None:
    if isinstance(field, Link):
        return field.to
    if isinstance(field, Listed):
        return _target(field.model, field.child)
    if not isinstance(field, Code):
        return None
    # Without a parent the field of a list knows its column by its path alone.
    first, *rest = (field.path or "").split(".")
    if rest not in (["code"], ["reference", "ref"]):
        return None
    target = model._meta.get_field(first).related_model
    return target if issubclass(target, Record) else None
