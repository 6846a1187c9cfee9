"""What the worker does for the expert exchanges: plans seasons, and once a day reminds, asks and forgets."""

from celery import shared_task

from amedip.core import jobs
from exchanges import actions, proposals, reminders
from exchanges.season.proposing import propose


@jobs.handler(actions.SEASON)
def plan_season(job) -> dict:
    """The plan is the job's result; nothing else is written, staff decide."""
    first, last = proposals.days_of(job)
    return propose(
        first, last, examples=job.payload["examples"], advance=lambda done, total: jobs.advance(job, done, total)
    )


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
