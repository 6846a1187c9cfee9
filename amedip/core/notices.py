"""Who hears of a deed: notices written with it, mailed at once or gathered in one mail a day.

Nobody is told twice of one deed, whoever tells: the notice is unique, and so is the key of its mail's job. What has no
``mailed_at`` goes out with the next daily mail.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import cached_property

from amedip.core import languages
from amedip.core.history import verb_of
from amedip.core.mail import queue_mail
from amedip.core.models import Deed, Job, Notice


@dataclass(frozen=True)
class Told:
    """A notice as people read it, in the language of the moment."""

    notice: Notice

    @property
    def deed(self) -> Deed:
        return self.notice.deed

    @cached_property
    def verb(self) -> str:
        return verb_of(self.deed)

    @cached_property
    def title(self) -> str:
        return languages.text_of(self.deed.reference, "title") if self.deed.reference else ""

    @property
    def link(self) -> str:
        """The page of what the deed is about, below the language."""
        return self.deed.reference.path if self.deed.reference else ""


def tell(deed: Deed, recipients: Iterable) -> list[Notice]:
    """Note for each of ``recipients`` (users), but not for who did it, that they are to hear of ``deed``.

    Returns the new notices; who has one already gets no second. Belongs into the transaction of the deed.
    """
    people = {user.pk: user for user in recipients if _reads(user) and user.pk != deed.actor_id}
    with transaction.atomic():
        Deed.objects.select_for_update(of=("self",)).get(pk=deed.pk)  # who tells of it at the same time waits
        told = set(Notice.objects.filter(deed=deed, recipient__in=people).values_list("recipient", flat=True))
        notices = Notice.objects.bulk_create(
            Notice(recipient=user, deed=deed) for key, user in sorted(people.items()) if key not in told
        )
        for notice in notices:
            if not notice.recipient.daily_digest:
                _mail("notice", notice.recipient, [notice], key=f"notice:{deed.pk}:{notice.recipient_id}")
    return notices


def _reads(user) -> bool:
    """Systems read no mail."""
    return user.is_active and not user.is_system


def send_digests() -> int:
    """Send each person what no mail has told them yet, in one mail a day; return how many mails were queued."""
    waiting = get_user_model().objects.filter(is_active=True, notices__mailed_at=None).distinct().in_bulk()
    return sum(_send_digest(person) for person in waiting.values())


@transaction.atomic
def _send_digest(person) -> bool:
    key = f"digest:{person.pk}:{timezone.localdate():%Y-%m-%d}"
    rows = Notice.objects.filter(recipient=person, mailed_at=None).select_for_update(of=("self",))
    notices = list(rows.select_related("deed__actor", "deed__reference").order_by("pk"))
    if not notices or Job.objects.filter(key=key).exists():
        return False
    _mail("digest", person, notices, key=key)
    return True


def latest_of(user, most: int = 10) -> list[Told]:
    """The last notices of a person, the newest first."""
    rows = Notice.objects.filter(recipient=user).select_related("deed__actor", "deed__reference")
    return [Told(notice) for notice in rows[:most]]


def mark_seen(user, up_to: int) -> int:
    """The person has seen the notices up to the key ``up_to``: what came after the page was opened stays new."""
    return Notice.objects.filter(recipient=user, seen_at=None, pk__lte=up_to).update(seen_at=timezone.now())


def _mail(template, person, notices, *, key):
    """Queue one mail that tells of ``notices``, and note on them that it is queued."""
    with translation.override(person.language):
        context = {
            "person": person,
            "notices": [Told(notice) for notice in notices],
        }
        queue_mail(
            template,
            person.email,
            context | {"pages": f"{settings.SITE_URL}/{person.language}/"},
            actor=None,
            language=person.language,
            key=key,
        )
    now = timezone.now()
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    for notice in notices:
        notice.mailed_at = now
