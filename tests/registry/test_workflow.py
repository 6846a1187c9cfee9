"""The life of a priority: what is on the table can be done by whom it names, and nothing else by anybody."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from amedip.core.models import Deed, Reference, TextState
from amedip.core.texts import set_texts
from amedip.core.workflow import IllegalTransition
from registry.models import Priority
from registry.workflow import PRIORITY
from tests.desk import staff
from tests.factories import FocalPointFactory, PriorityFactory, UserFactory

pytestmark = pytest.mark.django_db

State = Priority.Status
STEPS = PRIORITY.transitions.values()
ON_THE_TABLE = [(state, step.name) for step in STEPS for state in State if state in step.sources]
OFF_THE_TABLE = [(state, step.name) for step in STEPS for state in State if state not in step.sources]
# What the rule allows a focal point of the state; all else is the staff's.
OF_THE_STATE = {"submit", "withdraw", "fulfil"}


def in_state(state):
    successor = PriorityFactory() if state == State.SUPERSEDED else None
    return PriorityFactory(status=state, superseded_by=successor)


@pytest.mark.parametrize(("state", "name"), OFF_THE_TABLE)
def test_move_when_off_the_table_then_it_is_refused_even_to_a_superuser(state, name):
    priority = in_state(state)

    with pytest.raises(IllegalTransition):
        PRIORITY.move(priority, name, actor=staff(), note="because")

    priority.refresh_from_db()
    assert priority.status == state


@pytest.mark.parametrize(("state", "name"), ON_THE_TABLE)
def test_move_when_on_the_table_then_staff_take_it(state, name):
    priority = in_state(state)
    if name == "supersede":
        Priority.objects.filter(pk=priority.pk).update(superseded_by=PriorityFactory())

    moved = PRIORITY.move(priority, name, actor=staff("editor"), note="because")

    assert moved.status == PRIORITY.transitions[name].target
    assert Deed.objects.first().action == f"priority.{name}"
    assert Reference.objects.get(pk=priority.reference_id).public == (moved.status in Priority.PUBLIC_STATES)


@pytest.mark.parametrize(("state", "name"), ON_THE_TABLE)
@pytest.mark.parametrize("who", ["own focal point", "other focal point", "translator", "reader", "stranger"])
def test_move_when_asked_by_others_then_the_rule_decides(state, name, who):
    priority = in_state(state)
    if name == "supersede":
        Priority.objects.filter(pk=priority.pk).update(superseded_by=PriorityFactory())
    people = {
        "own focal point": lambda: FocalPointFactory(country=priority.country).user,
        "other focal point": lambda: FocalPointFactory().user,
        "translator": lambda: staff("translator"),
        "reader": lambda: staff("reader"),
        "stranger": UserFactory,
    }
    person = people[who]()

    if who == "own focal point" and name in OF_THE_STATE:
        assert PRIORITY.move(priority, name, actor=person).status == PRIORITY.transitions[name].target
    else:
        with pytest.raises(PermissionDenied):
            PRIORITY.move(priority, name, actor=person, note="because")


def test_send_back_when_no_reason_is_given_then_it_is_refused():
    priority = PriorityFactory(status=State.SUBMITTED)

    with pytest.raises(ValidationError, match="Give a reason"):
        PRIORITY.move(priority, "send-back", actor=staff(), note="  ")

    sent_back = PRIORITY.move(priority, "send-back", actor=staff(), note="Which law?")
    assert sent_back.status == State.SENT_BACK
    assert Deed.objects.first().why == "Which law?"


def test_publish_when_done_then_the_day_is_kept_and_what_lay_beside_becomes_the_text():
    priority = PriorityFactory(status=State.ACCEPTED, title_en="Draft", published_at=None)
    set_texts(priority, {"en": {"title": "Final"}}, actor=None, beside=True)

    published = PRIORITY.move(priority, "publish", actor=staff())

    assert published.published_at
    assert Priority.objects.get(pk=priority.pk).title_en == "Final"
    assert Reference.objects.get(pk=priority.reference_id).title_en == "Final"
    assert not TextState.objects.filter(object_id=priority.pk).exclude(working=None).exists()


def test_supersede_when_no_successor_is_named_then_it_is_refused():
    priority = PriorityFactory(status=State.PUBLISHED)

    with pytest.raises(ValidationError, match="which priority takes its place"):
        PRIORITY.move(priority, "supersede", actor=staff())
