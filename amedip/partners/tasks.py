"""What the worker does for partner systems."""

from celery import shared_task

from amedip.core import limits
from amedip.partners import actions


@shared_task(ignore_result=True)
def clear_away() -> None:
    """Forget answers and allowances whose time is over."""
    actions.clear_away(actor=None)
    limits.clear_away(actor=None)
