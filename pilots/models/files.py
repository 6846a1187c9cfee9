"""Pictures and documents of pilots."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import LANGUAGE_CHOICES, Reference, has_text
from pilots.models.projects import PilotProject
from pilots.models.updates import Update

DIGEST = 16  # hexadecimal digits of the SHA-256 stand in a file's address


class Picture(models.Model):
    """A picture with what can be seen in it (``alt``), for those who cannot; ``width`` and ``height`` in pixels.

    ``update`` is the piece of news that it belongs to, if any.
    """

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="pictures")
    update = models.ForeignKey(
        Update, models.SET_NULL, related_name="pictures", null=True, blank=True, verbose_name=_("update")
    )
    file = models.FileField(
        _("picture"),
        upload_to="pilots/%Y",
        help_text=_("JPEG, PNG or WebP, 10 MB at most. Place and device are taken out of it."),
    )
    bytes = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=400,
        blank=True,
        help_text=_("What can be seen in the picture, for those who cannot see it."),
    )
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True, help_text=_("Who made the picture."))
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="picture_has_alternative_text",
                condition=has_text("alt"),
                violation_error_message=_("Say in at least one language what can be seen in the picture."),
            ),
            models.CheckConstraint(
                name="picture_is_measured",
                condition=~Q(sha256="") & ~Q(file="") & Q(width__gt=0, height__gt=0),
                violation_error_message=_("Size and digest of a file go together."),
            ),
        ]

    def __str__(self):
        return languages.text_of(self, "alt")

    @property
    def digest(self) -> str:
        """What names the file in its own address."""
        return self.sha256[:DIGEST]


class PilotDocument(models.Model):
    """A document of a pilot: a ``file`` in one ``language``, a work of the portal's own (``work``), or an address."""

    class Category(models.TextChoices):
        """What it is about; the codes are those of IATI's list DocumentCategory."""

        IMPACT = "A01", _("study of the effects")
        OBJECTIVES = "A02", _("aims of the project")
        BENEFICIARIES = "A03", _("those it is for")
        CONDITIONS = "A04", _("conditions")
        BUDGET = "A05", _("budget")
        CONTRACT_SUMMARY = "A06", _("summary of a contract")
        REVIEW = "A07", _("review and evaluation")
        RESULTS = "A08", _("results")
        AGREEMENT = "A09", _("agreement")
        WEB_PAGE = "A12", _("web page of the project")

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="documents")
    update = models.ForeignKey(
        Update, models.SET_NULL, related_name="documents", null=True, blank=True, verbose_name=_("update")
    )
    title = models.CharField(_("title"), max_length=250, blank=True)
    category = models.CharField(_("what it is about"), max_length=3, choices=Category.choices)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    file = models.FileField(
        _("file"),
        upload_to="pilots/%Y",
        null=True,
        blank=True,
        help_text=_("PDF, DOCX, ODT, Markdown or TXT, 50 MB at most, without macros, passwords or attachments."),
    )
    bytes = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    work = models.ForeignKey(
        Reference,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"kind": "document"},
        verbose_name=_("document of the portal"),
    )
    url = models.URLField(_("address elsewhere"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("document of a pilot")
        verbose_name_plural = _("documents of pilots")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pilot_document_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="pilot_document_is_one_thing",
                condition=Q(~Q(sha256=""), work=None, url="")
                | Q(sha256="", work__isnull=False, url="")
                | Q(~Q(url=""), sha256="", work=None),
                violation_error_message=_("Give one of the three: a file, a document of the portal, or an address."),
            ),
            models.CheckConstraint(
                name="pilot_file_is_measured",
                condition=Q(bytes=None, sha256="") | (Q(bytes__isnull=False) & ~Q(sha256="")),
                violation_error_message=_("Size and digest of a file go together."),
            ),
        ]

    def __str__(self):
        return languages.text_of(self, "title")

    @property
    def digest(self) -> str:
        """What names the file in its own address; empty without one."""
        return self.sha256[:DIGEST]
