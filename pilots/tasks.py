"""What the worker does for pilots: once a day it reminds of what is due, and clears the shelf."""

from celery import shared_task

from pilots import reminders
from pilots.shelf import SHELF


@shared_task(ignore_result=True)
def remind_of_dues() -> None:
    """Remind focal points of milestones, values and reports that are due."""
    reminders.remind_of_dues()


@shared_task(ignore_result=True)
def clear_away() -> None:
    """Take away files that were stored for a write which came to nothing."""
    SHELF.clear()
