"""What people typed into the form of a quarterly report and have not saved yet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pilots.models.projects import PilotProject
from pilots.models.reports import span_of


class UnsavedReport(models.Model):
    """One person's form of one report as it stood last: seen by nobody else, found again on every device of theirs.

    ``sent`` is the form as a browser sends it, the version it was made from included. The report, named by its
    ``pilot`` and the first day of its ``quarter``, need not be begun.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="+", verbose_name=_("pilot project"))
    quarter = models.DateField(_("quarter"))
    sent = models.TextField()
    at = models.DateTimeField(_("when"), auto_now=True)

    class Meta:
        verbose_name = _("unsaved report")
        verbose_name_plural = _("unsaved reports")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(name="unsaved_report_is_one", fields=["user", "pilot", "quarter"])]

    def __str__(self):
        return f"{self.user_id}: {self.pilot_id} {self.span}"

    @property
    def span(self) -> str:
        """The quarter as it is written: ``2026-Q3``."""
        return span_of(self.quarter)
