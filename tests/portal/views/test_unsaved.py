"""What is typed and not saved: kept beside the priority for its person alone, on every device, until it is saved."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from amedip.core.models import Deed
from registry.actions import clear_old_work, keep_work, save_priority
from registry.actions.unsaved import FORMS_KEPT
from registry.models import Priority, UnsavedWork
from registry.workflow import PRIORITY
from tests.asking import page, signed_in, visitor
from tests.desk import tree
from tests.factories import FocalPointFactory, PriorityFactory, UserFactory
from tests.portal.views.desks import buttons, desk_of, form_of, send, stored, where

pytestmark = pytest.mark.django_db

State = Priority.Status


def type_into(client, person, address, **typed):
    """Open the form and type, as its script sends it while nobody presses anything."""
    opened = form_of(client.get(address))
    keep = address.split("?")[0] + "keep/"
    return client.post(keep, opened | typed | {"person": str(person.pk)})


def device_of(person) -> Client:
    """Another device on which the person is signed in."""
    client = visitor()
    client.force_login(person)
    return client


def typed_in(response) -> dict[str, list[str]]:
    return form_of(response)


def new_form(mandate) -> str:
    return f"/en/workspace/priorities/new/?state={mandate.country.code}"


@pytest.mark.parametrize("status", [State.DRAFT, State.SENT_BACK, State.PUBLISHED])
def test_work_when_typed_then_kept_on_every_device_and_nothing_else_changes(status):
    priority, person, client = desk_of(status, title_en="Before")
    deeds, version = Deed.objects.count(), priority.version

    answer = type_into(client, person, where(priority), title_en="Typed", need_ar="حاجة")

    assert (answer.status_code, answer.json()) == (200, {"kept": True})
    assert (stored(priority).title_en, stored(priority).version, stored(priority).revision) == ("Before", version, "")
    assert Deed.objects.count() == deeds
    shown = device_of(person).get(where(priority, "fr"))
    assert (typed_in(shown)["title_en"], typed_in(shown)["need_ar"]) == (["Typed"], ["حاجة"])
    assert "Typed" in page("/en/workspace/", client)


def test_work_when_saved_then_forgotten_and_the_history_has_one_deed():
    priority, person, client = desk_of(title_en="Before")
    for text in ("T", "Ty", "Typed"):
        type_into(client, person, where(priority), title_en=text)
    deeds = Deed.objects.count()

    send(client, priority, title_en="Typed")

    assert (stored(priority).title_en, Deed.objects.count()) == ("Typed", deeds + 1)
    assert not UnsavedWork.objects.exclude(sent="").exists()
    shown = client.get(where(priority)).content.decode()
    assert "not saved yet" not in shown
    assert f'data-saved="{priority.ref}"' in shown
    assert 'data-saved=""' in page(where(priority), client)


def test_work_when_thrown_away_then_the_form_shows_what_is_saved():
    priority, person, client = desk_of(title_en="Before")
    type_into(client, person, where(priority), title_en="Typed")

    client.post(where(priority), {"act": "forget"})

    assert typed_in(client.get(where(priority)))["title_en"] == ["Before"]


def test_work_when_typed_back_to_what_stands_then_nothing_is_kept():
    priority, person, client = desk_of(title_en="Before")
    type_into(client, person, where(priority), title_en="Typed")

    answer = type_into(client, person, where(priority), title_en="Before")

    assert answer.json() == {"kept": False}
    assert not UnsavedWork.objects.exclude(sent="").exists()


def test_work_when_it_could_not_be_saved_as_it_is_then_kept_all_the_same():
    priority, person, client = desk_of(title_en="Before")

    answer = type_into(client, person, where(priority), title_en="x" * 201, time_frame="never", themes=["no"])

    assert answer.json() == {"kept": True}
    assert typed_in(client.get(where(priority)))["title_en"] == ["x" * 201]


def test_work_when_somebody_else_saves_then_409_kept_and_both_versions_when_saved():
    priority, person, client = desk_of(title_en="Before")
    opened = form_of(client.get(where(priority)))
    save_priority(stored(priority), actor=None, texts={"en": {"title": "Theirs"}})

    answer = client.post(where(priority, rest="keep/"), opened | {"title_en": "Mine", "person": person.pk})

    assert (answer.status_code, answer.json()) == (409, {"why": "stale"})
    shown = client.get(where(priority))
    assert "you see both versions" in shown.content.decode()
    merging = client.post(where(priority), typed_in(shown) | {"act": "save"})
    assert merging.status_code == 409
    assert "Mine" in merging.content.decode() and "Theirs" in merging.content.decode()
    assert stored(priority).title_en == "Theirs"


def test_work_when_the_priority_was_submitted_meanwhile_then_kept_and_back_when_it_is_sent_back():
    priority, person, client = desk_of(title_en="Before")
    opened = form_of(client.get(where(priority)))
    PRIORITY.move(priority, "submit", actor=person)

    answer = client.post(where(priority, rest="keep/"), opened | {"title_en": "Mine", "person": person.pk})

    assert (answer.status_code, answer.json()) == (409, {"why": "closed"})
    closed = client.get(where(priority))
    assert "comes back when this priority can be changed again" in closed.content.decode()
    assert "forget" in buttons(closed)
    PRIORITY.move(priority, "send-back", actor=None, note="Which?")
    assert typed_in(client.get(where(priority)))["title_en"] == ["Mine"]


def test_work_when_it_is_of_a_new_priority_then_listed_taken_up_elsewhere_and_made_into_one_draft():
    mandate = FocalPointFactory()
    client = signed_in(mandate.user)

    assert type_into(client, mandate.user, new_form(mandate), title_ar="عنوان").json() == {"kept": True}

    elsewhere = device_of(mandate.user)
    (link,) = tree(elsewhere.get("/en/workspace/")).xpath("//h3/a[contains(@href, 'entry=')]/@href")
    taken_up = form_of(elsewhere.get(link))
    assert taken_up["title_ar"] == ["عنوان"]
    elsewhere.post(link, taken_up | {"act": "save"})
    assert Priority.objects.get().title_ar == "عنوان"
    assert "entry=" not in page("/en/workspace/", client)
    # The first device still shows the form: what it sends on is a change of that draft.
    client.post(link, taken_up | {"act": "save", "title_en": "Title"})
    assert Priority.objects.get().title_en == "Title"


def test_work_when_nothing_is_typed_into_a_new_form_then_nothing_is_kept():
    mandate = FocalPointFactory()

    assert type_into(signed_in(mandate.user), mandate.user, new_form(mandate)).json() == {"kept": False}
    assert not UnsavedWork.objects.exists()


def test_forms_when_a_person_begins_too_many_then_the_oldest_go():
    mandate = FocalPointFactory()
    for number in range(FORMS_KEPT + 2):
        keep_work(actor=mandate.user, country=mandate.country, sent=f"title_en={number}", token=uuid.uuid4().hex)

    assert UnsavedWork.objects.count() == FORMS_KEPT
    assert not UnsavedWork.objects.filter(sent="title_en=0").exists()


# --- whose it is ---------------------------------------------------------------------------------------------------


def test_work_when_a_colleague_opens_the_form_then_they_see_what_is_saved():
    priority, person, client = desk_of(title_en="Before")
    type_into(client, person, where(priority), title_en="Typed")
    colleague = FocalPointFactory(country=priority.country, position="deputy").user

    theirs = signed_in(colleague)
    assert "Typed" not in page(where(priority), theirs)
    assert "Typed" not in page("/en/workspace/", theirs)


def test_work_when_another_state_sends_it_then_refused():
    priority = PriorityFactory(status=State.PUBLISHED)
    hidden = PriorityFactory(status=State.DRAFT)
    stranger = FocalPointFactory().user
    client = signed_in(stranger)

    for found, status in ((priority, 403), (hidden, 404)):
        sent = {"title_en": "Typed", "person": stranger.pk}
        assert client.post(where(found, rest="keep/"), sent).status_code == status
    new = {"state": priority.country.code, "token": uuid.uuid4().hex, "title_en": "Typed", "person": stranger.pk}
    assert client.post("/en/workspace/priorities/new/keep/", new).status_code == 403
    assert not UnsavedWork.objects.exists()


def test_work_when_the_mandate_has_ended_then_refused():
    priority, person, client = desk_of()
    person.mandates.update(until=timezone.localdate() - timedelta(days=1))

    assert client.post(where(priority, rest="keep/"), {"title_en": "x", "person": person.pk}).status_code == 403


def test_work_when_somebody_else_has_signed_in_on_the_device_then_it_is_not_theirs():
    priority, _person, client = desk_of()

    answer = client.post(where(priority, rest="keep/"), {"title_en": "x", "person": UserFactory().pk})

    assert (answer.status_code, answer.json()) == (403, {"why": "person"})
    assert not UnsavedWork.objects.exists()


def test_work_when_signed_out_then_led_to_the_sign_in_and_nothing_is_kept():
    priority = PriorityFactory()

    assert visitor().post(where(priority, rest="keep/"), {"title_en": "x"}).status_code == 302
    assert not UnsavedWork.objects.exists()


def test_work_when_the_form_is_old_then_the_answer_has_the_token_to_send_instead():
    priority, person, _client = desk_of()
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    client.force_login(person)
    sent = {"title_en": "Typed", "person": person.pk}

    refused = client.post(where(priority, rest="keep/"), sent)
    again = client.post(where(priority, rest="keep/"), sent | {"csrfmiddlewaretoken": refused.json()["token"]})

    assert (refused.status_code, refused.json()["why"], again.status_code) == (403, "form", 409)


@pytest.mark.parametrize("token", ["", "x", "A" * 32])
def test_new_form_when_its_token_is_nonsense_then_refused_by_the_script_and_saved_by_hand(token):
    mandate = FocalPointFactory()
    client = signed_in(mandate.user)
    typed = form_of(client.get(new_form(mandate))) | {"title_en": "Typed", "token": token}

    refused = client.post("/en/workspace/priorities/new/keep/", typed | {"person": mandate.user.pk})
    client.post(new_form(mandate), typed | {"act": "save"})

    assert refused.status_code == 400
    assert Priority.objects.get().title_en == "Typed"


# --- once ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_new_form_when_sent_eight_times_at_once_then_one_draft():
    mandate = FocalPointFactory()
    client = signed_in(mandate.user)
    typed = form_of(client.get(new_form(mandate))) | {"act": "save", "title_en": "Once"}
    begin, answers = threading.Barrier(8), []

    def press():
        hand = visitor()
        hand.cookies = client.cookies
        begin.wait()
        try:
            answers.append(hand.post(new_form(mandate), typed))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    priority = Priority.objects.get()
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, where(priority))}
    assert priority.version == 1


def test_new_form_when_refused_first_then_the_same_form_makes_its_draft():
    mandate = FocalPointFactory()
    client = signed_in(mandate.user)
    typed = form_of(client.get(new_form(mandate))) | {"act": "save"}

    refused = client.post(new_form(mandate), typed)
    again = client.post(new_form(mandate), form_of(refused) | {"act": "save", "title_en": "Now"})

    assert (refused.status_code, again.status_code) == (400, 302)
    assert Priority.objects.get().title_en == "Now"


def test_new_form_when_sent_again_after_a_colleague_changed_the_draft_then_both_versions():
    mandate = FocalPointFactory()
    client = signed_in(mandate.user)
    typed = form_of(client.get(new_form(mandate))) | {"act": "save", "title_en": "First"}
    client.post(new_form(mandate), typed)
    save_priority(Priority.objects.get(), actor=None, texts={"en": {"title": "Theirs"}})

    answer = client.post(new_form(mandate), typed | {"title_en": "Mine"})

    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode() and "Mine" in answer.content.decode()


# --- how long ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sent", "days", "left"), [("x=1", 89, 1), ("x=1", 91, 0), ("", 2, 0), ("", 0, 1)])
def test_old_work_when_cleared_then_what_nobody_came_back_for_goes(sent, days, left):
    priority, person, _client = desk_of()
    keep_work(actor=person, country=priority.country, sent=sent, priority=priority)
    UnsavedWork.objects.update(at=timezone.now() - timedelta(days=days))

    clear_old_work(actor=None)

    assert UnsavedWork.objects.count() == left
