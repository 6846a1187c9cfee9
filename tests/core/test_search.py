"""Search: one spelling for many, marks at the right letters, in the reader's language first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amedip.core.search.finding import find, snippet
from amedip.core.search.folding import fold, fold_with_offsets
from tests.factories import PracticeFactory, PriorityFactory, ThemeFactory


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("إِدَارَة", "اداره"),
        ("الأولويّات", "اولويات"),
        ("وبالتحويلات", "تحويلات"),
        ("والتحويلات للمهاجرين", "تحويلات مهاجرين"),
        ("وزن", "وزن"),
        ("تـــونس", "تونس"),
        ("٢٠١٢", "2012"),
        ("Égypte", "egypte"),
        ("Cœur", "coeur"),
        ("L’Éthiopie", "l'ethiopie"),
        ("ﻻجئ", "لاجي"),
    ],
)
def test_fold_when_spellings_differ_then_one_form(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_fold_when_any_text_then_offsets_lead_back_and_repeating_changes_nothing(text):
    folded, offsets = fold_with_offsets(text)

    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(st.text(max_size=400), st.integers(0, 300), st.integers(1, 20))
def test_snippet_when_any_text_then_it_is_escaped_html(text, start, length):
    spans = [(start, start + length)] if start + length <= len(text) else []

    html = str(snippet(text, spans)).replace("<mark>", "").replace("</mark>", "")

    assert "<" not in html and ">" not in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "matched"),
    [
        ("remittances", "en"),
        ("REMITTANCE", "en"),
        ("transfert", "fr"),
        ("réduire", "fr"),
        ("reduire", "fr"),
        ("كلفه", "ar"),
        ("تحويلات", "ar"),
        ("والتحويلات", "ar"),
        ("التحويلات", "ar"),
    ],
)
def test_find_when_the_word_is_in_any_language_then_found_and_shown_in_the_readers(words, matched):
    PriorityFactory(
        title_en="Cheaper remittances", title_fr="Réduire le coût des transferts", title_ar="خفض كُلفة التحويلات"
    )
    PracticeFactory(title_en="Something else")

    results = find(words, language="fr")

    assert [(hit.matched_language, hit.language) for hit in results.hits] == [(matched, "fr")]


@pytest.mark.django_db
def test_find_when_folded_text_matches_then_the_original_letters_are_marked():
    PriorityFactory(title_fr="Sans rapport", description_fr="Il faut réduire le coût des transferts à l’étranger.")

    hit = find("COUT", language="fr").hits[0]

    assert "<mark>coût</mark>" in hit.snippet


@pytest.mark.django_db
@pytest.mark.parametrize("before", [0, 40, 400])
def test_find_when_the_text_is_long_then_the_snippet_shows_the_word_wherever_it_stands(before):
    filling = "Les autorités se sont réunies pour parler. "
    PriorityFactory(
        title_fr="Long", description_fr=filling * before + "Voici des pays étrangers. " + filling * (400 - before)
    )

    hit = find("PAYS ETRANGERS", language="fr").hits[0]

    assert "<mark>pays</mark> <mark>étrangers</mark>" in hit.snippet
    assert len(hit.snippet) < 400


@pytest.mark.django_db
def test_find_when_only_the_title_of_a_long_text_holds_the_word_then_the_snippet_begins_with_the_text():
    PriorityFactory(title_en="Remittances", description_en="The authorities met. " * 400)

    assert find("remittances", language="en").hits[0].snippet.startswith("The authorities met.")


@pytest.mark.django_db
def test_find_when_a_reference_is_typed_then_its_object_comes_first():
    wanted = PriorityFactory(title_en="Plain")
    PriorityFactory(country=wanted.country, title_en="Other")

    assert find(wanted.ref, language="ar").hits[0].reference.ref == wanted.ref


@pytest.mark.django_db
def test_find_when_not_public_then_not_found():
    PriorityFactory(title_en="Confidential plan", status="draft")
    PriorityFactory(title_en="Published plan")

    assert [hit.title for hit in find("plan", language="en").hits] == ["Published plan"]


@pytest.mark.django_db
def test_find_when_filtered_then_only_that_kind_state_and_theme():
    theme = ThemeFactory()
    wanted = PriorityFactory(title_en="Shared word", themes=[theme])
    PriorityFactory(title_en="Shared word")
    PracticeFactory(title_en="Shared word", country=wanted.country)

    results = find("shared", language="en", kind="priority", state=wanted.country.code, theme=theme.ref)

    assert [hit.reference for hit in results.hits] == [wanted.reference]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", "   ", "\x00", "'", '"', "-", "or or", "((", "a" * 5000, "<script>", "ٍ"])
def test_find_when_the_words_make_no_sense_then_no_error(words):
    PriorityFactory()

    assert find(words, language="en").total == 0
