"""Documents: one work, up to three language versions; a version that does not exist is a fact to show."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core.models import LANGUAGE_CHOICES, Record, has_text
from workshops.models.workshops import Workshop


class DocumentQuerySet(models.QuerySet):
    def for_listing(self):
        """With what a row shows: the workshop and the language versions."""
        return self.select_related("reference", "workshop__reference").prefetch_related("versions")


class Document(Record):
    """A work such as a summary of discussions. Reference ``tunis-discussions``."""

    class Kind(models.TextChoices):
        SUMMARY = "summary", _("summary of discussions")
        ANNEX = "annex", _("annex")
        GUIDELINES = "guidelines", _("guidelines")
        REGISTRY = "registry", _("registry")
        BROCHURE = "brochure", _("brochure")
        FACTSHEET = "factsheet", _("factsheet")

    KIND = "document"
    ADDRESS = "documents/{ref}/"

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    workshop = models.ForeignKey(
        Workshop, models.PROTECT, related_name="documents", null=True, blank=True, verbose_name=_("workshop")
    )
    title = models.CharField(_("title"), max_length=250, blank=True)
    description = models.TextField(_("description"), blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="document_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            )
        ]

    def facets(self):
        day = self.published_on or (self.workshop and self.workshop.start)
        return {"state": "", "themes": [], "year": day.year if day else None}


class LanguageVersion(models.Model):
    """A work in one language. ``bytes`` is the file's size, ``sha256`` its digest; both empty while no file is held."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    date = models.DateField(_("date"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to="documents/%Y", null=True, blank=True)
    bytes = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                name="language_version_is_unique",
                fields=["document", "language"],
                violation_error_message=_("The work has a version in this language already."),
            ),
            models.CheckConstraint(
                name="held_file_is_measured",
                condition=Q(bytes=None, sha256="") | (Q(bytes__isnull=False) & ~Q(sha256="")),
                violation_error_message=_("Size and digest of a file go together."),
            ),
        ]

    def __str__(self):
        return str(self.get_language_display())
