"""Words that requests, offers and exchanges share: formats, working languages, and how lists of them are read."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.nested import array_of
from registry.models import Theme

LONGEST_CODE = 12


class Format(models.TextChoices):
    """How expertise is exchanged: the one list for requests, offers and exchanges."""

    STUDY_VISIT = "study-visit", _("study visit")
    EXPERT_MISSION = "expert-mission", _("expert mission")
    TRAINING = "training", _("training")
    PEER_REVIEW = "peer-review", _("peer review")
    REMOTE = "remote", _("remote exchange")


def format_column(**more) -> models.CharField:
    """One format; empty while nobody has said which."""
    return models.CharField(_("format"), max_length=15, choices=Format.choices, blank=True, **more)


def working_languages() -> ArrayField:
    """Codes of the languages in which people can work together, as ``Country.languages`` has them."""
    code = models.CharField(
        max_length=LONGEST_CODE,
        validators=[RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$", _("A language code such as ar, fr or pt."))],
    )
    return ArrayField(
        code,
        verbose_name=_("working languages"),
        default=list,
        blank=True,
        help_text=_("Language codes, separated by commas: ar, fr, pt…"),
    )


def themes_in_order() -> models.Prefetch:
    """The themes of many records, in a query."""
    return models.Prefetch("themes", Theme.objects.select_related("reference"))


def theme_rows(model: type[models.Model]):
    """An annotation: the themes of each row of ``model`` as plain rows."""
    links = model._meta.get_field("theme_links")
    names = {f"name_{code}": f"theme__name_{code}" for code in languages.CODES}
    rows = links.related_model.objects.filter(**{links.field.name: OuterRef("pk")})
    return array_of(rows, ref="theme__reference__ref", **names)


class ListingQuerySet(models.QuerySet):
    """What requests and offers have in common when they are listed."""

    def public(self):
        """Those that anyone may read."""
        return self.filter(status__in=self.model.PUBLIC_STATES)

    def for_listing(self):
        """With what a row shows, in a fixed number of queries."""
        return self.select_related("reference", "country__reference").prefetch_related(themes_in_order())

    def for_rows(self):
        """The same in one query, ``theme_rows`` as plain rows."""
        return self.select_related("reference", "country__reference").annotate(theme_rows=theme_rows(self.model))
