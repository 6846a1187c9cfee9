"""Requests: what a state asks for, and the objectives that others answer line by line."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core import languages
from amedip.core.models import Numbering, Record, has_text
from exchanges.models.nameless import Nameless
from exchanges.models.terms import ListingQuerySet, format_column, working_languages
from registry.models import Country, Priority, Theme

MOST_PEOPLE = 200


class ExchangeRequest(Nameless, Record):
    """A state asks for expertise. Reference ``R-2026-001``.

    ``wanted_from`` and ``wanted_until`` are the days possible, ``answers_due`` the last day on which invited states
    answer; all inclusive.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", pgettext_lazy("exchange request", "submitted")
        CLARIFIED = "clarified", pgettext_lazy("exchange request", "clarified")
        MATCHED = "matched", _("matched")
        CLOSED = "closed", pgettext_lazy("exchange request", "closed")
        DECLINED = "declined", pgettext_lazy("exchange request", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("exchange request", "withdrawn")

    KIND = "exchange-request"
    ADDRESS = "exchanges/requests/{ref}/"
    PUBLIC_STATES = (Status.SUBMITTED, Status.CLARIFIED, Status.MATCHED, Status.CLOSED)

    country = models.ForeignKey(Country, models.PROTECT, related_name="exchange_requests", verbose_name=_("state"))
    priority = models.ForeignKey(
        Priority, models.PROTECT, related_name="exchange_requests", null=True, blank=True, verbose_name=_("priority"),
        help_text=_("The priority of your state from which the request comes."),
    )  # fmt: skip
    themes = models.ManyToManyField(
        Theme, through="RequestTheme", related_name="exchange_requests", verbose_name=_("themes")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("The situation, and what the exchange is to change in it.")
    )
    tried = models.TextField(
        _("tried already"), blank=True, help_text=_("What your administration has tried so far, and how it went.")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    format = format_column()
    languages = working_languages()
    people = models.PositiveSmallIntegerField(
        _("number of people"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
        help_text=_("How many people of your state would take part."),
    )
    wanted_from = models.DateField(_("wanted from"), null=True, blank=True)
    wanted_until = models.DateField(_("wanted until"), null=True, blank=True)
    submitted_at = models.DateTimeField(pgettext_lazy("when", "submitted"), null=True, blank=True, editable=False)
    answers_due = models.DateField(
        _("answers due"), null=True, blank=True, help_text=_("The last day on which invited states answer.")
    )

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange request")
        verbose_name_plural = _("exchange requests")
        ordering = ["reference__ref"]
        indexes = [models.Index(name="request_by_status", fields=["status", "country"])]
        constraints = [
            models.CheckConstraint(
                name="exchange_request_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="exchange_request_days_in_order",
                condition=Q(wanted_until=None) | Q(wanted_from=None) | Q(wanted_until__gte=F("wanted_from")),
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def numbering(self):
        return Numbering(f"R-{timezone.localdate().year}", width=3)

    def exchanges_near(self):
        return self.exchanges.all() if self.pk else None

    def is_public(self):
        return self.status in self.PUBLIC_STATES

    def facets(self):
        return {"state": self.country.code, "themes": [theme.ref for theme in self.themes.all()]}


class RequestTheme(models.Model):
    """A theme of a request; the first is the main one."""

    request = models.ForeignKey(ExchangeRequest, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name=_("theme"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme of a request")
        verbose_name_plural = _("themes of a request")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="request_theme_is_unique", fields=["request", "theme"])]

    def __str__(self):
        return f"{self.request_id}: {self.theme_id}"


class RequestObjective(Nameless):
    """One thing that the state wants to come home with: a line that invited states answer."""

    PART_OF = "request"

    request = models.ForeignKey(ExchangeRequest, models.CASCADE, related_name="objectives")
    text = models.CharField(_("text"), max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("objective of a request")
        verbose_name_plural = _("objectives of a request")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="request_objective_has_text",
                condition=has_text("text"),
                violation_error_message=_("Give the text in at least one language."),
            )
        ]

    def exchanges_near(self):
        return self.request.exchanges.all() if self.request_id else None

    def __str__(self):
        return languages.text_of(self, "text")
