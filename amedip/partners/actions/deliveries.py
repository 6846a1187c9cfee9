"""Messages on their way: made of public changes, taken by a worker, tried again, given up, sent again."""

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from amedip.core import stamp
from amedip.core.models import Change
from amedip.core.rules import is_portal, require
from amedip.partners.hooks import events
from amedip.partners.hooks.sending import Answer
from amedip.partners.models import Attempt, Delivery, Outcome, Webhook, WebhookSecret

log = logging.getLogger(__name__)

# How long after one attempt the next follows: at 10 seconds, 1, 5 and 30 minutes, 2, 6, 12, 24, 48 and 72 hours.
DELAYS = (
    timedelta(seconds=10),
    timedelta(seconds=50),
    timedelta(minutes=4),
    timedelta(minutes=25),
    timedelta(minutes=90),
    timedelta(hours=4),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
LEASE = timedelta(seconds=60)
KEPT_FOR = timedelta(days=90)
# An address that lets us wait this long comes after all others; one that does not answer at all is left in peace, each
# time twice as long.
LINGERS = 3_000  # milliseconds
SHORTEST_REST, LONGEST_REST = timedelta(seconds=15), timedelta(minutes=10)
BATCH = 1_000


def follow_changes() -> int:
    """Make a delivery of every public change for each webhook that wants it; how many. Nothing is made twice.

    The rows of the change feed are written with the deeds they tell of, and numbered in the order of the commits
    (docs/adr/0005): what bears a number above the webhook's own is new to it, and nothing older can come later.
    """
    number = stamp.current()
    made = 0
    behind = Webhook.objects.in_use().filter(number__lt=number).values_list("pk", flat=True)
    for key in behind:
        try:
            made += _follow(key, number)
        except Exception:
            log.exception("Webhook %s could not be told of what is new.", key)  # the others are
    return made


def make_deliveries(webhook: Webhook, **span) -> int:
    """Make deliveries of the changes in ``span`` (lookups of ``Change``) that have none yet; how many."""
    kinds = events.kinds_in(webhook.events) & set(events.kinds()) if webhook.events else set(events.kinds())
    later = Change.objects.filter(reference=OuterRef("reference"), number=OuterRef("number"), pk__gt=OuterRef("pk"))
    before = Change.objects.filter(reference=OuterRef("reference"), number__lt=OuterRef("number"))
    told = Delivery.objects.filter(webhook=webhook, change=OuterRef("pk"))
    changes = (
        Change.objects.filter(
            ~Exists(later), ~Exists(told), reference__kind__in=kinds, reference__example=False, **span
        )
        .annotate(was_gone=Subquery(before.order_by("-number", "-pk").values("gone")[:1]))
        .order_by("number", "pk")
        .values_list("pk", "reference", "reference__kind", "at", "what", "was_gone")
    )
    now, made, batch = timezone.now(), 0, []
    for key, reference, kind, at, what, was_gone in changes.iterator(BATCH):
        deed = _deed_of(what, was_there=was_gone is False)
        event = deed and events.type_of(kind, deed)
        if event and (not webhook.events or event in webhook.events):
            about = {"change": key, "reference_id": reference, "happened_at": at, "type": event}
            batch.append(Delivery(webhook=webhook, due_at=now, began_at=now, **about))
        if len(batch) == BATCH:
            made += _insert(batch)
            batch = []
    return made + _insert(batch)


def requeue(deliveries: QuerySet[Delivery]) -> int:
    """Let them begin anew, now; how many. What is in hand at this moment stays in hand."""
    now = timezone.now()
    free = deliveries.filter(Q(lease_until=None) | Q(lease_until__lt=now))
    return free.update(state=Delivery.State.WAITING, tries=0, due_at=now, began_at=now, ended_at=None, lease_until=None)


def take_due(now: datetime, most: int, *, each: int, busy: dict[int, int]) -> list[Delivery]:
    """At most ``most`` deliveries to be sent now, under a lease; of a webhook at most ``each`` less those ``busy``."""
    ripe = (
        Delivery.objects.due(now)
        .filter(webhook__in=Webhook.objects.told(now))
        .annotate(
            place=Window(RowNumber(), partition_by="webhook", order_by=("due_at", "pk")),
            lingers=Q(webhook__slow__gt=0),
        )
        .filter(place__lte=each)
        .order_by("lingers", "place", "due_at")
        .values_list("pk", "webhook", "place")
    )
    keys = [key for key, webhook, place in ripe if place + busy.get(webhook, 0) <= each][:most]
    if not keys:
        return []
    with transaction.atomic():
        rows = Delivery.objects.due(now).filter(pk__in=keys).select_for_update(of=("self",), skip_locked=True)
        taken = list(rows.select_related("webhook", "reference"))
        Delivery.objects.filter(pk__in=[delivery.pk for delivery in taken]).update(lease_until=now + LEASE)
    return taken


def secrets_in_force(webhooks: Collection[int], now: datetime) -> dict[int, list[str]]:
    """The sealed secrets with which messages to these webhooks are signed, the newest first."""
    rows = WebhookSecret.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), webhook__in=webhooks)
    found: dict[int, list[str]] = {}
    for webhook, sealed in rows.order_by("-pk").values_list("webhook", "sealed"):
        found.setdefault(webhook, []).append(sealed)
    return found


