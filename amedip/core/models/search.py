"""What the search reads."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models.references import LANGUAGE_CHOICES, Reference


class SearchEntry(models.Model):
    """One public object in one language, as the search reads it; ``vector`` is of the folded texts.

    ``names`` is of the title alone, in which each word stands twice: by its stem (weight A) and as it is (weight D), so
    that its beginning finds it. ``key`` is that of a title that means the same in every language (a state's name), as
    in ``Term``. ``within`` is the record on whose page the object stands.
    """

    reference = models.ForeignKey(Reference, models.CASCADE, related_name="search_entries")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=2, blank=True)
    themes = ArrayField(models.CharField(max_length=60), default=list)
    year = models.PositiveSmallIntegerField(null=True)
    within = models.ForeignKey(Reference, models.SET_NULL, related_name="+", null=True)
    title = models.TextField()
    body = models.TextField(blank=True)
    key = models.CharField(max_length=200, blank=True)
    names = SearchVectorField()
    vector = SearchVectorField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(name="search_entry_is_unique", fields=["reference", "language"])]
        indexes = [
            *(
                GinIndex(name=f"search_entry_vector_{code}", fields=["vector"], condition=Q(language=code))
                for code in languages.CODES
            ),
            GinIndex(name="search_entry_names", fields=["names"]),
            models.Index(name="search_entry_key", fields=["key"], condition=~Q(key="")),
        ]

    def __str__(self):
        return f"{self.reference_id} ({self.language})"
