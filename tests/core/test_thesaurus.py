"""The thesaurus: written whole or not at all, in force at once, with its history."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from amedip.core import stamp
from amedip.core.models import Concept, ConceptLink, Deed, Term
from amedip.core.thesaurus import ConceptDraft, columns_of_term, write_concepts
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def terms(slug):
    return [(term.language, term.text, term.preferred) for term in Term.objects.filter(concept__slug=slug)]


def test_write_when_new_then_concept_terms_and_links_as_one_deed():
    write_concepts(
        [
            ConceptDraft("fees", terms={"en": ["fees"]}, links={"broader": ["remittances"]}),
            ConceptDraft("remittances", terms={"en": ["remittances", "transfers"], "fr": ["envois de fonds"]}),
        ],
        actor=None,
    )

    assert terms("remittances") == [
        ("en", "remittances", True),
        ("en", "transfers", False),
        ("fr", "envois de fonds", True),
    ]
    assert ConceptLink.objects.get().other.slug == "remittances"
    assert Deed.objects.get().action == "concept.import"


def test_write_when_again_then_nothing_is_written():
    drafts = [ConceptDraft("remittances", "Money", {"en": ["remittances", "transfers"]})]
    write_concepts(drafts, actor=None)

    assert write_concepts(drafts, actor=None) == 0
    assert Deed.objects.count() == 1


def test_write_when_another_term_is_to_stand_first_then_the_two_change_places():
    write_concepts([ConceptDraft("money", terms={"en": ["money", "funds", "cash"]})], actor=None)

    write_concepts([ConceptDraft("money", terms={"en": ["funds", "money"]})], actor=None)

    assert terms("money") == [("en", "funds", True), ("en", "money", False)]


def test_write_when_a_language_is_not_given_then_it_stays():
    write_concepts([ConceptDraft("money", terms={"en": ["money"], "fr": ["argent"]})], actor=None)

    write_concepts([ConceptDraft("money", terms={"en": ["funds"]})], actor=None)

    assert terms("money") == [("en", "funds", True), ("fr", "argent", True)]


@pytest.mark.parametrize(
    "draft",
    [
        ConceptDraft("Not a slug", terms={"en": ["money"]}),
        ConceptDraft("money"),
        ConceptDraft("money", terms={"en": ["…"]}),
        ConceptDraft("money", terms={"en": ["m" * 121]}),
        ConceptDraft("money", terms={"en": ["money"]}, links={"related": ["money"]}),
        ConceptDraft("money", terms={"en": ["money"]}, links={"related": ["nothing"]}),
        ConceptDraft("money", terms={"en": ["money"]}, links={"related": ["fees"], "broader": ["fees"]}),
    ],
)
def test_write_when_a_draft_says_what_cannot_be_then_nothing_is_written(draft):
    with pytest.raises(ValidationError):
        write_concepts([ConceptDraft("fees", terms={"en": ["fees"]}), draft], actor=None)

    assert not Concept.objects.exists()


def test_write_when_the_person_may_not_then_refused_with_the_reason():
    with pytest.raises(PermissionDenied, match="right"):
        write_concepts([ConceptDraft("money", terms={"en": ["money"]})], actor=UserFactory())


def test_constraints_when_two_terms_are_preferred_then_the_database_refuses():
    write_concepts([ConceptDraft("money", terms={"en": ["money"]})], actor=None)
    concept = Concept.objects.get()

    with pytest.raises(IntegrityError, match="preferred_term_is_one"), transaction.atomic():
        Term.objects.create(concept=concept, preferred=True, **columns_of_term("funds", "en"))


def test_stamp_when_terms_are_written_changed_or_deleted_then_it_moves_once_in_each_transaction(transactional_db):
    seen = [stamp.current()]
    write_concepts(
        [ConceptDraft(f"money-{number}", terms={"en": ["money", "funds"]}) for number in range(3)], actor=None
    )
    seen.append(stamp.current())
    Term.objects.filter(text="funds").update(text="Funds")
    seen.append(stamp.current())
    Concept.objects.all().delete()
    seen.append(stamp.current())

    assert [after - before for before, after in pairwise(seen)] == [1, 1, 1]


def test_history_when_a_term_changes_then_it_is_kept():
    write_concepts([ConceptDraft("money", terms={"en": ["money"]})], actor=None)
    write_concepts([ConceptDraft("money", terms={"en": ["funds"]})], actor=None)

    events = Term.pgh_event_models["insert"].objects.order_by("pgh_id").values_list("pgh_label", "text")
    assert list(events) == [("insert", "money"), ("delete", "money"), ("insert", "funds")]
    assert connection.in_atomic_block
