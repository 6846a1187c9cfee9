"""The words of the thesaurus: complete, told apart by the search's own folding, and in order among themselves."""

from collections import Counter, defaultdict
from graphlib import TopologicalSorter

import pytest

from amedip.core import languages
from amedip.core.search.folding import fold
from amedip.portal.content.loading import fixture

CONCEPTS = fixture("amedip/portal", "thesaurus")
SLUGS = [concept["slug"] for concept in CONCEPTS]
AT_LEAST, SHARED_BY = 200, 3
ARABIC = range(0x0600, 0x0700)


def folded(concept: dict, code: str) -> list[str]:
    return [" ".join(fold(term).split()) for term in concept["terms"][code]]


def test_thesaurus_when_read_then_enough_concepts_in_the_order_of_their_slugs():
    assert len(CONCEPTS) >= AT_LEAST
    assert sorted(set(SLUGS)) == SLUGS


def test_slugs_when_read_then_small_ascii_letters_digits_and_hyphens():
    assert [slug for slug in SLUGS if not slug.isascii() or not slug.replace("-", "").isalnum()] == []
    assert [slug for slug in SLUGS if slug != slug.lower().strip("-")] == []


def test_concepts_when_read_then_nothing_but_the_agreed_keys():
    assert {tuple(concept) for concept in CONCEPTS} == {("slug", "terms", "broader", "related")}
    assert {tuple(sorted(concept["terms"])) for concept in CONCEPTS} == {tuple(sorted(languages.CODES))}


@pytest.mark.parametrize("code", languages.CODES)
def test_terms_when_folded_then_each_concept_has_a_preferred_one_and_none_is_empty_or_doubled(code):
    wanting = {
        concept["slug"]: terms
        for concept in CONCEPTS
        if not (terms := folded(concept, code)) or not all(terms) or len(set(terms)) < len(terms)
    }

    assert wanting == {}


@pytest.mark.parametrize("code", languages.CODES)
def test_terms_when_folded_then_none_stands_in_more_concepts_than_a_query_should_open(code):
    holders = defaultdict(set)
    for concept in CONCEPTS:
        for term in folded(concept, code):
            holders[term].add(concept["slug"])

    assert {term: slugs for term, slugs in holders.items() if len(slugs) > SHARED_BY} == {}


@pytest.mark.parametrize("code", languages.CODES)
def test_preferred_terms_when_compared_then_no_two_concepts_go_by_the_same_name(code):
    names = Counter(folded(concept, code)[0] for concept in CONCEPTS)

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("code", languages.CODES)
def test_terms_when_read_then_neat_and_in_the_letters_of_their_language(code):
    terms = [term for concept in CONCEPTS for term in concept["terms"][code]]

    assert [term for term in terms if term != " ".join(term.split()) or "'" in term] == []
    if code == "ar":
        assert [t for t in terms if not any(ord(letter) in ARABIC for letter in t) and not is_name(t)] == []
    else:
        assert [term for term in terms if any(ord(letter) in ARABIC for letter in term)] == []


def is_name(term: str) -> bool:
    """A programme's own name, which Arabic texts too write in Latin letters."""
    return term.isascii() and term.split(maxsplit=1)[0].isupper()


@pytest.mark.parametrize("relation", ["broader", "related"])
def test_relations_when_followed_then_they_lead_once_to_another_concept(relation):
    for concept in CONCEPTS:
        others = concept[relation]
        assert set(others) <= set(SLUGS) - {concept["slug"]}
        assert len(set(others)) == len(others)


def test_related_when_read_then_mutual_and_none_of_them_broader():
    by_slug = {concept["slug"]: concept for concept in CONCEPTS}
    pairs = {(slug, other) for slug in SLUGS for other in by_slug[slug]["related"]}
    steps = {(slug, other) for slug in SLUGS for other in by_slug[slug]["broader"]}

    assert {(other, slug) for slug, other in pairs} == pairs
    assert pairs & steps == set()


def test_broader_when_followed_upwards_then_never_in_a_circle():
    upwards = TopologicalSorter({concept["slug"]: concept["broader"] for concept in CONCEPTS})

    upwards.prepare()  # raises CycleError, which names the circle
