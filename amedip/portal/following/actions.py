"""What becomes of a subscription: asked for, confirmed by its owner, changed, erased.

The deeds of readers are on no record: whoever unsubscribes leaves nothing behind.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from amedip.core import jobs, stamp
from amedip.portal.following.links import VALID_FOR, LinkOver, Wish, read_confirm, read_own
from amedip.portal.models import Subscription

ASK, TELL = "following.ask", "following.tell"


@transaction.atomic
def ask_to_follow(email: str, wish: Wish) -> None:
    """Note that somebody gave this address and queue the mail by which its owner can confirm the wish.

    For an address that is known already the same is done and nothing changes until its owner confirms.
    """
    now = timezone.now()
    # Of many at once one makes the row; the others wait at the unique address and find it.
    subscription, created = Subscription.objects.get_or_create(
        email=email.strip().lower(), defaults={"language": wish.language, "asked_at": now}
    )
    if not created:
        Subscription.objects.filter(pk=subscription.pk).update(asked_at=now)
    # No address in the job: it is read when the mail is sent, and by then may be erased.
    jobs.enqueue(ASK, {"subscription": subscription.pk, "wish": wish.packed()}, actor=None, language=wish.language)


def find_asked(token: str) -> tuple[Subscription, Wish]:
    """The subscription that the link of a mail confirms, and what it would become; raises ``LinkOver``."""
    key, wish = read_confirm(token)
    return _find(Subscription.objects.all(), key), wish


@transaction.atomic
def confirm_subscription(token: str) -> Subscription:
    """Make the subscription what its owner asked for; again, it is the same. Raises ``LinkOver``."""
    key, wish = read_confirm(token)
    subscription = _find(Subscription.objects.select_for_update(), key)
    if subscription.confirmed_at is None:
        # What was public before is no news.
        subscription.confirmed_at = subscription.told_at = timezone.now()
        subscription.told = stamp.current()
    return _write(subscription, wish)


def find_own(token: str) -> Subscription:
    """The confirmed subscription that its owner's link opens; raises ``LinkOver``."""
    return _find(Subscription.objects.confirmed(), read_own(token))


@transaction.atomic
def change_subscription(token: str, wish: Wish) -> Subscription:
    """Write what the owner chose on the page behind the link; raises ``LinkOver``."""
    return _write(_find(Subscription.objects.confirmed().select_for_update(), read_own(token)), wish)


def erase_subscription(token: str) -> None:
    """Take away all that is kept of the owner of the link; once it is gone, nothing. Raises ``LinkOver``."""
    Subscription.objects.filter(key=read_own(token)).delete()


def erase_unconfirmed(now: datetime.datetime | None = None) -> int:
    """Take away the addresses that nobody confirmed while the link was good; return how many."""
    long_ago = (now or timezone.now()) - VALID_FOR
    return Subscription.objects.waiting().filter(asked_at__lt=long_ago).delete()[0]


def _find(rows, key) -> Subscription:
    subscription = rows.filter(key=key).first()
    if subscription is None:
        raise LinkOver
    return subscription


def _write(subscription: Subscription, wish: Wish) -> Subscription:
    choice = wish.choice
    subscription.states, subscription.themes, subscription.kinds = map(
        list, (choice.states, choice.themes, choice.kinds)
    )
    subscription.pace, subscription.language = wish.pace, wish.language
    subscription.save()
    return subscription
