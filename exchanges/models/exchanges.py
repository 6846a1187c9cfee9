"""Exchanges: who hosts, who comes, who supports and who pays."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core import languages
from amedip.core.models import Numbering, Record, has_text
from amedip.core.nested import array_of
from exchanges.models.nameless import Nameless
from exchanges.models.offers import Offer
from exchanges.models.requests import ExchangeRequest
from exchanges.models.terms import format_column, theme_rows, themes_in_order, working_languages
from registry.models import Country, Institution, Theme


class ExchangeQuerySet(models.QuerySet):
    def public(self):
        """Those that anyone may read."""
        return self.filter(status__in=Exchange.PUBLIC_STATES)

    def for_listing(self):
        """With what a row shows, in a fixed number of queries."""
        partners = ExchangePartner.objects.select_related("country__reference")
        return self.select_related("reference", "host__reference").prefetch_related(
            themes_in_order(), models.Prefetch("partners", partners)
        )

    def for_rows(self):
        """The same in one query, ``theme_rows`` and ``partner_rows`` as plain rows."""
        names = {f"name_{code}": f"country__name_{code}" for code in languages.CODES}
        partners = ExchangePartner.objects.filter(exchange=OuterRef("pk"))
        return self.select_related("reference", "host__reference").annotate(
            theme_rows=theme_rows(self.model),
            partner_rows=array_of(partners, "part", code="country__code", path="country__reference__path", **names),
        )

    def for_page(self):
        """With what its own page shows; evaluations once they are handed in."""
        evaluations = self.model._meta.get_field("evaluations").related_model.objects
        given = evaluations.filter(handed_in_at__isnull=False).select_related("country__reference")
        return (
            self.for_rows()
            .select_related("request__reference", "request__country", "offer__reference", "offer__country")
            .prefetch_related(models.Prefetch("evaluations", given))
        )


class Exchange(Nameless, Record):
    """An exchange of experts between states. Reference: its number, ``12``. ``end`` is the last day, inclusive.

    The public reads of it from the day it is agreed; its ``outcome`` once it is published.
    """

    class Status(models.TextChoices):
        PREPARED = "prepared", _("in preparation")
        AGREED = "agreed", _("agreed")
        SCHEDULED = "scheduled", _("scheduled")
        HELD = "held", _("held")
        REPORTED = "reported", _("reported")
        EVALUATED = "evaluated", _("evaluated")
        PUBLISHED = "published", pgettext_lazy("exchange", "published")
        CANCELLED = "cancelled", _("cancelled")

    KIND = "exchange"
    ADDRESS = "exchanges/{ref}/"
    PUBLIC_STATES = (
        Status.AGREED, Status.SCHEDULED, Status.HELD, Status.REPORTED, Status.EVALUATED, Status.PUBLISHED,
    )  # fmt: skip

    request = models.ForeignKey(
        ExchangeRequest, models.PROTECT, related_name="exchanges", null=True, blank=True, verbose_name=_("request")
    )
    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="exchanges", null=True, blank=True, verbose_name=_("offer")
    )
    host = models.ForeignKey(
        Country, models.PROTECT, related_name="exchanges_hosted", null=True, blank=True, verbose_name=_("host state")
    )
    themes = models.ManyToManyField(Theme, through="ExchangeTheme", related_name="exchanges", verbose_name=_("themes"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.PREPARED)
    format = format_column()
    languages = working_languages()
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert exchange")
        verbose_name_plural = _("expert exchanges")
        ordering = ["-start", "pk"]
        indexes = [models.Index(name="exchange_by_status", fields=["status", "-start"])]
        constraints = [
            models.CheckConstraint(
                name="exchange_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="exchange_agreed_has_host",
                condition=~Q(status__in=["agreed", "scheduled", "held", "reported", "evaluated", "published"])
                | Q(host__isnull=False),
                violation_error_message=_("An agreed exchange has a host state."),
            ),
            models.CheckConstraint(
                name="exchange_scheduled_has_days",
                condition=~Q(status="scheduled") | Q(start__isnull=False, end__isnull=False),
                violation_error_message=_("A scheduled exchange has a first and a last day."),
            ),
            models.CheckConstraint(
                name="exchange_days_in_order",
                condition=Q(end=None) | Q(start__isnull=False, end__gte=F("start")),
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def numbering(self):
        return Numbering("", separator="")

    def exchanges_near(self):
        return Exchange.objects.filter(pk=self.pk) if self.pk else None

    def is_public(self):
        return self.status in self.PUBLIC_STATES

    def facets(self):
        return {
            "state": self.host.code if self.host else "",
            "themes": [theme.ref for theme in self.themes.all()],
            "year": self.start.year if self.start else None,
        }


class ExchangeTheme(models.Model):
    """A theme of an exchange; the first is the main one."""

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name=_("theme"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme of an exchange")
        verbose_name_plural = _("themes of an exchange")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="exchange_theme_is_unique", fields=["exchange", "theme"])]

    def __str__(self):
        return f"{self.exchange_id}: {self.theme_id}"


class ExchangePartner(models.Model):
    """A state that takes part beside the host: it receives, or (a Northern state) supports or pays."""

    class Part(models.TextChoices):
        RECEIVES = "receives", _("receives expertise")
        SUPPORTS = "supports", _("supports")
        PAYS = "pays", _("pays")

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="partners")
    country = models.ForeignKey(Country, models.PROTECT, related_name="exchange_parts", verbose_name=_("state"))
    part = models.CharField(_("part"), max_length=10, choices=Part.choices, default=Part.RECEIVES)

    class Meta:
        verbose_name = _("partner in an exchange")
        verbose_name_plural = _("partners in an exchange")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="exchange_partner_is_unique",
                fields=["exchange", "country", "part"],
                violation_error_message=_("The state is named in this part already."),
            )
        ]

    def __str__(self):
        return f"{self.exchange_id}: {self.country_id} {self.part}"


class ExchangeAgency(models.Model):
    """An agency or organisation that takes part beside the states: it supports, or pays."""

    class Part(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        PAYS = "pays", _("pays")

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="agencies")
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="exchange_parts", verbose_name=_("institution")
    )
    part = models.CharField(_("part"), max_length=10, choices=Part.choices, default=Part.SUPPORTS)

    class Meta:
        verbose_name = _("agency in an exchange")
        verbose_name_plural = _("agencies in an exchange")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="exchange_agency_is_unique",
                fields=["exchange", "institution", "part"],
                violation_error_message=_("The institution is named in this part already."),
            )
        ]

    def __str__(self):
        return f"{self.exchange_id}: {self.institution_id} {self.part}"


class Agreement(models.Model):
    """One side's yes to an exchange as it is prepared; a change of what was agreed takes all of them away."""

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="agreements")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("state"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("agreement to an exchange")
        verbose_name_plural = _("agreements to exchanges")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="exchange_agreement_is_unique",
                fields=["exchange", "country"],
                violation_error_message=_("The state has agreed already."),
            )
        ]

    def __str__(self):
        return f"{self.exchange_id}: {self.country_id}"


