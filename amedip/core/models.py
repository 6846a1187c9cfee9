"""The kernel's tables: references, text states, citations, deeds, changes and their stamp, jobs, the search index."""

from typing import NamedTuple

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages

LANGUAGE_CHOICES = [(code, languages.NAMES[code]) for code in languages.CODES]


def has_text(field: str) -> Q:
    """The condition that a translated field is filled in at least one language."""
    condition = Q()
    for code in languages.CODES:
        condition |= Q(**{f"{field}_{code}__isnull": False}) & ~Q(**{f"{field}_{code}": ""})
    return condition


class ReferenceQuerySet(models.QuerySet):
    def public(self):
        """Those that anyone may open today."""
        return self.filter(public=True, gone_at=None)


class Reference(models.Model):
    """The permanent name of one object: what citations, links, search and the change feed point at.

    A reference outlives its object: when that is taken away the row stays as a tombstone (``gone_at``), so a name is
    never given twice and an old address answers 410 with a title. ``path`` is the page's address without the language.
    """

    kind = models.CharField(_("kind"), max_length=40)
    ref = models.CharField(_("reference"), max_length=120)
    path = models.CharField(_("address"), max_length=250, blank=True)
    title_ar = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    title_fr = models.CharField(max_length=300, blank=True)
    public = models.BooleanField(_("public"), default=False)
    example = models.BooleanField(_("example"), default=False, help_text=_("Exists only to show the software."))
    gone_at = models.DateTimeField(_("taken away"), null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["kind", "ref"]
        constraints = [
            models.UniqueConstraint(
                name="reference_is_unique",
                fields=["kind", "ref"],
                violation_error_message=_("This reference is taken; references are never given twice."),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="reference_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="reference_is_permanent",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("kind", "ref"),
            ),
        ]

    def __str__(self):
        title = self.title
        return f"{self.ref} · {title}" if title else self.ref

    def get_absolute_url(self):
        return f"/{languages.current()}/{self.path}" if self.path else ""

    @property
    def title(self) -> str:
        return languages.first_available(self.titles, languages.current())[0]

    @property
    def titles(self) -> dict[str, str]:
        return {code: getattr(self, f"title_{code}") for code in languages.CODES}


class ReferenceCounter(models.Model):
    """The last number given under a prefix such as ``TN-2012``; it only grows."""

    kind = models.CharField(max_length=40)
    prefix = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("reference counter")
        verbose_name_plural = _("reference counters")
        constraints = [models.UniqueConstraint(name="reference_counter_is_unique", fields=["kind", "prefix"])]

    def __str__(self):
        return f"{self.prefix}: {self.last}"


class Numbering(NamedTuple):
    """``TN-2012-004`` is the next number under the prefix ``TN-2012``, three digits wide, after the separator.

    With a ``number`` of its own (a recommendation's ``2.1``) nothing is counted.
    """

    prefix: str
    width: int = 0
    separator: str = "-"
    number: str = ""


class Record(models.Model):
    """Anything with a public reference, a version for optimistic locking, and texts in three languages.

    A subclass says what the kernel needs to know of it:
    ``KIND``, the name of its collection's members; ``ADDRESS``, its page without the language, with ``{ref}``;
    ``TITLE``, the translated field that names it; ``SEARCHED``, the translated fields the search reads after the title.
    """

    KIND: str
    ADDRESS: str
    TITLE = "title"
    SEARCHED: tuple[str, ...] = ("description",)

    reference = models.OneToOneField(
        Reference, models.PROTECT, related_name="%(class)s", verbose_name=_("reference"), editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.ref} · {self.headline}" if self.reference_id else self.headline

    def get_absolute_url(self):
        return f"/{languages.current()}/{self.address}"

    @property
    def ref(self) -> str:
        return self.reference.ref

    @property
    def headline(self) -> str:
        """The title in the reader's language, or in the first other language that has one."""
        return languages.first_available(self.headlines, languages.current())[0]

    @property
    def headlines(self) -> dict[str, str | None]:
        return {code: getattr(self, f"{self.TITLE}_{code}") for code in languages.CODES}

    @property
    def address(self) -> str:
        """The path of the page without the language."""
        return self.ADDRESS.format(ref=self.reference.ref)

    def numbering(self) -> "Numbering | None":
        """What a new reference is made of; kinds named by hand (themes, workshops…) have none."""
        return None

    def is_public(self) -> bool:
        """May anyone read it? Kinds with a workflow answer by their state."""
        return True

    def facets(self) -> dict:
        """``state`` (code or empty) and ``themes`` (slugs) under which the search files it."""
        return {"state": "", "themes": []}


class TextState(models.Model):
    """Where one text of one object stands in one language.

    ``fingerprint`` is that of the text itself, ``source_fingerprint`` that of the text it was made from, in
    ``source_language``. ``working`` is the version beside the one in the object's own column: a draft of published
    text, or a suggestion that may not overwrite what a person approved; null when there is none.
    """

    class State(models.TextChoices):
        MISSING = "missing", _("missing")
        MACHINE = "machine", _("machine translation")
        DRAFT = "draft", _("draft")
        REVIEWED = "reviewed", _("reviewed")
        APPROVED = "approved", _("approved")
        OUTDATED = "outdated", _("outdated")

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    state = models.CharField(max_length=10, choices=State.choices)
    fingerprint = models.CharField(max_length=64, blank=True)
    source_language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    source_fingerprint = models.CharField(max_length=64, blank=True)
    minor = models.BooleanField(default=False)
    working = models.TextField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

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
        ]
        indexes = [models.Index(name="text_state_by_state", fields=["content_type", "language", "state"])]

    def __str__(self):
        return f"{self.field} ({self.language}): {self.get_state_display()}"


