"""A focal point's priorities in the workspace: forms without JavaScript, the steps they take, whose they are."""

import pytest
from django.core.exceptions import PermissionDenied

from registry.actions import Remark, comment_on_priority, save_priority
from registry.drafts import draft_values
from registry.models import Priority, PriorityComment
from registry.workflow import PRIORITY, REVISION
from tests.asking import page, signed_in
from tests.calling import read
from tests.desk import staff, tree
from tests.factories import FocalPointFactory, InstitutionFactory, PriorityFactory, ThemeFactory, UserFactory
from tests.portal.views.desks import State, buttons, desk_of, form_of, send, stored, where

pytestmark = pytest.mark.django_db


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
