"""Workshops: when and where, who was there, what was discussed and what was recommended."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import LANGUAGE_CHOICES, Numbering, Record, has_text
from amedip.core.nested import array_of
from registry.models import Country, Institution


class WorkshopQuerySet(models.QuerySet):
    def for_listing(self):
        """With what a row shows: how much it discussed, who was there and what it left."""
        return self.select_related("reference", "country__reference", "host__reference").annotate(
            session_count=_count(Session.objects.filter(kind=Session.Kind.SESSION)),
            state_count=_count(Participation.objects.filter(capacity=Participation.Capacity.FOCUS_PARTNER)),
            recommendation_count=_count(Recommendation.objects.filter(parent=None)),
        )

    def for_page(self):
        """With what its own page shows, small lists as plain rows: ``organiser_rows``, ``topic_rows`` and so on."""
        here = {"workshop": OuterRef("pk")}
        institution = {f"name_{code}": f"institution__name_{code}" for code in languages.CODES}
        institution |= {"acronym": "institution__acronym", "path": "institution__reference__path"}
        country = {f"country_{code}": f"country__name_{code}" for code in languages.CODES}
        country |= {f"sort_{code}": f"country__sort_{code}" for code in languages.CODES}
        country |= {"code": "country__code", "country_path": "country__reference__path"}
        return self.select_related("reference", "country__reference", "host__reference").annotate(
            organiser_rows=array_of(WorkshopOrganiser.objects.filter(**here), **institution),
            session_rows=array_of(Session.objects.filter(**here), "number", "kind", key="pk", texts=["title"]),
            topic_rows=array_of(Topic.objects.filter(**here), texts=["text"]),
            participation_rows=array_of(Participation.objects.filter(**here), "capacity", **country, **institution),
            recommendation_rows=array_of(
                Recommendation.objects.filter(**here),
                "number",
                key="pk",
                reference="reference_id",
                under="parent",
                tongues="reference__tongues",
                texts=["title", "text"],
            ),
            resource_rows=array_of(
                NamedResource.objects.filter(**here),
                "languages",
                session="session__number",
                texts=["name", "note"],
            ),
        )


def _count(rows):
    """How many of ``rows`` the workshop has, as a column."""
    found = rows.filter(workshop=OuterRef("pk")).order_by().values("workshop").annotate(found=Count("pk"))
    return Coalesce(Subquery(found.values("found")), 0)


class Workshop(Record):
    """A dated meeting; ``end`` is the last day, inclusive. Reference ``tunis-2012``."""

    KIND = "workshop"
    ADDRESS = "workshops/{ref}/"
    SEARCHED = ("city", "summary")

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    country = models.ForeignKey(Country, models.PROTECT, related_name="workshops", verbose_name=_("state"))
    city = models.CharField(_("city"), max_length=120, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))
    title = models.CharField(_("title"), max_length=250, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    host = models.ForeignKey(
        Institution, models.PROTECT, related_name="workshops_hosted", null=True, blank=True, verbose_name=_("host")
    )
    organisers = models.ManyToManyField(
        Institution, through="WorkshopOrganiser", related_name="workshops_organised", verbose_name=_("organisers")
    )

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["-start"]
        constraints = [
            models.CheckConstraint(
                name="workshop_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="workshop_days_in_order",
                condition=Q(end__gte=F("start")),
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def facets(self):
        return {"state": self.country.code, "themes": [], "year": self.start.year}

    def named_after_it(self):
        return self.passages.for_listing()


class WorkshopOrganiser(models.Model):
    """An organisation that organised a workshop."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="organiser_links")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name=_("institution"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("organiser of a workshop")
        verbose_name_plural = _("organisers of a workshop")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="workshop_organiser_is_unique", fields=["workshop", "institution"])]

    def __str__(self):
        return f"{self.workshop_id}: {self.institution_id}"


class Topic(models.Model):
    """Something a workshop dealt with."""

    PART_OF = "workshop"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="topics")
    text = models.CharField(_("text"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="topic_place_is_unique", fields=["workshop", "position"]),
            models.CheckConstraint(
                name="topic_has_text",
                condition=has_text("text"),
                violation_error_message=_("Give the text in at least one language."),
            ),
        ]

    def __str__(self):
        return languages.text_of(self, "text")


