"""The translators' list and page: who opens them, what stands on them, what their buttons do, without any script."""

import datetime

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core import languages
from amedip.core.models import Deed, Job, Standing, TextBeside, TextState
from amedip.core.records import delete_record, write_record
from amedip.core.texts import set_texts
from amedip.translations.models import Excuse, GlossaryTerm, Order
from amedip.translations.units import lines_of, record_of
from tests.asking import signed_in, visitor
from tests.desk import staff, tree, values_of
from tests.factories import (
    FocalPointFactory,
    PriorityFactory,
    StatementFactory,
    ThemeFactory,
    TranslatorFactory,
    UserFactory,
    WorkshopFactory,
)
from tests.translations.stub import serving
from workshops.models import Session

DAY = datetime.timedelta(days=1)
WORK = "/en/workspace/translations/"


@pytest.fixture
def translator(db):
    return TranslatorFactory().user


@pytest.fixture
def client(translator):
    return signed_in(translator)


@pytest.fixture
def reviser(db):
    return signed_in(TranslatorFactory(position="reviser").user)


def record(status="published", **texts):
    return PriorityFactory(status=status, **({"title_en": "Schools", "description_en": "For all."} | texts))


def where(obj, code="ar", language="en"):
    return f"/{language}/workspace/translations/{obj.KIND}/{obj.ref}/{code}/"


def form_of(response) -> dict:
    (form,) = tree(response).xpath("//form[contains(@class, 'translate')]")
    empty = form.xpath(".//input[@type='text' and not(@value)]/@name")  # which a browser sends too
    return dict.fromkeys(empty, "") | values_of(form)


def press(client, obj, act, code="ar", opened=None, **typed):
    """Open the page (or take it as ``opened``), type, and press a button; the answer."""
    sent = dict(opened or form_of(client.get(where(obj, code)))) | {
        name.replace("__", "-"): t for name, t in typed.items()
    }
    return client.post(where(obj, code), sent | {"act": act})


def line(obj, key="title"):
    return next(line for line in lines_of(record_of(obj.reference)) if line.key == key)


def words(response) -> str:
    return " ".join(tree(response).xpath("//main")[0].text_content().split())


def box(response, key="title") -> str:
    (area,) = tree(response).xpath(f"//textarea[@name='text-{key}']")
    return (area.text or "").strip()


# --- who opens them -----------------------------------------------------------------------------------------------

PEOPLE = {
    "visitor": (lambda: None, 302, 302, 302),
    "stranger": (UserFactory, 403, 403, 403),
    "focal point": (lambda: FocalPointFactory().user, 403, 403, 403),
    "translator": (lambda: TranslatorFactory().user, 200, 200, 404),
    "french translator": (lambda: TranslatorFactory(language="fr").user, 200, 200, 404),
    "reader": (lambda: staff("reader"), 200, 200, 200),
    "editor": (lambda: staff("editor"), 200, 200, 200),
}
SENDS = {"visitor": 302, "stranger": 403, "focal point": 403, "translator": 302, "french translator": 403,
         "reader": 403, "editor": 302}  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_pages_when_somebody_opens_or_sends_then_as_the_table_says(db, name):
    make, of_list, of_page, of_hidden = PEOPLE[name]
    obj, hidden = record(), record("draft")
    user = make()
    client = signed_in(user) if user else visitor()
    opened = {"text-title": "مدارس", "source-title": "en", "seen-title": "", "shown-title": ""}
    opened["seen-title"] = line(obj).rows["en"].fingerprint

    assert client.get(WORK).status_code == of_list
    assert client.get(where(obj)).status_code == of_page
    assert client.get(where(hidden)).status_code == of_hidden
    assert client.post(where(obj), opened | {"act": "save"}).status_code == SENDS[name]
    assert TextBeside.objects.exists() == (name in ("translator", "editor"))


def test_page_when_a_hidden_record_lies_at_the_translator_then_it_opens_and_saves(client, translator):
    hidden = record("draft")
    Order.objects.create(reference=hidden.reference, language="ar", translator=translator, due=timezone.localdate())

    assert "Public page" not in words(client.get(where(hidden)))
    assert press(client, hidden, "save", **{"text-title": "مدارس"}).status_code == 302
    assert line(hidden).text("ar") == "مدارس"


@pytest.mark.parametrize(
    "path",
    [
        "xx/", "?page=9", "priority/NO-1/ar/", "nothing/NO-1/ar/", "priority/{ref}/xx/", "deed/{ref}/ar/",
        "Priority/{ref}/ar/",
    ],
)  # fmt: skip
def test_pages_when_there_is_no_such_thing_then_404_with_advice(client, path):
    answer = client.get(WORK + path.format(ref=record().ref))

    assert answer.status_code == 404
    assert len(words(answer)) > 40


def test_page_when_the_record_was_taken_away_then_404(client):
    theme = ThemeFactory()
    delete_record(theme, actor=None)

    assert client.get(where(theme)).status_code == 404


@pytest.mark.parametrize("query", ["?wanted=nothing", "?kind=nothing", "?state=XX", "?page=x"])
def test_list_when_a_filter_cannot_be_read_then_400_with_advice(client, query):
    answer = client.get(WORK + query)

    assert answer.status_code == 400
    assert len(words(answer)) > 40


