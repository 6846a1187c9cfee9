"""A focal point's priorities in the workspace: forms without JavaScript, merging, comments, history."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from lxml import html

from amedip.core.models import Deed
from registry.actions import Remark, comment_on_priority, save_priority
from registry.drafts import draft_values
from registry.models import Priority, PriorityComment
from registry.resources import PriorityResource
from registry.workflow import PRIORITY, REVISION
from tests.accounts.conftest import PASSWORD, code_for, sign_in
from tests.asking import get, page, signed_in, visitor
from tests.calling import read
from tests.desk import staff
from tests.factories import FocalPointFactory, InstitutionFactory, PriorityFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db

State, Revision = Priority.Status, Priority.Revision


def desk_of(status=State.DRAFT, **columns):
    """A priority, the focal point of its state, and that person's client."""
    if status == State.SUPERSEDED:
        columns["superseded_by"] = PriorityFactory()
    priority = PriorityFactory(status=status, **columns)
    person = FocalPointFactory(country=priority.country).user
    return priority, person, signed_in(person)


def where(priority, language="en", rest=""):
    return f"/{language}/workspace/priorities/{priority.ref}/{rest}"


def tree(response):
    return html.fromstring(response.content.decode())


def form_of(response) -> dict[str, list[str]]:
    """What the page's one form would send, without its buttons."""
    (form,) = tree(response).xpath("//main//form")
    # An empty input has no value for lxml; browsers send it all the same.
    values: dict[str, list[str]] = {name: [""] for name in form.xpath(".//input[@type='text' and not(@value)]/@name")}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value.removeprefix("\n"))  # as browsers read a text area
    return values


def buttons(response) -> set[str]:
    return {button.get("value") for button in tree(response).xpath("//main//button[@name='act']")}


def send(client, priority, *, act="save", language="en", **typed):
    """Open the priority's form, type into it and press a button."""
    opened = client.get(where(priority, language))
    return client.post(where(priority, language), form_of(opened) | {"act": act} | typed)


def stored(priority) -> Priority:
    return Priority.objects.get(pk=priority.pk)


# --- entering and changing -----------------------------------------------------------------------------------------


def test_priority_when_entered_in_arabic_submitted_sent_back_and_submitted_again_then_the_state_sees_each_step():
    mandate = FocalPointFactory(user=UserFactory(language="ar"))
    country, theme = mandate.country, ThemeFactory(name_ar="التحويلات")
    institution = InstitutionFactory(country=country, name_ar="وزارة الخارجية")
    client, new = signed_in(mandate.user), f"/ar/workspace/priorities/new/?state={mandate.country.code}"
    assert new in page("/ar/workspace/", client)

    answer = client.post(
        new,
        form_of(client.get(new))
        | {
            "act": "save", "title_ar": "خفض كلفة التحويلات", "themes": [theme.pk], "institution": institution.pk,
            "importance": "high", "year": "٢٠٢٦",
        },
    )  # fmt: skip

    priority = Priority.objects.get()
    assert answer["Location"] == where(priority, "ar")
    assert priority.ref == f"{country.code}-2026-001"
    assert (priority.title_ar, priority.title_fr, priority.status) == ("خفض كلفة التحويلات", None, State.DRAFT)
    opened = client.get(where(priority, "ar"))
    assert tree(opened).xpath("//textarea[@name='need_ar']")[0].get("dir") == "rtl"
    assert tree(opened).xpath("//textarea[@name='need_fr']")[0].get("dir") == "ltr"
    assert len(tree(opened).find_class("gone")) == 2  # the titles in English and French are missing
    answer = send(client, priority, act="priority.submit", language="ar", title_fr="Transferts moins chers")
    assert answer["Location"] == "/ar/workspace/"
    assert (stored(priority).title_fr, stored(priority).status) == ("Transferts moins chers", State.SUBMITTED)
    PRIORITY.move(priority, "send-back", actor=staff(), note="Lequel ?", remarks=[Remark("Quel coût ?", "title", "fr")])
    shown = tree(client.get(where(priority, "ar"))).xpath("//div[.//input[@name='title_fr']]")[-1]
    assert "Quel coût ?" in shown.text_content()
    assert "Quel coût ?" in page("/ar/workspace/", client)
    assert "Lequel ?" in page("/ar/workspace/", client)
    send(client, priority, act="priority.submit", language="ar", title_fr="Transferts moins chers au départ")
    assert stored(priority).status == State.SUBMITTED
    assert not PriorityComment.objects.filter(settled_at=None).exists()


