"""The terms of a query: the longest first, in every language, never in quotes."""

import pytest

from amedip.core.models import Concept
from amedip.core.search.expanding import expand, expand_all, loosened
from amedip.core.thesaurus import ConceptDraft, write_concepts

pytestmark = pytest.mark.django_db

CONCEPTS = [
    ConceptDraft("migration", terms={"ar": ["الهجرة"], "en": ["migration"], "fr": ["migration"]}),
    ConceptDraft(
        "circular-migration",
        terms={"ar": ["الهجرة الدائرية"], "en": ["circular migration"], "fr": ["migration circulaire"]},
        links={"broader": ["migration"]},
    ),
    ConceptDraft("brain-drain", terms={"en": ["brain drain"], "fr": ["fuite des cerveaux"]}),
]


@pytest.fixture(autouse=True)
def thesaurus():
    write_concepts(CONCEPTS, actor=None)


def parts(words, **how):
    slugs = dict(Concept.objects.values_list("pk", "slug"))
    return [
        (part.text, *(slugs[concept] for concept in part.concepts))
        for choice in expand(words, **how).choices
        for part in choice.parts
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("migration", [("migration", "migration")]),
        ("circular migration", [("circular migration", "circular-migration")]),
        ("Circular Migrations today", [("Circular Migrations", "circular-migration"), ("today",)]),
        (
            "migration and circular migration",
            [("migration", "migration"), ("circular migration", "circular-migration")],
        ),
        ("fuite des cerveaux", [("fuite des cerveaux", "brain-drain")]),
        ("la fuite de cerveaux au Mali", [("fuite de cerveaux", "brain-drain"), ("Mali",)]),
        ("والهجرة الدائريه", [("والهجرة الدائريه", "circular-migration")]),
        ("هِجْـــرة", [("هِجْـــرة", "migration")]),
        ('"circular migration"', [("circular migration",)]),
        ('circular "migration"', [("circular",), ("migration",)]),
        ("brain -drain", [("brain",)]),
        ("the", [("the",)]),
        ("", []),
    ],
)
def test_expand_when_words_are_terms_then_they_are_known_as_one_the_longest_first(words, found):
    assert parts(words) == found


def test_expand_when_exact_then_each_word_for_itself():
    assert parts("circular migration", exact=True) == [("circular",), ("migration",)]


def test_expand_when_a_concept_is_known_then_its_terms_are_told_by_language():
    wording = expand("fuite des cerveaux")

    assert wording.added == [{"typed": "fuite des cerveaux", "terms": [("en", "brain drain")]}]


def test_expand_when_whatever_is_typed_then_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        expand("circular migration and brain drain " * 10)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("circular migration", ["circular migration", "circular", "migration"]),
        ('"circular migration"', ["circular migration"]),
        ("fuite des cerveaux", ["fuite des cerveaux", "fuite", "cerveaux"]),
        ("bees", ["bees"]),
    ],
)
def test_loosened_when_a_part_has_parts_then_these_stand_beside_it(words, found, django_assert_num_queries):
    wording = expand(words)

    with django_assert_num_queries(0):
        loose = loosened(wording)

    assert [part.text for part in loose.parts] == found


def test_expand_when_several_are_asked_then_each_for_itself_in_one_query(django_assert_num_queries):
    queries = ["circular migration", "fuite des cerveaux", "bees"]

    with django_assert_num_queries(1):
        together = expand_all(queries)

    assert [wording.choices for wording in together] == [expand(words).choices for words in queries]
