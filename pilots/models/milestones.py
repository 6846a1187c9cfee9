"""Milestones: the steps of a pilot."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import has_text


class MilestoneQuerySet(models.QuerySet):
    def owed(self, until):
        """Those not reached yet that are due on the day ``until`` or before."""
        return self.filter(done=None, due__lte=until)


class Milestone(models.Model):
    """A step of a pilot with the day it is due and the day it was reached; ``note`` says more of how."""

    PART_OF = "pilot"

    pilot = models.ForeignKey("PilotProject", models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=200, blank=True)
    due = models.DateField(_("due"))
    done = models.DateField(_("reached"), null=True, blank=True)
    note = models.TextField(_("remark"), blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due", "pk"]
        indexes = [models.Index(name="milestone_owed", fields=["due"], condition=Q(done=None))]
        constraints = [
            models.CheckConstraint(
                name="milestone_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            )
        ]

    def __str__(self):
        return f"{self.due} · {languages.text_of(self, 'title')}"