class Citation(models.Model):
    """What an object rests on: ``owner`` cites ``section`` of ``source`` (``s1``, ``r2.1``, ``countries``)."""

    owner = models.ForeignKey(Reference, models.PROTECT, related_name="citations", verbose_name=_("cited by"))
    source = models.ForeignKey(Reference, models.PROTECT, related_name="cited_in", verbose_name=_("source"))
    section = models.CharField(_("section"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("source citation")
        verbose_name_plural = _("source citations")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="citation_is_unique",
                fields=["owner", "source", "section"],
                violation_error_message=_("This passage is already cited."),
            ),
            models.CheckConstraint(
                name="citation_points_elsewhere",
                condition=~Q(owner=F("source")),
                violation_error_message=_("A record cannot be its own source."),
            ),
        ]

    def __str__(self):
        return f"{self.owner.ref} ← {self.source.ref} {self.section}".strip()


class Deed(models.Model):
    """What somebody did, once, and why; its id stands in the history context of every row it wrote.

    ``actor`` is null for the portal itself (first content, scheduled work).
    """

    action = models.CharField(_("deed"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="deeds", verbose_name=_("by")
    )
    reference = models.ForeignKey(
        Reference, models.PROTECT, null=True, blank=True, related_name="deeds", verbose_name=_("about")
    )
    why = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("deeds")
        ordering = ["-pk"]
        indexes = [models.Index(name="deed_by_reference", fields=["reference", "-id"])]
        triggers = [pgtrigger.Protect(name="deed_stays", operation=pgtrigger.Delete)]

    def __str__(self):
        return f"{self.action} {self.reference.ref if self.reference else ''}".strip()


class Notice(models.Model):
    """Somebody is to hear of a deed: written with it, mailed after it, once.

    ``mailed_at`` is when the mail that tells of it was queued; ``seen_at`` when the person saw it in the workspace.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("person")
    )
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="notices", verbose_name=_("deed"))
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="notice_to_mail", fields=["recipient"], condition=Q(mailed_at=None)),
            models.Index(name="notice_by_recipient", fields=["recipient", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="notice_is_given_once",
                fields=["recipient", "deed"],
                violation_error_message=_("The person is told already."),
            )
        ]

    def __str__(self):
        return f"{self.recipient_id}: {self.deed_id}"


class Stamp(models.Model):
    """The one row whose number moves whenever anything public changes (see ``amedip.core.stamp``)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("public version stamp")
        verbose_name_plural = _("public version stamp")
        constraints = [models.CheckConstraint(name="stamp_is_one_row", condition=Q(id=1))]

    def __str__(self):
        return str(self.number)


class Change(models.Model):
    """One public change of one object, in commit order by (``number``, ``id``); the feed that others follow.

    ``number`` is empty until the transaction commits: a deferred trigger then moves the stamp, last of all, and gives
    its number to every change of the transaction. So writers wait for one another only during the commit itself.
    """

    reference = models.ForeignKey(Reference, models.PROTECT, related_name="changes")
    gone = models.BooleanField(default=False)
    number = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")
        indexes = [
            models.Index(name="change_in_order", fields=["number", "id"]),
            models.Index(name="change_without_number", fields=["id"], condition=Q(number=None)),
            models.Index(name="change_newest", fields=["-at"]),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="change_is_numbered_at_commit",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                declare=[("stamp", "bigint")],
                # Rows without a number that this transaction can see are its own: others' are numbered or invisible.
                func="""
                    IF EXISTS (SELECT 1 FROM core_change WHERE id = NEW.id AND number IS NULL) THEN
                        INSERT INTO core_stamp AS s (id, number, at) VALUES (1, 1, clock_timestamp())
                            ON CONFLICT (id) DO UPDATE SET number = s.number + 1, at = clock_timestamp()
                            RETURNING number INTO stamp;
                        UPDATE core_change SET number = stamp WHERE number IS NULL;
                    END IF;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self):
        return f"{self.number or '–'} {self.reference.ref}"


class JobQuerySet(models.QuerySet):
    def waiting(self, now):
        """Those a worker should take now: due, or taken by a worker whose lease ran out."""
        return self.filter(Q(state=Job.State.QUEUED, due_at__lte=now) | Q(state=Job.State.RUNNING, lease_until__lt=now))


class Job(models.Model):
    """Work for later: the truth about it. The queue carries only the id (see ``amedip.core.jobs``).

    ``key`` makes a job unique: the same mail for the same event is queued once. ``done`` of ``total`` is its progress
    in steps of the job's own choosing. ``lease_until`` is when another worker may take it from a dead one.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind"), max_length=60)
    payload = models.JSONField(_("input"), default=dict)
    key = models.CharField(_("key"), max_length=200, null=True, blank=True, unique=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="en")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="jobs", verbose_name=_("by")
    )
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    result = models.JSONField(_("result"), default=dict, blank=True)
    error = models.TextField(_("error"), blank=True)
    due_at = models.DateTimeField(_("due"))
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="job_waiting", fields=["due_at"], condition=Q(state__in=["queued", "running"])),
        ]
        constraints = [
            models.CheckConstraint(
                name="job_progress_in_order",
                condition=Q(done__lte=F("total")) | Q(total=0),
                violation_error_message=_("More is done than there was to do."),
            )
        ]

    def __str__(self):
        return f"{self.kind} #{self.pk}"


class SearchEntry(models.Model):
    """One public object in one language, as the search reads it; ``vector`` is of the folded texts."""

    reference = models.ForeignKey(Reference, models.CASCADE, related_name="search_entries")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=2, blank=True)
    themes = ArrayField(models.CharField(max_length=60), default=list)
    title = models.TextField()
    body = models.TextField(blank=True)
    vector = SearchVectorField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(name="search_entry_is_unique", fields=["reference", "language"])]
        indexes = [GinIndex(name="search_entry_vector", fields=["vector"])]

    def __str__(self):
        return f"{self.reference_id} ({self.language})"
