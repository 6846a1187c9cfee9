"""What the worker does for the expert exchanges once a day: reminds, asks what became of them, and forgets people."""

from celery import shared_task

from exchanges import actions, reminders


@shared_task(ignore_result=True)
def remind() -> None:
    """Remind of answers, reports and evaluations that are due."""
    reminders.remind_of_answers()
    reminders.remind_of_afterwards()


@shared_task(ignore_result=True)
def ask_follow_ups() -> None:
    """Ask both sides what became of exchanges that ended six months ago."""
    actions.ask_follow_ups(actor=None)


@shared_task(ignore_result=True)
def forget_people() -> None:
    """Erase the people of exchanges that ended two years ago."""
    actions.forget_people(actor=None)
