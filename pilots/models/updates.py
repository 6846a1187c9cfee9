"""Updates: what is new of a pilot."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import has_text
from pilots.models.projects import PilotProject


class Update(models.Model):
    """A dated piece of news from a pilot; ``report`` is the quarterly report that it was published from, if any."""

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="updates")
    report = models.OneToOneField(
        "Report", models.SET_NULL, related_name="update", null=True, blank=True, editable=False,
        verbose_name=_("quarterly report"),
    )  # fmt: skip
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
