"""How what people type into a report is kept until they save it.

Nothing here is a deed: it changes nothing that anybody else can see, and no version that others build on.
"""

from datetime import timedelta

from django.utils import timezone

from amedip.core.rules import is_portal, require
from pilots.models import Report, UnsavedReport
from pilots.rules import speaks_for_pilot

KEPT_FOR = timedelta(days=90)


def keep_report_work(report: Report, *, actor, sent: str) -> None:
    """Keep what the person typed in the form of the report, which need not be begun."""
    require(speaks_for_pilot(actor, report))
    UnsavedReport.objects.update_or_create(**_place(report, actor), defaults={"sent": sent})


def forget_report_work(report: Report, *, actor) -> None:
    """What the person typed there is saved, or thrown away."""
    UnsavedReport.objects.filter(**_place(report, actor)).delete()


def clear_old_report_work(*, actor) -> int:
    """Take away what nobody came back for; return how many rows went."""
    require(is_portal(actor))
    return UnsavedReport.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _place(report: Report, actor) -> dict:
    return {"user": actor, "pilot": report.pilot, "quarter": report.quarter}