def test_priority_when_the_input_is_refused_then_nothing_is_saved_and_everything_typed_stays():
    priority, _person, client = desk_of()

    answer = send(client, priority, title_en="", title_fr="x" * 201, need_ar="حاجة")

    assert answer.status_code == 400
    typed = form_of(answer)
    assert (typed["title_fr"], typed["need_ar"]) == (["x" * 201], ["حاجة"])
    assert stored(priority).need_ar is None
    assert send(client, priority, title_en="", need_fr="Besoin").status_code == 400
    assert send(client, priority, title_en="a\x07b").status_code == 400


@pytest.mark.parametrize(
    "typed", [{"round": "9" * 30}, {"themes": ["x"]}, {"institution": "-1"}, {"expected": "x"}, {"importance": "huge"}]
)
def test_priority_when_a_value_means_nothing_then_it_is_refused_with_the_form(typed):
    priority, _person, client = desk_of()
    InstitutionFactory(country=priority.country)

    answer = send(client, priority, title_en="Typed", **typed)

    assert answer.status_code in (400, 409)
    assert stored(priority).title_en == priority.title_en
    assert "Typed" in answer.content.decode()


@pytest.mark.parametrize(
    ("status", "revision", "offered"),
    [
        (State.DRAFT, "", {"save", "priority.submit", "priority.withdraw"}),
        (State.SENT_BACK, "", {"save", "priority.submit", "priority.withdraw"}),
        (State.SUBMITTED, "", {"priority.withdraw"}),
        (State.ACCEPTED, "", {"priority.withdraw"}),
        (State.PUBLISHED, "", {"save", "confirm", "priority.fulfil", "priority.withdraw"}),
        (State.PUBLISHED, "draft", {"save", "confirm", "priority-revision.submit", "priority-revision.discard"}),
        (State.PUBLISHED, "submitted", {"confirm", "priority-revision.discard"}),
        (State.PUBLISHED, "sent-back", {"save", "confirm", "priority-revision.submit", "priority-revision.discard"}),
        (State.FULFILLED, "", set()),
        (State.SUPERSEDED, "", set()),
        (State.WITHDRAWN, "", set()),
    ],
)
def test_priority_when_opened_then_just_the_buttons_that_the_workflow_allows(status, revision, offered):
    priority, _person, client = desk_of(status)
    Priority.objects.filter(pk=priority.pk).update(revision=revision)

    assert buttons(client.get(where(priority))) == offered | {"comment"}


@pytest.mark.parametrize(
    ("status", "act", "after"),
    [
        (State.DRAFT, "priority.withdraw", State.WITHDRAWN),
        (State.SUBMITTED, "priority.withdraw", State.WITHDRAWN),
        (State.PUBLISHED, "priority.fulfil", State.FULFILLED),
    ],
)
def test_step_when_its_button_is_pressed_then_taken(status, act, after):
    priority, _person, client = desk_of(status)

    assert send(client, priority, act=act).status_code == 302
    assert stored(priority).status == after


def test_step_when_something_typed_is_not_saved_then_it_waits_and_nothing_is_lost():
    priority, _person, client = desk_of()

    answer = send(client, priority, act="priority.withdraw", title_en="Typed")

    assert answer.status_code == 409
    assert form_of(answer)["title_en"] == ["Typed"]
    assert stored(priority).status == State.DRAFT


@pytest.mark.parametrize("act", ["priority.publish", "priority.accept", "priority-revision.publish"])
def test_step_when_it_is_not_the_states_then_it_is_refused(act):
    priority, _person, client = desk_of(State.PUBLISHED if "revision" in act else State.SUBMITTED)
    if "revision" in act:
        Priority.objects.filter(pk=priority.pk).update(revision="submitted")

    assert send(client, priority, act=act).status_code in (403, 409)
    assert stored(priority).title_en == priority.title_en
    assert stored(priority).status == priority.status