class CostLine(models.Model):
    """What one thing costs and who bears it: ``amount`` in units of ``currency`` (ISO 4217); null while unknown."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", _("travel")
        ACCOMMODATION = "accommodation", _("accommodation")
        ALLOWANCE = "allowance", _("daily allowances")
        INTERPRETATION = "interpretation", _("interpretation and translation")
        EXPERTS = "experts", _("experts’ fees")
        VENUE = "venue", _("rooms and equipment")
        OTHER = "other", pgettext_lazy("costs", "other")

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="cost_lines")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="exchange_costs", null=True, blank=True, verbose_name=_("borne by")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="exchange_costs", null=True, blank=True,
        verbose_name=_("borne by the institution"),
    )  # fmt: skip
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR",
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters, as in ISO 4217."))],
    )  # fmt: skip

    class Meta:
        verbose_name = _("cost of an exchange")
        verbose_name_plural = _("costs of an exchange")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="cost_line_is_borne_by_one",
                condition=Q(country__isnull=False, institution=None) | Q(country=None, institution__isnull=False),
                violation_error_message=_("Either a state or an institution bears the cost."),
            ),
            models.CheckConstraint(
                name="cost_line_is_positive",
                condition=Q(amount=None) | Q(amount__gt=0),
                violation_error_message=_("The amount is greater than zero."),
            ),
        ]

    def __str__(self):
        return f"{self.exchange_id}: {self.kind}"
