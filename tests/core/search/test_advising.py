"""What is offered instead of what is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amedip.core.search.advising import advise, distance_of
from amedip.core.search.expanding import expand
from amedip.core.search.suggesting import Suggestion
from amedip.core.thesaurus import ConceptDraft, write_concepts
from tests.factories import PriorityFactory

pytestmark = pytest.mark.django_db

NO_FILTERS = {"kind": "", "state": "", "theme": "", "year": None, "language": ""}
MIGRATION = [
    ConceptDraft("migration", terms={"ar": ["الهجرة"], "en": ["migration"], "fr": ["migrations"]}),
    ConceptDraft("circular-migration", terms={"en": ["circular migration"]}, links={"broader": ["migration"]}),
]


@pytest.fixture
def words():
    terms = {"ar": ["التحويلات المالية"], "en": ["remittances"], "fr": ["transferts de fonds", "émigration"]}
    write_concepts([ConceptDraft("remittances", terms=terms)], actor=None)
    PriorityFactory(title_en="The cost of remittances to Africa", title_fr="Le coût des transferts")


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
def test_advise_when_a_word_is_nearly_known_then_the_known_one(words, typed, meant):
    assert advise(typed, expand(typed), language="en", filters=NO_FILTERS).corrected == meant


def test_advise_when_the_known_word_is_nowhere_found_then_it_is_not_offered(words):
    filters = NO_FILTERS | {"kind": "practice"}

    assert advise("remitances", expand("remitances"), language="en", filters=filters).corrected == []


def test_advise_when_a_concept_has_a_broader_one_then_its_preferred_term_in_the_readers_language():
    write_concepts(MIGRATION, actor=None)
    typed = "circular migration"

    found = {
        code: advise(typed, expand(typed), language=code, filters=NO_FILTERS).related for code in ("ar", "en", "fr")
    }

    assert found == {
        "ar": [Suggestion("الهجرة", "ar")],
        "en": [Suggestion("migration", "en")],
        "fr": [Suggestion("migrations", "fr")],
    }


@pytest.mark.parametrize("typed", ["remitances", "remitances transfers or cots", "circular migration zzzz"])
def test_advise_when_whatever_is_wrong_then_at_most_three_queries(words, typed, django_assert_max_num_queries):
    write_concepts(MIGRATION, actor=None)
    wording = expand(typed)

    with django_assert_max_num_queries(3):
        advise(typed, wording, language="en", filters=NO_FILTERS)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_when_two_words_then_zero_only_for_the_same_and_alike_both_ways(one, other):
    distance = distance_of(one, other, 9)

    assert (distance == 0) == (one == other)
    assert distance == distance_of(other, one, 9) <= max(len(one), len(other))
    assert distance_of(one, other, 1) == min(distance, 2)
