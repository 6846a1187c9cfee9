"""A change prepared in the workspace beside what is published of a priority."""

import pytest

from registry.drafts import draft_values
from registry.models import Priority, PriorityComment
from registry.resources import PriorityResource
from registry.workflow import REVISION
from tests.asking import get, page, signed_in
from tests.calling import read
from tests.desk import staff
from tests.factories import ThemeFactory
from tests.portal.views.desks import State, desk_of, send, stored, where

pytestmark = pytest.mark.django_db

Revision = Priority.Revision


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
