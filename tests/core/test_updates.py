"""Many rows at once: what goes over as JSON arrives as what it was, and the history notes each row."""

import datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core.deeds import deed
from amedip.core.models import Reference
from amedip.core.texts import translated_fields
from amedip.core.updates import insert_rows, insert_values, update_rows
from registry.models import Country, FocalPoint, Priority, PriorityTheme
from tests.factories import CountryFactory, PriorityFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_objects_when_inserted_then_they_have_keys_in_their_order_and_say_what_they_said():
    texts = ["plain", "“curly”", "back\\slash", "two\nlines", "%s", "تحويل", "'; --"]
    references = [Reference(kind="measured", ref=str(place), title_en=text) for place, text in enumerate(texts)]

    insert_rows(Reference, references)

    assert [reference.pk for reference in references] == sorted(reference.pk for reference in references)
    assert [Reference.objects.get(pk=reference.pk).title_en for reference in references] == texts
    assert not any(reference._state.adding for reference in references)


def test_values_of_all_kinds_when_written_then_they_arrive_as_they_were():
    country, priority = CountryFactory(), PriorityFactory()
    term = FocalPoint(user=UserFactory(), country=country, position="deputy", since=datetime.date(2013, 1, 1))
    country.languages, country.is_group, country.longitude = ["ar", "fr"], True, Decimal("-7.25")
    country.updated_at = timezone.now()
    priority.revised = {"title_ar": "عنوان", "themes": [1, 2], "round": None}

    insert_rows(FocalPoint, [term])
    update_rows(Country, [country], ["languages", "is_group", "longitude", "updated_at"])
    update_rows(Priority, [priority], ["revised"])

    for obj in (term, country, priority):
        stored, bare = type(obj)._base_manager.get(pk=obj.pk), translated_fields(type(obj))
        for column in obj._meta.concrete_fields:
            if column.name not in bare:
                assert obj.__dict__[column.attname] == stored.__dict__[column.attname], column.attname


def test_rows_when_updated_then_only_the_columns_that_were_named_change():
    priority, other = PriorityFactory(title_en="Old", need_en="Old"), PriorityFactory(title_en="Other")
    priority.title_en, priority.need_en = "New", "New"

    update_rows(Priority, [priority], ["title_en"])

    priority.refresh_from_db()
    other.refresh_from_db()
    assert (priority.title_en, priority.need_en, other.title_en) == ("New", "Old", "Other")


def test_rows_when_there_are_none_then_nothing_is_asked():
    with CaptureQueriesContext(connection) as captured:
        insert_rows(Reference, [])
        insert_values(PriorityTheme, ["priority_id"], [])
        update_rows(Priority, [], ["version"])

    assert not captured


def test_history_when_one_statement_writes_many_rows_then_each_that_changed_has_its_event_with_the_deed():
    events = apps.get_model("registry", "PriorityThemeEvent").objects
    priority, themes = PriorityFactory(), ThemeFactory.create_batch(3)

    with deed("priority.edit", actor=None) as done:
        rows = [(priority.pk, theme.pk, place) for place, theme in enumerate(themes)]
        insert_values(PriorityTheme, ["priority_id", "theme_id", "position"], rows)
        PriorityTheme.objects.filter(position__gt=0).update(position=7)
        PriorityTheme.objects.update(position=7)
        PriorityTheme.objects.all().delete()

    told = events.order_by("pk").values_list("pgh_label", "theme", "position")
    first, *others = [theme.pk for theme in themes]
    assert list(told)[:3] == [("insert", theme.pk, place) for place, theme in enumerate(themes)]
    assert sorted(told[3:5]) == [("update", theme, 7) for theme in others]
    assert list(told[5:6]) == [("update", first, 7)]
    assert sorted(told[6:]) == [("delete", theme.pk, 7) for theme in themes]
    assert {event.pgh_context.metadata["deed"] for event in events.select_related("pgh_context")} == {done.pk}
