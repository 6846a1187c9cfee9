"""What somebody typed into a report and has not saved: kept by the portal, or in the session that was over."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from amedip.core.unsaved import note_saved
from pilots.actions import forget_report_work
from pilots.forms import ReportForm
from pilots.models import Report, UnsavedReport

KEPT = "kept-report"  # in the session: what was typed when the session had expired


@dataclass(frozen=True)
class Typed:
    """What was typed, as it was sent; ``at`` is None for what came when the session was over."""

    sent: QueryDict
    at: datetime | None


def name_of(report: Report) -> str:
    """By which the device and the session know the form, whether the report is begun or not."""
    return _name(report.pilot.number, report.span)


def _name(number: int, span: str) -> str:
    return f"P{number}-{span}"


def keep_in_session(request, number, span) -> None:
    """Let what was sent wait until its person looks at the report again."""
    request.session[KEPT] = {"name": _name(number, span), "sent": request.POST.urlencode()}


def typed_before(request, report: Report) -> Typed | None:
    """What the person typed into the form of the report, if it is not saved."""
    session = request.session.get(KEPT)
    if session and session["name"] == name_of(report):
        return Typed(QueryDict(session["sent"]), None)
    work = UnsavedReport.objects.filter(user=request.user, pilot=report.pilot, quarter=report.quarter).first()
    if work is None or ReportForm(QueryDict(work.sent), report=report).says_what_stands():
        return None
    return Typed(QueryDict(work.sent), work.at)


def forget(request, report: Report) -> None:
    """It is saved, or thrown away: here, in the session and, when the next page is shown, on the device."""
    request.session.pop(KEPT, None)
    forget_report_work(report, actor=request.user)
    note_saved(request, [name_of(report)])
