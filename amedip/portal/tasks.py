"""What the worker does for those who follow by mail: queue what is due, send it, erase what nobody confirmed."""

from celery import shared_task

from amedip.core import jobs
from amedip.portal.following import actions, letters, telling


@shared_task(ignore_result=True)
def tell_at_once() -> None:
    """Every few minutes: tell those who want to hear at once."""
    telling.tell_at_once()


@shared_task(ignore_result=True)
def tell_weekly() -> None:
    """Once a day: tell those whose week is over."""
    telling.tell_weekly()


@shared_task(ignore_result=True)
def erase_unconfirmed() -> None:
    """Once a day: forget the addresses that nobody confirmed."""
    actions.erase_unconfirmed()


@jobs.handler(actions.ASK)
def send_question(job) -> None:
    """Ask the owner of an address to confirm."""
    letters.send_question(job)


@jobs.handler(actions.TELL)
def send_news(job) -> None:
    """Tell one follower what was published or changed."""
    letters.send_news(job)
