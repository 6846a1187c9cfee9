"""Translators' files out and in: compared, confirmed, written, approved; nobody's words are lost on the way."""

import datetime

import pytest

from amedip.core.history import History
from amedip.core.models import Deed, Job, Reference, Standing, TextBeside
from amedip.core.records import write_record
from amedip.core.texts import propose, save_beside, states_of
from amedip.translations.actions import approve_file, ask_for_file, confirm_file, following, send_file
from amedip.translations.exchange.outgoing import Selection
from amedip.translations.formats import FORMATS
from amedip.translations.models import Order
from registry.models import Priority
from tests.desk import staff
from tests.factories import PriorityFactory
from tests.translations.tools import (
    approved,
    asked,
    confirmed,
    data_of,
    found,
    reviser,
    sent,
    translated,
    translator,
    units_of,
    worked,
)

pytestmark = pytest.mark.django_db
ARABIC = {"Lower fees": "خفض الرسوم", "Fees are high.": "الرسوم مرتفعة.", "New title": "عنوان جديد"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def actor():
    return staff()


@pytest.fixture
def public():
    return PriorityFactory(title_en="Lower fees", need_en="Fees are high.")


@pytest.fixture
def draft():
    return PriorityFactory(title_en="Lower fees", need_en="Fees are high.", status=Priority.Status.DRAFT)


def fresh(priority) -> Priority:
    return Priority.objects.get(pk=priority.pk)


def only(record) -> Selection:
    """What that record's kind and state owe."""
    return Selection("en", "ar", kinds=("priority",), state=record.country.code)


def returned(actor, record, name="xliff-2.1", texts=ARABIC) -> bytes:
    """The record's file, translated."""
    return translated(data_of(asked(actor, only(record), name)), name, texts.get)


def beside(record) -> dict[str, str]:
    return {row.field: row.text for row in TextBeside.objects.filter(object_id=record.pk, language="ar")}


@pytest.mark.parametrize("name", FORMATS)
def test_file_when_translated_and_confirmed_then_a_draft_record_has_the_texts_as_drafts(actor, draft, name):
    comparison = sent(actor, returned(actor, draft, name))

    written = confirmed(actor, comparison)

    assert comparison.result["counts"] == {
        "fits": 2, "same": 0, "asked": 0, "refused": 0, "unknown": 0, "empty": 0,
    }  # fmt: skip
    assert written.result["outcome"] == "written" and written.result["written"] == 2
    record = fresh(draft)
    assert (record.title_ar, record.need_ar) == ("خفض الرسوم", "الرسوم مرتفعة.")
    assert (record.title_en, record.title_fr) == ("Lower fees", None)
    state = states_of(record)["title", "ar"]
    assert (state.state, state.source_language, state.by) == (Standing.DRAFT, "en", actor)
    assert states_of(record)["title", "en"].state == Standing.DRAFT
    assert record.version == draft.version + 1
    assert Deed.objects.filter(action="translation.import").count() == 1


@pytest.mark.parametrize("name", FORMATS)
def test_file_when_confirmed_for_a_public_record_then_everything_lies_beside(actor, public, name):
    written = confirmed(actor, sent(actor, returned(actor, public, name)))

    assert (written.result["written"], written.result["beside"]) == (0, 2)
    record = fresh(public)
    assert (record.title_ar, record.version) == (None, public.version)
    assert beside(record) == {"title": "خفض الرسوم", "need": "الرسوم مرتفعة."}
    row = TextBeside.objects.get(object_id=record.pk, field="title")
    assert (row.origin, row.state, row.source_language) == ("file", Standing.DRAFT, "en")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kept", ["public", "draft"])
def test_file_when_imported_twice_then_the_second_changes_nothing_and_says_so(actor, request, kept, name):
    record = request.getfixturevalue(kept)
    data = returned(actor, record, name)
    confirmed(actor, sent(actor, data))
    before = (fresh(record).version, TextBeside.objects.count(), Deed.objects.count())

    again = sent(actor, data)

    assert again.result["outcome"] == "same" and again.result["counts"]["same"] == 2
    with pytest.raises(Exception, match="nothing to confirm"):
        confirm_file(again, (), actor=actor)
    assert (fresh(record).version, TextBeside.objects.count(), Deed.objects.count()) == before


def test_file_when_confirmed_twice_then_one_job_writes_it(actor, draft):
    comparison = sent(actor, returned(actor, draft))

    first, second = (confirm_file(comparison, (), actor=actor) for _time in range(2))

    assert first == second == following(comparison)


def test_file_when_two_comparisons_of_it_are_confirmed_then_the_later_writes_nothing(actor, draft):
    data = returned(actor, draft)
    comparisons = [sent(actor, data), sent(actor, data)]

    outcomes = [confirmed(actor, comparison).result["outcome"] for comparison in comparisons]

    assert outcomes == ["written", "same"]
    assert fresh(draft).version == draft.version + 1


def test_file_when_the_worker_died_after_writing_then_the_job_tells_what_it_did(actor, draft):
    written = confirmed(actor, sent(actor, returned(actor, draft)))
    result = written.result
    Job.objects.filter(pk=written.pk).update(state=Job.State.QUEUED)

    assert worked(written).result == result
    assert fresh(draft).version == draft.version + 1


def test_source_when_changed_since_then_a_person_decides_and_leaving_is_the_default(actor, draft):
    data = returned(actor, draft)
    write_record(draft, actor=actor, texts={"en": {"title": "New title"}})

    comparison = sent(actor, data)
    unit = found(comparison)[f"priority/{draft.ref}/title"]
    confirmed(actor, comparison)

    assert (unit["outcome"], unit["reasons"]) == ("asked", ["source"])
    assert (unit["was"], unit["now"]) == ("Lower fees", "New title")
    assert (fresh(draft).title_ar, fresh(draft).need_ar) == (None, "الرسوم مرتفعة.")


def test_source_when_changed_since_and_the_person_takes_the_text_then_it_is_written(actor, draft):
    data = returned(actor, draft)
    write_record(draft, actor=actor, texts={"en": {"title": "New title"}})

    confirmed(actor, sent(actor, data), [f"priority/{draft.ref}/title"])

    assert fresh(draft).title_ar == "خفض الرسوم"


def test_translation_when_changed_since_then_the_portals_stays_unless_the_person_takes_the_files(actor, draft):
    data = returned(actor, draft)
    write_record(draft, actor=actor, texts={"ar": {"title": "نص آخر"}})
    comparison = sent(actor, data)

    assert found(comparison)[f"priority/{draft.ref}/title"]["reasons"] == ["target"]
    written = confirmed(actor, comparison)

    assert fresh(draft).title_ar == "نص آخر"
    assert written.result["left"] == 1
    confirmed(actor, sent(actor, data), [f"priority/{draft.ref}/title"])
    assert fresh(draft).title_ar == "خفض الرسوم"


def test_data_when_they_move_between_comparison_and_confirmation_then_the_person_is_asked_again(actor, draft):
    comparison = sent(actor, returned(actor, draft))
    write_record(draft, actor=actor, texts={"ar": {"title": "نص آخر"}})

    moved = confirmed(actor, comparison)

    assert moved.result["outcome"] == "moved"
    assert fresh(draft).title_ar == "نص آخر" and fresh(draft).need_ar is None
    assert confirmed(actor, moved).result["written"] == 1
    assert fresh(draft).title_ar == "نص آخر"


def test_approved_text_when_the_file_differs_then_it_stays_and_the_files_lies_beside(actor, draft):
    write_record(draft, actor=actor, texts={"ar": {"title": "معتمد"}}, text_state=Standing.APPROVED)
    write_record(draft, actor=actor, texts={"en": {"title": "New title"}})

    confirmed(actor, sent(actor, returned(actor, draft)))

    record = fresh(draft)
    assert record.title_ar == "معتمد" and states_of(record)["title", "ar"].state == Standing.OUTDATED
    assert beside(record) == {"title": "عنوان جديد"}


def without_prints(data: bytes) -> bytes:
    """A PO file as a tool saves it that keeps no comments."""
    return b"\n".join(line for line in data.split(b"\n") if b"sha256" not in line)


def test_fingerprints_when_the_tool_lost_them_and_the_source_is_todays_then_nobody_is_asked(actor, draft):
    comparison = sent(actor, without_prints(returned(actor, draft, "po")), "returned.po")

    assert comparison.result["counts"] | {"fits": 2} == comparison.result["counts"]


def test_fingerprints_when_the_tool_lost_them_and_the_texts_have_changed_then_a_person_decides(actor, draft):
    data = without_prints(returned(actor, draft, "po"))
    write_record(draft, actor=actor, texts={"en": {"title": "New title"}, "ar": {"need": "نص آخر"}})

    reasons = {key.rpartition("/")[2]: row["reasons"] for key, row in found(sent(actor, data, "a.po")).items()}

    assert reasons == {"title": ["source"], "need": ["target"]}


def test_machines_suggestion_when_the_file_takes_it_then_it_is_the_files_proposal(actor, public):
    suggestion = {"ar": {"title": "خفض الرسوم"}}
    save_beside(propose(public, suggestion, actor=None, origin=TextBeside.Origin.MACHINE, source="en"))

    written = confirmed(actor, sent(actor, returned(actor, public)))

    assert written.result["beside"] == 2
    origins = TextBeside.objects.filter(object_id=public.pk, field="title").values_list("origin", flat=True)
    assert set(origins) == {"file", "machine"}
    approved(actor, written)
    assert not TextBeside.objects.filter(object_id=public.pk).exists()


def test_history_when_a_file_was_written_then_it_tells_who_and_from_which_file(actor, draft):
    confirmed(actor, sent(actor, returned(actor, draft), "agency.xlf"))

    entry = next(entry for entry in History(draft).page(1) if entry.deed.action == "translation.import")

    assert (entry.deed.actor, entry.deed.why) == (actor, "From the file “agency.xlf”")
    assert {row.after for step in entry.steps for row in step.alterations} >= set(list(ARABIC.values())[:2])


FAULTY = {
    "placeholder lost": ("See https://amedip.example/a today.", "انظر اليوم.", "https://amedip.example/a"),
    "emphasis lost": ("This is **important** to us.", "هذا مهم لنا.", "**"),
    "too long": ("Short", "ط" * 300, "200"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_unit_when_it_has_a_fault_then_refused_with_the_reason_and_the_others_are_taken(actor, fault):
    source, target, named = FAULTY[fault]
    record = PriorityFactory(title_en=source, need_en="Fees are high.", status=Priority.Status.DRAFT)
    data = returned(actor, record, "po", ARABIC | {source: target})

    comparison = sent(actor, data, "returned.po")
    unit = found(comparison)[f"priority/{record.ref}/title"]
    confirmed(actor, comparison)

    assert unit["outcome"] == "refused" and named in " ".join(unit["reasons"])
    assert (fresh(record).title_ar, fresh(record).need_ar) == (None, "الرسوم مرتفعة.")


def test_unit_when_unknown_then_listed_and_nothing_is_written_for_it(actor, draft):
    data = returned(actor, draft, "po").replace(f"{draft.ref}/need".encode(), f"{draft.ref}/nothing".encode())

    comparison = sent(actor, data, "returned.po")

    assert comparison.result["counts"] | {"fits": 1, "unknown": 1} == comparison.result["counts"]
    assert found(comparison)[f"priority/{draft.ref}/nothing"]["outcome"] == "unknown"
    assert confirmed(actor, comparison).result["written"] == 1


@pytest.mark.parametrize("hex_", ["D800", "0000", "0007"])
def test_unit_when_it_holds_what_no_text_may_then_refused_and_the_others_are_taken(actor, draft, hex_):
    data = returned(actor, draft).replace("خفض".encode(), f'<cp hex="{hex_}"/>'.encode())

    comparison = sent(actor, data)

    assert comparison.result["counts"] | {"fits": 1, "refused": 1} == comparison.result["counts"], comparison.error
    assert found(comparison)[f"priority/{draft.ref}/title"]["outcome"] == "refused"


def test_unit_when_its_name_holds_what_the_database_cannot_then_unknown(actor, draft):
    data = returned(actor, draft, "po").replace(f"{draft.ref}/need".encode(), b"\x00\x07/need")

    assert sent(actor, data, "a.po").result["counts"]["unknown"] == 1


def test_unit_when_not_translated_then_only_counted(actor, draft):
    comparison = sent(actor, returned(actor, draft, texts={"Lower fees": "خفض الرسوم"}))

    assert comparison.result["counts"] | {"fits": 1, "empty": 1} == comparison.result["counts"]
    assert len(found(comparison)) == 1


def test_unit_when_in_the_wrong_script_then_a_person_decides(actor, draft):
    comparison = sent(actor, returned(actor, draft, texts=ARABIC | {"Lower fees": "Baisser les frais"}))

    assert found(comparison)[f"priority/{draft.ref}/title"]["reasons"] == ["script"]


def test_file_when_no_text_in_it_is_ours_then_refused_with_a_sentence(actor, draft):
    data = returned(actor, draft, "po").replace(b"priority/", b"novel/")

    job = sent(actor, data, "returned.po")

    assert job.state == Job.State.FAILED and "None of the texts in this file" in job.error


def test_file_when_its_language_is_not_that_of_its_order_then_refused_with_a_sentence(actor, draft):
    data = returned(actor, draft).replace(b'trgLang="ar"', b'trgLang="fr"')

    job = sent(actor, data)

    assert job.state == Job.State.FAILED and "was to be translated" in job.error


@pytest.mark.parametrize("data", [b"", b"plain words", b"<html></html>", b"<xliff"])
def test_file_when_it_is_none_then_refused(actor, data):
    if not data:
        with pytest.raises(Exception, match="empty"):
            sent(actor, data)
        return
    assert sent(actor, data).state == Job.State.FAILED


# --- who may -------------------------------------------------------------------------------------------------------


def test_translator_when_the_file_is_of_their_language_then_taken_and_of_another_refused(draft, public):
    person = translator("ar")
    data = returned(person, public)

    assert sent(person, data).result["counts"]["fits"] == 2
    other = translator("fr")
    job = sent(other, data)
    assert job.state == Job.State.FAILED and "You do not translate into this language" in job.error


@pytest.mark.parametrize("group", ["", "reader", "translator", "editor", "coordinator"])
def test_staff_when_asking_for_a_file_then_those_who_give_work_may(group):
    person = staff(group)
    may = group in ("", "editor", "coordinator")

    if may:
        assert ask_for_file(Selection("en", "ar"), "po", actor=person)
    else:
        with pytest.raises(Exception, match="do not translate into this language"):
            ask_for_file(Selection("en", "ar"), "po", actor=person)
        with pytest.raises(Exception, match="Only translators"):
            send_file(None, actor=person)


def test_translator_when_a_record_is_not_theirs_to_see_then_it_does_not_go_out_and_its_text_is_unknown(actor, draft):
    person = translator("ar")

    assert asked(person, only(draft)).result["outcome"] == "nothing"
    job = sent(person, returned(actor, draft))
    assert job.state == Job.State.FAILED
    Order.objects.create(reference=draft.reference, language="ar", translator=person, due="2030-01-01")
    assert asked(person, only(draft)).result["units"] == 2


def test_translator_when_the_term_ends_before_the_job_runs_then_nothing_is_written(draft):
    person = translator("ar")
    Order.objects.create(reference=draft.reference, language="ar", translator=person, due="2030-01-01")
    comparison = sent(person, returned(person, draft))
    queued = confirm_file(comparison, (), actor=person)
    person.tongues.all().delete()

    job = worked(queued)

    assert job.state == Job.State.FAILED and fresh(draft).title_ar is None


# --- orders --------------------------------------------------------------------------------------------------------


def test_file_when_given_to_an_agency_then_its_records_lie_there_and_can_be_asked_for_alone(actor, public):
    PriorityFactory(country=public.country, title_ar="عنوان")
    first = asked(actor, only(public), agency="Words Ltd", due=datetime.date(2030, 1, 1))

    assert first.result["ordered"] == 1
    order = Order.objects.get()
    assert (order.reference, order.agency, order.language) == (public.reference, "Words Ltd", "ar")
    again = asked(actor, Selection("en", "ar", agency="Words Ltd"))
    assert again.result["units"] == 2
    assert len(units_of(data_of(again), "xliff-2.1")) == 2


def test_order_when_all_of_the_record_has_come_back_then_ended(actor, draft):
    Order.objects.create(reference=draft.reference, language="ar", agency="Words Ltd", due="2030-01-01")

    confirmed(actor, sent(actor, returned(actor, draft)))

    assert Order.objects.get().ended_at


def test_file_when_made_for_one_pair_of_the_same_language_then_refused(actor):
    with pytest.raises(Exception, match="two different languages"):
        ask_for_file(Selection("en", "en"), "po", actor=actor)


# --- approval ------------------------------------------------------------------------------------------------------


def test_approval_when_the_check_finds_nothing_then_public_texts_change_and_the_rest_stays_listed(public):
    numbers = PriorityFactory(country=public.country, title_en="In 2012 we met 7 times")
    texts = ARABIC | {"In 2012 we met 7 times": "اجتمعنا 9 مرات في 2012"}
    person = reviser("ar")
    written = confirmed(person, sent(person, returned(person, public, texts=texts)))

    job = approved(person, written)

    assert (job.result["approved"], job.result["rest"]) == (2, 1)
    record = fresh(public)
    assert record.title_ar == "خفض الرسوم" and states_of(record)["title", "ar"].state == Standing.APPROVED
    assert beside(record) == {}
    assert fresh(numbers).title_ar is None and beside(numbers)
    (row,) = found(job).values()
    assert row["key"] == f"priority/{numbers.ref}/title" and row["reasons"]
    reference = Reference.objects.get(pk=record.reference_id)
    assert reference.title_ar == "خفض الرسوم" and "ar" not in reference.tongues
    again = approved(person, written)
    assert (again.result["approved"], again.result["already"], again.result["rest"]) == (0, 2, 1)


def test_approval_when_somebody_changed_or_approved_another_text_meanwhile_then_that_stays(actor, draft):
    written = confirmed(actor, sent(actor, returned(actor, draft)))
    write_record(draft, actor=actor, texts={"ar": {"title": "معتمد"}}, text_state=Standing.APPROVED)
    write_record(draft, actor=actor, texts={"en": {"need": "Other need."}})

    job = approved(actor, written)

    assert (job.result["approved"], job.result["rest"]) == (0, 2)
    assert fresh(draft).title_ar == "معتمد"


def test_approval_when_the_translation_came_back_unchanged_then_the_outdated_text_is_up_to_date(actor, public):
    write_record(public, actor=actor, texts={"ar": {"title": "خفض الرسوم"}})
    write_record(public, actor=actor, texts={"en": {"title": "Lower the fees"}})
    data = returned(actor, public, texts=ARABIC | {"Lower the fees": "خفض الرسوم"})
    written = confirmed(actor, sent(actor, data))
    assert states_of(public)["title", "ar"].state == Standing.OUTDATED

    job = approved(actor, written)

    assert written.result["unchanged"] == 1 and job.result["approved"] == 2
    assert states_of(public)["title", "ar"].state == Standing.APPROVED


def test_approval_when_a_translator_asks_for_it_then_nothing_is_approved(public):
    person = translator("ar")
    written = confirmed(person, sent(person, returned(person, public)))

    job = worked(approve_file(written, actor=person))

    assert job.result["approved"] == 0 and fresh(public).title_ar is None
