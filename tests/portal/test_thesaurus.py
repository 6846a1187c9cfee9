"""The thesaurus of the first content: there once, and people's own afterwards."""

import pytest

from amedip.core.models import Concept, Deed, Term
from amedip.core.records import delete_record, write_record
from amedip.core.thesaurus import columns_of_term
from amedip.portal.content.loading import fixture
from amedip.portal.content.thesaurus import load_thesaurus
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_thesaurus_when_loaded_then_every_concept_with_its_terms_and_the_second_time_nothing():
    load_thesaurus()

    wanted = {item["slug"]: item["terms"] for item in fixture("amedip/portal", "thesaurus")}
    first = {(term.concept.slug, term.language): term.text for term in _preferred()}
    assert first == {(slug, code): terms[0] for slug, by in wanted.items() for code, terms in by.items() if terms}
    deeds = Deed.objects.count()
    load_thesaurus()
    assert Deed.objects.count() == deeds == 1


def _preferred():
    return Term.objects.filter(preferred=True).select_related("concept")


def test_thesaurus_when_people_changed_renamed_or_deleted_concepts_then_they_stay_so():
    load_thesaurus()
    person = UserFactory(is_staff=True, is_superuser=True)
    added, lost, renamed, gone = Concept.objects.all()[:4]
    was = renamed.slug
    write_record(Term(), actor=person, columns=columns_of_term("brand new", "en") | {"concept": added}, part_of=added)
    delete_record(lost.terms.filter(preferred=False).first(), actor=person, part_of=lost)
    many = lost.terms.count()
    write_record(renamed, actor=person, columns={"slug": "another-name"})
    delete_record(gone, actor=person)

    load_thesaurus()

    assert added.terms.filter(text="brand new").exists()
    assert lost.terms.count() == many
    assert not Concept.objects.filter(slug__in=[was, gone.slug]).exists()


def test_thesaurus_when_nobody_touched_a_concept_then_it_follows_the_file():
    load_thesaurus()
    concept = Concept.objects.first()
    write_record(concept, actor=None, columns={"note": "Written by the portal"})

    load_thesaurus()

    concept.refresh_from_db()
    assert concept.note == ""
