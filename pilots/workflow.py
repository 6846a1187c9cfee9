"""The life of a pilot, over its ``phase``, and that of a quarterly report on one.

    identified -> design -> implementation -> final -> completed -> evaluated
    identified, design, implementation, final -> suspended -> the phase in which it was
    identified, design, implementation, final, suspended -> cancelled

Each step is taken on a day, which stands with it in a row of its own (``PhaseChange``).

    draft -> submitted -> published
      ^        |  ^
      |        v  |
      |     sent back
      `------- submitted, taken back by the state
"""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.workflow import Transition, Workflow
from pilots.actions import Remark, publish_report, settle_comments, write_remarks
from pilots.models import PhaseChange, PilotProject, Report
from pilots.notices import hearers
from pilots.rules import leads_pilots, speaks_for_pilot

Phase, Status = PilotProject.Phase, Report.Status
LIVE = frozenset(PilotProject.LIVE)


def _enter(pilot, actor, note, day: datetime.date | None = None):
    """Note the day on which the pilot passes from the phase that is stored to the one it has now."""
    day = day or timezone.localdate()
    last = PhaseChange.objects.filter(pilot=pilot).order_by("-day", "-pk").first()
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day has not come yet.")})
    if last and day < last.day:
        raise ValidationError({"day": _("The phase before began later than this day.")})
    before = PilotProject.objects.values_list("phase", flat=True).get(pk=pilot.pk)
    PhaseChange.objects.create(pilot=pilot, before=before, phase=pilot.phase, day=day)


def _begin(pilot, actor, note, day: datetime.date | None = None):
    _enter(pilot, actor, note, day)
    pilot.began = pilot.began or day or timezone.localdate()


def _end(pilot, actor, note, day: datetime.date | None = None):
    _enter(pilot, actor, note, day)
    pilot.ended = pilot.ended or day or timezone.localdate()


def _resume(pilot, actor, note, day: datetime.date | None = None):
    """Back to where it was; of a pilot whose suspension nobody noted here that is the implementation."""
    last = PhaseChange.objects.filter(pilot=pilot, phase=Phase.SUSPENDED).order_by("-day", "-pk").first()
    pilot.phase = last.before if last else Phase.IMPLEMENTATION
    _enter(pilot, actor, note, day)


PILOT = Workflow(
    "pilot",
    [
        Transition(
            "design",
            frozenset({Phase.IDENTIFIED}),
            Phase.DESIGN,
            may=leads_pilots,
            label=gettext_lazy("Begin the design"),
            effect=_enter,
        ),
        Transition(
            "implement",
            frozenset({Phase.DESIGN}),
            Phase.IMPLEMENTATION,
            may=leads_pilots,
            label=gettext_lazy("Begin the implementation"),
            effect=_begin,
        ),
        Transition(
            "finalise",
            frozenset({Phase.IMPLEMENTATION}),
            Phase.FINAL,
            may=leads_pilots,
            label=gettext_lazy("Enter the final phase"),
            effect=_enter,
        ),
        Transition(
            "complete",
            frozenset({Phase.FINAL}),
            Phase.COMPLETED,
            may=leads_pilots,
            label=gettext_lazy("Mark as completed"),
            effect=_end,
        ),
        Transition(
            "evaluate",
            frozenset({Phase.COMPLETED}),
            Phase.EVALUATED,
            may=leads_pilots,
            label=gettext_lazy("Mark as evaluated"),
            effect=_enter,
        ),
        Transition(
            "suspend",
            LIVE,
            Phase.SUSPENDED,
            may=leads_pilots,
            label=gettext_lazy("Suspend"),
            effect=_enter,
            needs_note=True,
        ),
        Transition(
            "resume",
            frozenset({Phase.SUSPENDED}),
            Phase.IMPLEMENTATION,
            may=leads_pilots,
            label=gettext_lazy("Resume"),
            effect=_resume,
        ),
        Transition(
            "cancel",
            LIVE | {Phase.SUSPENDED},
            Phase.CANCELLED,
            may=leads_pilots,
            label=gettext_lazy("Cancel the project"),
            effect=_enter,
            needs_note=True,
        ),
    ],
    field="phase",
    told=hearers,
)


def _submit(report, actor, note):
    """What the other side asked for is answered by submitting again."""
    settle_comments(report)
    report.submitted_at = timezone.now()


def _take_back(report, actor, note):
    report.submitted_at = None


def _send_back(report, actor, note, remarks: Sequence[Remark] = ()):
    """The note says why; remarks on single fields stand beside them in the state's form."""
    write_remarks(report, remarks, actor=actor)


def _publish(report, actor, note):
    publish_report(report, actor=actor)
    settle_comments(report)
    report.published_at = timezone.now()


REPORT = Workflow(
    "pilot-report",
    [
        Transition(
            "submit",
            frozenset({Status.DRAFT, Status.SENT_BACK}),
            Status.SUBMITTED,
            may=speaks_for_pilot,
            label=gettext_lazy("Submit"),
            effect=_submit,
        ),
        Transition(
            "take-back",
            frozenset({Status.SUBMITTED}),
            Status.DRAFT,
            may=speaks_for_pilot,
            label=gettext_lazy("Take back"),
            effect=_take_back,
        ),
        Transition(
            "send-back",
            frozenset({Status.SUBMITTED}),
            Status.SENT_BACK,
            may=leads_pilots,
            label=gettext_lazy("Send back"),
            effect=_send_back,
            needs_note=True,
        ),
        Transition(
            "publish",
            frozenset({Status.SUBMITTED}),
            Status.PUBLISHED,
            may=leads_pilots,
            label=gettext_lazy("Publish"),
            effect=_publish,
        ),
    ],
    told=hearers,
)
