"""The set terms in three languages, and findings of the consistency check that somebody has excused."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from amedip.core.models import LANGUAGE_CHOICES


class GlossaryTerm(models.Model):
    """A term with its set translations; ``also_…`` are other accepted forms, one a line."""

    ar = models.CharField(_("in Arabic"), max_length=120)
    en = models.CharField(_("in English"), max_length=120)
    fr = models.CharField(_("in French"), max_length=120)
    also_ar = models.TextField(_("also accepted in Arabic"), blank=True, help_text=_("One form a line."))
    also_en = models.TextField(_("also accepted in English"), blank=True, help_text=_("One form a line."))
    also_fr = models.TextField(_("also accepted in French"), blank=True, help_text=_("One form a line."))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["en"]
        constraints = [
            models.UniqueConstraint(
                name="glossary_term_is_unique",
                fields=["en"],
                violation_error_message=_("The glossary has this English term already."),
            )
        ]

    def __str__(self):
        return self.en

    def forms(self, code: str) -> list[str]:
        """The accepted forms in a language, the set one first."""
        others = (line.strip() for line in getattr(self, f"also_{code}").splitlines())
        return [getattr(self, code), *filter(None, others)]


class Excuse(models.Model):
    """Why a finding of the consistency check may stay: for these two texts as they are, and for no others."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("kind"))
    object_id = models.BigIntegerField(_("key"))
    field = models.CharField(_("field"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    check_code = models.CharField(_("check"), max_length=30)
    excerpt = models.CharField(_("excerpt"), max_length=300, blank=True)
    source_fingerprint = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("excused finding")
        verbose_name_plural = _("excused findings")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="finding_is_excused_once",
                fields=[
                    "content_type", "object_id", "field", "language", "check_code", "excerpt", "source_fingerprint",
                    "fingerprint",
                ],
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.check_code}: {self.reason}"
