"""How a machine's suggestions are asked for and kept, with a server that stands in for the service (``stub``)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from amedip.core import jobs
from amedip.core.models import Job, Reference, Standing, TextBeside
from amedip.core.records import delete_record, write_record
from amedip.core.texts import set_texts
from amedip.translations import tasks
from amedip.translations.actions import MACHINE, ask_machine, keep_suggestions, machine_job
from amedip.translations.units import lines_of, record_of
from tests.factories import PriorityFactory, TranslatorFactory, UserFactory
from tests.translations.stub import serving

PROPOSAL = {"title": ("en", "ÉCOLES")}


@pytest.fixture
def stub(settings):
    with serving() as server:
        settings.TRANSLATION_URL, settings.TRANSLATION_API_KEY = server.url, ""
        yield server


@pytest.fixture
def translator(db):
    return TranslatorFactory(language="fr").user


def record(status="published", **texts):
    return PriorityFactory(status=status, title_en="Schools", **texts)


def asked(obj, actor) -> Job:
    """The job after a worker has had it in hand."""
    job = ask_machine(obj, "fr", actor=actor)
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def line(obj, field="title"):
    return next(line for line in lines_of(record_of(obj.reference)) if line.field == field)


def test_job_when_a_worker_starts_then_it_knows_what_to_do():
    assert jobs._handlers[MACHINE] is tasks.ask_machine


def test_job_when_the_public_reads_the_record_then_the_suggestions_lie_beside(stub, translator):
    obj = record(description_en="For all.")

    job = asked(obj, translator)

    assert (job.state, job.result, job.done, job.total) == (Job.State.DONE, {"suggestions": 2}, 2, 2)
    assert line(obj).text("fr") == ""
    (beside,) = line(obj).beside("fr")
    assert (beside.text, beside.origin, beside.source_language) == ("SCHOOLS", "machine", "en")
    assert line(obj).offered("fr") == "SCHOOLS"


def test_job_when_nobody_reads_the_record_yet_then_what_is_missing_is_filled_in_and_marked(stub, translator):
    obj = record("draft")

    asked(obj, translator)

    assert (line(obj).text("fr"), line(obj).state("fr")) == ("SCHOOLS", Standing.MACHINE)
    assert "fr" not in Reference.objects.get(pk=obj.reference_id).tongues


@pytest.mark.parametrize("state", [Standing.DRAFT, Standing.REVIEWED, Standing.APPROVED])
def test_job_when_a_text_is_outdated_then_the_persons_words_stay(stub, translator, state):
    obj = record("draft")
    write_record(obj, actor=None, texts={"fr": {"title": "Écoles"}}, text_state=state, source_language="en")
    write_record(obj, actor=None, texts={"en": {"title": "All schools"}})

    asked(obj, translator)

    assert (line(obj).text("fr"), line(obj).state("fr")) == ("Écoles", Standing.OUTDATED)
    assert [beside.text for beside in line(obj).beside("fr")] == ["ALL SCHOOLS"]


def test_job_when_a_text_is_up_to_date_then_it_is_not_sent(stub, translator):
    obj = record(title_fr="Écoles")

    job = asked(obj, translator)

    assert job.result == {"suggestions": 0}
    assert stub.asked == []


def test_job_when_lines_have_other_sources_then_each_is_asked_for_from_its_own(stub, translator):
    obj = record(description_ar="وصف")

    asked(obj, translator)

    assert {(sent["source"], sent["target"]) for sent in stub.asked} == {("en", "fr"), ("ar", "fr")}


def test_job_when_run_twice_then_the_same_is_there(stub, translator):
    obj = record()

    asked(obj, translator), asked(obj, translator)

    assert TextBeside.objects.count() == 1


def test_job_when_the_service_refuses_then_failed_with_advice(stub, translator):
    stub.status = 403

    job = asked(record(), translator)

    assert job.state == Job.State.FAILED
    assert "TRANSLATION_API_KEY" in job.error


def test_job_when_the_service_is_away_then_it_is_tried_again(stub, translator):
    stub.status = 500

    job = asked(record(), translator)

    assert (job.state, job.attempts) == (Job.State.QUEUED, 1)
    assert job.due_at > timezone.now()


def test_job_when_the_persons_term_has_ended_then_failed_with_the_reason(stub, translator):
    obj = record()
    job = ask_machine(obj, "fr", actor=translator)
    translator.tongues.all().delete()

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "You do not translate into this language today.")


def test_job_when_the_record_is_gone_then_nothing(stub, translator):
    obj = record()
    job = ask_machine(obj, "fr", actor=translator)
    delete_record(obj, actor=None)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.DONE, {"suggestions": 0})


def test_ask_machine_when_a_question_is_under_way_then_no_other(stub, translator):
    obj = record()

    first = ask_machine(obj, "fr", actor=translator)

    assert ask_machine(obj, "fr", actor=translator) == first
    assert machine_job(obj, "fr") == first
    assert machine_job(obj, "ar") is None


def test_ask_machine_when_no_service_is_set_then_refused(translator, settings):
    settings.TRANSLATION_URL = ""

    with pytest.raises(ValidationError):
        ask_machine(record(), "fr", actor=translator)


def test_ask_machine_when_somebody_does_not_translate_then_refused(stub, db):
    with pytest.raises(PermissionDenied):
        ask_machine(record(), "fr", actor=UserFactory())


# --- keeping ------------------------------------------------------------------------------------------------------


def test_keep_suggestions_when_a_person_was_quicker_then_theirs_stays(translator):
    obj = record("draft")
    write_record(obj, actor=None, texts={"fr": {"title": "Écoles"}}, source_language="en")

    assert keep_suggestions(obj, "fr", PROPOSAL, actor=translator) == 0
    assert line(obj).text("fr") == "Écoles"


@pytest.mark.parametrize("text", ["É" * 201, "a\x07b"])
def test_keep_suggestions_when_one_does_not_fit_then_the_others_are_kept(translator, text):
    obj = record("draft", description_en="For all.")

    kept = keep_suggestions(
        obj, "fr", {"title": ("en", text), "description": ("en", "Pour tous."), "need": ("en", "?")}, actor=translator
    )

    assert kept == 1
    assert (line(obj).text("fr"), line(obj, "description").text("fr")) == ("", "Pour tous.")


def test_keep_suggestions_when_a_persons_proposal_waits_then_both_lie_beside(translator):
    obj = record()
    set_texts(obj, {"fr": {"title": "Écoles"}}, actor=None)
    write_record(obj, actor=None, texts={"en": {"title": "All schools"}})
    TextBeside.objects.create(
        content_type_id=line(obj).kind, object_id=obj.pk, reference=obj.reference, field="title", language="fr",
        origin="person", text="Toutes", at=timezone.now(),
    )  # fmt: skip

    keep_suggestions(obj, "fr", PROPOSAL, actor=translator)

    assert {beside.text for beside in line(obj).beside("fr")} == {"Toutes", "ÉCOLES"}
    assert line(obj).offered("fr") == "Toutes"
