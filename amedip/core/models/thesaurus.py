"""The thesaurus: what people mean, and the words of three languages by which they say it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models.feed import moves_stamp
from amedip.core.models.references import LANGUAGE_CHOICES, Versioned


class Concept(Versioned):
    """Something that people search for, whatever they call it. ``slug`` is its name in files: ``remittances``.

    Its version counts with its terms and links, which stand on the same form.
    """

    slug = models.SlugField(
        _("short name"), max_length=80, help_text=_("Small Latin letters, digits and hyphens, such as remittances.")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("What is meant, where the terms alone leave that open.")
    )

    class Meta:
        verbose_name = _("concept of the thesaurus")
        verbose_name_plural = _("concepts of the thesaurus")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                name="concept_slug_is_unique",
                fields=["slug"],
                violation_error_message=_("The thesaurus has a concept of this short name already."),
            )
        ]
        triggers = [moves_stamp("concept_moves_stamp")]

    def __str__(self):
        return self.slug


class Term(models.Model):
    """A word, or some, for a concept in one language.

    ``folded`` is how the search spells it, ``key`` what is left of it without endings (``amedip.core.search.stems``).
    """

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="terms", verbose_name=_("concept"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    text = models.CharField(_("term"), max_length=120)
    preferred = models.BooleanField(
        _("preferred"), default=False, help_text=_("The one that stands for the concept in this language.")
    )
    folded = models.CharField(_("plain spelling"), max_length=250, editable=False)
    key = models.CharField(_("search key"), max_length=200, editable=False)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["language", "-preferred", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="term_is_unique",
                fields=["concept", "language", "text"],
                violation_error_message=_("The concept has this term already."),
            ),
            models.UniqueConstraint(
                name="preferred_term_is_one",
                fields=["concept", "language"],
                condition=Q(preferred=True),
                violation_error_message=_("Only one term of a language can be the preferred one."),
            ),
            models.CheckConstraint(
                name="term_has_words",
                condition=~Q(key=""),
                violation_error_message=_("A term holds letters or digits."),
            ),
        ]
        indexes = [
            models.Index(name="term_by_key", fields=["key"]),
            GinIndex(SearchVector("folded", config="simple"), name="term_by_beginning"),
        ]
        triggers = [moves_stamp("term_moves_stamp")]

    def __str__(self):
        return f"{self.text} ({languages.NAMES.get(self.language, self.language)})"


class ConceptLink(models.Model):
    """That one concept is part of a broader one, or has to do with another."""

    class Kind(models.TextChoices):
        BROADER = "broader", _("broader")
        RELATED = "related", _("related")

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="links", verbose_name=_("concept"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    other = models.ForeignKey(Concept, models.CASCADE, related_name="linked_from", verbose_name=_("other concept"))

    class Meta:
        verbose_name = _("link between concepts")
        verbose_name_plural = _("links between concepts")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="concept_link_is_unique",
                fields=["concept", "other"],
                violation_error_message=_("The two concepts are linked already."),
            ),
            models.CheckConstraint(
                name="concept_link_leads_elsewhere",
                condition=~Q(concept=F("other")),
                violation_error_message=_("A concept cannot be linked to itself."),
            ),
        ]
        triggers = [moves_stamp("concept_link_moves_stamp")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.other}"
