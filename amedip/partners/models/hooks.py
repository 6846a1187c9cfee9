"""Webhooks: which addresses are told of what is published, the log of what was sent there, and what came back."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Reference, Versioned
from amedip.partners.models.clients import Client

# What the names of messages begin with.
PREFIX = "msg_"


class WebhookQuerySet(models.QuerySet):
    def in_use(self):
        """Those that are on, and whose client, if they have one, the portal lets in today."""
        return self.filter(active=True).filter(Q(client=None) | Q(client__in=Client.objects.in_use()))

    def told(self, now):
        """Those to which messages go at this moment."""
        return self.in_use().filter(Q(rests_until=None) | Q(rests_until__lte=now))


class Webhook(Versioned):
    """An address of a partner system that is told of what is published, changed, withdrawn and deleted.

    ``events`` are the types it wants; none means all, also those that come later. ``number`` is the public stamp up to
    which it was told. One that lets us wait is ``slow`` and comes after the others; one that does not answer in time is
    left in peace until ``rests_until``, longer each time.
    """

    class Off(models.TextChoices):
        PERSON = "person", _("switched off by hand")
        FAILING = "failing", _("nothing could be delivered for three days")
        GONE = "gone", _("the address answered that it wants no more (410)")

    name = models.CharField(_("name"), max_length=150, help_text=_("What you know it by: the system, or its purpose."))
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="webhooks", verbose_name=_("client of the API"),
        help_text=_("Whose it is; the client may then keep it through the API."),
    )  # fmt: skip
    url = models.CharField(
        _("address"), max_length=500,
        help_text=_("Where messages are posted, such as https://partner.example.org/hooks."),
    )  # fmt: skip
    events = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, verbose_name=_("events"),
        help_text=_("What it is told of; without any, of everything."),
    )  # fmt: skip
    active = models.BooleanField(_("active"), default=True)
    off_because = models.CharField(_("switched off because"), max_length=10, choices=Off.choices, blank=True)
    off_at = models.DateTimeField(_("switched off"), null=True, blank=True)
    number = models.BigIntegerField(default=0, editable=False)
    slow = models.PositiveSmallIntegerField(default=0, editable=False)
    rests_until = models.DateTimeField(_("is left in peace until"), null=True, blank=True, editable=False)
    delivered_at = models.DateTimeField(_("last delivered"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, editable=False,
        verbose_name=_("entered by"),
    )  # fmt: skip
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="webhook_off_has_its_reason",
                condition=Q(active=True, off_because="", off_at=None)
                | (Q(active=False, off_at__isnull=False) & ~Q(off_because="")),
                violation_error_message=_("A webhook that is switched off says why, and one that is on does not."),
            )
        ]

    def __str__(self):
        return self.name


class WebhookSecret(models.Model):
    """What messages are signed with, encrypted; one that another followed signs until ``ends_at`` too."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="secrets", verbose_name=_("webhook"))
    sealed = models.TextField()
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    ends_at = models.DateTimeField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("secret of a webhook")
        verbose_name_plural = _("secrets of webhooks")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="webhook_has_one_newest_secret", fields=["webhook"], condition=Q(ends_at=None))
        ]

    def __str__(self):
        return f"{self.webhook_id}: {self.created_at:%Y-%m-%d}"


class DeliveryQuerySet(models.QuerySet):
    def due(self, now):
        """Those to be sent now, unless a living worker has them in hand."""
        return self.filter(state=Delivery.State.WAITING, due_at__lte=now).filter(
            Q(lease_until=None) | Q(lease_until__lt=now)
        )


class Delivery(models.Model):
    """One message to one webhook: what became of a ``reference`` and when, or a test, which has none.

    ``change`` is the key of the row of the change feed that told of it; the feed may forget that row before the log.
    ``message`` is its name for the receiver and stays through all attempts and replays. ``began_at`` is when the first
    attempt of the present row of attempts was due; ``tries`` counts them.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("given up")

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    message = models.UUIDField(_("message"), default=uuid.uuid4, unique=True, editable=False)
    change = models.BigIntegerField(null=True, blank=True, editable=False)
    reference = models.ForeignKey(
        Reference, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("about")
    )
    happened_at = models.DateTimeField(_("happened"))
    type = models.CharField(_("event"), max_length=80)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("attempt due"))
    began_at = models.DateTimeField(_("begun"))
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    ended_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="delivery_due", fields=["webhook", "due_at", "id"], condition=Q(state="waiting")),
            models.Index(name="delivery_by_webhook", fields=["webhook", "-id"]),
            models.Index(name="delivery_over", fields=["ended_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="delivery_is_made_once",
                fields=["webhook", "change"],
                violation_error_message=_("This webhook has the message already; let it be sent again."),
            ),
            models.CheckConstraint(
                name="delivery_over_has_its_time",
                condition=Q(state="waiting", ended_at=None) | (~Q(state="waiting") & Q(ended_at__isnull=False)),
                violation_error_message=_("What is over says when it ended."),
            ),
        ]

    def __str__(self):
        return f"{self.type} · {self.name}"

    @property
    def name(self) -> str:
        """The message's name for its receiver, the same in all attempts."""
        return f"{PREFIX}{self.message.hex}"


class Outcome(models.TextChoices):
    """What became of an attempt."""

    DELIVERED = "delivered", _("delivered")
    STATUS = "status", _("answered with another status than 2xx")
    REFUSED = "refused", _("the address leads into a closed network")
    NAME = "name", _("the name is not known")
    CONNECTION = "connection", _("no connection")
    TLS = "tls", _("the certificate is not valid")
    TIMEOUT = "timeout", _("no answer in time")
    PROTOCOL = "protocol", _("the answer is not HTTP")
    SECRET = "secret", _("the secret cannot be read")
    FAULT = "fault", _("a fault of the portal’s own")


class Attempt(models.Model):
    """One try to deliver: what came back, after how many milliseconds, and the first kilobyte of what it said."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts", verbose_name=_("delivery"))
    at = models.DateTimeField(_("when"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), default=0)
    excerpt = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="attempt_delivered_by_its_status",
                condition=~Q(outcome="delivered") | Q(status__range=(200, 299)),
                violation_error_message=_("Only an answer of 2xx says that a message has arrived."),
            )
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} · {self.get_outcome_display()}"
