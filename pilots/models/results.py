"""What a pilot achieves: results, the indicators that measure them, and their values period by period."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import has_text
from pilots.models.projects import PilotProject


class Result(models.Model):
    """Something that a pilot is to bring about, measured by indicators."""

    class Kind(models.TextChoices):
        """The codes are those of IATI's list ResultType."""

        OUTPUT = "1", _("output")
        OUTCOME = "2", _("outcome")
        IMPACT = "3", _("impact")
        OTHER = "9", _("other result")

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="results")
    kind = models.CharField(_("kind"), max_length=1, choices=Kind.choices, default=Kind.OUTPUT)
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="result_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            )
        ]

    def __str__(self):
        return languages.text_of(self, "title")


class Indicator(models.Model):
    """A measure of a result, counted in ``unit`` from ``baseline`` on; ``pilot`` is that of the result.

    ``baseline_on`` is the day for which the baseline holds. Where less is better, it is not ``ascending``.
    """

    class Measure(models.TextChoices):
        """The codes are those of IATI's list IndicatorMeasure, as far as they are numbers."""

        UNIT = "1", _("number")
        PERCENTAGE = "2", _("per cent")
        NOMINAL = "3", _("yes or no")
        ORDINAL = "4", _("rank")

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="indicators")
    # Never empty, says the constraint; a column that may be is what the history of the time before results needs.
    result = models.ForeignKey(Result, models.CASCADE, null=True, related_name="indicators", verbose_name=_("result"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    measure = models.CharField(_("measured as"), max_length=1, choices=Measure.choices, default=Measure.UNIT)
    ascending = models.BooleanField(_("more is better"), default=True)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("day of the baseline"), null=True, blank=True)
    baseline_comment = models.CharField(_("remark on the baseline"), max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="indicator_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="indicator_measures_a_result",
                condition=Q(result__isnull=False),
                violation_error_message=_("Say which result it measures."),
            ),
        ]

    def __str__(self):
        return languages.text_of(self, "title")

    def clean(self):
        super().clean()
        if self.result_id and self.result.pilot_id != self.pilot_id:
            raise ValidationError({"result": _("Choose a result of the same project.")})


class PeriodQuerySet(models.QuerySet):
    def owed(self, until):
        """Those over on the day ``until`` whose value nobody has told."""
        return self.filter(actual=None, end__lte=until)


class Period(models.Model):
    """What an indicator was to reach in a span of time (``end`` is the last day, inclusive), and what it did reach.

    The days are empty where nobody knows them; then nothing falls due. ``measured_on`` is the day of ``actual``;
    ``verified_by`` and ``verified_at`` tell which member of staff has vouched for it, and when.
    """

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="periods")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="periods", verbose_name=_("indicator"))
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("to"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(_("reached"), max_digits=14, decimal_places=2, null=True, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True, help_text=_("How the value came about, or why it is late."))
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, editable=False,
        verbose_name=_("verified by"),
    )  # fmt: skip
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of an indicator")
        verbose_name_plural = _("periods of indicators")
        ordering = [F("end").asc(nulls_last=True), "pk"]
        indexes = [models.Index(name="period_owed", fields=["end"], condition=Q(actual=None))]
        constraints = [
            models.UniqueConstraint(
                name="period_is_unique",
                fields=["indicator", "start", "end"],
                violation_error_message=_("The indicator has this period already."),
            ),
            models.CheckConstraint(
                name="period_days_in_order",
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="period_value_has_a_day",
                condition=Q(actual=None) | Q(measured_on__isnull=False),
                violation_error_message=_("Say on which day the value was measured."),
            ),
            models.CheckConstraint(
                name="only_a_value_is_verified",
                condition=Q(verified_at=None) | Q(actual__isnull=False),
                violation_error_message=_("There is no value that could be verified."),
            ),
        ]

    def __str__(self):
        return f"{self.start or '…'} – {self.end or '…'}"

    def clean(self):
        super().clean()
        if self.indicator_id and self.indicator.pilot_id != self.pilot_id:
            raise ValidationError({"indicator": _("Choose an indicator of the same project.")})
