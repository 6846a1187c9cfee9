"""Queries that are written and planned once."""

import pytest
from django.db import connection
from django.db.models import F

from amedip.core.nested import array_of
from amedip.core.statements import RowStatement, Statement, rows_of
from registry.models import Priority, PriorityTheme
from tests.factories import PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["prepared", "plain"])
def prepared(request, settings):
    settings.PREPARED_STATEMENTS = request.param


@pytest.mark.usefixtures("prepared")
def test_statement_when_fetched_again_with_another_value_then_its_rows():
    one, other = PriorityFactory(themes=[ThemeFactory(), ThemeFactory()]), PriorityFactory(themes=[ThemeFactory()])
    statement = Statement(PriorityTheme.objects.order_by("pk").values_list("theme"), "priority__any", "bigint[]")

    first, second = statement.fetch([one.pk]), statement.fetch([other.pk])

    assert first == [(theme.pk,) for theme in one.themes.all()]
    assert second == [(theme.pk,) for theme in other.themes.all()]


@pytest.mark.usefixtures("prepared")
def test_statement_when_nothing_is_left_blank_then_it_needs_no_value():
    priority = PriorityFactory(title_en="100% of “%s”")

    found = Priority.objects.filter(title_en__contains="% of “%s”").values_list("pk")

    assert Statement(found).fetch() == [(priority.pk,)]


@pytest.mark.usefixtures("prepared")
def test_rows_when_columns_hold_objects_and_days_then_they_come_as_the_models_give_them():
    priority = PriorityFactory(themes=[ThemeFactory(name_ar="تحويلات")])
    themes = PriorityTheme.objects.filter(priority=priority)
    shown = {"ref": "reference__ref", "at": "updated_at", "themes": array_of(themes, name=F("theme__name_ar"))}

    (row,) = RowStatement(Priority.objects.all(), shown, "reference__ref", "text").rows(priority.ref)

    priority.refresh_from_db()
    assert row == {"ref": priority.ref, "at": priority.updated_at, "themes": [{"name": "تحويلات"}]}
    assert rows_of(Priority.objects.filter(pk=priority.pk), shown) == [row]


def test_statement_when_the_connection_is_another_then_it_is_prepared_again():
    statement = Statement(Priority.objects.values_list("pk"))
    statement.fetch()
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    statement._prepared.clear()  # as for a session that has just begun

    assert statement.fetch() == []
