"""An uploaded summary on its way to the workshop's page: read by the job, corrected, written as a whole or not."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from amedip.core import jobs
from amedip.core.models import Standing, TextBeside
from amedip.core.records import Stale, delete_record
from amedip.core.texts import set_texts, states_of, vouch
from tests.desk import staff
from tests.factories import FocalPointFactory, UserFactory, WorkshopFactory
from tests.workshops.reader.sample import INVENTED, as_markdown
from workshops.actions import correct_proposal, drop_proposal, publish_proposal, send_summary
from workshops.models import Passage, Proposal
from workshops.outcome import FORMS, Outcome
from workshops.reader import Kind
from workshops.settling import Row, pages_of

pytestmark = pytest.mark.django_db
State = Proposal.State
SHORT = b"Opening\n\nWelcome.\n\nSession I: Bees\n\nFirst.\n\nSecond.\n\nClosing\n\nGoodbye.\n"


@pytest.fixture
def workshop():
    return WorkshopFactory(ref="ferns-2031")


@pytest.fixture
def claire():
    return staff()


def sent(workshop, actor, data: bytes | None = None, language: str = "en", name: str = "summary.md") -> Proposal:
    """A proposal that the worker has read."""
    file = ContentFile(as_markdown(language) if data is None else data, name)
    proposal = send_summary(workshop, file, language, actor=actor)
    jobs.run(proposal.job_id)
    proposal.refresh_from_db()
    return proposal


def published(proposal: Proposal, actor) -> Proposal:
    proposal = publish_proposal(proposal, actor=actor, expected=proposal.version)
    jobs.run(proposal.job_id)
    proposal.refresh_from_db()
    return proposal


def texts(workshop, language: str) -> dict[str, str]:
    """What the workshop says in the language, by address, in its order."""
    rows = workshop.passages.order_by("session__number", "position", "pk")
    return {row.anchor: getattr(row, f"text_{language}") for row in rows if getattr(row, f"text_{language}")}


def in_sample(language: str, kinds) -> list[str]:
    return [anchor for kind, anchor, *_ in INVENTED[language] if kind in kinds and not anchor.startswith("r")]


# --- the whole way ---------------------------------------------------------------------------------------------------


def test_summary_when_published_then_sessions_passages_recommendations_and_names_stand(workshop, claire):
    proposal = sent(workshop, claire)
    assert (proposal.state, texts(workshop, "en")) == (State.READY, {})

    proposal = published(proposal, claire)

    assert (proposal.state, proposal.problem) == (State.PUBLISHED, "")
    assert [session.anchor for session in workshop.sessions.all()] == ["opening", "s1", "s2", "s3", "closing"]
    assert list(texts(workshop, "en")) == in_sample("en", {kind.value for kind in FORMS})
    assert texts(workshop, "en")["s1.p1"].count("**") == 2
    numbers = list(workshop.recommendations.values_list("number", flat=True))
    assert numbers == ["1", "2", "2.1", "2.2", "3", "3.1", "3.2"]
    assert workshop.recommendations.get(number="2.1").parent.number == "2"
    said = dict(workshop.recommendations.values_list("number", "text_en"))
    assert said["1"].startswith("A register is not an end in itself."), "the title is not said twice"
    assert said["2.1"].startswith("Within 2 years, ")
    assert said["3.1"] is None
    assert {(row.name_en, *row.languages) for row in workshop.resources.all()} == {
        ("Book of Common Hedges", "fr"),
        ("House of Returning Gardeners", "ar", "en"),
        ("Driftwood Ledger", "ar", "en", "fr"),
    }
    assert Passage.objects.filter(workshop=workshop, reference__public=False).count() == 0


@pytest.mark.parametrize("others", [("fr", "ar"), ("ar",)])
def test_summary_when_published_in_further_languages_then_at_the_same_addresses(workshop, claire, others):
    published(sent(workshop, claire), claire)

    for language in others:
        proposal = sent(workshop, claire, language=language)
        assert Outcome(proposal).told()["emptied"] == 0
        published(proposal, claire)

        assert list(texts(workshop, language)) == list(texts(workshop, "en"))
    assert workshop.sessions.count() == 5
    for language in ("en", *others):
        assert all(getattr(session, f"title_{language}") for session in workshop.sessions.all())
    assert workshop.recommendations.count() == 7
    assert workshop.resources.count() == 3
    assert all(getattr(row, f"name_{others[-1]}") for row in workshop.resources.all())


def test_summary_when_published_twice_then_nothing_is_written_the_second_time(workshop, claire):
    published(sent(workshop, claire), claire)
    before = list(workshop.passages.values_list("pk", "version", "anchor"))

    published(sent(workshop, claire), claire)

    assert list(workshop.passages.values_list("pk", "version", "anchor")) == before


def test_corrected_file_when_published_then_what_stays_keeps_its_address_and_what_is_gone_goes(workshop, claire):
    published(sent(workshop, claire, SHORT), claire)
    published(sent(workshop, claire, SHORT.replace(b"First.\n\n", b"").replace(b"Second.", b"Second. Third.")), claire)

    assert texts(workshop, "en") == {"opening.p1": "Welcome.", "s1.p2": "Second. Third.", "closing.p1": "Goodbye."}

    published(sent(workshop, claire, SHORT.replace(b"First.", b"Something else entirely, said first.")), claire)

    assert "s1.p1" not in texts(workshop, "en"), "an address is never given twice"


def test_passage_when_another_language_has_it_then_it_only_loses_the_text(workshop, claire):
    published(sent(workshop, claire, SHORT), claire)
    first = workshop.passages.get(anchor="s1.p1")
    set_texts(first, {"fr": {"text": "Premièrement."}}, actor=claire)

    published(sent(workshop, claire, SHORT.replace(b"First.\n\n", b"")), claire)

    first.refresh_from_db()
    assert (first.text_en, first.text_fr) == (None, "Premièrement.")


# --- what people have done -------------------------------------------------------------------------------------------


def test_proposal_when_corrected_then_just_that_is_published(workshop, claire):
    proposal = sent(workshop, claire, SHORT)
    blocks = Outcome(proposal).summary.blocks
    page = next(page for page in pages_of(blocks) if page.key == "s1")
    rows = [
        Row(block.anchor, block.kind, block.text.replace("Second", "Zweitens"), "", block.number)
        for block in blocks[page.begin : page.end]
    ]

    corrected = correct_proposal(proposal, page.begin, page.end, rows, actor=claire, expected=1)
    with pytest.raises(Stale):
        correct_proposal(proposal, page.begin, page.end, rows, actor=claire, expected=1)
    with pytest.raises(Stale):
        publish_proposal(proposal, actor=claire, expected=1)
    published(corrected, claire)

    assert texts(workshop, "en")["s1.p2"] == "Zweitens."


def test_approved_text_when_the_file_says_something_else_then_it_stays_and_the_files_words_lie_beside(workshop, claire):
    published(sent(workshop, claire, SHORT), claire)
    first = workshop.passages.get(anchor="s1.p1")
    vouch(first, {"en": ["text"]}, actor=claire, state=Standing.APPROVED)

    published(sent(workshop, claire, SHORT.replace(b"First.", b"First of all.")), claire)

    first.refresh_from_db()
    assert first.text_en == "First."
    assert states_of(first)[("text", "en")].state == Standing.APPROVED
    (beside,) = TextBeside.objects.filter(reference=first.reference)
    assert (beside.text, beside.origin) == ("First of all.", TextBeside.Origin.FILE)


def test_proposal_when_another_is_open_then_the_second_is_refused_and_after_dropping_taken(workshop, claire):
    first = sent(workshop, claire, SHORT)

    with pytest.raises(ValidationError, match="is being worked on"):
        sent(workshop, claire, SHORT)
    sent(workshop, claire, language="fr")
    drop_proposal(first, actor=claire)

    assert sent(workshop, claire, SHORT).state == State.READY


def test_proposal_when_published_then_neither_dropped_nor_corrected(workshop, claire):
    proposal = published(sent(workshop, claire, SHORT), claire)

    with pytest.raises(ValidationError, match="nothing to drop"):
        drop_proposal(proposal, actor=claire)
    with pytest.raises(ValidationError, match="no longer being corrected"):
        correct_proposal(proposal, 0, 1, [], actor=claire, expected=1)


# --- what goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["editor", "focal point", "nobody"])
def test_deeds_when_the_person_may_not_then_nothing_is_done(workshop, claire, who):
    proposal = sent(workshop, claire, SHORT)
    person = {
        "editor": lambda: UserFactory(is_staff=True),
        "focal point": lambda: FocalPointFactory().user,
        "nobody": lambda: None,
    }[who]()

    for deed in (
        lambda: send_summary(workshop, ContentFile(SHORT, "a.md"), "fr", actor=person),
        lambda: correct_proposal(proposal, 0, 1, [], actor=person, expected=1),
        lambda: publish_proposal(proposal, actor=person, expected=1),
        lambda: drop_proposal(proposal, actor=person),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert Proposal.objects.values_list("state", flat=True).get() == State.READY


def test_file_when_it_is_no_summary_then_refused_before_anything_is_kept(workshop, claire):
    with pytest.raises(ValidationError):
        send_summary(workshop, ContentFile(b"\x00\x01\x02", "a.pdf"), "en", actor=claire)
    assert not Proposal.objects.exists()


def test_file_when_it_cannot_be_read_then_the_proposal_says_why(workshop, claire):
    proposal = sent(workshop, claire, b"x" * 6_000_000, name="long.txt")

    assert proposal.state == State.FAILED
    assert "longer than can be read" in proposal.problem
    assert sent(workshop, claire, SHORT).state == State.READY


def test_publication_when_a_number_was_taken_away_then_nothing_is_written_and_it_says_so(workshop, claire):
    published(sent(workshop, claire), claire)
    delete_record(workshop.recommendations.get(number="3.2"), actor=None)
    before = texts(workshop, "en")
    again = as_markdown("en").replace(b"walk along the wall", b"walk along the shore")

    proposal = published(sent(workshop, claire, again), claire)

    assert proposal.state == State.READY
    assert "ferns-2031-r3.2 is taken" in proposal.problem
    assert texts(workshop, "en") == before


def test_publication_when_there_is_no_session_then_refused(workshop, claire):
    proposal = sent(workshop, claire, SHORT)
    blocks = Outcome(proposal).summary.blocks
    rows = [Row(block.anchor, Kind.FRONT, block.text) for block in blocks]
    proposal = correct_proposal(proposal, 0, len(blocks), rows, actor=claire, expected=1)

    with pytest.raises(ValidationError, match="no session yet"):
        publish_proposal(proposal, actor=claire, expected=2)


def test_job_when_it_runs_again_then_nothing_more_happens(workshop, claire):
    proposal = published(sent(workshop, claire, SHORT), claire)
    before = list(workshop.passages.values_list("pk", "version"))

    jobs._handlers[proposal.job.kind](proposal.job)

    assert list(workshop.passages.values_list("pk", "version")) == before
