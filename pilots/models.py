"""Pilot projects: what is tried out in a state, how far it has come and what it costs."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import Numbering, Record, has_text
from amedip.core.nested import array_of
from registry.models import Country, Institution, Theme


class PilotQuerySet(models.QuerySet):
    def for_listing(self):
        """With what a row shows, in a fixed number of queries."""
        return self.select_related("reference", "country__reference", "institution__reference").prefetch_related(
            models.Prefetch("themes", Theme.objects.select_related("reference"))
        )

    def for_page(self):
        """With what its own page shows: ``milestone_rows``, and the ``others`` as plain rows."""
        others = PilotProject.objects.exclude(pk=OuterRef("pk")).filter(
            reference__example=OuterRef("reference__example")
        )
        return self.for_listing().annotate(
            milestone_rows=array_of(Milestone.objects.filter(pilot=OuterRef("pk")), "due", "done", texts=["title"]),
            others=array_of(
                others[:12],
                "number",
                "phase",
                path="reference__path",
                ref="reference__ref",
                tongues="reference__tongues",
                texts=["title"],
            ),
        )


class PilotProject(Record):
    """A funded project in a state. Reference ``P1``, page ``pilots/1/``. ``end`` is the last day, inclusive."""

    class Phase(models.TextChoices):
        IDENTIFIED = "identified", _("identified")
        DESIGN = "design", _("design")
        IMPLEMENTATION = "implementation", _("implementation phase")
        FINAL = "final", _("final phase")
        COMPLETED = "completed", _("completed")
        EVALUATED = "evaluated", _("evaluated")
        SUSPENDED = "suspended", _("suspended")
        CANCELLED = "cancelled", _("cancelled")

    KIND = "pilot"
    ADDRESS = "pilots/{number}/"
    SEARCHED = ("summary", "description", "objective")

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    country = models.ForeignKey(Country, models.PROTECT, related_name="pilots", verbose_name=_("state"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="pilots", null=True, blank=True, verbose_name=_("institution")
    )
    themes = models.ManyToManyField(Theme, through="PilotTheme", related_name="pilots", verbose_name=_("themes"))
    title = models.CharField(_("title"), max_length=250, blank=True)
    summary = models.TextField(_("summary"), blank=True, help_text=_("Two sentences for the head of the page."))
    description = models.TextField(_("description"), blank=True)
    objective = models.TextField(_("objective"), blank=True)
    phase = models.CharField(_("phase"), max_length=15, choices=Phase.choices, default=Phase.IDENTIFIED)
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True)

    objects = PilotQuerySet.as_manager()

    class Meta:
        verbose_name = _("pilot project")
        verbose_name_plural = _("pilot projects")
        ordering = ["number"]
        indexes = [models.Index(name="pilot_by_phase", fields=["phase", "number"])]
        constraints = [
            models.CheckConstraint(
                name="pilot_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="pilot_days_in_order",
                condition=Q(end=None) | Q(start=None) | Q(end__gte=F("start")),
                violation_error_message=_("The project ends before it begins."),
            ),
        ]

    @property
    def address(self):
        return self.ADDRESS.format(number=self.number)

    def numbering(self):
        return Numbering("P", separator="", number=str(self.number))

    def facets(self):
        themes = [theme.ref for theme in self.themes.all()]
        return {"state": self.country.code, "themes": themes, "year": self.start.year if self.start else None}


class PilotTheme(models.Model):
    """A theme of a pilot; the first is the main one."""

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name=_("theme"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme of a pilot")
        verbose_name_plural = _("themes of a pilot")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="pilot_theme_is_unique", fields=["pilot", "theme"])]

    def __str__(self):
        return f"{self.pilot_id}: {self.theme_id}"


class Milestone(models.Model):
    """A step of a pilot with the day it is due and the day it was reached."""

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=200, blank=True)
    due = models.DateField(_("due"))
    done = models.DateField(_("reached"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                name="milestone_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            )
        ]

    def __str__(self):
        return f"{self.due} · {languages.text_of(self, 'title')}"


class Indicator(models.Model):
    """A measure of a pilot's result, from baseline to target, in ``unit``."""

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="indicators")
    title = models.CharField(_("title"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(_("reached"), max_digits=14, decimal_places=2, null=True, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
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
                name="indicator_value_has_a_day",
                condition=Q(actual=None) | Q(measured_on__isnull=False),
                violation_error_message=_("Say on which day the value was measured."),
            ),
        ]

    def __str__(self):
        return languages.text_of(self, "title")


class BudgetLine(models.Model):
    """Money planned by one donor: ``amount`` in units of ``currency`` (ISO 4217)."""

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="budget_lines")
    donor = models.ForeignKey(
        Country, models.PROTECT, related_name="budget_lines", null=True, blank=True, verbose_name=_("donor")
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR",
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters, as in ISO 4217."))],
    )  # fmt: skip
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                name="budget_line_days_in_order",
                condition=Q(end__gte=F("start")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="budget_line_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount is greater than zero."),
            ),
        ]

    def __str__(self):
        return f"{self.amount} {self.currency}"


class Update(models.Model):
    """A dated piece of news from a pilot."""

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="updates")
    day = models.DateField(_("day"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="update_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            )
        ]

    def __str__(self):
        return f"{self.day} · {languages.text_of(self, 'title')}"
