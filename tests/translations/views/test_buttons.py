"""What the buttons of the translators' page do, without any script; also when two press them at once."""

import pytest

from amedip.core.models import Deed, Job, Standing, TextBeside
from amedip.core.records import delete_record, write_record
from amedip.core.texts import set_texts
from amedip.translations.models import Excuse
from amedip.translations.units import lines_of, record_of
from tests.asking import signed_in
from tests.desk import staff, tree
from tests.factories import ThemeFactory, TranslatorFactory, WorkshopFactory
from tests.translations.stub import serving
from tests.translations.views.translating import WORK, box, form_of, line, press, record, where, words
from workshops.models import Session

# --- what the buttons do ------------------------------------------------------------------------------------------


def test_page_when_saved_then_what_was_typed_is_kept_and_said(client):
    obj = record()

    answer = press(client, obj, "save", **{"text-title": "مدارس\r\nجديدة"})

    assert answer.status_code == 302
    page = client.get(answer.headers["Location"])
    assert "Saved." in page.content.decode()
    assert box(page) == "مدارس\nجديدة"


def test_page_when_nothing_was_typed_then_nothing_is_written(client):
    obj = record()
    deeds = Deed.objects.count()

    answer = press(client, obj, "save")

    assert "Nothing had changed" in client.get(answer.headers["Location"]).content.decode()
    assert Deed.objects.count() == deeds


@pytest.mark.parametrize("act", ["approve", "approve:title"])
def test_page_when_approved_then_the_public_reads_it(reviser, act):
    obj = record()

    answer = press(reviser, obj, act, **{"text-title": "مدارس"})

    assert answer.status_code == 302
    assert (line(obj).text("ar"), line(obj).state("ar")) == ("مدارس", Standing.APPROVED)
    assert line(obj, "description").state("ar") == Standing.MISSING


def test_page_when_one_text_is_approved_then_the_others_typed_are_saved_only(reviser):
    obj = record()

    press(reviser, obj, "approve:title", **{"text-title": "مدارس", "text-description": "للجميع."})

    assert line(obj).state("ar") == Standing.APPROVED
    assert [beside.text for beside in line(obj, "description").beside("ar")] == ["للجميع."]


def test_page_when_all_are_reviewed_then_those_of_others_only(client, translator):
    obj = record("published", title_ar="مدارس", description_ar="للجميع.")
    set_texts(obj, {"ar": {"description": "لكل الناس."}}, actor=translator, source="en")

    answer = press(client, obj, "review")

    assert "Noted as reviewed." in client.get(answer.headers["Location"]).content.decode()
    assert (line(obj).state("ar"), line(obj, "description").state("ar")) == (Standing.REVIEWED, Standing.DRAFT)


def test_page_when_all_are_reviewed_then_what_is_approved_stays_approved(client, reviser):
    obj = record(title_ar="مدارس", description_ar="للجميع.")
    press(reviser, obj, "approve")

    press(client, obj, "review")

    assert line(obj).state("ar") == Standing.APPROVED


def test_page_when_a_text_is_outdated_then_it_can_be_said_that_it_still_holds(reviser):
    obj = record(title_ar="مدارس")
    write_record(obj, actor=None, texts={"en": {"title": "Schools!"}})
    assert "Still right: approve" in words(reviser.get(where(obj)))

    press(reviser, obj, "approve:title")

    assert (line(obj).text("ar"), line(obj).state("ar")) == ("مدارس", Standing.APPROVED)


def test_page_when_the_person_may_not_approve_then_no_button_says_so_and_sending_it_is_refused(client):
    obj = record(title_ar="مدارس")

    assert "Approve" not in words(client.get(where(obj)))
    assert press(client, obj, "approve:title").status_code == 403


def test_page_when_there_is_a_proposal_then_it_stands_in_the_box_and_can_be_taken(client, reviser):
    obj = record()
    press(client, obj, "save", **{"text-title": "مدارس"})

    assert box(reviser.get(where(obj))) == "مدارس"
    press(reviser, obj, "approve:title")

    assert (line(obj).text("ar"), line(obj).beside("ar")) == ("مدارس", [])


