"""Institutions, and how a state's institutions work together."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Numbering, Record, has_text
from registry.models.countries import Country


class Institution(Record):
    """A ministry, directorate, agency, committee… of a state, or an organisation (no state). Reference ``TN-I01``."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("ministry")
        SECRETARIAT = "secretariat", _("secretariat of state")
        DIRECTORATE = "directorate", _("directorate")
        AGENCY = "agency", _("agency")
        COMMITTEE = "committee", _("committee")
        COUNCIL = "council", _("council")
        OFFICE = "office", _("office")
        UNIT = "unit", _("unit")
        BANK = "bank", _("bank")
        PARLIAMENT = "parliament", _("parliament")
        UNIVERSITY = "university", _("university")
        COMPANY_ASSOCIATION = "company-association", _("business association")
        DIASPORA_ORGANISATION = "diaspora-organisation", _("diaspora organisation")
        PROGRAMME = "programme", _("programme")
        INTERNATIONAL_ORGANISATION = "international-organisation", _("international organisation")
        NATIONAL_AGENCY_ABROAD = "national-agency-abroad", _("agency of a partner country")

    KIND = "institution"
    ADDRESS = "institutions/{ref}/"
    TITLE = "name"
    TITLES_ARE_TERMS = True

    country = models.ForeignKey(
        Country, models.PROTECT, related_name="institutions", null=True, blank=True, verbose_name=_("state"),
        help_text=_("Empty for an organisation that belongs to no state."),
    )  # fmt: skip
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True, verbose_name=_("part of")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["reference__ref"]
        constraints = [
            models.CheckConstraint(
                name="institution_has_name",
                condition=has_text("name"),
                violation_error_message=_("Give the name in at least one language."),
            ),
            models.CheckConstraint(
                name="institution_is_not_its_own_part",
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                violation_error_message=_("An institution cannot be a part of itself."),
            ),
        ]

    def numbering(self):
        prefix = self.country.code if self.country else "ORG"
        return Numbering(f"{prefix}-I", width=2, separator="")

    def facets(self):
        return {"state": self.country.code if self.country else "", "themes": []}


class CoordinationMechanism(Record):
    """How a state's institutions work together. Reference ``TN-C01``."""

    class Model(models.TextChoices):
        DECENTRALISED = "decentralised", _("decentralised coordination")
        SECRETARIAT_OF_STATE = "secretariat-of-state", _("secretariat of state")
        JOINT_COMMITTEE = "joint-committee", _("joint committee")
        MINISTERIAL_COMMITTEE = "ministerial-committee", _("ministerial committee")
        LEAD_MINISTRY = "lead-ministry", _("lead ministry")
        NATIONAL_FRAMEWORK = "national-framework", _("national coordination framework")
        THEMATIC_GROUPS = "thematic-groups", _("thematic working groups")
        INTEGRATED_MINISTRY = "integrated-ministry", _("integration into an existing ministry")

    KIND = "coordination-mechanism"
    ADDRESS = "states/{state}/#{ref}"
    TITLE = "name"

    country = models.ForeignKey(
        Country, models.PROTECT, related_name="coordination_mechanisms", verbose_name=_("state")
    )
    model = models.CharField(_("model of coordination"), max_length=30, choices=Model.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    institutions = models.ManyToManyField(
        Institution, through="MechanismMember", related_name="coordination_mechanisms", verbose_name=_("institutions")
    )

    class Meta:
        verbose_name = _("coordination mechanism")
        verbose_name_plural = _("coordination mechanisms")
        ordering = ["reference__ref"]
        constraints = [
            models.CheckConstraint(
                name="coordination_mechanism_has_name",
                condition=has_text("name"),
                violation_error_message=_("Give the name in at least one language."),
            )
        ]

    @property
    def address(self):
        return self.ADDRESS.format(state=self.country.code, ref=self.ref)

    def numbering(self):
        return Numbering(f"{self.country.code}-C", width=2, separator="")

    def facets(self):
        return {"state": self.country.code, "themes": []}


class MechanismMember(models.Model):
    """An institution that takes part in a coordination mechanism."""

    mechanism = models.ForeignKey(CoordinationMechanism, models.CASCADE, related_name="members")
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="memberships", verbose_name=_("institution")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("member of a coordination mechanism")
        verbose_name_plural = _("members of a coordination mechanism")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="mechanism_member_is_unique",
                fields=["mechanism", "institution"],
                violation_error_message=_("The institution is named already."),
            )
        ]

    def __str__(self):
        return f"{self.mechanism_id}: {self.institution_id}"
