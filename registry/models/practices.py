"""Practices: what states do and can share, the supply side of exchange."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Numbering, Record, has_text
from registry.models.countries import Country
from registry.models.institutions import Institution
from registry.models.themes import Theme


class PracticeQuerySet(models.QuerySet):
    def public(self):
        """Those that anyone may read."""
        return self.filter(published=True)

    def for_listing(self):
        """With what a row shows, in a fixed number of queries."""
        return self.select_related("reference", "country__reference", "institution__reference").prefetch_related(
            models.Prefetch("themes", Theme.objects.select_related("reference"))
        )

    def latest_first(self):
        """Sorted by the last change, the latest first."""
        return self.order_by("-updated_at", "-pk")


class Practice(Record):
    """Something a state does and can share. Reference ``ML-001``."""

    KIND = "practice"
    ADDRESS = "practices/{ref}/"

    country = models.ForeignKey(Country, models.PROTECT, related_name="practices", verbose_name=_("state"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="practices", null=True, blank=True, verbose_name=_("institution")
    )
    themes = models.ManyToManyField(Theme, through="PracticeTheme", related_name="practices", verbose_name=_("themes"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    published = models.BooleanField(_("published"), default=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["reference__ref"]
        indexes = [
            models.Index(name="practice_by_state", fields=["country", "published"]),
            models.Index(name="practice_latest", fields=["-updated_at", "-id"], condition=models.Q(published=True)),
        ]
        constraints = [
            models.CheckConstraint(
                name="practice_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            )
        ]

    def numbering(self):
        return Numbering(self.country.code, width=3)

    def is_public(self):
        return self.published

    def facets(self):
        return {"state": self.country.code, "themes": [theme.ref for theme in self.themes.all()]}


class PracticeTheme(models.Model):
    """A theme of a practice; the first is the main one."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="practice_links", verbose_name=_("theme"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme of a practice")
        verbose_name_plural = _("themes of a practice")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="practice_theme_is_unique",
                fields=["practice", "theme"],
                violation_error_message=_("The theme is named already."),
            )
        ]

    def __str__(self):
        return f"{self.practice_id}: {self.theme_id}"
