"""What the search reads."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from amedip.core.models.references import LANGUAGE_CHOICES, Reference


class SearchEntry(models.Model):
    """One public object in one language, as the search reads it; ``vector`` is of the folded texts."""

    reference = models.ForeignKey(Reference, models.CASCADE, related_name="search_entries")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=2, blank=True)
    themes = ArrayField(models.CharField(max_length=60), default=list)
    title = models.TextField()
    body = models.TextField(blank=True)
    vector = SearchVectorField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(name="search_entry_is_unique", fields=["reference", "language"])]
        indexes = [GinIndex(name="search_entry_vector", fields=["vector"])]

    def __str__(self):
        return f"{self.reference_id} ({self.language})"
