"""Institutional priorities: what states say they need."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.models import LANGUAGE_CHOICES, Citation, Numbering, Record, has_text
from registry.models.countries import Country
from registry.models.institutions import Institution
from registry.models.rounds import ConsultationRound
from registry.models.themes import Theme


class PriorityQuerySet(models.QuerySet):
    def public(self):
        """Those that anyone may read."""
        return self.filter(status__in=Priority.PUBLIC_STATES)

    def for_listing(self):
        """With what a row shows, in a fixed number of queries."""
        return (
            self.with_origin()
            .select_related("reference", "country__reference", "institution__reference")
            .prefetch_related(models.Prefetch("themes", Theme.objects.select_related("reference")))
        )

    def with_origin(self):
        """``from_summary``: does it rest on a document, such as a workshop's summary, or on the project page alone?"""
        cited = Citation.objects.filter(owner=OuterRef("reference"), source__kind="document")
        # A scalar, not EXISTS: that one PostgreSQL may answer by reading the citations of all records.
        found = Subquery(cited.order_by().annotate(found=Value(value=True)).values("found")[:1])
        return self.annotate(from_summary=Coalesce(found, Value(value=False)))

    def latest_first(self):
        """Sorted by the last change, the latest first."""
        return self.order_by("-updated_at", "-pk")


