"""Clients of the API: other systems, whom they work for and what they may do, and the keys they show."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Reference, Versioned


class Scope(models.TextChoices):
    """What a client may be let do, at most: beyond it no right of its account reaches."""

    PRIORITIES = "priorities:write", _("enter, change and submit priorities")
    PILOTS = "pilots:write", _("report values of pilot projects")
    REQUESTS = "requests:write", _("answer exchange requests")
    WEBHOOKS = "webhooks:write", _("register addresses for webhooks")


class ClientQuerySet(models.QuerySet):
    def in_use(self):
        """Those that the portal lets in today."""
        return self.filter(active=True).filter(Q(expires_on=None) | Q(expires_on__gte=timezone.localdate()))


class Client(Versioned):
    """Another system that uses the API with keys of its own.

    It acts through its ``account``, with which nobody can sign in: what the account may do follows from mandates and
    groups as with people, and the history names it like a person. ``expires_on`` is the last day, inclusive; ``rate``
    is in requests a minute.
    """

    name = models.CharField(_("name"), max_length=150, unique=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="client", editable=False, verbose_name=_("account")
    )
    institution = models.ForeignKey(
        Reference, models.PROTECT, related_name="+", null=True, blank=True, limit_choices_to={"kind": "institution"},
        verbose_name=_("institution"), help_text=_("Whose system it is."),
    )  # fmt: skip
    contact = models.EmailField(_("contact"), help_text=_("Where the people who run the system read mail."))
    scopes = ArrayField(
        models.CharField(max_length=40, choices=Scope.choices), default=list, blank=True, verbose_name=_("scopes"),
        help_text=_("What it may do at most; without any it only reads."),
    )  # fmt: skip
    rate = models.PositiveIntegerField(
        _("requests a minute"), default=1_200, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    active = models.BooleanField(_("active"), default=True, help_text=_("Switch off instead of deleting."))
    expires_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty while open."))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, editable=False,
        verbose_name=_("entered by"),
    )  # fmt: skip
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    objects = ClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("client of the API")
        verbose_name_plural = _("clients of the API")
        ordering = ["name"]

    def __str__(self):
        return self.name


class KeyQuerySet(models.QuerySet):
    def open(self):
        """Those that are neither over nor taken back; their clients may be."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class Key(models.Model):
    """A secret that a client shows with each request; only its SHA-256 is kept, and its beginning to know it by.

    The secret is 256 random bits, so that nobody can try out what has this digest: the slow hashes made for people's
    passwords would add nothing.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="keys", verbose_name=_("client of the API"))
    prefix = models.CharField(_("begins with"), max_length=20, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("made by")
    )
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    used_from = models.GenericIPAddressField(_("last used from"), null=True, blank=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="key_lasts",
                condition=Q(expires_at__gte=F("created_at")),
                violation_error_message=_("The key ends before it begins."),
            )
        ]

    def __str__(self):
        return f"{self.client} · {self.prefix}…"
