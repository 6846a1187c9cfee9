"""How addresses come to be told, and what is done with them: registered, changed, given new secrets, tried out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import jobs, stamp
from amedip.core.deeds import deed
from amedip.core.mail import queue_mail
from amedip.core.models import Change
from amedip.core.records import Stale, renew
from amedip.core.rules import require
from amedip.core.sealing import seal
from amedip.partners.actions.deliveries import drop, make_deliveries, requeue
from amedip.partners.hooks import events, signing
from amedip.partners.hooks.addresses import Refused, Resolver, addresses_of, policy_of_settings, read_address
from amedip.partners.models import Client, Delivery, Webhook, WebhookSecret
from amedip.partners.rules import may_keep_webhook

DELIVER = "webhooks.deliver"
PURPOSE = "webhook"
OVERLAP = timedelta(hours=24)
MOST_SECRETS = 5  # of a webhook at once
MOST_OF_A_CLIENT = 20
MOST_REPLAYED = 10_000


@dataclass(frozen=True)
class Registered:
    """A webhook with a secret just made; ``secret`` is the only place where it can be read."""

    webhook: Webhook
    secret: str


def checked_address(url: str, resolve: Resolver | None = None) -> str:
    """The address written plainly; raises ``ValidationError`` if it, or what its name leads to, lies inside."""
    try:
        target = read_address(url, policy_of_settings())
        addresses_of(target, resolve)
    except Refused as refusal:
        raise ValidationError(str(refusal.reason), "address") from refusal
    return target.url


def register_webhook(
    name: str,
    url: str,
    *,
    actor,
    events: Iterable[str] = (),
    client: Client | None = None,
    resolve: Resolver | None = None,
) -> Registered:
    """Let the address be told from now on of ``events`` (all, if none are named); it belongs to ``client`` or to staff.

    Raises ``PermissionDenied``, or ``ValidationError`` keyed by column for an address that leads inside, an event that
    does not exist, or one webhook too many; nothing is written then.
    """
    webhook = Webhook(name=name.strip(), url=url.strip(), events=sorted(set(events)), client=client, created_by=actor)
    require(may_keep_webhook(actor, webhook))
    _examine(webhook)
    webhook.url = _outside(webhook.url, resolve)
    with deed("webhook.register", actor=actor, why=_why(webhook)):
        if client is not None:
            _leave_room(client)
        webhook.number = stamp.current()
        webhook.save()
        secret = _new_secret(webhook)
    return Registered(webhook, secret)


def change_webhook(
    webhook: Webhook, *, actor, expected: int | None = None, resolve: Resolver | None = None, **columns
) -> Webhook:
    """Write ``columns`` of name, url, events and active, and return the webhook.

    Switched on again it is told from now on; what it missed can be replayed. What waits begins anew then, and at
    another address. Raises as ``register_webhook``, and ``Stale`` if it is not in the ``expected`` version.
    """
    require(may_keep_webhook(actor, webhook))
    if "url" in columns and not Webhook.objects.filter(pk=webhook.pk, url=columns["url"].strip()).exists():
        # Before the row is locked: the worker waits for locks, and names can be slow to be found.
        columns["url"] = _outside(columns["url"].strip(), resolve)
    with transaction.atomic():
        webhook = _locked(webhook, actor, expected)
        switched = "active" in columns and columns.pop("active") != webhook.active
        moved = columns.get("url", webhook.url).strip() != webhook.url
        for name, value in columns.items():
            setattr(webhook, name, value.strip() if isinstance(value, str) else sorted(set(value)))
        _examine(webhook)
        with deed("webhook.edit", actor=actor, why=_why(webhook)):
            if switched and webhook.active:
                _turn_off(webhook, Webhook.Off.PERSON)
            elif switched:
                webhook.active, webhook.off_because, webhook.off_at = True, "", None
                webhook.number = stamp.current()
            if moved or switched:
                webhook.slow, webhook.rests_until = 0, None
            webhook.save()
            renew(webhook)
            if webhook.active and (moved or switched):
                # Else the first attempt might be the last of those that failed before, or a day away.
                requeue(webhook.deliveries.filter(state=Delivery.State.WAITING))
    return webhook


def switch_off(webhook: Webhook, because: str) -> None:
    """Tell the address no more, and tell the people who run it; the portal's own deed."""
    with transaction.atomic():
        rows = Webhook.objects.select_for_update(of=("self",)).select_related("client__account")
        webhook = rows.filter(pk=webhook.pk, active=True).first()
        if webhook is None:
            return  # somebody switched it off, or took it away, meanwhile
        with deed("webhook.switch-off", actor=None, why=_why(webhook)):
            _turn_off(webhook, because)
            webhook.save()
            renew(webhook)
            for address, language in _people_of(webhook).items():
                queue_mail(
                    "webhook_off",
                    address,
                    {"webhook": webhook, "host": urlsplit(webhook.url).netloc, "gone": because == Webhook.Off.GONE},
                    actor=None,
                    language=language,
                    key=f"webhook-off:{webhook.pk}:{webhook.version}:{address}"[:200],
                )


def rotate_secret(webhook: Webhook, *, actor, overlap: timedelta = OVERLAP, expected: int | None = None) -> Registered:
    """Make a new secret; messages bear signatures with it and, until ``overlap`` is over, with the one before.

    Made twice in a row, by a page loaded again, it must not end the secret that the receiver still has.
    """
    with transaction.atomic():
        webhook = _locked(webhook, actor, expected)
        with deed("webhook.rotate", actor=actor, why=_why(webhook)):
            now = timezone.now()
            webhook.secrets.filter(ends_at=None).update(ends_at=now + overlap)
            in_force = webhook.secrets.filter(ends_at__gt=now).values_list("pk", flat=True)
            webhook.secrets.filter(pk__in=list(in_force[MOST_SECRETS - 1 :])).update(ends_at=now)
            secret = _new_secret(webhook)
            renew(webhook)
    return Registered(webhook, secret)


