"""Editions: what the Registry held when a consultation closed, for good."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core.models import LANGUAGE_CHOICES, Numbering, Record, has_text
from registry.models.rounds import ConsultationRound


class Edition(Record):
    """The published Registry as it stood at ``closed_at``, numbered from 1. Reference ``1``.

    ``content`` is all that its page and files show, in all languages (see ``registry.editions``); the database refuses
    to change or delete what makes it an edition.
    """

    KIND = "edition"
    ADDRESS = "registry/editions/{ref}/"
    SEARCHED = ()

    number = models.PositiveIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    round = models.OneToOneField(
        ConsultationRound, models.PROTECT, related_name="edition", verbose_name=_("national consultation")
    )
    closed_at = models.DateTimeField(_("closed"))
    content = models.JSONField()

    class Meta:
        verbose_name = _("edition of the Registry")
        verbose_name_plural = _("editions of the Registry")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="edition_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="edition_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="edition_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("number", "round", "closed_at", "content"),
            ),
        ]

    def __str__(self):
        return f"{self.number}"

    def numbering(self):
        """The next number; who asks at the same time waits, so that editions follow one another without a gap."""
        return Numbering("", separator="")

    def facets(self):
        return {"state": "", "themes": [], "year": self.closed_at.year}


class EditionFile(models.Model):
    """One file of an edition, as it was made when the edition was; it stands below ``MEDIA_ROOT`` at ``path``."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "XLSX"
        CSV = "csv", "CSV"
        JSON = "json", "JSON"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files", verbose_name=_("edition"))
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    path = models.CharField(max_length=200)
    bytes = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = _("file of an edition")
        verbose_name_plural = _("files of an edition")
        ordering = ["format", "language"]
        constraints = [
            models.UniqueConstraint(
                name="edition_file_is_unique",
                fields=["edition", "format", "language"],
                violation_error_message=_("The edition has this file already."),
            ),
            models.CheckConstraint(
                name="edition_file_has_sum",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("The checksum is not one of SHA-256."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="edition_file_stays", operation=pgtrigger.Delete | pgtrigger.Update)]

    def __str__(self):
        return f"{self.edition_id}.{self.format} ({self.language})"
