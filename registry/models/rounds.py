"""National consultations: dated collections of priorities."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Record, has_text
from registry.models.countries import Country

PRECISIONS = [("day", _("to the day")), ("month", _("to the month")), ("year", _("to the year"))]


class ConsultationRoundQuerySet(models.QuerySet):
    def running(self, on=None):
        """Those that states work on on the day ``on`` (today by default): begun, not closed, their days known."""
        on = on or timezone.localdate()
        return self.filter(opens_precision="day", opens__lte=on, closes__gte=on, closed_at=None)

    def unclosed(self, since):
        """Those begun and not closed whose last day is ``since`` or later, so that late entries still come in."""
        return self.filter(opens_precision="day", opens__lte=timezone.localdate(), closes__gte=since, closed_at=None)


class ConsultationRound(Record):
    """A consultation of the states; ``closes`` is the last day, inclusive. Reference ``consultation-2011``.

    ``opens_precision`` says how much of ``opens`` is known: for "month" its day means nothing. ``closed_at`` is when
    staff closed it, which makes its edition.
    """

    KIND = "round"
    ADDRESS = "registry/?round={ref}"
    SEARCHED = ("instructions",)

    title = models.CharField(_("title"), max_length=200, blank=True)
    instructions = models.TextField(_("instructions"), blank=True)
    opens = models.DateField(_("opens"))
    opens_precision = models.CharField(_("date known"), max_length=5, choices=PRECISIONS, default="day")
    closes = models.DateField(_("closes"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    states = models.ManyToManyField(
        Country, through="RoundState", related_name="rounds", verbose_name=_("states invited")
    )

    objects = ConsultationRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("national consultation")
        verbose_name_plural = _("national consultations")
        ordering = ["-opens", "pk"]
        constraints = [
            models.CheckConstraint(
                name="round_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="round_days_in_order",
                condition=Q(closes=None) | Q(closes__gte=F("opens")),
                violation_error_message=_("The consultation closes before it opens."),
            ),
        ]

    def facets(self):
        return {"state": "", "themes": [], "year": self.opens.year}


class RoundState(models.Model):
    """A state invited to a consultation; ``completed_at`` is when it said that its entries are complete."""

    round = models.ForeignKey(ConsultationRound, models.CASCADE, related_name="invited")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("state"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    completed_at = models.DateTimeField(_("entries complete"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("state invited")
        verbose_name_plural = _("states invited")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="round_state_is_unique",
                fields=["round", "country"],
                violation_error_message=_("The state is invited already."),
            )
        ]

    def __str__(self):
        return f"{self.round_id}: {self.country_id}"
