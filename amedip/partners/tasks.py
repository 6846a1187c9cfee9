"""What the worker does for partner systems."""

from celery import shared_task
from django.utils import timezone

from amedip.core import jobs, limits
from amedip.partners import actions, delivering
from amedip.partners.actions.deliveries import KEPT_FOR


@shared_task(ignore_result=True)
def clear_away() -> None:
    """Forget answers and allowances whose time is over."""
    actions.clear_away(actor=None)
    limits.clear_away(actor=None)


@shared_task(ignore_result=True)
def deliver_webhooks() -> None:
    """Every few seconds: tell webhooks of what is new, and send what is due."""
    delivering.deliver_due()


@shared_task(ignore_result=True)
def forget_deliveries() -> None:
    """Once a day: forget messages that were over long ago, and that somebody waited for them."""
    actions.forget_deliveries(actor=None)
    jobs.forget(actions.DELIVER, timezone.now() - KEPT_FOR)


@jobs.handler(actions.DELIVER)
def deliver_now(job) -> dict:
    """Send at once what somebody waits for; should a round be running, it or the next takes that along."""
    return {"attempts": delivering.deliver_due()}