def test_step_when_it_does_not_exist_then_refused_with_advice():
    priority, _person, client = desk_of()

    assert send(client, priority, act="priority.burn").status_code == 400


def test_confirm_when_pressed_then_the_public_page_says_so():
    priority, _person, client = desk_of(State.PUBLISHED)

    send(client, priority, act="confirm")

    assert stored(priority).confirmed_on
    assert "Confirmed by the state" in page(f"/en/registry/{priority.ref}/")


# --- two at once ---------------------------------------------------------------------------------------------------


def test_save_when_another_saved_meanwhile_then_both_versions_are_shown_and_one_more_save_writes_the_choice():
    priority, _person, client = desk_of(need_en="Old need")
    colleague = FocalPointFactory(country=priority.country, position="deputy").user
    opened = form_of(client.get(where(priority)))
    save_priority(
        stored(priority),
        actor=colleague,
        columns={"importance": "low"},
        texts={"en": {"title": "Theirs"}, "fr": {"title": "Le leur"}},
    )

    answer = client.post(
        where(priority), opened | {"act": "save", "title_en": "Mine", "title_ar": "لي", "importance": "high"}
    )

    assert answer.status_code == 409
    text = tree(answer).text_content()
    assert [word for word in ("Mine", "Theirs", "لي", "Le leur", str(colleague)) if word not in text] == []
    sent = form_of(answer)
    # What only one side changed is chosen already.
    assert (sent["take-title_fr"], sent["take-title_ar"]) == (["theirs"], ["mine"])
    assert "take-need_en" not in sent
    answer = client.post(where(priority), sent | {"act": "save", "take-title_en": "theirs", "take-importance": "mine"})
    assert answer.status_code == 302
    merged = stored(priority)
    assert (merged.title_en, merged.title_ar, merged.title_fr) == ("Theirs", "لي", "Le leur")
    assert (merged.importance, merged.need_en) == ("high", "Old need")


def test_merge_when_a_third_saves_meanwhile_then_it_is_shown_again():
    priority, person, client = desk_of()
    opened = form_of(client.get(where(priority)))
    save_priority(stored(priority), actor=person, texts={"en": {"title": "Second"}})
    sent = form_of(client.post(where(priority), opened | {"act": "save", "title_en": "Mine"}))
    save_priority(stored(priority), actor=person, texts={"en": {"title": "Third"}})

    answer = client.post(where(priority), sent | {"act": "save", "take-title_en": "mine"})

    assert answer.status_code == 409
    assert "Third" in answer.content.decode()
    assert stored(priority).title_en == "Third"


def test_save_when_it_was_submitted_meanwhile_then_what_was_typed_is_shown_to_be_copied():
    priority, person, client = desk_of()
    opened = form_of(client.get(where(priority)))
    PRIORITY.move(stored(priority), "submit", actor=person)

    answer = client.post(where(priority), opened | {"act": "save", "title_en": "Mine"})

    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    assert "save" not in buttons(answer)
    assert stored(priority).title_en == priority.title_en


def test_save_when_both_typed_the_same_then_nothing_is_asked():
    priority, person, client = desk_of()
    opened = form_of(client.get(where(priority)))
    save_priority(stored(priority), actor=person, texts={"en": {"title": "Same"}})

    assert client.post(where(priority), opened | {"act": "save", "title_en": "Same"}).status_code == 302
    assert stored(priority).title_en == "Same"


@pytest.mark.parametrize("base", ["", "[]", "{", '{"title_en": 1}'])
def test_save_when_the_hidden_fields_are_lost_then_it_counts_as_stale(base):
    priority, _person, client = desk_of()
    opened = form_of(client.get(where(priority))) | {"base": base, "title_en": "Mine"}
    del opened["expected"]

    assert client.post(where(priority), opened).status_code == 409
    assert stored(priority).title_en == priority.title_en