def test_page_when_a_suggestion_is_taken_then_it_stands_in_its_box_and_nothing_is_saved(client):
    obj = record(title_ar="مدرسة")
    set_texts(obj, {"ar": {"title": "مدارس"}}, actor=None, origin="machine", state=Standing.MACHINE)
    (lying,) = line(obj).beside("ar")

    answer = press(client, obj, f"take:title.{lying.pk}", **{"text-description": "للجميع."})

    assert (box(answer), box(answer, "description")) == ("مدارس", "للجميع.")
    assert (line(obj).text("ar"), len(line(obj).beside("ar"))) == ("مدرسة", 1)
    press(client, obj, "save", opened=form_of(answer))
    assert "مدارس" in [beside.text for beside in line(obj).beside("ar") if beside.origin == "person"]


@pytest.mark.parametrize("place", ["title.0", "title.x", "title", "", "nothing.1"])
def test_page_when_the_suggestion_is_gone_then_it_says_so(client, place):
    answer = press(client, record(title_ar="مدرسة"), f"take:{place}")

    assert (answer.status_code, "This proposal is not there any more" in words(answer)) == (200, True)


def test_page_when_something_is_inconsistent_then_it_is_shown_and_nothing_typed_is_lost(reviser):
    obj = record(title_en="Schools for 40 children")

    answer = press(reviser, obj, "approve", **{"text-title": "مدارس", "text-description": "للجميع."})

    assert answer.status_code == 400
    assert (box(answer), box(answer, "description")) == ("مدارس", "للجميع.")
    assert tree(answer).xpath("//*[@class='findings']//li")
    assert not TextBeside.objects.exists()


@pytest.mark.parametrize("act", ["save", "excuse", "approve"])
def test_page_when_a_reason_is_given_then_the_finding_is_excused_whatever_is_pressed(reviser, act):
    """The Enter key presses the first button, which saves."""
    obj = record(title_en="Schools for 40 children", description_en=None)
    shown = press(reviser, obj, "approve", **{"text-title": "مدارس"})
    sent = form_of(shown)
    places = [name.removeprefix("reason-") for name in sent if name.startswith("reason-")]

    given = {f"reason-{place}": "So it is printed" for place in places}
    step = f"excuse:{places[0]}" if act == "excuse" else act
    answer = press(reviser, obj, step, opened=sent, **given)

    assert answer.status_code == 302
    assert Excuse.objects.count() == len(places)
    assert box(reviser.get(where(obj))) == "مدارس"
    assert "So it is printed" in words(reviser.get(where(obj)))
    assert (line(obj).state("ar") == Standing.APPROVED) == (act == "approve")


def test_page_when_no_reason_is_given_then_asked_for_it_and_nothing_typed_is_lost(reviser):
    obj = record(title_en="Schools for 40 children")
    sent = form_of(press(reviser, obj, "approve", **{"text-title": "مدارس"}))
    place = next(name.removeprefix("reason-") for name in sent if name.startswith("reason-"))

    answer = press(reviser, obj, f"excuse:{place}", opened=sent)

    assert answer.status_code == 400
    assert "Say why" in words(answer)
    assert box(answer) == "مدارس"


@pytest.mark.parametrize(
    "act", ["nonsense", "save:nowhere", "approve:nowhere", "excuse:nowhere.1", "excuse", "review:"]
)
def test_page_when_a_step_is_unknown_then_never_an_error_of_ours(reviser, act):
    answer = press(reviser, record(), act)

    assert answer.status_code in (302, 400)


@pytest.mark.parametrize("text", ["م" * 201, "م\x07"])
def test_page_when_a_text_cannot_be_stored_then_said_beside_it_and_kept(client, text):
    answer = press(client, record(), "save", **{"text-title": text})

    assert answer.status_code == 400
    assert tree(answer).xpath("//*[@class='wrong']//textarea[@name='text-title']")
    assert len(tree(answer).xpath("//*[@class='wrong']//*[@class='error']/text()")[0]) > 10


