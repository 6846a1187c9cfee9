"""set_texts: one language never touches another, and what a person approved is not overwritten."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from amedip.core import languages
from amedip.core.models import Standing, TextBeside
from amedip.core.texts import (
    clean,
    fingerprint,
    lines_of_all,
    set_texts,
    states_of,
    take_over_working,
    texts_beside,
    vouch,
    vouch_for_originals,
    working_texts,
)
from registry.models import Theme
from tests.factories import PriorityFactory, ThemeFactory, UserFactory

State, Origin = Standing, TextBeside.Origin


@pytest.fixture
def theme(db):
    return ThemeFactory(name_ar="التحويلات", name_en="Remittances", name_fr="Transferts")


def states(obj, field="name"):
    return {code: row.state for (name, code), row in states_of(obj).items() if name == field}


@pytest.mark.parametrize("written", languages.CODES)
def test_set_texts_when_one_language_is_written_then_the_others_keep_their_text(theme, written):
    before = {code: getattr(theme, f"name_{code}") for code in languages.CODES}

    set_texts(theme, {written: {"name": "Anew"}}, actor=None)

    theme.refresh_from_db()
    assert {code: getattr(theme, f"name_{code}") for code in languages.CODES} == before | {written: "Anew"}


@pytest.mark.parametrize("written", languages.CODES)
def test_set_texts_when_the_meaning_changes_then_the_others_are_outdated(theme, written):
    set_texts(theme, {written: {"name": "Anew"}}, actor=None)

    assert states(theme) == {code: State.DRAFT if code == written else State.OUTDATED for code in languages.CODES}


def test_set_texts_when_the_edit_is_minor_then_the_others_stay_valid_and_it_is_noted(theme):
    set_texts(theme, {"fr": {"name": "Transferts de fonds"}}, actor=None, minor=True)

    assert states(theme) == dict.fromkeys(languages.CODES, State.DRAFT)
    assert states_of(theme)["name", "fr"].minor


def test_set_texts_when_nothing_differs_then_nothing_is_written(theme):
    rows = states_of(theme)

    assert set_texts(theme, {"en": {"name": "  Remittances "}}, actor=None) == set()
    assert {key: row.at for key, row in states_of(theme).items()} == {key: row.at for key, row in rows.items()}


def test_set_texts_when_a_text_is_emptied_then_it_is_missing_and_null(theme):
    set_texts(theme, {"fr": {"name": ""}}, actor=None)

    theme.refresh_from_db()
    assert theme.name_fr is None
    row = states_of(theme)["name", "fr"]
    assert (row.state, row.fingerprint) == (State.MISSING, "")


def test_set_texts_when_new_then_each_language_has_a_row_with_fingerprint_and_source(theme):
    rows = states_of(theme)

    assert set(rows) == {("name", code) for code in languages.CODES}
    assert rows["name", "fr"].fingerprint == fingerprint("Transferts")
    assert rows["name", "fr"].source_language == "ar"
    assert rows["name", "fr"].source_fingerprint == fingerprint("التحويلات")


@pytest.mark.parametrize("vouched", [State.REVIEWED, State.APPROVED])
def test_set_texts_when_a_file_meets_what_a_person_vouched_for_then_its_words_lie_beside(theme, vouched):
    set_texts(theme, {"fr": {"name": "Envois de fonds"}}, actor=UserFactory(), state=vouched, minor=True)

    words = {"fr": {"name": "Argent"}, "ar": {"name": "أموال"}}
    changed = set_texts(theme, words, actor=None, origin=Origin.FILE)

    theme.refresh_from_db()
    assert changed == {"name_ar"}
    assert theme.name_fr == "Envois de fonds"
    assert texts_beside(theme, Origin.FILE) == {"fr": {"name": "Argent"}}


def test_set_texts_when_a_vouched_text_is_outdated_then_a_file_leaves_it_still(theme):
    set_texts(theme, {"fr": {"name": "Envois de fonds"}}, actor=UserFactory(), state=State.APPROVED, minor=True)
    set_texts(theme, {"en": {"name": "Money sent home"}}, actor=None)

    assert set_texts(theme, {"fr": {"name": "Argent"}}, actor=None, origin=Origin.FILE) == set()
    assert states(theme)["fr"] == State.OUTDATED


def test_set_texts_when_a_machine_meets_a_public_record_then_its_words_lie_beside(theme):
    set_texts(theme, {"fr": {"name": ""}}, actor=None)

    assert set_texts(theme, {"fr": {"name": "Argent"}}, actor=None, origin=Origin.MACHINE, source="en") == set()

    beside = lines_of_all(Theme, [theme.pk])[theme.pk]["name", "fr"].beside
    assert [(text.text, text.state, text.source_language) for text in beside] == [("Argent", State.MACHINE, "en")]


def test_set_texts_when_a_machine_fills_a_draft_nobody_reads_then_it_is_known_as_a_machines(db):
    priority = PriorityFactory(status="draft", title_en="Schools", title_fr=None)

    changed = set_texts(
        priority, {"fr": {"title": "Écoles"}}, actor=None, origin=Origin.MACHINE, state=State.MACHINE, source="en"
    )

    assert changed == {"title_fr"}
    assert states(priority, "title")["fr"] == State.MACHINE


def test_set_texts_when_a_missing_text_is_filled_in_then_the_others_stay_up_to_date(theme):
    set_texts(theme, {"fr": {"name": ""}}, actor=None)

    set_texts(theme, {"fr": {"name": "Envois de fonds"}}, actor=None)

    assert states(theme) == dict.fromkeys(languages.CODES, State.DRAFT)


def test_set_texts_when_an_outdated_text_catches_up_then_it_follows_the_one_that_changed(theme):
    set_texts(theme, {"en": {"name": "Money sent home"}}, actor=None)

    set_texts(theme, {"fr": {"name": "Argent envoyé au pays"}}, actor=None)

    rows = states_of(theme)
    assert states(theme) == {"ar": State.OUTDATED, "en": State.DRAFT, "fr": State.DRAFT}
    assert rows["name", "fr"].source_language == "en"
    assert rows["name", "fr"].source_fingerprint == fingerprint("Money sent home")
    assert rows["name", "ar"].outdated_by == "en"


def test_set_texts_when_a_slip_in_an_outdated_text_is_corrected_then_it_is_outdated_still(theme):
    set_texts(theme, {"en": {"name": "Money sent home"}}, actor=None)

    set_texts(theme, {"fr": {"name": "Transferts " + "!"}}, actor=None, minor=True)

    assert states(theme)["fr"] == State.OUTDATED


def test_set_texts_when_it_is_a_translation_of_what_stands_then_nothing_else_is_outdated(theme):
    set_texts(theme, {"fr": {"name": "Envois de fonds"}}, actor=None, source="ar", state=State.REVIEWED)

    assert states(theme) == {"ar": State.DRAFT, "en": State.DRAFT, "fr": State.REVIEWED}
    assert states_of(theme)["name", "fr"].source_fingerprint == fingerprint("التحويلات")


def test_set_texts_when_no_language_has_the_text_any_more_then_the_ledger_has_no_rows_of_it(theme):
    set_texts(theme, {"en": {"description": "What people send"}}, actor=None)
    assert states(theme, "description") == {"ar": State.MISSING, "en": State.DRAFT, "fr": State.MISSING}

    set_texts(theme, {"en": {"description": ""}}, actor=None)

    assert states(theme, "description") == {}


def test_vouch_when_an_outdated_text_still_says_the_same_then_it_is_up_to_date_with_its_source(theme):
    set_texts(theme, {"en": {"name": "Money sent home"}}, actor=None)

    assert vouch(theme, {"fr": ["name"]}, actor=None, state=State.APPROVED, source="en") == {"name_fr"}

    row = states_of(theme)["name", "fr"]
    assert (row.state, row.outdated_at, row.source_fingerprint) == (
        State.APPROVED,
        None,
        fingerprint("Money sent home"),
    )


def test_vouch_when_there_is_no_text_then_it_is_refused(theme):
    with pytest.raises(ValidationError):
        vouch(theme, {"en": ["description"]}, actor=None, state=State.APPROVED)


def test_take_over_working_when_a_draft_lies_beside_then_it_becomes_the_text(theme):
    set_texts(theme, {"fr": {"name": "Envois"}}, actor=None, origin=Origin.CHANGE)
    theme.refresh_from_db()
    assert theme.name_fr == "Transferts"

    assert take_over_working(theme, actor=None) == {"name_fr"}

    theme.refresh_from_db()
    assert theme.name_fr == "Envois"
    assert working_texts(theme) == {}


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        ({"de": {"name": "Thema"}}, None),
        ({"en": {"title": "No such field"}}, None),
        ({"en": {"name": "x" * 121}}, "name_en"),
        ({"fr": {"name": "a\x00b"}}, "name_fr"),
    ],
)
def test_set_texts_when_the_input_is_wrong_then_it_is_refused_and_nothing_is_written(theme, texts, key):
    with pytest.raises(ValidationError) as refusal:
        set_texts(theme, {"ar": {"name": "جديد"}, **texts}, actor=None)

    if key:
        assert key in refusal.value.message_dict
    assert Theme.objects.get(pk=theme.pk).name_ar == "التحويلات"


@given(st.text())
def test_clean_when_repeated_then_it_changes_nothing_more(text):
    try:
        once = clean(text)
    except ValidationError:
        return
    assert clean(once) == once


@pytest.mark.parametrize(
    ("columns", "approved"),
    [(None, {("title", "en"), ("need", "en")}), ({"title_en", "title_fr"}, {("title", "en")}), (set(), set())],
)
def test_vouch_for_originals_when_done_then_translations_and_outdated_texts_stay(db, columns, approved):
    priority, reader = PriorityFactory(title_en="Title", need_fr="Besoin"), UserFactory()
    set_texts(priority, {"fr": {"title": "Titre"}}, actor=None, source="en")
    set_texts(priority, {"en": {"need": "Need"}}, actor=None, source="fr")
    set_texts(priority, {"en": {"need": "Another need"}}, actor=None)

    vouch_for_originals(priority, actor=reader, columns=columns)

    rows = states_of(priority)
    assert {place for place, row in rows.items() if row.state == State.APPROVED} == approved
    assert {row.by for row in rows.values() if row.state == State.APPROVED} == ({reader} if approved else set())
