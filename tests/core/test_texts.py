"""set_texts: one language never touches another, and what a person approved is not overwritten."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from amedip.core import languages
from amedip.core.models import TextState
from amedip.core.texts import clean, fingerprint, set_texts, states_of, take_over_working, working_texts
from registry.models import Theme
from tests.factories import ThemeFactory, UserFactory

State = TextState.State


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

    assert set(rows) == {(field, code) for field in ("name", "description") for code in languages.CODES}
    assert rows["name", "fr"].fingerprint == fingerprint("Transferts")
    assert rows["name", "fr"].source_language == "ar"
    assert rows["name", "fr"].source_fingerprint == fingerprint("التحويلات")
    assert rows["description", "en"].state == State.MISSING


def test_set_texts_when_a_machine_meets_approved_text_then_its_words_lie_beside(theme):
    set_texts(theme, {"fr": {"name": "Envois de fonds"}}, actor=UserFactory(), state=State.APPROVED, minor=True)

    changed = set_texts(theme, {"fr": {"name": "Argent"}, "ar": {"name": "أموال"}}, actor=None, state=State.MACHINE)

    theme.refresh_from_db()
    assert changed == {"name_ar"}
    assert theme.name_fr == "Envois de fonds"
    assert working_texts(theme) == {"fr": {"name": "Argent"}}


def test_take_over_working_when_a_draft_lies_beside_then_it_becomes_the_text(theme):
    set_texts(theme, {"fr": {"name": "Envois"}}, actor=None, beside=True)
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
