"""References, which outlive what they name, the records that bear them, and what records cite."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pgtrigger
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
    ``tongues`` says what the page owes its readers: by language, since when texts of it are ``missing`` or ``outdated``
    (ISO dates), and ``by`` the change of which language; languages that owe nothing are not there.
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
    tongues = models.JSONField(default=dict, editable=False)

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

    def tell_of(self, record: "Record", *, titles: bool = True) -> None:
        """Take over where the record's page is and, unless its ``titles`` are to stay, what it is called."""
        self.path = record.address
        for code, name in _titles_of(record).items() if titles else ():
            setattr(self, f"title_{code}", name)

    def is_called(self, record: "Record") -> bool:
        """Does it say what the record is called by now?"""
        return self.titles == _titles_of(record)


def _titles_of(record: "Record") -> dict[str, str]:
    return {code: (name or "")[:300] for code, name in record.names().items()}


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


class Versioned(models.Model):
    """A row that several people may have open: whoever saves it says which ``version`` they saw."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True


class Record(Versioned):
    """Anything with a public reference, a version for optimistic locking, and texts in three languages.

    A subclass says what the kernel needs to know of it:
    ``KIND``, the name of its collection's members; ``ADDRESS``, its page without the language, with ``{ref}``;
    ``TITLE``, the translated field that heads it; ``SEARCHED``, the translated fields the search reads after the title;
    ``TITLES_ARE_TERMS``, whether its titles mean the same in all languages, so that the search takes one for another;
    ``READS_FACETS``, whether ``facets_of_all`` itself reads what it tells of many records.
    """

    KIND: str
    ADDRESS: str
    TITLE = "title"
    SEARCHED: tuple[str, ...] = ("description",)
    TITLES_ARE_TERMS = False
    READS_FACETS = False

    reference = models.OneToOneField(
        Reference, models.PROTECT, related_name="%(class)s", verbose_name=_("reference"), editable=False
    )
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
        return languages.first_available(self.names(), languages.current())[0]

    def names(self) -> dict[str, str | None]:
        """What search, feeds and citations call it in each language: its title, unless the kind has better."""
        return {code: getattr(self, f"{self.TITLE}_{code}") for code in languages.CODES}

    @property
    def address(self) -> str:
        """The path of the page without the language."""
        return self.ADDRESS.format(ref=self.reference.ref)

    def named_after_it(self) -> Iterable["Record"]:
        """Records whose names are made of texts on this one's page, with what their names need."""
        return ()

    def numbering(self) -> "Numbering | None":
        """What a new reference is made of; kinds named by hand (themes, workshops…) have none."""
        return None

    def is_public(self) -> bool:
        """May anyone read it? Kinds with a workflow answer by their state."""
        return True

    def columns_from_texts(self) -> dict[str, object]:
        """Columns that are made from the record's texts, and are written whenever one of these is."""
        return {}

    def facets(self) -> dict:
        """Under what the search files it: ``state`` (code or empty) and ``themes`` (slugs).

        Where there is one also ``year`` (a number), and ``within``: the key of the reference on whose page it stands.
        """
        return {"state": "", "themes": []}

    @classmethod
    def facets_of_all(cls, records: Sequence["Record"]) -> list[dict]:
        """The facets of each of many records of the kind."""
        return [record.facets() for record in records]

    def more_in_search(self) -> dict[str, str]:
        """Text that the search reads besides ``SEARCHED``, by language: what stands in a document's file."""
        return {}


class Citation(models.Model):
    """What an object rests on: ``owner`` cites ``section`` of ``source`` (``s1``, ``r2.1``, ``countries``)."""

    PART_OF = "owner"

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
