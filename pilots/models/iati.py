"""What IATI asks of a pilot besides: who takes part in it, its sectors, and who publishes."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from pilots.models.projects import PilotProject
from registry.models import Country, Institution

IDENTIFIER = RegexValidator(r"^[^\s/&|?]+$", _("No spaces, and none of the signs / & | ?"))


class OrganisationKind(models.TextChoices):
    """The codes are those of IATI's list OrganisationType."""

    GOVERNMENT = "10", _("government")
    LOCAL_GOVERNMENT = "11", _("local government")
    OTHER_PUBLIC = "15", _("other public body")
    INTERNATIONAL_NGO = "21", _("international non-governmental organisation")
    NATIONAL_NGO = "22", _("national non-governmental organisation")
    REGIONAL_NGO = "23", _("regional non-governmental organisation")
    PARTNER_NGO = "24", _("non-governmental organisation of the partner state")
    PARTNERSHIP = "30", _("public-private partnership")
    MULTILATERAL = "40", _("multilateral organisation")
    FOUNDATION = "60", _("foundation")
    PRIVATE = "70", _("private sector")
    ACADEMIC = "80", _("research and training")
    OTHER = "90", _("other")


class Participant(models.Model):
    """A state or an institution that has a part in a pilot; ``identifier`` is its name with IATI, where it has one."""

    class Role(models.TextChoices):
        """The codes are those of IATI's list OrganisationRole."""

        FUNDING = "1", _("gives money")
        ACCOUNTABLE = "2", _("answers for it")
        EXTENDING = "3", _("passes money on")
        IMPLEMENTING = "4", _("carries it out")

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="participants")
    role = models.CharField(_("part"), max_length=1, choices=Role.choices)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("state")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("institution")
    )
    identifier = models.CharField(
        _("identifier of the organisation"), max_length=100, blank=True, validators=[IDENTIFIER],
        help_text=_("As with IATI, such as XM-DAC-47066."),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=2, choices=OrganisationKind.choices, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("participating organisation")
        verbose_name_plural = _("participating organisations")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="participant_is_one",
                condition=Q(country__isnull=False, institution=None) | Q(country=None, institution__isnull=False),
                violation_error_message=_("Name a state or an institution, one of the two."),
            ),
            models.UniqueConstraint(
                name="participant_is_unique",
                fields=["pilot", "role", "country", "institution"],
                nulls_distinct=False,
                violation_error_message=_("This part of it is named already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} · {self.country or self.institution}"


class PilotSector(models.Model):
    """A sector of a pilot in one vocabulary of IATI's list SectorVocabulary; ``percentage`` is its part of the whole.

    The parts of one vocabulary add up to 100.
    """

    class Vocabulary(models.TextChoices):
        PURPOSE = "1", _("OECD DAC, five digits")
        CATEGORY = "2", _("OECD DAC, three digits")
        GOALS = "7", _("Sustainable Development Goals")
        OWN = "99", _("of the publisher")

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="sectors")
    vocabulary = models.CharField(_("vocabulary"), max_length=2, choices=Vocabulary.choices, default=Vocabulary.PURPOSE)
    code = models.CharField(
        _("code"), max_length=20, validators=[RegexValidator(r"^[A-Za-z0-9.-]+$", _("Letters, digits, dots, hyphens."))]
    )
    percentage = models.DecimalField(
        _("per cent"),
        max_digits=5,
        decimal_places=2,
        default=100,
        validators=[MinValueValidator(0.01), MaxValueValidator(100)],
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("sector of a pilot")
        verbose_name_plural = _("sectors of a pilot")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="pilot_sector_is_unique",
                fields=["pilot", "vocabulary", "code"],
                violation_error_message=_("The sector is named already."),
            ),
            models.CheckConstraint(
                name="pilot_sector_is_a_part",
                condition=Q(percentage__gt=0, percentage__lte=100),
                violation_error_message=_("A part lies between 0 and 100 per cent."),
            ),
        ]

    def __str__(self):
        return f"{self.vocabulary}: {self.code}"


class Publisher(models.Model):
    """The one organisation in whose name the portal publishes with IATI; without its identifier nothing is published.

    ``secondary``: it reports on activities of others.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name=_("institution"))
    identifier = models.CharField(
        _("identifier of the organisation"), max_length=100, validators=[IDENTIFIER],
        help_text=_("As with IATI, such as XM-DAC-47066."),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=2, choices=OrganisationKind.choices)
    secondary = models.BooleanField(_("reports on activities of others"), default=False)

    class Meta:
        verbose_name = _("IATI publisher")
        verbose_name_plural = _("IATI publisher")
        constraints = [
            models.CheckConstraint(
                name="publisher_is_one",
                condition=Q(id=1),
                violation_error_message=_("There is one publisher only: change the one there is."),
            )
        ]

    def __str__(self):
        return f"{self.identifier} · {languages.text_of(self.institution, 'name')}"
