"""What the worker does for the Registry once a day; each task does only what is due and not done yet."""

from celery import shared_task

from registry import actions, reminders


@shared_task(ignore_result=True)
def open_rounds() -> None:
    """Tell focal points of the consultations that are open to their states."""
    actions.open_rounds(actor=None)


@shared_task(ignore_result=True)
def remind_of_rounds() -> None:
    """Remind those whose states have not said that their entries are complete."""
    reminders.remind_of_rounds()


@shared_task(ignore_result=True)
def ask_whether_true() -> None:
    """Ask which published priorities still stand a year after they were last confirmed."""
    reminders.ask_whether_true()
