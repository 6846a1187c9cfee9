"""What is due of a pilot, and when: milestones, values of indicators, quarterly reports. It writes nothing.

A milestone is due on its day; a value and a report are due ``GRACE`` after the last day of their period or quarter.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils import timezone

from pilots.models import (
    Milestone,
    MilestoneEntry,
    Period,
    PilotProject,
    Report,
    ValueEntry,
    end_of_quarter,
    quarter_of,
    span_of,
)

GRACE = datetime.timedelta(days=30)
# So far ahead the workspace shows what comes.
AHEAD = datetime.timedelta(days=30)
OPEN = (Report.Status.DRAFT, Report.Status.SENT_BACK)


@dataclass
class Due:
    """What a pilot owes for one ``day``; ``quarter`` is the first day of the quarter whose report is due then, if any.

    ``report`` is that report as far as it is begun.
    """

    pilot: PilotProject
    day: datetime.date
    milestones: list[Milestone] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    quarter: datetime.date | None = None
    report: Report | None = None

    @property
    def span(self) -> str:
        """The quarter whose report is due, as it is written; empty without one."""
        return span_of(self.quarter) if self.quarter else ""


def dues_of(pilots: Iterable[PilotProject], today: datetime.date | None = None) -> list[Due]:
    """What the live ones among ``pilots`` owe until ``AHEAD`` from today on, in order; four queries at most.

    What a report that waits for review, or is published, tells already is not owed any more.
    """
    today = today or timezone.localdate()
    live = {pilot.pk: pilot for pilot in pilots if pilot.phase in PilotProject.LIVE}
    if not live:
        return []
    reports = list(Report.objects.filter(pilot__in=live).select_related("reference"))
    found: dict[tuple, Due] = {}

    def on(pilot_id, day) -> Due:
        return found.setdefault((day, pilot_id), Due(live[pilot_id], day))

    waiting = {"report__status": Report.Status.SUBMITTED}
    reached = MilestoneEntry.objects.filter(milestone=OuterRef("pk"), done__isnull=False, **waiting)
    for step in Milestone.objects.filter(~Exists(reached), pilot__in=live).owed(today + AHEAD):
        on(step.pilot_id, step.due).milestones.append(step)
    told = ValueEntry.objects.filter(period=OuterRef("pk"), actual__isnull=False, **waiting)
    spans = Period.objects.filter(~Exists(told), pilot__in=live).owed(today + AHEAD - GRACE)
    for span in spans.select_related("indicator"):
        on(span.pilot_id, span.end + GRACE).periods.append(span)
    by_quarter = {(report.pilot_id, report.quarter): report for report in reports}
    for pilot in live.values():
        for quarter in quarters_asked(pilot, today + AHEAD - GRACE):
            report = by_quarter.get((pilot.pk, quarter))
            if report is None or report.status in OPEN:
                due = on(pilot.pk, end_of_quarter(quarter) + GRACE)
                due.quarter, due.report = quarter, report
    return [found[key] for key in sorted(found)]


def quarters_asked(pilot: PilotProject, until: datetime.date) -> Iterator[datetime.date]:
    """The first days of the quarters, over on the day ``until``, for which a report is asked, the earliest first."""
    if pilot.reports_from is None:
        return
    quarter = quarter_of(pilot.reports_from)
    while end_of_quarter(quarter) <= until:
        yield quarter
        quarter = end_of_quarter(quarter) + datetime.timedelta(days=1)


def may_be_reported(pilot: PilotProject, quarter: datetime.date, today: datetime.date | None = None) -> bool:
    """Can a report for the quarter be begun: is it the present one, or one over for which a report is asked?"""
    today = today or timezone.localdate()
    return pilot.phase in PilotProject.LIVE and (
        quarter == quarter_of(today) or quarter in quarters_asked(pilot, today)
    )


def milestones_for(report: Report) -> list[Milestone]:
    """The milestones that a report can tell of: those not reached yet, and those it tells of; with its ``entry``."""
    entries = {} if report._state.adding else {entry.milestone_id: entry for entry in report.milestone_entries.all()}
    found = [
        step for step in Milestone.objects.filter(pilot=report.pilot_id) if step.done is None or step.pk in entries
    ]
    for step in found:
        step.entry = entries.get(step.pk)
    return found


def periods_for(report: Report) -> list[Period]:
    """The periods that a report can tell of: begun by its quarter's end and without a value, and those it tells of.

    Each with its ``entry``, and its indicator.
    """
    entries = {} if report._state.adding else {entry.period_id: entry for entry in report.value_entries.all()}
    rows = Period.objects.filter(pilot=report.pilot_id).select_related("indicator__result")
    found = [
        span
        for span in rows.order_by("indicator__result__position", "indicator__position", "end", "pk")
        if span.pk in entries or (span.actual is None and (span.start is None or span.start <= report.ends))
    ]
    for span in found:
        span.entry = entries.get(span.pk)
    return found