# --- signed out meanwhile ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("new", [True, False], ids=["a new one", "a draft"])
def test_save_when_the_session_is_over_then_what_was_typed_comes_back_after_sign_in(new):
    priority, person, client = desk_of()
    person.set_password(PASSWORD)
    person.save()
    client.force_login(person)
    address = f"/en/workspace/priorities/new/?state={priority.country.code}" if new else where(priority)
    opened = form_of(client.get(address))
    late = visitor()

    answer = late.post(address, opened | {"act": "save", "title_fr": "Tapé", "need_fr": "longuement\nencore"})

    assert answer["Location"].startswith("/en/accounts/login/?next=/en/workspace/priorities/")
    asked = sign_in(late, person, next=address)
    back = late.post(asked["Location"], {"code": code_for(person)})
    again = late.get(back["Location"])
    assert (form_of(again)["title_fr"], form_of(again)["need_fr"]) == (["Tapé"], ["longuement\nencore"])
    assert "not saved yet" in again.content.decode()
    late.post(address, form_of(again) | {"act": "save"})
    assert Priority.objects.latest("updated_at").need_fr == "longuement\nencore"
    assert "not saved yet" not in page(address, late)


def test_save_when_the_form_is_older_than_the_sign_in_then_what_was_typed_is_shown_again():
    priority, person, client = desk_of()
    opened = form_of(client.get(where(priority)))
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.force_login(person)

    answer = strict.post(where(priority), opened | {"act": "save", "title_en": "Typed"})

    assert answer["Location"] == where(priority)
    assert stored(priority).title_en == priority.title_en
    again = strict.get(where(priority))
    assert form_of(again)["title_en"] == ["Typed"]
    strict.post(where(priority), form_of(again) | {"act": "save"})
    assert stored(priority).title_en == "Typed"


def test_save_when_a_foreign_page_sends_it_then_nothing_is_kept():
    priority, _person, _client = desk_of()
    stranger = Client(enforce_csrf_checks=True, headers={"host": "localhost"})

    answer = stranger.post(where(priority), {"act": "save", "title_en": "Foreign"})

    assert answer.status_code == 403
    assert "sessionid" not in answer.cookies


def test_kept_when_thrown_away_then_the_form_shows_what_is_stored():
    priority, person, client = desk_of()
    opened = form_of(client.get(where(priority)))
    late = visitor()
    late.post(where(priority), opened | {"title_en": "Typed"})
    late.force_login(person)
    assert "Typed" in page(where(priority), late)

    send(late, priority, act="forget")

    assert "Typed" not in page(where(priority), late)


# --- beside what is published --------------------------------------------------------------------------------------


def test_change_when_pending_then_no_public_door_shows_it():
    priority, _person, client = desk_of(State.PUBLISHED, title_en="Public words", title_fr="Mots publics")
    secret = ThemeFactory(name_en="Hiddentheme")
    before = read(f"priorities/{priority.ref}/")

    send(client, priority, title_en="Hiddenwords", need_ar="مخفي", themes=[secret.pk], importance="high")

    assert draft_values(stored(priority))["title_en"] == "Hiddenwords"
    assert read(f"priorities/{priority.ref}/") == before
    for address in (
        f"/en/registry/{priority.ref}/", "/en/registry/", f"/en/states/{priority.country.code}/",
        "/en/search/?q=Hiddenwords", "/api/v1/search/?q=Hiddenwords", "/api/v1/priorities/", "/en/themes/",
        f"/en/registry/?theme={secret.ref}",
    ):  # fmt: skip
        text = get(address).content.decode().replace("?q=Hiddenwords", "").replace('value="Hiddenwords"', "")
        assert "مخفي" not in text
        assert priority.title_en not in text if "theme=" in address else "Hiddenwords</a>" not in text
    assert "Hiddenwords" not in PriorityResource().export(Priority.objects.all()).csv
    assert "Hiddenwords" in page(where(priority, rest="change/"), client)
    assert "change submitted" not in page("/en/workspace/", client)
    assert "changed, not submitted" in page("/en/workspace/", client)


def test_change_when_submitted_and_published_by_staff_in_the_administration_then_it_is_public():
    priority, _person, client = desk_of(State.PUBLISHED)
    send(client, priority, title_en="New words")
    assert send(client, priority, act="priority-revision.submit").status_code == 302
    desk = signed_in(staff("editor"))
    opened = desk.get(f"/en/admin/registry/priority/{priority.pk}/change/")
    assert "New" in opened.content.decode()

    desk.post(
        f"/en/admin/registry/priority/{priority.pk}/move/",
        {"step": "priority-revision.publish", "expected": stored(priority).version},
    )

    assert "New words" in page(f"/en/registry/{priority.ref}/")
    assert get(where(priority, rest="change/"), client).status_code == 404


