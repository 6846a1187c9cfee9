"""Offers: expertise that a state can give, from one of its practices."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core.models import Numbering, Record, has_text
from exchanges.models.nameless import Nameless
from exchanges.models.terms import Format, ListingQuerySet, working_languages
from registry.models import Country, Practice, Theme


class Offer(Nameless, Record):
    """A state offers expertise, from one of its practices. Reference ``O-2026-001``.

    ``capacity`` is in exchanges a year; ``available_until`` is the last day, inclusive.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", pgettext_lazy("offer", "open")
        CLOSED = "closed", pgettext_lazy("offer", "closed")

    KIND = "offer"
    ADDRESS = "exchanges/offers/{ref}/"
    PUBLIC_STATES = (Status.OPEN, Status.CLOSED)

    country = models.ForeignKey(Country, models.PROTECT, related_name="offers", verbose_name=_("state"))
    practice = models.ForeignKey(
        Practice, models.PROTECT, related_name="offers", null=True, blank=True, verbose_name=_("practice"),
        help_text=_("The practice of your state from which the offer grows."),
    )  # fmt: skip
    themes = models.ManyToManyField(Theme, through="OfferTheme", related_name="offers", verbose_name=_("themes"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    formats = ArrayField(
        models.CharField(max_length=15, choices=Format.choices), verbose_name=_("formats"), default=list, blank=True
    )
    languages = working_languages()
    capacity = models.PositiveSmallIntegerField(
        _("exchanges a year"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("How many exchanges the state can give in a year."),
    )
    available_from = models.DateField(_("available from"), null=True, blank=True)
    available_until = models.DateField(_("available until"), null=True, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of expertise")
        verbose_name_plural = _("offers of expertise")
        ordering = ["reference__ref"]
        indexes = [models.Index(name="offer_by_status", fields=["status", "country"])]
        constraints = [
            models.CheckConstraint(
                name="offer_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="offer_days_in_order",
                condition=Q(available_until=None)
                | Q(available_from=None)
                | Q(available_until__gte=F("available_from")),
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def numbering(self):
        return Numbering(f"O-{timezone.localdate().year}", width=3)

    def exchanges_near(self):
        return self.exchanges.all() if self.pk else None

    def is_public(self):
        return self.status in self.PUBLIC_STATES

    def facets(self):
        return {"state": self.country.code, "themes": [theme.ref for theme in self.themes.all()]}


class OfferTheme(models.Model):
    """A theme of an offer; the first is the main one."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name=_("theme"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme of an offer")
        verbose_name_plural = _("themes of an offer")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="offer_theme_is_unique", fields=["offer", "theme"])]

    def __str__(self):
        return f"{self.offer_id}: {self.theme_id}"
