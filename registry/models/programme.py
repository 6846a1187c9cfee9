"""The programme itself: what it is for, who carries it, and by what means it works."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import Record, has_text
from registry.models.countries import Country
from registry.models.institutions import Institution


class Programme(Record):
    """A programme such as AMEDIP, and its page, which others cite as a source. ``end`` is the last day, inclusive."""

    KIND = "programme"
    ADDRESS = "about/"
    SEARCHED = ("standfirst", "description")

    acronym = models.CharField(_("acronym"), max_length=40)
    title = models.CharField(_("title"), max_length=250, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True, help_text=_("What it is, in two or three sentences."))
    description = models.TextField(_("description"), blank=True)
    start = models.DateField(_("start"))
    end = models.DateField(_("end"), null=True, blank=True)
    implementer = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("implementing agency")
    )
    partners = models.ManyToManyField(
        Institution, through="ProgrammePartner", related_name="programmes", verbose_name=_("partners")
    )
    donors = models.ManyToManyField(
        Country, through="ProgrammeDonor", related_name="programmes_funded", verbose_name=_("donors")
    )
    predecessor_title = models.CharField(_("predecessor"), max_length=250, blank=True)
    predecessor_description = models.TextField(_("about the predecessor"), blank=True)
    predecessor_years = models.CharField(_("years of the predecessor"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-start"]
        constraints = [
            models.CheckConstraint(
                name="programme_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                name="programme_days_in_order",
                condition=Q(end=None) | Q(end__gte=F("start")),
                violation_error_message=_("The programme ends before it begins."),
            ),
        ]


class ProgrammePartner(models.Model):
    """An organisation that carries the programme beside the implementing agency."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="partner_links")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name=_("institution"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("partner of a programme")
        verbose_name_plural = _("partners of a programme")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="programme_partner_is_unique", fields=["programme", "institution"])]

    def __str__(self):
        return f"{self.programme_id}: {self.institution_id}"


class ProgrammeDonor(models.Model):
    """A country that pays for the programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="donor_links")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("state"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("donor of a programme")
        verbose_name_plural = _("donors of a programme")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="programme_donor_is_unique", fields=["programme", "country"])]

    def __str__(self):
        return f"{self.programme_id}: {self.country_id}"


class Objective(models.Model):
    """What the programme is for: number 0 is the overall objective, 1 and up the specific ones."""

    PART_OF = "programme"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectives")
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("0 is the overall objective."))
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="objective_number_is_unique", fields=["programme", "number"]),
            models.CheckConstraint(
                name="objective_has_text",
                condition=has_text("text"),
                violation_error_message=_("Give the text in at least one language."),
            ),
        ]

    def __str__(self):
        return f"{self.number} · {languages.text_of(self, 'text')}"


class Mechanism(models.Model):
    """One of the means by which the programme works: consultations, Registry, exchanges, pilots, workshops…"""

    PART_OF = "programme"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="mechanisms")
    slug = models.SlugField(_("short name"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    since_precision = models.CharField(
        _("date known"), max_length=5, choices=[("day", _("to the day")), ("month", _("to the month"))], default="day"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("mechanism of the programme")
        verbose_name_plural = _("mechanisms of the programme")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="mechanism_slug_is_unique", fields=["programme", "slug"]),
            models.CheckConstraint(
                name="mechanism_has_title",
                condition=has_text("title"),
                violation_error_message=_("Give the title in at least one language."),
            ),
        ]

    def __str__(self):
        return languages.text_of(self, "title")
