"""Who is to be told what: each follower once of each change, in the order in which changes were committed."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from amedip.core import jobs, stamp
from amedip.portal.following import news
from amedip.portal.following.actions import TELL
from amedip.portal.following.choice import Choice
from amedip.portal.models import Subscription

WEEK = datetime.timedelta(days=7)
MOST = 50  # objects that one mail names
_BATCH = 500


def tell_at_once(now: datetime.datetime | None = None) -> int:
    """Queue a mail for each who wants to hear at once of what changed since they were told last; return how many."""
    return _tell(Q(pace=Subscription.Pace.AT_ONCE), now or timezone.now())


def tell_weekly(now: datetime.datetime | None = None) -> int:
    """The same for those who were last told a week ago; a day on which no scheduler ran is made up for."""
    now = now or timezone.now()
    # By the day: each mail would else come a little later than the one before.
    return _tell(Q(pace=Subscription.Pace.WEEKLY, told_at__date__lte=(now - WEEK).date()), now)


def _tell(due: Q, now: datetime.datetime) -> int:
    number = stamp.current()
    queued, last = 0, 0
    while found := _tell_batch(due, now, number, last):
        last, mails = found
        queued += mails
    return queued


@transaction.atomic
def _tell_batch(due: Q, now: datetime.datetime, number: int, last: int) -> tuple[int, int] | None:
    """Tell the next followers after the key ``last``: the last key and the number of mails, None if there is nobody."""
    # Whom another worker is telling at this moment is left to it.
    locked = Subscription.objects.select_for_update(skip_locked=True).confirmed().filter(due, told__lt=number)
    followers = list(locked.filter(pk__gt=last).order_by("pk")[:_BATCH])
    if not followers:
        return None
    since = news.between(min(follower.told for follower in followers), number)
    mails = sum(_queue(follower, since, number) for follower in followers)
    # Mail and note are one transaction: nobody is told twice, and nobody is forgotten.
    Subscription.objects.filter(pk__in=[follower.pk for follower in followers]).update(told=number, told_at=now)
    return followers[-1].pk, mails


def _queue(follower: Subscription, since: list[news.News], number: int) -> bool:
    choice = Choice.of(follower)
    told = [
        one.reference.pk
        for one in since
        if one.place[0] > follower.told and choice.takes(one.reference.kind, one.state, one.themes)
    ]
    if told:
        payload = {"subscription": follower.pk, "references": told[:MOST], "more": len(told[MOST:])}
        key = f"{TELL}:{follower.key}:{number}"
        jobs.enqueue(TELL, payload, actor=None, key=key, language=follower.language)
    return bool(told)
