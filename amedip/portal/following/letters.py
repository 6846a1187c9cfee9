"""The mails to followers, made at the moment in which they are sent: of what is public then, to who follows then."""

import smtplib

from django.conf import settings

from amedip.core.mail import compose, deliver
from amedip.core.models import Job
from amedip.portal.following import links, news
from amedip.portal.following.choice import Choice, kind_names
from amedip.portal.following.wording import describe, written_passages
from amedip.portal.models import Subscription


class Undelivered(Exception):
    """The post office did not take the mail. Says what it said only by its class: the rest names the address."""


def send_question(job: Job) -> None:
    """Ask the owner of the address whether the wish is theirs; nothing if the address is erased meanwhile."""
    subscription = Subscription.objects.filter(pk=job.payload["subscription"]).first()
    if subscription is None:
        return
    wish = links.Wish.unpacked(job.payload["wish"])
    context = {
        "link": links.confirm_link(subscription, wish),
        "days": links.VALID_FOR.days,
        "wish": describe(wish),
        "known": subscription.confirmed_at is not None,
    }
    _send(job, subscription, "follow_confirm", context, wish.language)


def send_news(job: Job) -> None:
    """Tell a follower of those objects of the job that are public at this moment and belong to the choice of today."""
    subscription = Subscription.objects.confirmed().filter(pk=job.payload["subscription"]).first()
    if subscription is None:
        return
    choice, kinds = Choice.of(subscription), kind_names()
    told = [
        {"news": one, "kind": kinds[one.reference.kind], "summary": written_passages(one.passages)}
        for one in news.of_references(job.payload["references"])
        if choice.takes(one.reference.kind, one.state, one.themes)
    ]
    if not told:
        return
    pages = f"{settings.SITE_URL}/{subscription.language}/"
    stop = links.stop_link(subscription)
    context = {
        "told": told,
        "more": job.payload["more"],
        "pages": pages,
        "mine": links.own_link(subscription),
        "stop": stop,
    }
    # RFC 8058: a mail program's own button ends the subscription.
    one_click = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    _send(job, subscription, "news", context, subscription.language, one_click)


def _send(job, subscription, template, context, language, headers=None):
    subject, body = compose(template, context, language=language)
    try:
        deliver(job, to=subscription.email, subject=subject, body=body, headers=headers)
    except smtplib.SMTPException as error:
        raise Undelivered(type(error).__name__) from None
