"""Pilot projects: what is tried out in a state, and the phases it has gone through."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import Numbering, Record, has_text
from amedip.core.nested import array_of
from pilots.models.milestones import Milestone
from registry.models import Country, Institution, Theme

CURRENCY = RegexValidator(r"^[A-Z]{3}$", _("Three capital letters, as in ISO 4217."))


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
            milestone_rows=array_of(
                Milestone.objects.filter(pilot=OuterRef("pk")), "due", "done", texts=["title", "note"]
            ),
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

    def live(self):
        """Those whose work goes on, so that something can fall due."""
        return self.filter(phase__in=PilotProject.LIVE)


class PilotProject(Record):
    """A funded project in a state. Reference ``P1``, page ``pilots/1/``.

    ``start`` and ``end`` are the days planned, ``began`` and ``ended`` those on which it really did; last days are
    inclusive. ``reports_from`` is a day in the first quarter of which a report is asked for; without one, none is.
    """

    class Phase(models.TextChoices):
        IDENTIFIED = "identified", _("identified")
        DESIGN = "design", _("design")
        IMPLEMENTATION = "implementation", _("implementation phase")
        FINAL = "final", _("final phase")
        COMPLETED = "completed", _("completed")
        EVALUATED = "evaluated", _("evaluated")
        SUSPENDED = "suspended", _("suspended")
        CANCELLED = "cancelled", _("cancelled")

    class Scope(models.TextChoices):
        """How far it reaches; the codes are those of IATI's list ActivityScope."""

        REGIONAL = "2", _("several states of one region")
        MULTINATIONAL = "3", _("several states")
        NATIONAL = "4", _("one state as a whole")
        REGIONS = "5", _("several regions of a state")
        REGION = "6", _("one region of a state")
        DISTRICT = "7", _("one district")
        PLACE = "8", _("one place")

    KIND = "pilot"
    ADDRESS = "pilots/{number}/"
    SEARCHED = ("summary", "description", "objective")
    LIVE = (Phase.IDENTIFIED, Phase.DESIGN, Phase.IMPLEMENTATION, Phase.FINAL)

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
    start = models.DateField(_("start"), null=True, blank=True, help_text=_("The first day as planned."))
    end = models.DateField(_("end"), null=True, blank=True, help_text=_("The last day as planned."))
    began = models.DateField(_("began on"), null=True, blank=True, help_text=_("The day on which it really began."))
    ended = models.DateField(_("ended on"), null=True, blank=True, help_text=_("The day on which it really ended."))
    reports_from = models.DateField(
        _("reports from"),
        null=True,
        blank=True,
        help_text=_(
            "From the quarter of this day on, the state is asked for a report each quarter while the project goes on. "
            "Leave it empty if none is asked for."
        ),
    )
    iati_identifier = models.CharField(
        _("IATI identifier"),
        max_length=120,
        blank=True,
        validators=[RegexValidator(r"^[^\s/&|?]+$", _("No spaces, and none of the signs / & | ?"))],
        help_text=_(
            "Only if the activity is published elsewhere already under a name of its own; otherwise it is made of the "
            "publisher’s identifier and the reference."
        ),
    )
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, validators=[CURRENCY],
        help_text=_("The currency in which it is mainly counted, such as EUR."),
    )  # fmt: skip
    scope = models.CharField(_("reach"), max_length=1, choices=Scope.choices, blank=True)

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
            models.CheckConstraint(
                name="pilot_real_days_in_order",
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")),
                violation_error_message=_("The project ended before it began."),
            ),
            models.UniqueConstraint(
                name="pilot_iati_identifier_is_unique",
                fields=["iati_identifier"],
                condition=~Q(iati_identifier=""),
                violation_error_message=_("Another pilot project has this IATI identifier."),
            ),
        ]

    @property
    def address(self):
        return self.ADDRESS.format(number=self.number)

    def named_after_it(self):
        reports = list(self.reports.select_related("reference"))
        for report in reports:
            report.pilot = self
        return reports

    def numbering(self):
        return Numbering("P", separator="", number=str(self.number))

    def more_in_search(self):
        """Its news and what it sets out to reach, which have no pages of their own."""
        parts = [(self.updates, ("title", "text")), (self.milestones, ("title",)), (self.results, ("title",))]
        found: dict[str, list[str]] = {code: [] for code in languages.CODES}
        for rows, fields in parts:
            columns = [f"{field}_{code}" for code in languages.CODES for field in fields]
            for row in rows.order_by("pk").values(*columns):
                for column, text in row.items():
                    if text:
                        found[column[-2:]].append(text)
        return {code: "\n".join(texts) for code, texts in found.items()}

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


class PhaseChange(models.Model):
    """A pilot passed from the phase ``before`` to ``phase`` on ``day``; made by the workflow alone.

    A pilot whose phase was known from the outset has no such row: nobody says since when it stood there.
    """

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="phase_changes")
    before = models.CharField(_("phase before"), max_length=15, choices=PilotProject.Phase.choices)
    phase = models.CharField(_("phase"), max_length=15, choices=PilotProject.Phase.choices)
    day = models.DateField(_("since"))

    class Meta:
        verbose_name = _("change of phase")
        verbose_name_plural = _("changes of phase")
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="phase_change_changes",
                condition=~Q(before=F("phase")),
                violation_error_message=_("The project is in this phase already."),
            )
        ]

    def __str__(self):
        return f"{self.day} · {self.get_phase_display()}"