def test_change_when_staff_send_it_back_with_remarks_then_a_refusal_loses_none_of_them():
    priority, person, client = desk_of(State.PUBLISHED)
    send(client, priority, title_en="New words")
    REVISION.move(stored(priority), "submit", actor=person)
    desk, move = signed_in(staff("editor")), f"/en/admin/registry/priority/{priority.pk}/move/"
    sent = {
        "step": "priority-revision.send-back", "expected": stored(priority).version, "note": "",
        "about": ["title:en", "themes"], "remark": ["Which words?", ""],
    }  # fmt: skip

    answer = desk.post(move, sent, follow=True)

    assert "Give a reason" in answer.content.decode()
    assert "Which words?" in answer.content.decode()
    desk.post(move, sent | {"note": "See below"})
    assert stored(priority).revision == Revision.SENT_BACK
    comment = PriorityComment.objects.get()
    assert (comment.field, comment.language, comment.text) == ("title", "en", "Which words?")
    assert "Which words?" in page(where(priority), client)


def test_comment_when_staff_send_it_without_a_step_then_the_state_reads_it():
    priority, _person, client = desk_of()
    desk, move = signed_in(staff("editor")), f"/en/admin/registry/priority/{priority.pk}/move/"

    desk.post(move, {"comment": "1", "expected": "1", "about": ["themes"], "remark": ["One more?"]})

    assert "One more?" in page(where(priority), client)


# --- comments ------------------------------------------------------------------------------------------------------


def test_comment_when_sent_or_settled_with_unsaved_text_then_that_text_stays_in_the_form():
    priority, _person, client = desk_of()
    (asked,) = comment_on_priority(priority, [Remark("Which?", "title", "en")], actor=staff())

    answer = send(client, priority, act="comment", about="title:en", remark="This one", title_en="Typed")

    assert answer.status_code == 200
    assert form_of(answer)["title_en"] == ["Typed"]
    assert "This one" in answer.content.decode()
    answer = send(client, priority, act="", settle=str(asked.pk))
    assert answer.status_code == 302
    asked.refresh_from_db()
    assert asked.settled_at
    assert stored(priority).title_en == priority.title_en


@pytest.mark.parametrize(
    "sent", [{"act": "comment", "about": "x", "remark": "y"}, {"act": "comment", "remark": " "}, {"settle": "9" * 30}]
)
def test_comment_when_it_means_nothing_then_it_is_refused(sent):
    priority, _person, client = desk_of()

    assert send(client, priority, **sent).status_code == 400


def test_comment_when_it_is_of_another_priority_then_it_cannot_be_settled_here():
    priority, _person, client = desk_of()
    (theirs,) = comment_on_priority(PriorityFactory(status=State.DRAFT), [Remark("Theirs")], actor=staff())

    assert send(client, priority, settle=str(theirs.pk)).status_code == 400
    theirs.refresh_from_db()
    assert theirs.settled_at is None


# --- history -------------------------------------------------------------------------------------------------------


def test_history_when_read_then_who_changed_which_language_and_an_earlier_text_can_be_restored():
    priority, person, client = desk_of(title_en="First words")
    save_priority(stored(priority), actor=person, texts={"en": {"title": "Second words"}})

    text = page(where(priority, rest="history/"), client)

    assert str(person) in text
    assert "<del>First</del>" in text
    form = tree(client.get(where(priority, rest="history/"))).xpath("//main//form")[-1]
    (button,) = form.xpath(".//button")
    client.post(where(priority, rest="history/"), dict(form.form_values()) | {"event": button.get("value")})
    assert stored(priority).title_en == "First words"
    assert Deed.objects.first().why == "Restored from the history"


def test_history_when_the_text_was_prepared_beside_what_is_public_then_each_save_is_told_and_can_be_restored():
    priority, _person, client = desk_of(State.PUBLISHED, title_en="Public words")
    send(client, priority, title_en="First words", importance="high")
    send(client, priority, title_en="Second words")

    response = client.get(where(priority, rest="history/"))

    assert "<del>First</del>" in response.content.decode()
    assert "<del>Public</del>" in response.content.decode()
    _newest, first = tree(response).xpath("//main//form")[:2]
    (button,) = first.xpath(".//button")
    client.post(where(priority, rest="history/"), dict(first.form_values()) | {"event": button.get("value")})
    assert draft_values(stored(priority))["title_en"] == "First words"
    assert stored(priority).title_en == "Public words"


