"""Documents: one work, up to three language versions; a version that does not exist is a fact to show."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.utils.translation import gettext_lazy as _

from amedip.core import markup
from amedip.core.models import LANGUAGE_CHOICES, Record, has_text
from workshops.models.workshops import Workshop

DIGEST = 16  # hexadecimal digits of the SHA-256 stand in a file's address
LONGEST_TEXT = 400_000  # characters; a book of 200 pages
# What the search reads of a text: PostgreSQL takes no more than a megabyte of words, and these fit in any script.
LONGEST_SEARCHED = 200_000


class DocumentQuerySet(models.QuerySet):
    def for_listing(self):
        """With what a row shows: the workshop and the language versions."""
        versions = LanguageVersion.objects.defer("text")
        return self.select_related("reference", "workshop__reference").prefetch_related(Prefetch("versions", versions))


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

    def more_in_search(self) -> dict[str, str]:
        """By language, the readable text of its version: the search reads it after the record's own texts."""
        versions = LanguageVersion.objects.filter(document=self).with_reading()
        texts = versions.values_list("language", "reading")
        return {code: markup.without_marks(text[:LONGEST_SEARCHED]) for code, text in texts if text}


class LanguageVersionQuerySet(models.QuerySet):
    def with_reading(self):
        """With ``reading``: the text that people entered, else the one drawn from the present file, else nothing."""
        drawn = When(~Q(sha256=""), drawn__sha256=F("sha256"), then=F("drawn__text"))
        entered = When(~Q(text=""), then=F("text"))
        return self.annotate(reading=Case(entered, drawn, default=Value(""), output_field=models.TextField()))


class LanguageVersion(models.Model):
    """A work in one language. ``bytes`` is the file's size, ``sha256`` its digest; both empty while no file is held.

    ``text`` is the work as people entered it to be read on the page; without one it is drawn from the file.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    date = models.DateField(_("date"), null=True, blank=True)
    file = models.FileField(
        _("file"),
        upload_to="documents/%Y",
        null=True,
        blank=True,
        help_text=_(
            "PDF, DOCX, ODT, Markdown or TXT, 50 MB at most, without macros, passwords or attachments. A file that "
            "takes the place of another is a correction: the earlier one stays listed and can still be downloaded."
        ),
    )
    bytes = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    text = models.TextField(
        _("readable text"),
        blank=True,
        validators=[MaxLengthValidator(LONGEST_TEXT)],
        help_text=_(
            "The work itself in this language, to be read on the page and found by the search; an empty line parts "
            "paragraphs. Without it the portal draws the text from the file."
        ),
    )

    objects = LanguageVersionQuerySet.as_manager()

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

    @property
    def digest(self) -> str:
        """What names the file in its own address, now and when another has taken its place."""
        return self.sha256[:DIGEST]


class EarlierFile(models.Model):
    """A file in whose place a corrected one came: it stays, under the address that it always had.

    ``date`` is that of the version it was, ``replaced_on`` the day it was replaced, ``note`` what was corrected then.
    """

    PART_OF = "document"

    document = models.ForeignKey(Document, models.CASCADE, related_name="earlier_files", verbose_name=_("document"))
    version = models.ForeignKey(
        LanguageVersion, models.CASCADE, related_name="earlier_files", verbose_name=_("language version")
    )
    date = models.DateField(_("date"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to="documents/%Y")
    bytes = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    replaced_on = models.DateField(_("replaced on"))
    note = models.CharField(_("what was corrected"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("earlier file")
        verbose_name_plural = _("earlier files")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="earlier_file_is_measured",
                condition=~Q(sha256="") & ~Q(file=""),
                violation_error_message=_("An earlier file has a size and a digest."),
            )
        ]

    def __str__(self):
        return f"{self.version} · {self.digest}"

    @property
    def digest(self) -> str:
        """What names the file in its own address."""
        return self.sha256[:DIGEST]


class DrawnText(models.Model):
    """The text that a worker read out of a version's file, the one with this ``sha256``; it is made anew at any time.

    Empty where the file holds no text, such as the pictures of a scanned paper.
    """

    version = models.OneToOneField(
        LanguageVersion, models.CASCADE, related_name="drawn", verbose_name=_("language version")
    )
    sha256 = models.CharField(max_length=64)
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("when"), auto_now=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self):
        return str(self.version)