class Session(models.Model):
    """A part of a workshop: the opening (number 0), the sessions, the closing. On the page it stands at ``anchor``."""

    PART_OF = "workshop"

    class Kind(models.TextChoices):
        OPENING = "opening", _("opening")
        SESSION = "session", _("session")
        CLOSING = "closing", _("closing")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SESSION)
    title = models.CharField(_("title"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="session_number_is_unique",
                fields=["workshop", "number"],
                violation_error_message=_("The workshop has a session of this number already."),
            ),
            models.CheckConstraint(
                name="session_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
        ]

    def __str__(self):
        return f"{self.number} · {languages.text_of(self, 'title')}"

    @property
    def anchor(self):
        """Its address on the workshop's page, and the section by which it is cited."""
        return f"s{self.number}" if self.kind == self.Kind.SESSION else self.kind


class Participation(models.Model):
    """The presence of a state or of an organisation at a workshop, in one capacity."""

    class Capacity(models.TextChoices):
        HOST = "host", _("host")
        FOCUS_PARTNER = "focus-partner", _("Focus Partner State")
        DONOR = "donor", _("donor")
        ORGANISATION = "organisation", _("organisation")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participations")
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="participations", null=True, blank=True, verbose_name=_("state")
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        related_name="participations",
        null=True,
        blank=True,
        verbose_name=_("organisation"),
    )
    capacity = models.CharField(_("capacity"), max_length=15, choices=Capacity.choices)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="participation_is_of_a_state_or_an_organisation",
                condition=Q(country__isnull=False, institution=None) | Q(country=None, institution__isnull=False),
                violation_error_message=_("Name either a state or an organisation."),
            ),
            models.UniqueConstraint(
                name="participation_is_unique",
                fields=["workshop", "country", "institution", "capacity"],
                nulls_distinct=False,
                violation_error_message=_("This presence is entered already."),
            ),
        ]

    def __str__(self):
        return f"{self.workshop_id}: {self.country_id or self.institution_id}"


class Recommendation(Record):
    """A numbered recommendation (``2``) or a sub-point (``2.1``) of a workshop. Reference ``tunis-2012-r2.1``."""

    KIND = "recommendation"
    ADDRESS = "workshops/{workshop}/#r{number}"
    SEARCHED = ("text",)

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="recommendations", verbose_name=_("workshop"))
    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="points", null=True, blank=True, verbose_name=_("under")
    )
    number = models.CharField(_("number"), max_length=10, help_text=_("2 for a recommendation, 2.1 for a point of it."))
    title = models.CharField(_("title"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="recommendation_number_is_unique",
                fields=["workshop", "number"],
                violation_error_message=_("The workshop has a recommendation of this number already."),
            ),
            models.CheckConstraint(
                name="recommendation_number_is_dotted",
                condition=Q(number__regex=r"^[1-9][0-9]*(\.[1-9][0-9]*)*$"),
                violation_error_message=_("Numbers look like 2 or 2.1."),
            ),
            models.CheckConstraint(
                name="recommendation_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
        ]

    @property
    def address(self):
        return self.ADDRESS.format(workshop=self.workshop.ref, number=self.number)

    @property
    def anchor(self):
        """Its address on the workshop's page, and the section by which it is cited."""
        return f"r{self.number}"

    def numbering(self):
        return Numbering(f"{self.workshop.ref}-r", separator="", number=self.number)

    def facets(self):
        held = self.workshop
        return {"state": "", "themes": [], "year": held.start.year, "within": held.reference_id}


class NamedResource(models.Model):
    """A programme, site or paper that a workshop's summary names: a name with language marks, without an address."""

    PART_OF = "workshop"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="resources")
    session = models.ForeignKey(
        Session, models.SET_NULL, related_name="resources", null=True, blank=True, verbose_name=_("session")
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    languages = ArrayField(
        models.CharField(max_length=2, choices=LANGUAGE_CHOICES), verbose_name=_("languages"), default=list, blank=True
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("named resource")
        verbose_name_plural = _("named resources")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="named_resource_has_name",
                condition=has_text("name"),
                violation_error_message=_("Give the name in at least one language."),
            )
        ]

    def __str__(self):
        return languages.text_of(self, "name")
