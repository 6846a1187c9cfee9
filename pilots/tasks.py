"""What the worker does for pilots: daily it reminds of what is due and clears the shelf; and it takes IATI files."""

from celery import shared_task

from amedip.core import jobs
from pilots import reminders
from pilots.actions import IATI, clear_old_report_work, do_with_iati
from pilots.shelf import SHELF


@shared_task(ignore_result=True)
def remind_of_dues() -> None:
    """Remind focal points of milestones, values and reports that are due."""
    reminders.remind_of_dues()


@shared_task(ignore_result=True)
def clear_away() -> None:
    """Take away files that were stored for a write which came to nothing, and reports that nobody came back for."""
    SHELF.clear()
    clear_old_report_work(actor=None)


@jobs.handler(IATI)
def do_with_an_iati_file(job) -> dict:
    """Compare an IATI file with the portal, or write what was confirmed of it."""
    return do_with_iati(job)