@pytest.mark.parametrize("event", ["", "x", "9" * 30, "999999"])
def test_history_when_the_version_is_not_there_then_refused(event):
    priority, _person, client = desk_of()

    answer = client.post(where(priority, rest="history/"), {"event": event, "expected": "1"})

    assert answer.status_code == 400


def test_history_when_the_version_is_of_another_priority_then_refused():
    priority, _person, client = desk_of()
    theirs = Priority.pgh_event_models["insert"]._base_manager.get(pgh_obj_id=PriorityFactory().pk)

    answer = client.post(where(priority, rest="history/"), {"event": theirs.pgh_id, "expected": priority.version})

    assert answer.status_code == 400


# --- other states' -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "refusal"), [(State.DRAFT, 404), (State.PUBLISHED, 403)])
@pytest.mark.parametrize("rest", ["", "history/", "change/"])
def test_door_when_the_priority_is_another_states_then_it_is_shut(status, refusal, rest):
    priority, person, _client = desk_of(status)
    save_priority(stored(priority), actor=person, texts={"en": {"title": "Pending"}})
    other = signed_in(FocalPointFactory().user)

    assert other.get(where(priority, rest=rest)).status_code == (404 if status == State.DRAFT else refusal)
    if rest != "change/":
        sent = {"act": "save", "title_en": "Taken", "expected": stored(priority).version, "event": "1"}
        assert other.post(where(priority, rest=rest), sent).status_code == refusal
    assert "Taken" not in draft_values(stored(priority)).values()


def test_new_when_asked_for_another_state_then_it_is_refused():
    mandate, theirs = FocalPointFactory(), FocalPointFactory().country
    client = signed_in(mandate.user)

    assert client.get(f"/en/workspace/priorities/new/?state={theirs.code}").status_code == 403
    sent = {"state": theirs.code, "title_en": "Taken", "year": "2026"}
    assert client.post("/en/workspace/priorities/new/", sent).status_code == 403
    assert client.get("/en/workspace/priorities/new/?state=%FF").status_code == 400
    assert not Priority.objects.exists()


def test_door_when_the_mandate_ended_meanwhile_then_the_save_is_refused():
    priority, person, client = desk_of()
    opened = form_of(client.get(where(priority)))
    person.mandates.update(until="2021-01-01")

    assert client.post(where(priority), opened | {"title_en": "Late"}).status_code == 404
    with pytest.raises(PermissionDenied):
        save_priority(stored(priority), actor=person, texts={"en": {"title": "Late"}})


def test_pages_cost_the_same_with_one_comment_and_with_six(django_assert_max_num_queries):
    priority, person, client = desk_of(State.PUBLISHED)
    counts = []
    for number in (1, 5):
        comment_on_priority(priority, [Remark("Which?", "title", "en")] * number, actor=person)
        page(where(priority), client)
        with django_assert_max_num_queries(40) as captured:
            page(where(priority), client)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_public_page_and_api_when_the_state_said_more_then_they_show_it():
    priority = PriorityFactory(time_frame="one-year", importance="high", expertise="offered")
    other = InstitutionFactory(country=priority.country, name_en="Ministry of Labour")
    person = FocalPointFactory(country=priority.country).user
    save_priority(priority, actor=person, links={"institutions": [other]})
    REVISION.move(priority, "submit", actor=person)
    REVISION.move(priority, "publish", actor=staff())

    text, found = page(f"/en/registry/{priority.ref}/"), read(f"priorities/{priority.ref}/")

    assert all(word in text for word in ("within a year", "very important", "offered to other states", "Labour"))
    assert (found["time_frame"], found["importance"], found["expertise"]) == ("one-year", "high", "offered")
    assert found["other_institutions"] == [other.ref]
    bare = read(f"priorities/{PriorityFactory().ref}/")
    assert (bare["time_frame"], bare["importance"], bare["other_institutions"]) == (None, None, [])
