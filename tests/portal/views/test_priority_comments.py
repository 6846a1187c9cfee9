"""Comments on a priority, written and settled in the workspace and by staff in the administration."""

import pytest

from registry.actions import Remark, comment_on_priority
from tests.asking import page, signed_in
from tests.desk import staff
from tests.factories import PriorityFactory
from tests.portal.views.desks import State, desk_of, form_of, send, stored, where

pytestmark = pytest.mark.django_db


def test_comment_when_staff_send_it_without_a_step_then_the_state_reads_it():
    priority, _person, client = desk_of()
    desk, move = signed_in(staff("editor")), f"/en/admin/registry/priority/{priority.pk}/move/"

    desk.post(move, {"comment": "1", "expected": "1", "about": ["themes"], "remark": ["One more?"]})

    assert "One more?" in page(where(priority), client)


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
