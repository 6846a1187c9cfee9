"""Who speaks for a state, and from when to when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.partners.models import Client
from registry.models.countries import Country


class MandateQuerySet(models.QuerySet):
    def serving(self, on=None):
        """Those in office on the day ``on`` (today by default)."""
        on = on or timezone.localdate()
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))


class FocalPoint(models.Model):
    """A user's term of office as a state's contact; ``until`` is the last day, inclusive."""

    class Position(models.TextChoices):
        LEAD = "lead", _("lead")
        DEPUTY = "deputy", _("deputy")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates", verbose_name=_("person")
    )
    country = models.ForeignKey(Country, models.PROTECT, related_name="focal_points", verbose_name=_("state"))
    position = models.CharField(
        pgettext_lazy("office", "position"), max_length=10, choices=Position.choices, default=Position.LEAD
    )
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day in office; empty while open.")
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("national focal point")
        verbose_name_plural = _("national focal points")
        ordering = ["country", "-since"]
        indexes = [models.Index(name="focal_point_by_user", fields=["user", "since", "until"])]
        constraints = [
            models.CheckConstraint(
                name="focal_point_term_in_order",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("The term ends before it begins."),
            ),
            ExclusionConstraint(
                # Two ranges overlap per state without btree_gist: the state stands as a range of one number.
                name="focal_point_one_lead_at_a_time",
                index_type="gist",
                expressions=[
                    (
                        Func(F("country"), F("country"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (Func(F("since"), F("until"), Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(position="lead"),
                violation_error_message=_(
                    "The state has another lead focal point in these days. End that term first, or enter a deputy."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.country}"


class ClientMandate(models.Model):
    """A partner system acts for a state, from ``since`` to ``until`` inclusive, as far as its scopes reach."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="mandates", verbose_name=_("client of the API"))
    country = models.ForeignKey(Country, models.PROTECT, related_name="client_mandates", verbose_name=_("state"))
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day; empty while open."))

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate of a system")
        verbose_name_plural = _("mandates of systems")
        ordering = ["country", "-since"]
        indexes = [models.Index(name="client_mandate_by_client", fields=["client", "since", "until"])]
        constraints = [
            models.CheckConstraint(
                name="client_mandate_in_order",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("The term ends before it begins."),
            )
        ]

    def __str__(self):
        return f"{self.client} · {self.country}"

    def clean(self):
        super().clean()
        if self.country_id and self.country.is_group:
            raise ValidationError({"country": _("A group of states gives no mandate: name one of its states.")})
