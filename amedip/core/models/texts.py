"""Where each text stands in each language, and what lies beside it."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core.models.references import LANGUAGE_CHOICES, Reference


class Standing(models.TextChoices):
    """How far one text is trusted in one language."""

    MISSING = "missing", _("missing")
    MACHINE = "machine", _("machine translation")
    DRAFT = "draft", _("draft")
    REVIEWED = "reviewed", _("reviewed")
    APPROVED = "approved", _("approved")
    OUTDATED = "outdated", _("outdated")


class TextOfRecord(models.Model):
    """One text of one object in one language; ``reference`` is that of the record whose page shows it."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("kind"))
    object_id = models.BigIntegerField(_("key"))
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="+", verbose_name=_("record"))
    field = models.CharField(_("field"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    source_language = models.CharField(_("translated from"), max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    source_fingerprint = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        abstract = True


class TextState(TextOfRecord):
    """Where one text of one object stands in one language; a text that no language has needs no rows.

    ``fingerprint`` is that of the text itself, ``source_fingerprint`` that of the text it was made from, in
    ``source_language``. ``at`` and ``by`` tell of the text; since when it is outdated, by the change of which language,
    and what it was before, tell ``outdated_at``, ``outdated_by`` and ``was``. ``minor``: its last change left the
    meaning as it was.
    """

    beside: "list[TextBeside]"  # as far as somebody asked for it (``texts.lines_of_all``)

    # Found by the index below, of which coverage counts without looking at the rows.
    reference = models.ForeignKey(Reference, models.PROTECT, db_index=False, related_name="+", verbose_name=_("record"))
    state = models.CharField(_("status"), max_length=10, choices=Standing.choices)
    fingerprint = models.CharField(max_length=64, blank=True)
    minor = models.BooleanField(_("the meaning stayed"), default=False)
    outdated_at = models.DateTimeField(_("outdated since"), null=True, blank=True)
    outdated_by = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    was = models.CharField(max_length=10, choices=Standing.choices, blank=True)

    class Meta:
        verbose_name = _("state of a text")
        verbose_name_plural = _("states of texts")
        constraints = [
            models.UniqueConstraint(
                name="text_state_is_unique", fields=["content_type", "object_id", "field", "language"]
            ),
            models.CheckConstraint(
                name="missing_text_has_no_fingerprint",
                condition=~Q(state="missing") | Q(fingerprint=""),
                violation_error_message=_("A missing text cannot have a fingerprint."),
            ),
            models.CheckConstraint(
                name="outdated_text_knows_since_when",
                condition=Q(state="outdated", outdated_at__isnull=False) | ~Q(state="outdated") & Q(outdated_at=None),
                violation_error_message=_("Only an outdated text is outdated since a day."),
            ),
        ]
        indexes = [
            models.Index(name="text_state_by_state", fields=["content_type", "language", "state"]),
            models.Index(name="text_state_by_record", fields=["reference", "language", "state"]),
            # What waits for translators, a small part of all, with what their list shows of it.
            models.Index(
                name="text_state_waiting",
                fields=["language", "state", "reference"],
                include=["at", "outdated_at"],
                condition=Q(state__in=["machine", "missing", "outdated"]),
            ),
        ]

    def __str__(self):
        return f"{self.field} ({self.language}): {self.get_state_display()}"


class TextBeside(TextOfRecord):
    """A text that lies beside the one in the object's own column until a person takes it over or drops it.

    A ``CHANGE`` waits to be published with its record, and may be empty. All others are proposals for a text that the
    public reads, or that a person has vouched for.
    """

    class Origin(models.TextChoices):
        CHANGE = "change", _("change to be published")
        PERSON = "person", _("translator")
        FILE = "file", _("file")
        MACHINE = "machine", _("machine translation")

    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    state = models.CharField(_("status"), max_length=10, choices=Standing.choices, default=Standing.DRAFT)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("text beside another")
        verbose_name_plural = _("texts beside others")
        constraints = [
            models.UniqueConstraint(
                name="text_beside_is_unique", fields=["content_type", "object_id", "field", "language", "origin"]
            ),
            models.CheckConstraint(
                name="proposed_text_is_not_empty",
                condition=Q(origin="change") | ~Q(text=""),
                violation_error_message=_("A proposal cannot be empty."),
            ),
        ]

    def __str__(self):
        return f"{self.field} ({self.language}): {self.get_origin_display()}"