class Priority(Record):
    """One need or gap that a state names, under themes. Reference ``TN-2012-003``.

    ``derived`` marks what the portal's team drew from a passage of a source: it belongs to no round and is not an entry
    by the state. ``confirmed_on`` is the day the state last said that it still stands.

    A change to a published priority waits beside it until it is published too: its texts as working versions of the
    texts, its other columns (by name) and links (keys, in order) in ``revised``, where it stands in ``revision``;
    ``revised`` repeats the texts for the history, which keeps no working versions.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        SENT_BACK = "sent-back", _("sent back")
        ACCEPTED = "accepted", _("accepted")
        PUBLISHED = "published", _("published")
        FULFILLED = "fulfilled", _("fulfilled")
        WITHDRAWN = "withdrawn", _("withdrawn")
        SUPERSEDED = "superseded", _("superseded")

    class TimeFrame(models.TextChoices):
        ONE_YEAR = "one-year", _("within a year")
        THREE_YEARS = "three-years", _("within three years")
        LONGER = "longer", _("in more than three years")

    class Importance(models.TextChoices):
        HIGH = "high", _("very important")
        MEDIUM = "medium", _("important")
        LOW = "low", _("useful")

    class Expertise(models.TextChoices):
        SOUGHT = "sought", _("sought from other states")
        OFFERED = "offered", _("offered to other states")
        BOTH = "both", _("sought and offered")

    class Revision(models.TextChoices):
        """Where the draft beside a published priority stands."""

        NONE = "", _("no change pending")
        DRAFT = "draft", _("changed, not submitted")
        SUBMITTED = "submitted", _("change submitted")
        SENT_BACK = "sent-back", _("change sent back")

    KIND = "priority"
    ADDRESS = "registry/{ref}/"
    SEARCHED = ("description", "need", "desired_result")
    READS_FACETS = True
    PUBLIC_STATES = (Status.PUBLISHED, Status.FULFILLED, Status.SUPERSEDED)

    country = models.ForeignKey(Country, models.PROTECT, related_name="priorities", verbose_name=_("state"))
    round = models.ForeignKey(
        ConsultationRound, models.PROTECT, related_name="priorities", null=True, blank=True,
        verbose_name=_("national consultation"),
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("The year of the consultation or of the source."))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="priorities", null=True, blank=True,
        verbose_name=_("lead institution"),
    )  # fmt: skip
    themes = models.ManyToManyField(Theme, through="PriorityTheme", related_name="priorities", verbose_name=_("themes"))
    institutions = models.ManyToManyField(
        Institution,
        through="PriorityInstitution",
        related_name="shared_priorities",
        verbose_name=_("other institutions"),
    )
    title = models.CharField(_("title"), max_length=200, blank=True, help_text=_("Name the need, in one line."))
    description = models.TextField(_("description"), blank=True)
    need = models.TextField(_("need"), blank=True, help_text=_("What is missing today?"))
    desired_result = models.TextField(_("desired result"), blank=True, help_text=_("What should be different then?"))
    time_frame = models.CharField(_("time frame"), max_length=12, choices=TimeFrame.choices, blank=True)
    importance = models.CharField(_("importance"), max_length=8, choices=Importance.choices, blank=True)
    expertise = models.CharField(_("expertise"), max_length=8, choices=Expertise.choices, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    derived = models.BooleanField(_("derived from a source"), default=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, related_name="supersedes", null=True, blank=True, verbose_name=_("superseded by")
    )

    revision = models.CharField(
        _("change pending"), max_length=10, choices=Revision.choices, blank=True, default=Revision.NONE, editable=False
    )
    revised = models.JSONField(default=dict, blank=True, editable=False)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        ordering = ["reference__ref"]
        indexes = [
            models.Index(name="priority_by_state", fields=["country", "status"]),
            models.Index(name="priority_by_round", fields=["round", "status"]),
            models.Index(name="priority_by_status", fields=["status", "id"]),
            # The order of the public lists, as a whole and by state.
            models.Index(
                name="priority_latest",
                fields=["-updated_at", "-id"],
                condition=Q(status__in=["published", "fulfilled", "superseded"]),
            ),
            models.Index(
                name="priority_latest_by_state",
                fields=["country", "-updated_at", "-id"],
                condition=Q(status__in=["published", "fulfilled", "superseded"]),
            ),
            # The order in which programs walk through a state's.
            models.Index(
                name="priority_walk_by_state",
                fields=["country", "id"],
                condition=Q(status__in=["published", "fulfilled", "superseded"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="priority_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="priority_status_is_known",
                condition=Q(
                    status__in=[
                        "draft",
                        "submitted",
                        "sent-back",
                        "accepted",
                        "published",
                        "fulfilled",
                        "withdrawn",
                        "superseded",
                    ]
                ),
                violation_error_message=_("Unknown status."),
            ),
            models.CheckConstraint(
                name="derived_priority_has_no_round",
                condition=Q(derived=False) | Q(round=None),
                violation_error_message=_(
                    "What is derived from a source is not an entry by the state and belongs to no consultation."
                ),
            ),
            models.CheckConstraint(
                name="superseded_priority_names_its_successor",
                condition=~Q(status="superseded") | Q(superseded_by__isnull=False),
                violation_error_message=_("Say which priority takes its place."),
            ),
            models.CheckConstraint(
                name="priority_does_not_supersede_itself",
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("pk")),
                violation_error_message=_("A priority cannot take its own place."),
            ),
            models.CheckConstraint(
                name="public_priority_has_a_day",
                condition=~Q(status__in=["published", "fulfilled", "superseded"]) | Q(published_at__isnull=False),
                violation_error_message=_("A published priority needs the day of its publication."),
            ),
            models.CheckConstraint(
                name="priority_time_frame_is_known",
                condition=Q(time_frame__in=["", "one-year", "three-years", "longer"]),
                violation_error_message=_("Unknown time frame."),
            ),
            models.CheckConstraint(
                name="priority_importance_is_known",
                condition=Q(importance__in=["", "high", "medium", "low"]),
                violation_error_message=_("Unknown importance."),
            ),
            models.CheckConstraint(
                name="priority_expertise_is_known",
                condition=Q(expertise__in=["", "sought", "offered", "both"]),
                violation_error_message=_("Say whether expertise is sought, offered, or both."),
            ),
            models.CheckConstraint(
                name="only_a_published_priority_has_a_change_pending",
                condition=Q(revision="") | Q(revision__in=["draft", "submitted", "sent-back"], status="published"),
                violation_error_message=_("Only what is published can have a change waiting beside it."),
            ),
        ]

    def numbering(self):
        return Numbering(f"{self.country.code}-{self.year or timezone.localdate().year}", width=3)

    def is_public(self):
        return self.status in self.PUBLIC_STATES

    def facets(self):
        return self.facets_of_all([self])[0]

    @classmethod
    def facets_of_all(cls, priorities):
        codes = dict(Country.objects.filter(pk__in={one.country_id for one in priorities}).values_list("pk", "code"))
        links = PriorityTheme.objects.filter(priority__in=[one.pk for one in priorities]).order_by("position", "pk")
        themes: dict[int, list[str]] = {}
        for key, ref in links.values_list("priority", "theme__reference__ref"):
            themes.setdefault(key, []).append(ref)
        return [
            {"state": codes[one.country_id], "themes": themes.get(one.pk, []), "year": one.year} for one in priorities
        ]


class PriorityTheme(models.Model):
    """A theme of a priority; the first is the main one."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="priority_links", verbose_name=_("theme"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme of a priority")
        verbose_name_plural = _("themes of a priority")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="priority_theme_is_unique",
                fields=["priority", "theme"],
                violation_error_message=_("The theme is named already."),
            )
        ]

    def __str__(self):
        return f"{self.priority_id}: {self.theme_id}"


class PriorityInstitution(models.Model):
    """An institution that shares a priority with the lead institution."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="institution_links")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name=_("institution"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("other institution of a priority")
        verbose_name_plural = _("other institutions of a priority")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="priority_institution_is_unique",
                fields=["priority", "institution"],
                violation_error_message=_("The institution is named already."),
            )
        ]

    def __str__(self):
        return f"{self.priority_id}: {self.institution_id}"


class PriorityComment(models.Model):
    """What one side tells the other about a priority: about one text in one language, one other field, or the whole.

    ``field`` is a column's name without language, or empty; ``text`` stands in its author's words and language.
    """

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    field = models.CharField(_("field"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    text = models.TextField(_("comment"), max_length=4_000)
    text_language = models.CharField(_("language of the comment"), max_length=2, choices=LANGUAGE_CHOICES)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment on a priority")
        verbose_name_plural = _("comments on priorities")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="priority_comment_has_text",
                condition=~Q(text=""),
                violation_error_message=_("Write what should change, and why."),
            )
        ]

    def __str__(self):
        return f"{self.priority_id}: {self.text[:40]}"
