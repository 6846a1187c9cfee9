"""Passages: what a workshop discussed, paragraph by paragraph, at addresses that are the same in all languages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.models import Numbering, Record, has_text
from workshops.models.workshops import Session, Workshop


class PassageQuerySet(models.QuerySet):
    def for_listing(self):
        """With what a passage is called by: its workshop and its session."""
        return self.select_related("reference", "workshop__reference", "session")


class Passage(Record):
    """One paragraph, heading or list item of what a session discussed. Reference ``tunis-2012-s1.p4``.

    ``anchor`` (``s1.p4``) is its address on the workshop's page and never another's, wherever the passage moves;
    ``position`` is its place in the session. ``level`` counts for headings (1 is the highest) and nested items.
    """

    class Form(models.TextChoices):
        HEADING = "heading", gettext_lazy("heading")
        PARAGRAPH = "paragraph", gettext_lazy("paragraph")
        ITEM = "item", gettext_lazy("list item")

    KIND = "passage"
    ADDRESS = "workshops/{workshop}/#{anchor}"
    TITLE = "text"
    SEARCHED = ("text",)

    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="passages", verbose_name=gettext_lazy("workshop")
    )
    session = models.ForeignKey(Session, models.CASCADE, related_name="passages", verbose_name=gettext_lazy("session"))
    anchor = models.CharField(gettext_lazy("address"), max_length=30, editable=False)
    form = models.CharField(gettext_lazy("form"), max_length=10, choices=Form.choices, default=Form.PARAGRAPH)
    level = models.PositiveSmallIntegerField(gettext_lazy("level"), default=1)
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)
    text = models.TextField(
        gettext_lazy("text"),
        blank=True,
        help_text=gettext_lazy("**Two stars** for what the summary stresses, *one* for emphasis."),
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("passage")
        verbose_name_plural = gettext_lazy("passages")
        ordering = ["session__number", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="passage_anchor_is_unique",
                fields=["workshop", "anchor"],
                violation_error_message=gettext_lazy("The workshop has a passage of this address already."),
            ),
            models.CheckConstraint(
                name="passage_anchor_is_dotted",
                condition=Q(anchor__regex=r"^[a-z]+[0-9]*\.p[1-9][0-9]*$"),
                violation_error_message=gettext_lazy("Addresses of passages look like s1.p4."),
            ),
            models.CheckConstraint(
                name="passage_has_text",
                condition=has_text("text"),
                violation_error_message=gettext_lazy("Give the text in at least one language."),
            ),
            models.CheckConstraint(
                name="passage_level_is_in_reach",
                condition=Q(level__gte=1, level__lte=6),
                violation_error_message=gettext_lazy("Levels go from 1 to 6."),
            ),
        ]

    def clean(self):
        if self.session_id and self.session.workshop_id != self.workshop_id:
            raise ValidationError({"session": _("This session belongs to another workshop.")})

    @property
    def address(self):
        return self.ADDRESS.format(workshop=self.workshop.ref, anchor=self.anchor)

    @property
    def number(self) -> str:
        """Its number in the session in which it was entered: 4 of ``s1.p4``."""
        return self.anchor.rpartition(".p")[2]

    def numbering(self):
        return Numbering(f"{self.workshop.ref}-", separator="", number=self.anchor)

    def facets(self):
        held = self.workshop
        return {"state": "", "themes": [], "year": held.start.year, "within": held.reference_id}

    def names(self):
        return {code: self._name(code) if getattr(self, f"text_{code}") else None for code in languages.CODES}

    def _name(self, code: str) -> str:
        titles = {other: getattr(self.session, f"title_{other}") for other in languages.CODES}
        with translation.override(code):
            return _("%(section)s, paragraph %(number)s") % {
                "section": languages.first_available(titles, code)[0],
                "number": self.number,
            }
