"""The life of a priority.

    draft -> submitted -> accepted -> published -> fulfilled
               |  ^          |            |            |
               v  |          |            `-> superseded <-´
             sent back <-----´
    draft, submitted, sent back, accepted, published -> withdrawn

What is fulfilled, superseded or withdrawn is not taken up again: the state enters a new priority instead.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.rules import any_of
from amedip.core.texts import take_over_working
from amedip.core.workflow import Transition, Workflow
from registry.models import Priority
from registry.notices import hearers
from registry.rules import leads_priorities, serves_country

State = Priority.Status

# The last rule's refusal is the one that people read.
_state_or_staff = any_of(leads_priorities, serves_country)


def _publish(priority, actor, note):
    """What lay beside the texts becomes the text; the day of the first publication stays."""
    take_over_working(priority, actor=actor)
    priority.published_at = priority.published_at or timezone.now()


PRIORITY = Workflow(
    "priority",
    [
        Transition(
            "submit", frozenset({State.DRAFT, State.SENT_BACK}), State.SUBMITTED, may=_state_or_staff, label=_("Submit")
        ),
        Transition("accept", frozenset({State.SUBMITTED}), State.ACCEPTED, may=leads_priorities, label=_("Accept")),
        Transition(
            "send-back",
            frozenset({State.SUBMITTED, State.ACCEPTED}),
            State.SENT_BACK,
            may=leads_priorities,
            label=_("Send back"),
            needs_note=True,
        ),
        Transition(
            "publish",
            frozenset({State.ACCEPTED}),
            State.PUBLISHED,
            may=leads_priorities,
            label=_("Publish"),
            effect=_publish,
        ),
        Transition(
            "fulfil", frozenset({State.PUBLISHED}), State.FULFILLED, may=_state_or_staff, label=_("Mark as fulfilled")
        ),
        Transition(
            "supersede",
            frozenset({State.PUBLISHED, State.FULFILLED}),
            State.SUPERSEDED,
            may=leads_priorities,
            label=_("Mark as superseded"),
        ),
        Transition(
            "withdraw",
            frozenset({State.DRAFT, State.SUBMITTED, State.SENT_BACK, State.ACCEPTED, State.PUBLISHED}),
            State.WITHDRAWN,
            may=_state_or_staff,
            label=_("Withdraw"),
        ),
    ],
    told=hearers,
)
