"""What is due of a pilot, and what the portal reminds of: each stage once."""

import datetime

import pytest

from amedip.core.models import Job
from pilots.due import AHEAD, GRACE, dues_of, may_be_reported, quarters_asked
from pilots.models import Milestone, PilotProject, Report, end_of_quarter, quarter_named, quarter_of, span_of
from pilots.reminders import remind_of_dues
from pilots.workflow import REPORT
from tests.factories import FocalPointFactory, PilotFactory
from tests.pilots.running import begun, part, running, submitted

DAY = datetime.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("day", "first", "last", "span"),
    [
        ("2026-01-01", "2026-01-01", "2026-03-31", "2026-Q1"),
        ("2028-02-29", "2028-01-01", "2028-03-31", "2028-Q1"),
        ("2026-06-30", "2026-04-01", "2026-06-30", "2026-Q2"),
        ("2026-12-31", "2026-10-01", "2026-12-31", "2026-Q4"),
    ],
)
def test_quarter_when_a_day_lies_in_it_then_its_bounds_and_name(day, first, last, span):
    quarter = quarter_of(datetime.date.fromisoformat(day))

    assert (quarter.isoformat(), end_of_quarter(quarter).isoformat(), span_of(quarter)) == (first, last, span)
    assert quarter_named(span) == quarter


@pytest.mark.parametrize("span", ["2026-Q5", "2026-Q0", "26-Q1", "2026-q1", "2026-Q1 ", "٢٠٢٦-Q1", ""])
def test_quarter_when_written_otherwise_then_none(span):
    assert quarter_named(span) is None


def test_quarters_when_reports_are_asked_then_from_that_quarter_to_the_last_that_is_over():
    pilot = PilotProject(reports_from=datetime.date(2025, 11, 20))

    assert [span_of(quarter) for quarter in quarters_asked(pilot, DAY)] == ["2025-Q4", "2026-Q1", "2026-Q2"]
    assert not list(quarters_asked(PilotProject(), DAY))


@pytest.mark.parametrize(
    ("phase", "quarter", "may"),
    [
        ("implementation", "2026-Q2", True),
        ("implementation", "2025-Q4", True),
        ("implementation", "2025-Q3", False),
        ("implementation", "2026-Q3", False),
        ("completed", "2026-Q2", False),
        ("suspended", "2026-Q2", False),
    ],
)
def test_report_when_its_quarter_is_present_or_asked_then_it_may_be_begun(phase, quarter, may):
    pilot = PilotProject(phase=phase, reports_from=datetime.date(2025, 10, 1))

    assert may_be_reported(pilot, quarter_named(quarter), DAY) is may


@pytest.mark.django_db
def test_dues_when_a_report_waits_for_review_then_what_it_tells_is_not_due_and_comes_back_with_it():
    pilot = running()
    assert [(len(due.milestones), len(due.periods)) for due in dues_of([pilot])] == [(1, 0), (0, 1)]

    report = submitted(pilot)
    assert dues_of([pilot]) == []

    REPORT.move(report, "send-back", actor=None, note="Where?")
    assert len(dues_of([pilot])) == 2


@pytest.mark.django_db
def test_dues_when_a_pilot_rests_or_nothing_is_asked_then_nothing_is_due():
    asleep, quiet = running(phase="suspended"), PilotFactory(phase="implementation")

    assert dues_of([asleep, quiet]) == []


@pytest.mark.django_db
def test_reminders_when_the_scheduler_runs_every_day_then_each_stage_once_in_the_persons_language(settings):
    settings.SITE_URL = "https://amedip.example"
    pilot = PilotFactory(phase="final", title_fr="Le guichet")
    part(Milestone(due=DAY), pilot, title="The guide is printed")
    FocalPointFactory(country=pilot.country, user__language="fr")
    example = PilotFactory(phase="final", country=pilot.country, example=True)
    part(Milestone(due=DAY), example, title="Invented")

    days = [DAY + datetime.timedelta(days=left) for left in range(-20, 30)]
    sent = {(day - DAY).days: remind_of_dues(day) for day in days}

    assert {left: number for left, number in sent.items() if number} == {-14: 1, -3: 1, 1: 1}
    mail = Job.objects.filter(kind="mail").latest("pk").payload
    assert "Le guichet" in mail["subject"]
    assert "The guide is printed" in mail["body"]
    assert f"https://amedip.example/fr/workspace/pilots/{pilot.number}/2026-Q3/" in mail["body"]


@pytest.mark.django_db
def test_reminder_when_a_quarter_is_over_then_of_its_report_until_it_is_submitted():
    pilot = PilotFactory(phase="implementation", reports_from=datetime.date(2026, 4, 1))
    FocalPointFactory(country=pilot.country)
    due = DAY + GRACE

    assert remind_of_dues(due - datetime.timedelta(days=3)) == 1
    report = Report.objects.get(pk=begun_for(pilot).pk)
    assert remind_of_dues(due) == 0
    REPORT.move(report, "submit", actor=None)

    assert remind_of_dues(due + datetime.timedelta(days=1)) == 0
    assert dues_of([pilot], due + AHEAD) == []
    assert dues_of([pilot], DAY.replace(month=9))[0].quarter == datetime.date(2026, 7, 1)


def begun_for(pilot):
    """The report of the second quarter, however long ago that is."""
    report = begun(pilot, milestones={}, values={})
    Report.objects.filter(pk=report.pk).update(quarter=datetime.date(2026, 4, 1))
    return report
