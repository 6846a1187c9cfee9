"""What is offered while one types."""

import pytest

from amedip.core.search.suggesting import SHOWN, suggest
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
