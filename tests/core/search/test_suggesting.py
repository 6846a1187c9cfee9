"""What is offered while one types, and instead of what is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amedip.core.search.suggesting import SHOWN, corrected, distance_of, suggest
from amedip.core.thesaurus import ConceptDraft, write_concepts
from tests.factories import PriorityFactory


@pytest.fixture
def words(db):
    terms = {"ar": ["التحويلات المالية"], "en": ["remittances"], "fr": ["transferts de fonds", "émigration"]}
    write_concepts([ConceptDraft("remittances", terms=terms)], actor=None)
    PriorityFactory(title_en="The cost of remittances to Africa", title_fr="Le coût des transferts")


@pytest.mark.parametrize(
    ("typed", "language", "offered"),
    [
        ("remi", "en", ["remittances", "The cost of remittances to Africa"]),
        ("REMITTANCES", "en", ["remittances", "The cost of remittances to Africa"]),
        ("cost of rem", "en", ["The cost of remittances to Africa"]),
        ("transf", "fr", ["transferts de fonds", "Le coût des transferts"]),
        ("emig", "en", ["émigration"]),
        ("تحوي", "ar", ["التحويلات المالية"]),
        ("التح", "ar", ["التحويلات المالية"]),
        ("التحويلات الم", "ar", ["التحويلات المالية"]),
        ("xyz", "en", []),
        ("r", "en", []),
        ("", "en", []),
        ("' & !*:", "en", []),
    ],
)
def test_suggest_when_something_is_begun_then_terms_and_titles_that_begin_so(words, typed, language, offered):
    assert [one.text for one in suggest(typed, language=language)] == offered


def test_suggest_when_much_begins_so_then_few_are_offered_in_two_queries(words, django_assert_num_queries):
    for number in range(SHOWN + 4):
        PriorityFactory(title_en=f"Remote work {number}")

    with django_assert_num_queries(2):
        assert len(suggest("remo", language="fr")) == SHOWN


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("remitances", ["remittances"]),
        ("rimettances", ["remittances"]),
        ("remittacnes", ["remittances"]),
        ("emigrattion", ["émigration"]),
        ("cost remitances", ["cost remittances"]),
        ("تحوبلات", ["التحويلات"]),
        ("remittances", []),
        ("zzzzzz", []),
        ("tto", []),
    ],
)
def test_corrected_when_a_word_is_nearly_known_then_the_known_one(words, typed, meant):
    assert corrected(typed) == meant


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_when_two_words_then_zero_only_for_the_same_and_alike_both_ways(one, other):
    distance = distance_of(one, other, 9)

    assert (distance == 0) == (one == other)
    assert distance == distance_of(other, one, 9) <= max(len(one), len(other))
    assert distance_of(one, other, 1) == min(distance, 2)
