"""Expert exchange: what states ask for, what they offer, and what comes of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core import languages
from amedip.core.models import Numbering, Record, has_text
from amedip.core.nested import array_of
from registry.models import Country, Practice, Priority, Theme


def _themes():
    return models.Prefetch("themes", Theme.objects.select_related("reference"))


def _theme_rows(model):
    links = model._meta.get_field("theme_links")
    names = {f"name_{code}": f"theme__name_{code}" for code in languages.CODES}
    rows = links.related_model.objects.filter(**{links.field.name: OuterRef("pk")})
    return array_of(rows, ref="theme__reference__ref", **names)


class ListingQuerySet(models.QuerySet):
    """What requests and offers have in common when they are listed."""

    def public(self):
        """Those that anyone may read."""
        return self.filter(status__in=self.model.PUBLIC_STATES)

    def for_listing(self):
        """With what a row shows, in a fixed number of queries."""
        return self.select_related("reference", "country__reference").prefetch_related(_themes())

    def for_rows(self):
        """The same in one query, ``theme_rows`` as plain rows."""
        return self.select_related("reference", "country__reference").annotate(theme_rows=_theme_rows(self.model))


class ExchangeRequest(Record):
    """A state asks for expertise. Reference ``R-2026-001``."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", pgettext_lazy("exchange request", "submitted")
        MATCHED = "matched", _("matched")
        CLOSED = "closed", pgettext_lazy("exchange request", "closed")
        WITHDRAWN = "withdrawn", pgettext_lazy("exchange request", "withdrawn")

    KIND = "exchange-request"
    ADDRESS = "exchanges/#{ref}"
    PUBLIC_STATES = (Status.SUBMITTED, Status.MATCHED, Status.CLOSED)

    country = models.ForeignKey(Country, models.PROTECT, related_name="exchange_requests", verbose_name=_("state"))
    priority = models.ForeignKey(
        Priority, models.PROTECT, related_name="exchange_requests", null=True, blank=True, verbose_name=_("priority")
    )
    themes = models.ManyToManyField(
        Theme, through="RequestTheme", related_name="exchange_requests", verbose_name=_("themes")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    wanted_from = models.DateField(_("wanted from"), null=True, blank=True)
    wanted_until = models.DateField(_("wanted until"), null=True, blank=True)

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


class Offer(Record):
    """A state offers expertise, from one of its practices. Reference ``O-2026-001``."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", pgettext_lazy("offer", "open")
        CLOSED = "closed", pgettext_lazy("offer", "closed")

    KIND = "offer"
    ADDRESS = "exchanges/#{ref}"
    PUBLIC_STATES = (Status.OPEN, Status.CLOSED)

    country = models.ForeignKey(Country, models.PROTECT, related_name="offers", verbose_name=_("state"))
    practice = models.ForeignKey(
        Practice, models.PROTECT, related_name="offers", null=True, blank=True, verbose_name=_("practice")
    )
    themes = models.ManyToManyField(Theme, through="OfferTheme", related_name="offers", verbose_name=_("themes"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    capacity = models.PositiveSmallIntegerField(
        _("exchanges a year"), default=1, help_text=_("How many exchanges the state can give in a year.")
    )

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
            )
        ]

    def numbering(self):
        return Numbering(f"O-{timezone.localdate().year}", width=3)

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


class ExchangeQuerySet(models.QuerySet):
    def public(self):
        """Those that anyone may read."""
        return self.filter(status__in=Exchange.PUBLIC_STATES)

    def for_listing(self):
        """With what a row shows, in a fixed number of queries."""
        partners = ExchangePartner.objects.select_related("country__reference")
        return self.select_related("reference", "host__reference").prefetch_related(
            _themes(), models.Prefetch("partners", partners)
        )

    def for_rows(self):
        """The same in one query, ``theme_rows`` and ``partner_rows`` as plain rows."""
        names = {f"name_{code}": f"country__name_{code}" for code in languages.CODES}
        partners = ExchangePartner.objects.filter(exchange=OuterRef("pk"))
        return self.select_related("reference", "host__reference").annotate(
            theme_rows=_theme_rows(self.model),
            partner_rows=array_of(partners, "part", path="country__reference__path", **names),
        )

    def for_page(self):
        """With what its own page shows."""
        evaluations = Evaluation.objects.select_related("country__reference")
        return (
            self.for_rows()
            .select_related("request__reference", "request__country", "offer__reference", "offer__country")
            .prefetch_related(models.Prefetch("evaluations", evaluations))
        )


class Exchange(Record):
    """An exchange of experts between states. Reference: its number, ``12``. ``end`` is the last day, inclusive."""

    class Status(models.TextChoices):
        PREPARED = "prepared", _("in preparation")
        AGREED = "agreed", _("agreed")
        HELD = "held", _("held")
        EVALUATED = "evaluated", _("evaluated")
        CANCELLED = "cancelled", _("cancelled")

    KIND = "exchange"
    ADDRESS = "exchanges/{ref}/"
    PUBLIC_STATES = (Status.AGREED, Status.HELD, Status.EVALUATED)

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
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)

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
                condition=~Q(status__in=["agreed", "held", "evaluated"]) | Q(host__isnull=False),
                violation_error_message=_("An agreed exchange has a host state."),
            ),
            models.CheckConstraint(
                name="exchange_days_in_order",
                condition=Q(end=None) | Q(start__isnull=False, end__gte=F("start")),
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def numbering(self):
        return Numbering("", separator="")

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


class Evaluation(models.Model):
    """What one side thought of an exchange afterwards; marks from 1 (poor) to 5 (very good)."""

    PART_OF = "exchange"

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="evaluations")
    country = models.ForeignKey(Country, models.PROTECT, related_name="evaluations", verbose_name=_("state"))
    relevance = models.PositiveSmallIntegerField(
        _("relevance"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    quality = models.PositiveSmallIntegerField(_("quality"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    follow_up = models.PositiveSmallIntegerField(
        _("follow-up"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="evaluation_is_unique",
                fields=["exchange", "country"],
                violation_error_message=_("The state has evaluated this exchange already."),
            ),
            models.CheckConstraint(
                name="evaluation_marks_from_1_to_5",
                condition=Q(relevance__range=(1, 5), quality__range=(1, 5), follow_up__range=(1, 5)),
                violation_error_message=_("Marks go from 1 to 5."),
            ),
        ]

    def __str__(self):
        return f"{self.exchange_id}: {self.country_id}"
