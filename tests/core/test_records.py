"""write_record and delete_record: one deed, one version, all or nothing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from amedip.core import stamp
from amedip.core.models import Change, Citation, Deed, Reference, SearchEntry, TextBeside, TextState
from amedip.core.records import Links, Source, Stale, delete_record, write_record
from amedip.core.search.finding import find
from amedip.core.texts import set_texts, states_of, vouch
from registry.models import Practice, Priority, PriorityTheme, Theme
from tests.calling import commit_triggers
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    PracticeFactory,
    PriorityFactory,
    RecommendationFactory,
    ThemeFactory,
    UserFactory,
    WorkshopFactory,
)

pytestmark = pytest.mark.django_db


def test_write_record_when_new_then_reference_search_deed_and_change_are_there():
    theme = ThemeFactory()
    priority = PriorityFactory(title_en="Cheaper transfers", themes=[theme])

    assert priority.ref == f"{priority.country.code}-2026-001"
    assert Reference.objects.get(pk=priority.reference_id).title_en == "Cheaper transfers"
    assert SearchEntry.objects.get(reference=priority.reference).themes == [theme.ref]
    assert Deed.objects.get(reference=priority.reference).action == "priority.create"
    assert Change.objects.filter(reference=priority.reference, gone=False).exists()


def test_write_record_when_nothing_changes_then_nothing_is_written():
    theme = ThemeFactory()
    priority = PriorityFactory(themes=[theme])
    deeds, version = Deed.objects.count(), priority.version

    write_record(
        priority,
        actor=None,
        columns={"year": 2026},
        texts={"en": {"title": priority.title_en}},
        links=[Links(PriorityTheme, "priority", "theme", [theme])],
    )

    priority.refresh_from_db()
    assert (Deed.objects.count(), priority.version) == (deeds, version)


def test_write_record_when_the_version_is_old_then_stale_and_nothing_is_written():
    theme = ThemeFactory(name_en="First")
    write_record(theme, actor=None, texts={"en": {"name": "Second"}}, expected=1)

    with pytest.raises(Stale):
        write_record(theme, actor=None, texts={"en": {"name": "Third"}}, expected=1)

    theme.refresh_from_db()
    assert (theme.name_en, theme.version) == ("Second", 2)


def test_write_record_when_the_actor_has_no_right_then_refused_with_a_reason():
    theme = ThemeFactory(name_en="First")

    with pytest.raises(PermissionDenied, match="right to change"):
        write_record(theme, actor=UserFactory(is_staff=True), texts={"en": {"name": "Second"}})

    theme.refresh_from_db()
    assert theme.name_en == "First"


def test_write_record_when_no_language_has_a_title_then_refused():
    with pytest.raises(ValidationError, match="at least one language"):
        PriorityFactory(title_en="")

    assert not Reference.objects.filter(kind="priority").exists()


def test_write_record_when_a_stale_copy_writes_another_column_then_the_newer_text_stays():
    priority = PriorityFactory(title_en="Old", title_fr="Ancien")
    stale = Priority.objects.get(pk=priority.pk)
    write_record(priority, actor=None, texts={"fr": {"title": "Nouveau"}})

    write_record(stale, actor=None, columns={"year": 2025})

    stale.refresh_from_db()
    assert (stale.title_fr, stale.title_en, stale.year) == ("Nouveau", "Old", 2025)


def test_write_record_when_sources_are_given_then_cited_in_order_with_notes():
    document, priority = DocumentFactory(), PriorityFactory()
    sources = [Source(document.reference, "s2", {"en": "Two"}), Source(document.reference, "s1", {"fr": "Un"})]

    write_record(priority, actor=None, sources=sources)
    version = priority.version
    write_record(priority, actor=None, sources=sources)

    assert priority.version == version
    cited = Citation.objects.filter(owner=priority.reference)
    assert [(row.section, row.note_en, row.note_fr) for row in cited] == [("s2", "Two", None), ("s1", None, "Un")]


def test_write_record_when_notes_are_translations_then_the_ledger_knows_of_which_language():
    priority, notes = PriorityFactory(), {"ar": "اثنان", "en": "Two", "fr": "Deux"}

    write_record(priority, actor=None, sources=[Source(DocumentFactory().reference, "s2", notes)], source_language="en")

    rows = states_of(Citation.objects.get(owner=priority.reference))
    assert {code: row.source_language for (_field, code), row in rows.items()} == {"ar": "en", "en": "", "fr": "en"}


def test_write_record_when_unpublished_then_it_leaves_search_and_the_feed_says_gone():
    priority = PriorityFactory(title_en="Unmistakable")
    assert find("unmistakable", language="en").total == 1

    write_record(priority, actor=None, columns={"status": Priority.Status.WITHDRAWN, "published_at": None})

    assert find("unmistakable", language="en").total == 0
    assert Change.objects.filter(reference=priority.reference).latest("pk").gone
    assert not Reference.objects.get(pk=priority.reference_id).public


def test_delete_record_when_done_then_the_reference_stays_as_a_tombstone_and_is_not_given_again():
    priority = PriorityFactory(title_en="Short-lived")
    ref, country = priority.ref, priority.country
    pk = priority.pk

    delete_record(priority, actor=None, why="entered twice")

    tombstone = Reference.objects.get(kind="priority", ref=ref)
    assert tombstone.gone_at and not tombstone.public and tombstone.title_en == "Short-lived"
    assert not states_of(Priority(pk=pk))
    assert PriorityFactory(country=country).ref == ref[:-1] + "2"


def test_reference_when_deleted_or_renamed_then_the_database_refuses():
    reference = ThemeFactory().reference

    for change in (reference.delete, lambda: Reference.objects.filter(pk=reference.pk).update(ref="other")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_stamp_when_a_transaction_commits_then_it_moves_once_and_numbers_all_its_changes():
    commit_triggers()  # whatever was made for the test moves it before
    before = stamp.current()
    ThemeFactory.create_batch(3)

    commit_triggers()

    assert stamp.current() == before + 1
    assert set(Change.objects.values_list("number", flat=True)) == {before + 1}


def test_history_when_a_text_changes_then_the_event_holds_it_and_its_deed():
    theme = ThemeFactory(name_en="First")
    write_record(theme, actor=None, texts={"ar": {"name": "الأول"}}, why="translated")

    event = theme.events.latest("pgh_id")
    assert (event.name_ar, event.name_en, event.pgh_label) == ("الأول", "First", "update")
    deed = Deed.objects.get(pk=event.pgh_context.metadata["deed"])
    assert (deed.action, deed.why) == ("theme.edit", "translated")


def test_code_of_a_state_when_not_iso_then_refused_with_advice():
    with pytest.raises(ValidationError, match="two capital letters"):
        CountryFactory(code="t1", ref="T1")


def test_theme_when_saved_in_french_then_the_english_name_is_untouched():
    theme = ThemeFactory(name_en="English", name_fr="")
    write_record(theme, actor=None, texts={"fr": {"name": "Français"}})

    assert Theme.objects.values_list("name_en", "name_fr", "name_ar").get(pk=theme.pk) == ("English", "Français", None)


def test_delete_record_when_parts_have_references_then_they_are_tombstones_too():
    workshop = WorkshopFactory()
    recommendation = RecommendationFactory(workshop=workshop)
    point = RecommendationFactory(workshop=workshop, parent=recommendation, number="1.1")

    delete_record(workshop, actor=None)

    gone = Reference.objects.filter(pk__in=[recommendation.reference_id, point.reference_id])
    assert all(reference.gone_at and not reference.public for reference in gone)
    assert not SearchEntry.objects.filter(reference__in=gone).exists()
    assert not TextState.objects.filter(object_id=point.pk, field="text").exists()


def test_write_record_when_a_part_has_its_own_reference_then_both_versions_move():
    recommendation = RecommendationFactory()
    workshop = recommendation.workshop
    before = workshop.version

    write_record(recommendation, actor=None, texts={"fr": {"title": "Se parler"}}, part_of=workshop)

    recommendation.refresh_from_db()
    workshop.refresh_from_db()
    assert (recommendation.version, workshop.version) == (2, before + 1)
    assert Deed.objects.first().reference == recommendation.reference
    assert Reference.objects.get(pk=recommendation.reference_id).title_fr == "Se parler"


def test_write_record_when_the_object_carries_an_unsaved_relation_then_the_change_is_not_lost():
    priority, elsewhere = PriorityFactory(), CountryFactory()
    priority.country = elsewhere  # as a bound form leaves it

    write_record(priority, actor=None, columns={"country": elsewhere})

    assert Priority.objects.get(pk=priority.pk).country_id == elsewhere.pk


def test_write_when_a_record_becomes_public_with_a_machines_words_then_it_is_refused_until_somebody_reads_them(db):
    practice = PracticeFactory(published=False, title_en="Visits", title_fr=None)
    machine = {"state": "machine", "origin": TextBeside.Origin.MACHINE, "source": "en"}
    set_texts(practice, {"fr": {"title": "Visites"}}, actor=None, **machine)

    with pytest.raises(ValidationError) as refusal:
        write_record(practice, actor=None, columns={"published": True})

    assert refusal.value.code == "unread"
    practice = Practice.objects.get(pk=practice.pk)
    assert not practice.published
    vouch(practice, {"fr": ["title"]}, actor=None, state="draft", source="en")
    write_record(practice, actor=None, columns={"published": True})
    assert Practice.objects.get(pk=practice.pk).reference.public