@pytest.mark.parametrize(("group", "exchanges"), [("editor", True), ("translator", False), (None, True)])
def test_list_when_somebody_exchanges_files_then_it_leads_to_them_and_else_not(db, group, exchanges):
    client = signed_in(staff(group) if group else TranslatorFactory().user)
    files = f"{WORK}files/"

    assert (files in client.get(WORK).content.decode()) == exchanges
    assert client.get(files).status_code == (200 if exchanges else 403)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_pages_when_sent_with_another_method_then_405(client, method):
    assert getattr(client, method)(WORK).status_code == 405
    assert getattr(client, method)(where(record())).status_code == 405


# --- what stands on them ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("code", languages.CODES)
def test_page_when_opened_then_each_text_says_its_language_and_direction(db, code, language):
    client = signed_in(staff())
    obj = record(title_ar="مدارس", title_fr="Écoles")

    page = tree(client.get(where(obj, code, language)))

    assert page.get("lang") == language and page.get("dir") == languages.direction(language)
    (area,) = page.xpath("//textarea[@name='text-title']")
    assert (area.get("lang"), area.get("dir")) == (code, languages.direction(code))
    source = page.xpath("//*[contains(@class, 'source')]")[0]
    assert source.get("lang") != code
    assert source.get("dir") == languages.direction(source.get("lang"))
    assert client.get(f"/{language}/workspace/translations/{code}/").status_code == 200


def test_page_when_the_source_has_changed_then_what_changed_stands_there(client):
    obj = record(title_ar="مدارس")
    set_texts(obj, {"ar": {"title": "مدارس!"}}, actor=None, source="en")
    write_record(obj, actor=None, texts={"en": {"title": "Schools abroad"}})

    answer = client.get(where(obj))

    assert "abroad" in "".join(tree(answer).xpath("//*[contains(@class, 'difference')]//ins//text()"))
    assert "outdated" in words(answer)


def test_page_when_a_third_language_changed_then_what_changed_there_stands_there(client):
    obj = record(title_ar="مدارس", title_fr="Écoles")
    set_texts(obj, {"ar": {"title": "مدارس!"}, "fr": {"title": "Écoles !"}}, actor=None, source="en")
    write_record(obj, actor=None, texts={"fr": {"title": "Écoles à distance"}})

    difference = tree(client.get(where(obj))).find_class("difference")[0]

    assert difference.get("lang") == "fr"
    assert "distance" in "".join(difference.xpath(".//ins//text()"))


def test_page_when_the_source_uses_a_set_term_then_its_translations_stand_there(client):
    GlossaryTerm.objects.create(ar="مدرسة", en="school", fr="école", also_en="schools")

    assert "مدرسة" in words(client.get(where(record())))


def test_list_when_empty_then_it_says_so_and_the_filters_can_be_dropped(client):
    assert "Nothing waits in this language." in words(client.get(WORK + "ar/"))
    assert "Nothing matches these filters." in words(client.get(WORK + "ar/?wanted=outdated"))


def test_list_when_only_drafts_are_there_then_it_leads_to_them(client):
    obj = record(**{f"{field}_{code}": "نص" for field in ("title", "description") for code in languages.CODES})
    TextState.objects.filter(state=Standing.MISSING).delete()  # what its state and others owe

    (link,) = tree(client.get(WORK)).xpath("//main//a[@href='?wanted=unapproved']/@href")

    assert tree(client.get(WORK + link)).xpath(f"//main//a[@href='{where(obj)}']")


def test_list_when_no_language_is_named_then_the_translators_own(db):
    french = signed_in(TranslatorFactory(language="fr").user)

    assert "français" in words(french.get(WORK)).lower()


def test_list_when_something_waits_then_it_leads_to_its_page(client):
    obj = record()

    assert tree(client.get(WORK)).xpath(f"//main//a[@href='{where(obj)}']")


def cost(client, path) -> int:
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_page_when_there_are_more_texts_parts_and_changes_then_no_more_queries(client, translator):
    workshop = WorkshopFactory(title_fr="Atelier")

    def add(number):
        session = write_record(
            Session(), actor=None, columns={"workshop": workshop, "number": number}, part_of=workshop,
            texts={"en": {"title": f"Session {number}"}, "ar": {"title": f"جلسة {number}"}},
        )  # fmt: skip
        said = StatementFactory(workshop=workshop, session=session, passage=None, text_en="Said")
        set_texts(session, {"ar": {"title": f"الجلسة {number}"}}, actor=translator, source="en")
        write_record(session, actor=None, texts={"en": {"title": f"Part {number}"}}, part_of=workshop)
        set_texts(said, {"ar": {"text": "قيل"}}, actor=translator, origin="machine")

    add(1)
    cost(client, where(workshop))
    before = cost(client, where(workshop))
    for number in range(2, 8):
        add(number)

    assert cost(client, where(workshop)) == before <= 32


def test_list_when_it_is_longer_then_no_more_queries(client, translator):
    def add():
        Order.objects.create(
            reference=record().reference, language="ar", translator=translator, due=timezone.localdate()
        )  # fmt: skip

    add()
    cost(client, WORK)
    before = cost(client, WORK)
    for _ in range(5):
        add()

    # Three of them say who asks.
    assert cost(client, WORK) == before <= 8 + 3


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
