"""States and the group of states, each with all the roles it has in the programme."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import Record, has_text


class CountryQuerySet(models.QuerySet):
    def partners(self):
        """The Focus Partner States."""
        return self.filter(roles__role=CountryRole.Role.FOCUS_PARTNER)

    def in_order(self, language=None):
        """Sorted as readers of the language expect."""
        return self.order_by(f"sort_{language or languages.current()}", "code")


class Country(Record):
    """A country by its ISO 3166-1 alpha-2 code, or ``EU`` for the group; the code is its reference.

    Names come from CLDR and may be edited. ``longitude`` and ``latitude`` (degrees) place the marker on the map.
    """

    KIND = "state"
    ADDRESS = "states/{ref}/"
    TITLE = "name"
    SEARCHED = ("summary",)
    TITLES_ARE_TERMS = True

    code = models.CharField(_("ISO code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    summary = models.TextField(_("summary"), blank=True, help_text=_("Two sentences: its part in the programme."))
    is_group = models.BooleanField(_("group of states"), default=False)
    languages = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("working languages"),
        default=list,
        blank=True,
        help_text=_("Language codes, separated by commas: ar, fr, pt…"),
    )
    longitude = models.DecimalField(_("longitude"), max_digits=6, decimal_places=2, null=True, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=5, decimal_places=2, null=True, blank=True)
    sort_ar = models.CharField(max_length=120, editable=False, db_index=True)
    sort_en = models.CharField(max_length=120, editable=False, db_index=True)
    sort_fr = models.CharField(max_length=120, editable=False, db_index=True)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("state")
        verbose_name_plural = _("states")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="country_has_name",
                condition=has_text("name"),
                violation_error_message=_("Give the name in at least one language."),
            ),
            models.CheckConstraint(
                name="country_code_is_iso",
                condition=Q(code__regex=r"^[A-Z]{2}$"),
                violation_error_message=_("The code is two capital letters, as in ISO 3166-1."),
            ),
            models.CheckConstraint(
                name="country_place_is_whole",
                condition=Q(longitude=None, latitude=None) | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                violation_error_message=_("Give both longitude and latitude in degrees, or neither."),
            ),
        ]

    def columns_from_texts(self):
        """How the names sort; one that is missing sorts by the one that is shown instead."""
        return {
            f"sort_{code}": languages.sort_key(languages.first_available(self.names(), code)[0], code)
            for code in languages.CODES
        }

    def facets(self):
        return {"state": self.code, "themes": []}


class CountryRole(models.Model):
    """One role of a country; a country can carry several at once."""

    class Role(models.TextChoices):
        FOCUS_PARTNER = "focus-partner", _("Focus Partner State")
        PARTICIPATING = "participating", _("participating state")
        DONOR = "donor", _("donor")
        HOST = "host", _("host of a workshop")
        GROUP = "group", _("group of states")

    country = models.ForeignKey(Country, models.CASCADE, related_name="roles", verbose_name=_("state"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("role of a state")
        verbose_name_plural = _("roles of states")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="country_role_is_unique",
                fields=["country", "role"],
                violation_error_message=_("The state has this role already."),
            )
        ]

    def __str__(self):
        return f"{self.country_id}: {self.get_role_display()}"
