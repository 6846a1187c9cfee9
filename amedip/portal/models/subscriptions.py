"""Who follows the portal by mail."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from amedip.core.models import LANGUAGE_CHOICES


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        """Those whose owners have said yes."""
        return self.filter(confirmed_at__isnull=False)

    def waiting(self):
        """Those that somebody asked for and nobody has confirmed yet."""
        return self.filter(confirmed_at=None)


class Subscription(models.Model):
    """An address that is told by mail of what is published or changed; the row goes when its owner unsubscribes.

    It has no history, on purpose: nothing of a reader is kept beyond the wish to be told. Empty ``states``, ``themes``
    or ``kinds`` mean all of them. ``key`` stands in the links of its mails. ``told`` is the public stamp up to which
    its owner has been told, ``told_at`` when that was looked at last. ``asked_at`` is when somebody last gave the
    address: an unconfirmed one is erased some days later.
    """

    class Pace(models.TextChoices):
        AT_ONCE = "at-once", _("as soon as something is published")
        WEEKLY = "weekly", _("once a week")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="en")
    pace = models.CharField(_("how often"), max_length=10, choices=Pace.choices, default=Pace.WEEKLY)
    states = ArrayField(models.CharField(max_length=2), verbose_name=_("states"), default=list, blank=True)
    themes = ArrayField(models.CharField(max_length=120), verbose_name=_("themes"), default=list, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), verbose_name=_("kinds"), default=list, blank=True)
    asked_at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    told = models.BigIntegerField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription by mail")
        verbose_name_plural = _("subscriptions by mail")
        indexes = [models.Index(name="subscription_to_tell", fields=["pace", "told"])]
        constraints = [
            models.CheckConstraint(
                name="subscription_address_in_small_letters",
                condition=Q(email=Lower(F("email"))),
                violation_error_message=_("Write the mail address in small letters."),
            ),
            models.CheckConstraint(
                name="subscription_confirmed_knows_what_was_told",
                condition=Q(confirmed_at=None, told=None, told_at=None)
                | Q(confirmed_at__isnull=False, told__isnull=False, told_at__isnull=False),
                violation_error_message=_("From its confirmation on a subscription knows what its owner was told."),
            ),
        ]

    def __str__(self):
        return str(self.key)
