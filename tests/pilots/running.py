"""A pilot that runs, with something due, and reports on it."""

import datetime
from decimal import Decimal

from django.utils import timezone

from amedip.core.records import write_record
from pilots.actions import Said, save_report
from pilots.models import Indicator, Milestone, Period, Report, Result, quarter_of
from pilots.workflow import REPORT
from tests.factories import PilotFactory

NEWS = {"fr": {"title": "La première tournée est finie", "text": "Trois villes en quatre jours."}}


def part(row, pilot, **texts):
    """A part of the pilot with English texts."""
    row.pilot = pilot
    return write_record(row, actor=None, texts={"en": texts}, part_of=pilot)


def running(**columns):
    """A pilot in its implementation with one milestone and one value due; reports are asked for this quarter on."""
    today = timezone.localdate()
    pilot = PilotFactory(**({"phase": "implementation", "reports_from": today} | columns))
    pilot.step = part(Milestone(due=today - datetime.timedelta(days=1)), pilot, title="The team is there")
    result = part(Result(), pilot, title="Questions are answered")
    indicator = part(Indicator(result=result, baseline=0), pilot, title="Persons advised", unit="persons")
    days = {"start": today - datetime.timedelta(days=200), "end": today - datetime.timedelta(days=29)}
    pilot.span = part(Period(indicator=indicator, target=10, **days), pilot)
    return pilot


def begun(pilot, *, actor=None, texts=NEWS, **said) -> Report:
    """A report for the present quarter; without more it tells of the milestone and of the value."""
    today = timezone.localdate()
    said = said or {
        "milestones": {pilot.step.pk: Said({"done": today}, {"fr": {"note": "Un peu tard."}})},
        "values": {pilot.span.pk: Said({"actual": Decimal("7.5"), "measured_on": today})},
    }
    return save_report(Report(pilot=pilot, quarter=quarter_of(today)), actor=actor, texts=texts, **said)


def submitted(pilot, **more) -> Report:
    return REPORT.move(begun(pilot, **more), "submit", actor=None)
