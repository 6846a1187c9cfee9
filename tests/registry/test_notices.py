"""The table of who hears of what, taken through the workflow."""

import pytest

from amedip.core.models import Job, Notice
from registry.models import Priority
from registry.notices import HEARERS, hearers
from registry.workflow import PRIORITY
from tests.approving import approve
from tests.desk import staff
from tests.factories import FocalPointFactory, PriorityFactory, UserFactory

pytestmark = pytest.mark.django_db

State = Priority.Status
STAFF, STATE, NOBODY = "staff", "state", "nobody"
WHO = {
    "submit": STAFF, "accept": STATE, "send-back": STATE, "publish": STATE, "withdraw": STATE,
    "fulfil": NOBODY, "supersede": NOBODY,
}  # fmt: skip


@pytest.fixture
def people():
    """All who could hear of a priority, by what they are."""
    coordinator, editor = staff("coordinator"), staff("editor")
    staff("translator")
    staff("reader")
    mandate = FocalPointFactory()
    FocalPointFactory(country=mandate.country, position="deputy", until="2021-01-01")
    FocalPointFactory()
    deputy = FocalPointFactory(country=mandate.country, position="deputy")
    return {STAFF: {coordinator, editor}, STATE: {mandate.user, deputy.user}, NOBODY: set(), "country": mandate.country}


@pytest.mark.parametrize("step", WHO)
def test_step_when_the_portal_takes_it_then_those_of_the_table_hear(people, step):
    transition = PRIORITY.transitions[step]
    priority = PriorityFactory(country=people["country"], status=min(transition.sources))
    if step == "supersede":
        Priority.objects.filter(pk=priority.pk).update(superseded_by=PriorityFactory())
    approve(priority)  # the portal reads nothing: what it publishes somebody has approved

    PRIORITY.move(priority, step, actor=None, note="Because.")

    assert {notice.recipient for notice in Notice.objects.all()} == people[WHO[step]]
    assert Job.objects.filter(kind="mail").count() == len(people[WHO[step]])


def test_steps_when_the_workflow_grows_then_the_table_above_says_who_hears():
    assert set(WHO) == set(PRIORITY.transitions)
    assert {step for step, who in WHO.items() if who != NOBODY} == {
        action.partition(".")[2] for action in HEARERS if action.startswith("priority.")
    }


def test_submit_when_a_focal_point_does_it_then_a_superuser_hears_and_the_colleague_does_not(people):
    boss = UserFactory(is_staff=True, is_superuser=True)
    priority = PriorityFactory(country=people["country"], status=State.DRAFT)
    someone = min(people[STATE], key=lambda user: user.pk)

    PRIORITY.move(priority, "submit", actor=someone)

    assert {notice.recipient for notice in Notice.objects.all()} == people[STAFF] | {boss}


def test_move_when_refused_then_nobody_hears(people):
    priority = PriorityFactory(country=people["country"], status=State.SUBMITTED)

    with pytest.raises(Exception, match="reason"):
        PRIORITY.move(priority, "send-back", actor=None, note=" ")

    assert not Notice.objects.exists()


def test_hearers_when_the_deed_stands_in_no_table_then_nobody():
    assert not list(hearers("theme.edit", None))
