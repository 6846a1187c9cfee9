"""The life of a priority.

    draft -> submitted -> accepted -> published -> fulfilled
               |  ^          |            |            |
               v  |          |            `-> superseded <-´
             sent back <-----´
    draft, submitted, sent back, accepted, published -> withdrawn

What is fulfilled, superseded or withdrawn is not taken up again: the state enters a new priority instead.

A change to a published priority has a life of its own beside it (``Priority.revision``), while the public goes on
reading what is published:

    changed -> submitted -> published, and no change is pending any more
                |  ^
                v  |
             sent back
    changed, submitted, sent back -> discarded
"""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Standing, TextBeside
from amedip.core.texts import drop_beside, take_over_working, vouch_for_originals, working_texts
from amedip.core.workflow import Transition, Workflow
from amedip.translations.actions import stand_by
from amedip.translations.gate import asks_all, require_approved, require_read, require_whole
from amedip.translations.models import Gate
from registry.actions import Remark, settle_comments, write_remarks
from registry.drafts import COLUMNS, LINKS, MINOR, OWN, links_to
from registry.models import Priority
from registry.notices import hearers
from registry.rules import leads_priorities, nothing_pending, serves_country, speaks_for_priority

State, Revision = Priority.Status, Priority.Revision


def _submit(priority, actor, note):
    """What the other side asked for is answered by submitting again."""
    settle_comments(priority)


def _submit_revision(priority, actor, note):
    """What a focal point submits is the state's own word."""
    settle_comments(priority)
    if serves_country(actor, priority):
        priority.revised = priority.revised | {OWN: True}


def _send_back(priority, actor, note, remarks: Sequence[Remark] = ()):
    """The note says why; remarks on single texts and fields stand beside them in the state's form."""
    write_remarks(priority, remarks, actor=actor)


def _publish(priority, actor, note):
    """What lay beside the texts becomes the text; the day of the first publication stays.

    Whoever publishes has read what the state wrote, and stands by it; translations need a reader of their own.
    """
    take_over_working(priority, actor=actor)
    if actor is not None:
        vouch_for_originals(priority, actor=actor)
    require_approved(priority, Gate.Kind.PRIORITY)
    priority.published_at = priority.published_at or timezone.now()


def _publish_revision(priority, actor, note, excuse=""):
    """The change takes the place of what was public; what it does not touch, sources among it, stays.

    Where all languages must be approved, whoever publishes approves the change in each, as far as the check finds
    nothing in it; ``excuse`` says why the rest may stay.
    """
    minor = bool(priority.revised.get(MINOR))
    if asks_all(Gate.Kind.PRIORITY):
        stand_by(priority, working_texts(priority), record=priority, actor=actor, excuse=excuse)
        changed = take_over_working(priority, actor=actor, minor=minor, state=Standing.APPROVED)
    else:
        changed = take_over_working(priority, actor=actor, minor=minor)
        if actor is not None:
            vouch_for_originals(priority, actor=actor, columns=changed)
    require_read(priority)
    if not minor:
        require_whole(priority, Gate.Kind.PRIORITY, changed)
    for name, value in priority.revised.items():
        if name in COLUMNS:
            setattr(priority, Priority._meta.get_field(name).attname, value)
        elif name in LINKS:
            found = LINKS[name][2].objects.in_bulk(value)
            links_to(name, [found[key] for key in value if key in found]).write(priority)
    priority.derived = priority.derived and not priority.revised.get(OWN)
    priority.revised = {}


def _discard(priority, actor, note):
    drop_beside(priority, TextBeside.Origin.CHANGE)
    settle_comments(priority)
    priority.revised = {}


PRIORITY = Workflow(
    "priority",
    [
        Transition(
            "submit",
            frozenset({State.DRAFT, State.SENT_BACK}),
            State.SUBMITTED,
            may=speaks_for_priority,
            label=_("Submit"),
            effect=_submit,
        ),
        Transition("accept", frozenset({State.SUBMITTED}), State.ACCEPTED, may=leads_priorities, label=_("Accept")),
        Transition(
            "send-back",
            frozenset({State.SUBMITTED, State.ACCEPTED}),
            State.SENT_BACK,
            may=leads_priorities,
            label=_("Send back"),
            effect=_send_back,
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
            "fulfil",
            frozenset({State.PUBLISHED}),
            State.FULFILLED,
            may=nothing_pending(speaks_for_priority),
            label=_("Mark as fulfilled"),
        ),
        Transition(
            "supersede",
            frozenset({State.PUBLISHED, State.FULFILLED}),
            State.SUPERSEDED,
            may=nothing_pending(leads_priorities),
            label=_("Mark as superseded"),
        ),
        Transition(
            "withdraw",
            frozenset({State.DRAFT, State.SUBMITTED, State.SENT_BACK, State.ACCEPTED, State.PUBLISHED}),
            State.WITHDRAWN,
            may=nothing_pending(speaks_for_priority),
            label=_("Withdraw"),
        ),
    ],
    told=hearers,
)

REVISION = Workflow(
    "priority-revision",
    [
        Transition(
            "submit",
            frozenset({Revision.DRAFT, Revision.SENT_BACK}),
            Revision.SUBMITTED,
            may=speaks_for_priority,
            label=_("Submit the change"),
            effect=_submit_revision,
            beside=True,
        ),
        Transition(
            "send-back",
            frozenset({Revision.SUBMITTED}),
            Revision.SENT_BACK,
            may=leads_priorities,
            label=_("Send the change back"),
            effect=_send_back,
            needs_note=True,
            beside=True,
        ),
        Transition(
            "publish",
            frozenset({Revision.SUBMITTED}),
            Revision.NONE,
            may=leads_priorities,
            label=_("Publish the change"),
            effect=_publish_revision,
        ),
        Transition(
            "discard",
            frozenset({Revision.DRAFT, Revision.SUBMITTED, Revision.SENT_BACK}),
            Revision.NONE,
            may=speaks_for_priority,
            label=_("Discard the change"),
            effect=_discard,
            beside=True,
        ),
    ],
    field="revision",
    told=hearers,
)

WORKFLOWS = {workflow.noun: workflow for workflow in (PRIORITY, REVISION)}
