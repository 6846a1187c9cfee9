"""Many records in one deed: the same traces as one by one, all or none."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core.bulk import Draft, Refusals, write_records
from amedip.core.models import Change, Citation, Deed, Reference, SearchEntry, TextState
from amedip.core.records import Links, Source, Stale, write_record
from amedip.core.rules import Allowed, Denied
from registry.models import Priority, PriorityTheme, Theme
from tests.factories import DocumentFactory, PartnerStateFactory, PriorityFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db


def anybody(user, obj):
    return Allowed()


def themes_of(*themes):
    return [Links(PriorityTheme, "priority", "theme", themes)]


def in_bulk(*drafts, rule=anybody, actor=None):
    write_records(drafts, actor=actor, rule=rule, action="priority.import", why="a file")


def traces(priority) -> dict:
    """All that a write leaves behind, keys, times and bare columns aside."""
    priority.refresh_from_db()
    reference = Reference.objects.get(pk=priority.reference_id)
    states = TextState.objects.filter(object_id=priority.pk, content_type__model="priority")
    events = apps.get_model("registry", "PriorityEvent").objects.filter(pgh_obj=priority).order_by("pk")
    aside = {"id", "reference_id", "created_at", "updated_at", "title", "description", "need", "desired_result"}
    return {
        "columns": {
            column.attname: getattr(priority, column.attname)
            for column in Priority._meta.concrete_fields
            if column.attname not in aside
        },
        "reference": (reference.public, reference.path.replace(reference.ref, "…"), reference.title_ar),
        "states": sorted(
            states.values_list(
                *("field", "language", "state", "fingerprint", "by", "minor", "was"),
                *("source_language", "source_fingerprint"),
            )
        ),
        "themes": list(priority.theme_links.values_list("theme", "position")),
        "cited": list(Citation.objects.filter(owner=reference).values_list("source", "section", "note_fr", "position")),
        "found": sorted(
            SearchEntry.objects.filter(reference=reference).values_list("language", "title", "body", "state", "themes")
        ),
        "told": Change.objects.filter(reference=reference).count(),
        "last event": events.values_list("pgh_label", "title_fr", "version").last(),
        "link events": apps.get_model("registry", "PriorityThemeEvent").objects.filter(priority=priority).count(),
    }


def test_records_when_made_in_bulk_then_they_are_as_if_made_one_by_one():
    country, themes, document = PartnerStateFactory(), ThemeFactory.create_batch(2), DocumentFactory()
    person = UserFactory()
    given = {
        "columns": {"country": country, "year": 2012, "status": "published", "published_at": "2012-11-08T00:00Z"},
        "texts": {"fr": {"title": "Réduire les frais", "need": "Ils sont élevés"}, "ar": {"title": "خفض الرسوم"}},
        "links": themes_of(*themes),
        "sources": [Source(document.reference, "s1", {"fr": "Dit en séance"})],
    }
    alone = write_record(Priority(), actor=person, rule=anybody, **given)
    several = [Priority(), Priority()]

    in_bulk(*(Draft(one, **given) for one in several), actor=person)

    assert [one.ref for one in several] == [f"{country.code}-2012-002", f"{country.code}-2012-003"]
    expected = traces(alone)
    assert [traces(one) for one in several] == [expected, expected]
    assert Deed.objects.filter(action="priority.import", actor=person, why="a file").count() == 1


@pytest.mark.parametrize(
    "texts",
    [
        {"en": {"title": "One"}},
        {"fr": {"title": "Un", "need": "Deux"}, "en": {"description": "Three"}},
        {"ar": {"need": "حاجة"}, "en": {"title": "One", "need": "Need"}, "fr": {"title": "Un", "desired_result": ""}},
    ],
    ids=["one text", "languages apart", "all three"],
)
def test_texts_when_new_in_bulk_then_the_ledger_says_what_it_says_of_one(texts):
    person, columns = UserFactory(), {"country": PartnerStateFactory(), "year": 2012}
    alone = write_record(Priority(), actor=person, rule=anybody, columns=columns, texts=texts)
    one = Priority()

    in_bulk(Draft(one, columns=columns, texts=texts), actor=person)

    assert traces(one) == traces(alone)


def test_records_when_changed_in_bulk_then_they_are_as_if_changed_one_by_one():
    country, themes, day = PartnerStateFactory(), ThemeFactory.create_batch(3), timezone.now()
    alone, *several = (
        PriorityFactory(
            country=country, themes=themes[:2], published_at=day, title_en="Before", title_fr="Avant", title_ar=""
        )
        for _number in range(3)
    )
    given = {
        "columns": {"confirmed_on": "2026-01-01"},
        "texts": {"fr": {"title": "Après"}},
        "links": themes_of(themes[2], themes[0]),
    }
    write_record(alone, actor=None, rule=anybody, **given)

    in_bulk(*(Draft(one, **given) for one in several))

    expected = traces(alone)
    assert [traces(one) for one in several] == [expected, expected]


def test_records_when_more_are_written_then_the_queries_stay_the_same():
    country, theme = PartnerStateFactory(), ThemeFactory()

    def cost(number):
        drafts = [
            Draft(Priority(), {"country": country, "year": 2012}, {"en": {"title": f"No {place}"}}, themes_of(theme))
            for place in range(number)
        ]
        with CaptureQueriesContext(connection) as captured:
            in_bulk(*drafts)
        return len(captured)

    cost(1)
    assert cost(2) == cost(60)


def test_records_when_nothing_changes_then_nothing_is_written():
    priority = PriorityFactory(title_en="Same")
    version, before = priority.version, Deed.objects.count()

    in_bulk(Draft(priority, texts={"en": {"title": "Same"}}))

    priority.refresh_from_db()
    assert (priority.version, Deed.objects.count()) == (version, before)


def test_records_when_one_has_moved_on_then_none_is_written_and_it_is_named():
    stale, fresh = PriorityFactory(title_en="One"), PriorityFactory(title_en="Two")

    with pytest.raises(Refusals) as refused:
        in_bulk(
            Draft(fresh, texts={"en": {"title": "Changed"}}, expected=fresh.version),
            Draft(stale, texts={"en": {"title": "Changed"}}, expected=stale.version - 1),
        )

    assert list(refused.value.by_place) == [1]
    assert isinstance(refused.value.by_place[1], Stale)
    assert not Priority.objects.filter(title_en="Changed").exists()


def test_records_when_a_rule_forbids_one_then_none_is_written():
    mine, other = PriorityFactory(title_en="Mine"), PriorityFactory(title_en="Other")
    state = mine.country_id

    def own(user, obj):
        return Allowed() if obj.country_id == state else Denied("Not of your state.")

    with pytest.raises(Refusals) as refused:
        in_bulk(Draft(mine, texts={"en": {"title": "X"}}), Draft(other, texts={"en": {"title": "X"}}), rule=own)
    with pytest.raises(Refusals) as moved:
        in_bulk(Draft(other, columns={"country_id": state}), rule=own)

    assert refused.value.by_place[1].messages == moved.value.by_place[0].messages == ["Not of your state."]
    assert not Priority.objects.filter(title_en="X").exists()


def test_records_when_a_constraint_forbids_one_then_none_is_written_and_it_is_named():
    columns = {"country": PartnerStateFactory(), "year": 2012}

    with pytest.raises(Refusals) as refused:
        in_bulk(
            Draft(Priority(), columns, {"en": {"title": "Good"}}),
            Draft(Priority(), columns | {"status": "published"}, {"en": {"title": "No day"}}),
        )

    assert refused.value.by_place[1].messages == ["A published priority needs the day of its publication."]
    assert not Priority.objects.exists()
    assert not Reference.objects.filter(kind="priority").exists()


def test_records_when_a_name_was_given_before_then_none_is_written_and_it_is_named():
    theme = ThemeFactory()

    with pytest.raises(Refusals) as refused:
        in_bulk(
            Draft(Theme(), texts={"en": {"name": "New"}}, ref="new"),
            Draft(Theme(), texts={"en": {"name": "Old"}}, ref=theme.ref),
        )

    assert list(refused.value.by_place) == [1]
    assert not Theme.objects.filter(name_en="New").exists()


def test_records_when_a_text_is_too_long_then_the_column_is_named():
    with pytest.raises(Refusals) as refused:
        in_bulk(Draft(PriorityFactory(), texts={"fr": {"title": "x" * 201}}))

    assert list(refused.value.by_place[0].error_dict) == ["title_fr"]


def test_records_when_the_rule_raises_then_its_reason_is_kept():
    def closed(user, obj):
        raise PermissionDenied("Closed today.")

    with pytest.raises(Refusals) as refused:
        in_bulk(Draft(PriorityFactory(), texts={"en": {"title": "X"}}), rule=closed)

    assert refused.value.by_place[0].messages == ["Closed today."]