def test_page_when_the_last_title_of_a_draft_is_emptied_then_refused_beside_it(db):
    obj = record("draft", title_en=None, title_ar="مدارس")
    editor = signed_in(staff("editor"))

    answer = press(editor, obj, "save", **{"text-title": ""})

    assert answer.status_code == 400
    assert tree(answer).xpath("//*[@class='wrong']//textarea[@name='text-title']")
    assert line(obj).text("ar") == "مدارس"


# --- two at once --------------------------------------------------------------------------------------------------


def test_page_when_somebody_else_has_saved_then_both_texts_stand_there_and_saving_again_takes_only_ones_own(db):
    first, second = (signed_in(TranslatorFactory().user) for _ in range(2))
    obj = record(need_en="Books")
    opened = form_of(first.get(where(obj)))
    press(second, obj, "save", **{"text-title": "Theirs", "text-need": "Theirs too"})

    answer = press(first, obj, "save", opened=opened, **{"text-title": "Mine", "text-description": "Mine too"})

    assert answer.status_code == 409
    assert (box(answer), box(answer, "description"), box(answer, "need")) == ("Mine", "Mine too", "Theirs too")
    assert "Theirs" in words(answer)
    assert [beside.text for beside in line(obj).beside("ar")] == ["Theirs"]
    press(first, obj, "save", opened=form_of(answer))
    stored = {one.key: one.offered("ar") for one in lines_of(record_of(obj.reference))}
    assert stored == {"title": "Mine", "description": "Mine too", "need": "Theirs too"}


def test_page_when_a_part_is_gone_meanwhile_then_what_was_typed_for_it_still_stands_there(client):
    workshop = WorkshopFactory()
    sessions = [
        write_record(Session(), actor=None, columns={"workshop": workshop, "number": number}, part_of=workshop,
                     texts={"en": {"title": f"Session {number}"}}) for number in (1, 2)
    ]  # fmt: skip
    opened = form_of(client.get(where(workshop)))
    keys = [f"text-session-{session.pk}/title" for session in sessions]
    delete_record(sessions[0], actor=None, part_of=workshop)

    answer = press(client, workshop, "save", opened=opened, **dict(zip(keys, ["Gone", "Here"], strict=True)))

    assert answer.status_code == 400
    assert "Gone" in words(answer)
    press(client, workshop, "save", opened=form_of(answer))
    assert [one.offered("ar") for one in lines_of(workshop)] == ["", "Here"]


# --- on to the next, and the machine ------------------------------------------------------------------------------


def test_page_when_asked_to_go_on_then_the_next_record_opens_until_none_waits(client):
    first, second = ThemeFactory(), ThemeFactory()

    answer = press(client, first, "save", **{"text-name": "موضوع", "then": "next"})
    assert answer.headers["Location"] == where(second)
    for theme in (first, second):
        write_record(theme, actor=None, texts={"ar": {"name": "موضوع"}})
    answer = press(client, second, "save", then="next")

    assert answer.headers["Location"] == WORK + "ar/"


def test_page_when_what_was_typed_is_refused_then_the_wish_to_go_on_stays(client):
    record()
    answer = press(client, record(), "save", **{"text-title": "م" * 201, "then": "next"})

    assert form_of(answer)["then"] == ["next"]


def test_page_when_the_machine_is_asked_then_a_job_waits_and_what_was_typed_is_saved(client, settings):
    obj = record()
    assert "Ask the machine" not in words(client.get(where(obj)))
    with serving() as stub:
        settings.TRANSLATION_URL = stub.url
        assert "Ask the machine" in words(client.get(where(obj)))

        press(client, obj, "suggest", **{"text-title": "مدارس"})

        assert Job.objects.filter(kind="translations.machine").count() == 1
        assert box(client.get(where(obj))) == "مدارس"
        assert "The machine is at work." in words(client.get(where(obj)))


def test_page_when_no_machine_is_set_and_one_is_asked_then_refused_with_advice(client):
    answer = press(client, record(), "suggest")

    assert answer.status_code == 400
    assert "No translation service" in words(answer)
