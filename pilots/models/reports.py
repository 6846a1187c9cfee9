"""What a state reports on a pilot each quarter: news, milestones, values, files, and what was said about it."""

import datetime
import re

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core import languages
from amedip.core.models import LANGUAGE_CHOICES, Numbering, Record, has_text
from pilots.models.files import DIGEST
from pilots.models.milestones import Milestone
from pilots.models.projects import PilotProject
from pilots.models.results import Period


def quarter_of(day: datetime.date) -> datetime.date:
    """The first day of the quarter in which ``day`` lies."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def end_of_quarter(quarter: datetime.date) -> datetime.date:
    """The last day of the quarter that begins on ``quarter``."""
    beyond = quarter.replace(day=1) + datetime.timedelta(days=95)
    return beyond.replace(day=1) - datetime.timedelta(days=1)


def span_of(quarter: datetime.date) -> str:
    """The quarter that begins on ``quarter``, as it is written: ``2026-Q3``."""
    return f"{quarter.year}-Q{(quarter.month + 2) // 3}"


def quarter_named(span: str) -> datetime.date | None:
    """The first day of the quarter written ``2026-Q3``; None for anything else."""
    found = re.fullmatch(r"(20\d\d)-Q([1-4])", span, re.ASCII)
    return datetime.date(int(found[1]), int(found[2]) * 3 - 2, 1) if found else None


class Report(Record):
    """A state's report on a pilot for one quarter, named by the quarter's first day. Reference ``P1-2026-Q3``.

    It is never public itself: publishing it writes what it says to the pilot, its news as an ``Update``.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of a report", "draft")
        SUBMITTED = "submitted", pgettext_lazy("of a report", "submitted")
        SENT_BACK = "sent-back", pgettext_lazy("of a report", "sent back")
        PUBLISHED = "published", pgettext_lazy("of a report", "published")

    KIND = "pilot-report"
    ADDRESS = "workspace/pilots/{number}/{span}/"
    SEARCHED = ("text",)

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="reports", verbose_name=_("pilot project"))
    quarter = models.DateField(_("quarter"))
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("The most important news, in one line.")
    )
    text = models.TextField(
        _("report"),
        blank=True,
        help_text=_("What was done in this quarter, what came of it, what is next. The public will read it."),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    submitted_at = models.DateTimeField(
        pgettext_lazy("of a report", "submitted"), null=True, blank=True, editable=False
    )
    published_at = models.DateTimeField(
        pgettext_lazy("of a report", "published"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("quarterly report")
        verbose_name_plural = _("quarterly reports")
        ordering = ["-quarter", "pilot__number"]
        constraints = [
            models.UniqueConstraint(
                name="report_is_one_a_quarter",
                fields=["pilot", "quarter"],
                violation_error_message=_("There is a report for this quarter already."),
            ),
            models.CheckConstraint(
                name="report_begins_with_its_quarter",
                condition=Q(quarter__day=1, quarter__month__in=[1, 4, 7, 10]),
                violation_error_message=_("A quarter begins in January, April, July or October."),
            ),
            models.CheckConstraint(
                name="report_status_is_known",
                condition=Q(status__in=["draft", "submitted", "sent-back", "published"]),
                violation_error_message=_("Unknown status."),
            ),
            models.CheckConstraint(
                name="submitted_report_says_something",
                condition=Q(status__in=["draft", "sent-back"]) | (has_text("title") & has_text("text")),
                violation_error_message=_("Give the report a title and a text in at least one language."),
            ),
        ]

    @property
    def country_id(self) -> int:
        """The key of the state that reports."""
        return self.pilot.country_id

    @property
    def address(self):
        return self.ADDRESS.format(number=self.pilot.number, span=self.span)

    @property
    def ends(self) -> datetime.date:
        """The last day of the quarter."""
        return end_of_quarter(self.quarter)

    @property
    def span(self) -> str:
        """The quarter as it is written: ``2026-Q3``."""
        return span_of(self.quarter)

    def names(self):
        """The pilot's title and the quarter: the report's own title may not be written yet."""
        titles = {code: getattr(self.pilot, f"title_{code}") for code in languages.CODES}
        return {code: f"{title} · {self.span}" if title else None for code, title in titles.items()}

    def numbering(self):
        return Numbering(f"{self.pilot.ref}-{self.quarter.year}", number=self.span[-2:])

    def is_public(self):
        return False

    def facets(self):
        return {"state": self.pilot.country.code, "themes": [], "year": self.quarter.year}


class MilestoneEntry(models.Model):
    """What a report says of a milestone: the day it was reached, or in ``note`` why it is late."""

    PART_OF = "report"

    report = models.ForeignKey(Report, models.CASCADE, related_name="milestone_entries")
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="entries", verbose_name=_("milestone"))
    done = models.DateField(_("reached on"), null=True, blank=True)
    note = models.TextField(_("remark"), blank=True, help_text=_("If it is late: why, and when it is expected."))

    class Meta:
        verbose_name = _("milestone in a report")
        verbose_name_plural = _("milestones in reports")
        ordering = ["milestone__due", "pk"]
        constraints = [models.UniqueConstraint(name="milestone_entry_is_unique", fields=["report", "milestone"])]

    def __str__(self):
        return str(self.milestone)


class ValueEntry(models.Model):
    """What a report says of an indicator's period."""

    PART_OF = "report"

    report = models.ForeignKey(Report, models.CASCADE, related_name="value_entries")
    period = models.ForeignKey(Period, models.CASCADE, related_name="entries", verbose_name=_("period of an indicator"))
    actual = models.DecimalField(_("reached"), max_digits=14, decimal_places=2, null=True, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True, help_text=_("How the value came about, or why it is late."))

    class Meta:
        verbose_name = _("value in a report")
        verbose_name_plural = _("values in reports")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="value_entry_is_unique", fields=["report", "period"]),
            models.CheckConstraint(
                name="value_entry_has_a_day",
                condition=Q(actual=None) | Q(measured_on__isnull=False),
                violation_error_message=_("Say on which day the value was measured."),
            ),
        ]

    def __str__(self):
        return str(self.period)


