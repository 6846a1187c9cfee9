"""What the frame of every page says about the programme, from its record."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef
from django.db.models.functions import Coalesce
from django.utils.functional import SimpleLazyObject

from amedip.core import languages
from registry.models import Programme, ProgrammeDonor


def programme(request):
    """``programme``: the newest one with its implementer and ``donor_names``; one query, and only when a page asks."""
    return {"programme": SimpleLazyObject(newest_programme)}


def newest_programme() -> Programme | None:
    names = (f"country__name_{code}" for code in languages.FALLBACKS[languages.current()])
    name = Coalesce(*names, output_field=CharField())
    donors = ProgrammeDonor.objects.filter(programme=OuterRef("pk")).order_by("position", "pk")
    return (
        Programme.objects.select_related("reference", "implementer__reference")
        .annotate(donor_names=ArraySubquery(donors.values_list(name)))
        .order_by("-start", "pk")
        .first()
    )
