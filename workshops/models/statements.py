"""Statements: who said what at a workshop, and where in the summary that stands."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.models import has_text
from registry.models import Country, Institution, Theme
from workshops.models.passages import Passage
from workshops.models.workshops import Session, Workshop


class Statement(models.Model):
    """What a state or an organisation said, in our words; ``about`` is the institution it speaks of.

    It stands in ``session``, and in its ``passage`` as far as that is known.
    """

    PART_OF = "workshop"

    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="statements", verbose_name=gettext_lazy("workshop")
    )
    session = models.ForeignKey(
        Session, models.CASCADE, related_name="statements", verbose_name=gettext_lazy("session")
    )
    passage = models.ForeignKey(
        Passage,
        models.SET_NULL,
        related_name="statements",
        null=True,
        blank=True,
        verbose_name=gettext_lazy("passage"),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        related_name="statements",
        null=True,
        blank=True,
        verbose_name=gettext_lazy("state"),
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        related_name="statements",
        null=True,
        blank=True,
        verbose_name=gettext_lazy("organisation"),
    )
    about = models.ForeignKey(
        Institution,
        models.PROTECT,
        related_name="statements_about",
        null=True,
        blank=True,
        verbose_name=gettext_lazy("about the institution"),
    )
    themes = models.ManyToManyField(
        Theme, through="StatementTheme", related_name="statements", verbose_name=gettext_lazy("themes")
    )
    text = models.TextField(gettext_lazy("text"), blank=True)
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)

    class Meta:
        verbose_name = gettext_lazy("statement")
        verbose_name_plural = gettext_lazy("statements")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="statement_is_of_a_state_or_an_organisation",
                condition=Q(country__isnull=False, institution=None) | Q(country=None, institution__isnull=False),
                violation_error_message=gettext_lazy("Name either a state or an organisation."),
            ),
            models.CheckConstraint(
                name="statement_has_text",
                condition=has_text("text"),
                violation_error_message=gettext_lazy("Give the text in at least one language."),
            ),
        ]

    def __str__(self):
        return Truncator(languages.text_of(self, "text")).chars(80)

    def clean(self):
        if self.session_id and self.session.workshop_id != self.workshop_id:
            raise ValidationError({"session": _("This session belongs to another workshop.")})
        if self.passage_id and self.passage.session_id != self.session_id:
            raise ValidationError({"passage": _("This passage belongs to another session.")})


class StatementTheme(models.Model):
    """A theme of a statement; the first is the main one."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="statement_links", verbose_name=gettext_lazy("theme"))
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)

    class Meta:
        verbose_name = gettext_lazy("theme of a statement")
        verbose_name_plural = gettext_lazy("themes of a statement")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="statement_theme_is_unique",
                fields=["statement", "theme"],
                violation_error_message=gettext_lazy("The theme is named already."),
            )
        ]

    def __str__(self):
        return f"{self.statement_id}: {self.theme_id}"