class ReportFile(models.Model):
    """A picture or a document handed in with a report: a picture has ``width`` and ``height`` in pixels."""

    PART_OF = "report"

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to="pilots/%Y")
    bytes = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    title = models.CharField(
        _("what it is"),
        max_length=250,
        blank=True,
        help_text=_("Of a picture, what can be seen in it, for those who cannot see it; of a document, its title."),
    )
    language = models.CharField(_("language of the document"), max_length=2, choices=LANGUAGE_CHOICES, blank=True)

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="report_file_has_title",
                condition=has_text("title"),
                violation_error_message=_(
                    "Say in at least one language what can be seen in the picture, or what the document is called."
                ),
            ),
            models.UniqueConstraint(
                name="report_file_is_handed_in_once",
                fields=["report", "sha256"],
                violation_error_message=_("This file is there already."),
            ),
        ]

    def __str__(self):
        return languages.text_of(self, "title")

    @property
    def is_picture(self) -> bool:
        return self.width is not None

    @property
    def digest(self) -> str:
        """What names the file in its own address."""
        return self.sha256[:DIGEST]


class ReportComment(models.Model):
    """What one side tells the other about a report; ``text`` stands in its author's words and language.

    ``field`` names what it is about: a column's name, ``milestone-7`` or ``value-7`` by the key, or empty for the
    whole.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    field = models.CharField(_("field"), max_length=40, blank=True)
    text = models.TextField(_("comment"), max_length=4_000)
    text_language = models.CharField(_("language of the comment"), max_length=2, choices=LANGUAGE_CHOICES)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment on a report")
        verbose_name_plural = _("comments on reports")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="report_comment_has_text",
                condition=~Q(text=""),
                violation_error_message=_("Write what should change, and why."),
            )
        ]

    def __str__(self):
        return f"{self.report_id}: {self.text[:40]}"
