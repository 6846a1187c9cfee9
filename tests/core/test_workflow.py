"""move: the only way through a life, and what it refuses."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from amedip.core.models import Deed
from amedip.core.records import Stale, write_record
from amedip.core.rules import Allowed, Denied
from amedip.core.workflow import IllegalTransition, Transition, Workflow
from registry.models import Priority
from tests.factories import PriorityFactory, UserFactory

pytestmark = pytest.mark.django_db
S = Priority.Status


def anyone(user, obj):
    return Allowed()


def nobody(user, obj):
    return Denied("Only on Sundays.")


LIFE = Workflow(
    "priority",
    [
        Transition("submit", frozenset({S.DRAFT}), S.SUBMITTED, may=anyone, label="Submit"),
        Transition("send_back", frozenset({S.SUBMITTED}), S.SENT_BACK, may=anyone, label="Send back", needs_note=True),
        Transition("accept", frozenset({S.SUBMITTED}), S.ACCEPTED, may=nobody, label="Accept"),
        # Without an effect that sets the day, the database's own rule forbids the outcome.
        Transition("publish", frozenset({S.SUBMITTED}), S.PUBLISHED, may=anyone, label="Publish"),
    ],
)


def test_move_when_allowed_then_state_version_and_deed():
    priority, user = PriorityFactory(status=S.DRAFT), UserFactory()

    moved = LIFE.move(priority, "submit", actor=user, note="ready")

    priority.refresh_from_db()
    assert (moved.status, priority.status, priority.version) == (S.SUBMITTED, S.SUBMITTED, 2)
    deed = Deed.objects.latest("pk")
    assert (deed.action, deed.actor, deed.why) == ("priority.submit", user, "ready")


@pytest.mark.parametrize(
    ("state", "name", "refusal"),
    [
        (S.SUBMITTED, "submit", IllegalTransition),
        (S.DRAFT, "send_back", IllegalTransition),
        (S.SUBMITTED, "send_back", ValidationError),
        (S.SUBMITTED, "accept", PermissionDenied),
        (S.SUBMITTED, "publish", ValidationError),
        (S.DRAFT, "no_such", KeyError),
    ],
)
def test_move_when_refused_then_nothing_is_written(state, name, refusal):
    priority = PriorityFactory(status=state)
    deeds = Deed.objects.count()

    with pytest.raises(refusal):
        LIFE.move(priority, name, actor=UserFactory(is_superuser=True))

    priority.refresh_from_db()
    assert (priority.status, priority.version, Deed.objects.count()) == (state, 1, deeds)


def test_move_when_the_version_is_old_then_stale():
    priority = PriorityFactory(status=S.DRAFT)
    write_record(priority, actor=None, texts={"en": {"title": "Changed meanwhile"}})

    with pytest.raises(Stale):
        LIFE.move(priority, "submit", actor=UserFactory(), expected=1)


def test_available_when_asked_then_only_what_state_and_rule_allow():
    assert [step.name for step in LIFE.available(PriorityFactory(status=S.SUBMITTED), UserFactory())] == [
        "send_back",
        "publish",
    ]
