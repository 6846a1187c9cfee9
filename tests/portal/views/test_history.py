"""The history of a priority in the workspace: who changed what, and back to an earlier text."""

import pytest

from amedip.core.models import Deed
from registry.actions import save_priority
from registry.drafts import draft_values
from registry.models import Priority
from tests.asking import page
from tests.desk import tree
from tests.factories import PriorityFactory
from tests.portal.views.desks import State, desk_of, send, stored, where

pytestmark = pytest.mark.django_db


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
