"""Constraints asked of many rows beforehand say what they say of one."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amedip.core.constraints import refused
from registry.models import Priority
from tests.factories import PriorityFactory, RoundFactory

pytestmark = pytest.mark.django_db

BROKEN = [
    {"title_en": ""},
    {"title_en": None},
    {"status": "published", "published_at": None},
    {"status": "unknown"},
    {"importance": "vital"},
    {"derived": True, "round_id": 1},
    {"revision": "draft", "status": "draft"},
]
RIGHT = [{}, {"title_en": "Another"}, {"importance": "high"}, {"derived": True}]


def of_one(priority) -> list[str]:
    """What Django says of the row alone, constraint by constraint."""
    found = []
    for constraint in Priority._meta.constraints:
        try:
            constraint.validate(Priority, priority)
        except ValidationError as error:
            found += error.messages
    return found[:1]


def test_constraints_when_asked_of_many_rows_then_each_hears_what_it_would_alone():
    consultation = RoundFactory()
    rows = PriorityFactory.create_batch(len(BROKEN + RIGHT), title_en="Title")
    for row, values in zip(rows, BROKEN + RIGHT, strict=True):
        row.__dict__.update(values | ({"round_id": consultation.pk} if "round_id" in values else {}))
    columns = {column.name for column in Priority._meta.concrete_fields}

    with CaptureQueriesContext(connection) as captured:
        found = refused(rows, [columns for _row in rows])

    assert len(captured) == 2
    assert [found[place].messages if place in found else [] for place in range(len(rows))] == [*map(of_one, rows)]
    assert set(found) == set(range(len(BROKEN)))


def test_constraints_when_they_are_about_other_columns_then_they_are_not_asked():
    priority = PriorityFactory()
    priority.title_en, priority.importance = "", "vital"

    found = refused([priority, priority], [{"importance"}, {"year"}])

    assert list(found) == [0]
    assert found[0].messages == ["Unknown importance."]