def remove_webhook(webhook: Webhook, *, actor, expected: int | None = None) -> None:
    """Take it away with its log."""
    with transaction.atomic():
        webhook = _locked(webhook, actor, expected)
        with deed("webhook.delete", actor=actor, why=_why(webhook)):
            drop(webhook.deliveries.all())
            webhook.delete()


def ping_webhook(webhook: Webhook, *, actor) -> Delivery:
    """Queue a message that says nothing, to see whether it arrives; one at a time."""
    require(may_keep_webhook(actor, webhook))
    _must_be_on(webhook)
    if webhook.deliveries.filter(type=events.PING, state=Delivery.State.WAITING).exists():
        raise ValidationError(_("A test message is on its way already. Wait for what comes of it."), "state")
    now = timezone.now()
    with deed("webhook.ping", actor=actor, why=_why(webhook)):
        delivery = Delivery.objects.create(webhook=webhook, type=events.PING, happened_at=now, due_at=now, began_at=now)
        jobs.enqueue(DELIVER, {}, actor=actor)
    return delivery


def replay_delivery(delivery: Delivery, *, actor) -> Delivery:
    """Send one message again, under the same name, whatever became of it."""
    webhook = delivery.webhook
    require(may_keep_webhook(actor, webhook))
    _must_be_on(webhook)
    with deed("webhook.replay", actor=actor, why=f"{_why(webhook)}: {delivery.name}"):
        requeue(Delivery.objects.filter(pk=delivery.pk))
        jobs.enqueue(DELIVER, {}, actor=actor)
    delivery.refresh_from_db()
    return delivery


def replay_span(webhook: Webhook, since: datetime, until: datetime, *, actor) -> int:
    """Send again what was published from ``since`` to ``until`` inclusive, and what of it was never sent; how many."""
    require(may_keep_webhook(actor, webhook))
    _must_be_on(webhook)
    if since > until:
        raise ValidationError({"until": _("The span ends before it begins.")})
    if Change.objects.filter(at__range=(since, until)).count() > MOST_REPLAYED:
        reason = _("That is more than %(count)d changes. Choose a shorter span, or follow the feed of changes.")
        raise ValidationError({"since": ValidationError(reason, "out-of-range", {"count": MOST_REPLAYED})})
    with deed("webhook.replay", actor=actor, why=f"{_why(webhook)}: {since:%Y-%m-%d %H:%M}–{until:%Y-%m-%d %H:%M}"):
        number = stamp.current()
        count = requeue(webhook.deliveries.filter(happened_at__range=(since, until)).exclude(change=None))
        count += make_deliveries(webhook, at__range=(since, until), number__lte=min(number, webhook.number))
        jobs.enqueue(DELIVER, {}, actor=actor)
    return count


def _locked(webhook: Webhook, actor, expected: int | None) -> Webhook:
    rows = Webhook.objects.select_for_update(of=("self",)).select_related("client__account")
    webhook = rows.get(pk=webhook.pk)
    if expected is not None and webhook.version != expected:
        raise Stale(webhook)
    require(may_keep_webhook(actor, webhook))
    return webhook


def _examine(webhook: Webhook) -> None:
    """Raise ``ValidationError`` for what cannot be, whatever its address leads to."""
    webhook.full_clean(exclude=["created_by"])
    unknown = set(webhook.events) - events.event_types()
    if unknown:
        told = {"events": ", ".join(sorted(unknown))[:200]}
        raise ValidationError({"events": ValidationError(_("There is no event “%(events)s”."), "unknown-value", told)})


def _outside(url: str, resolve: Resolver | None) -> str:
    """``checked_address``, whose refusal names its column."""
    try:
        return checked_address(url, resolve)
    except ValidationError as error:
        raise ValidationError({"url": error}) from error


def _leave_room(client: Client) -> None:
    Client.objects.select_for_update().get(pk=client.pk)
    if client.webhooks.count() >= MOST_OF_A_CLIENT:
        told = {"count": MOST_OF_A_CLIENT}
        raise ValidationError(
            _("A client has %(count)d webhooks at most. Delete one that is not needed."), "most", told
        )


def _new_secret(webhook: Webhook) -> str:
    secret = signing.new_secret()
    WebhookSecret.objects.create(webhook=webhook, sealed=seal(secret, PURPOSE))
    return secret


def _turn_off(webhook: Webhook, because: str) -> None:
    webhook.active, webhook.off_because, webhook.off_at = False, because, timezone.now()


def _must_be_on(webhook: Webhook) -> None:
    if not webhook.active:
        raise ValidationError(_("This webhook is switched off. Switch it on first."), "state")


def _people_of(webhook: Webhook) -> dict[str, str]:
    """Mail addresses of who runs the address and of who entered it, each with its language."""
    people = {}
    if webhook.client:
        people[webhook.client.contact] = webhook.client.account.language
    for person in (webhook.created_by, webhook.client and webhook.client.created_by):
        if person and person.is_active and not person.is_system:
            people[person.email] = person.language
    return people or {settings.CONTACT_EMAIL: settings.LANGUAGE_CODE}


def _why(webhook: Webhook) -> str:
    """What the history names: no address, for its path may be a secret of the receiver's."""
    return f"{webhook.name} ({urlsplit(webhook.url).netloc})"