@transaction.atomic
def note_attempt(delivery: Delivery, answer: Answer, now: datetime) -> str:
    """Write down what came of an attempt, and when the next is due; why the webhook must be switched off, or ``""``."""
    # The webhook first, as whoever changes it or takes it away does: else each might wait for the other.
    webhook = Webhook.objects.select_for_update(of=("self",)).filter(pk=delivery.webhook_id).first()
    if webhook is None:
        return ""  # taken away meanwhile, and the log with it
    Attempt.objects.create(
        delivery=delivery,
        at=now,
        outcome=answer.outcome,
        status=answer.status,
        milliseconds=answer.milliseconds,
        excerpt=answer.excerpt,
    )
    mine = Delivery.objects.filter(pk=delivery.pk)
    tries, lingered = delivery.tries + 1, answer.milliseconds >= LINGERS
    if answer.delivered:
        mine.update(state=Delivery.State.DELIVERED, tries=tries, ended_at=now, lease_until=None)
        slow = max(webhook.slow, 1) if lingered else 0
        Webhook.objects.filter(pk=webhook.pk).update(delivered_at=now, slow=slow, rests_until=None)
        return ""
    if answer.outcome == Outcome.TIMEOUT:
        _let_rest(webhook, now)
    elif lingered:
        Webhook.objects.filter(pk=webhook.pk, slow=0).update(slow=1)
    gone = answer.status == 410
    if gone or tries > len(DELAYS):
        mine.update(state=Delivery.State.FAILED, tries=tries, ended_at=now, lease_until=None)
        return Webhook.Off.GONE if gone else _verdict(webhook, delivery)
    wait = max(DELAYS[tries - 1], timedelta(seconds=answer.retry_after))
    mine.update(tries=tries, due_at=now + wait, lease_until=None)
    return ""


def forget_deliveries(*, actor) -> int:
    """Forget what was over long ago, and secrets that sign nothing any more; how many deliveries."""
    require(is_portal(actor))
    WebhookSecret.objects.filter(ends_at__lt=timezone.now()).delete()
    before = timezone.now() - KEPT_FOR
    # What waits for a webhook that stays switched off never ends.
    return drop(Delivery.objects.filter(Q(ended_at__lt=before) | Q(created_at__lt=before, webhook__active=False)))


def drop(deliveries: QuerySet[Delivery]) -> int:
    """Delete them with their attempts, so many at a time that memory holds them; how many.

    What somebody has in hand at this moment stays.
    """
    free = deliveries.select_for_update(of=("self",), skip_locked=True).order_by("pk").values_list("pk", flat=True)
    dropped, more = 0, True
    while more:
        with transaction.atomic():
            keys = list(free[:BATCH])
            Delivery.objects.filter(pk__in=keys).delete()
        dropped, more = dropped + len(keys), len(keys) == BATCH
    return dropped


@transaction.atomic
def _follow(key: int, number: int) -> int:
    """Make the deliveries of one webhook up to the ``number``; how many."""
    rows = Webhook.objects.select_for_update(of=("self",), skip_locked=True)
    webhook = rows.filter(pk=key, active=True, number__lt=number).first()
    if webhook is None:
        return 0
    made = make_deliveries(webhook, number__gt=webhook.number, number__lte=number)
    Webhook.objects.filter(pk=key).update(number=number)
    return made


def _deed_of(what: str, *, was_there: bool) -> str:
    if what in Change.GONE:
        return what if was_there else ""  # nobody has ever seen it
    return "changed" if was_there else "published"


def _insert(batch: Iterable[Delivery]) -> int:
    return len(Delivery.objects.bulk_create(batch, ignore_conflicts=True)) if batch else 0


def _let_rest(webhook: Webhook, now: datetime) -> None:
    if webhook.rests_until is None or webhook.rests_until <= now:  # of several that waited at once one counts
        rest = min(SHORTEST_REST * 2 ** min(webhook.slow, 10), LONGEST_REST)
        Webhook.objects.filter(pk=webhook.pk).update(slow=F("slow") + 1, rests_until=now + rest)


def _verdict(webhook: Webhook, delivery: Delivery) -> str:
    """Given up for good, unless something else got through meanwhile: then it was this message."""
    got_through = webhook.delivered_at is not None and webhook.delivered_at >= delivery.began_at
    return "" if got_through else Webhook.Off.FAILING
