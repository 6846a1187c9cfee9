"""What becomes of what a focal point has typed when another saved meanwhile, or the session is over."""

import pytest
from django.test import Client

from registry.actions import save_priority
from registry.models import Priority
from registry.workflow import PRIORITY
from tests.accounts.conftest import PASSWORD, code_for, sign_in
from tests.asking import page, visitor
from tests.desk import tree
from tests.factories import FocalPointFactory
from tests.portal.views.desks import buttons, desk_of, form_of, send, stored, where

pytestmark = pytest.mark.django_db


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
