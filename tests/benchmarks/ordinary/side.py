"""The ordinary side of what is measured inside one process; ``portal_side.py`` has the same names."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from import_export.formats import base_formats

from tests.benchmarks.ordinary.models import Citation, Country, Priority, Reference, SearchEntry, Theme
from tests.benchmarks.ordinary.resources import PriorityResource
from tests.benchmarks.words import texts_of

FORMATS = {"csv": base_formats.CSV, "json": base_formats.JSON, "xlsx": base_formats.XLSX}
MOST_ROWS = 1_000_000
priorities = PriorityResource


def search(language: str, words: str) -> int:
    """Substrings of every text, and the first twenty of what holds all the words."""
    condition = Q()
    for word in words.split():
        condition &= Q(title__icontains=word) | Q(body__icontains=word)
    return len(SearchEntry.objects.filter(condition).select_related("reference").order_by("pk")[:20])


def writing() -> dict[str, Callable[[int], object]]:
    """Deeds on the n-th record."""
    country = Country.objects.get(code="TN")
    themes = list(Theme.objects.all()[:2])
    document = Reference.objects.filter(kind="document").first()
    written = []

    @transaction.atomic
    def create(number):
        reference = Reference.objects.create(kind="priority", ref=f"TN-2012-W{number}")
        texts = {f"{field}_{code}": text for code, fields in texts_of(number).items() for field, text in fields.items()}
        priority = Priority(reference=reference, country=country, year=2012, **texts)
        priority.full_clean()
        priority.save()
        priority.themes.set(themes)
        Citation.objects.create(owner=reference, source=document, section="s1")
        written.append(priority)

    @transaction.atomic
    def change(number):
        written[number].title_fr = f"Changé {number}"
        written[number].full_clean()
        written[number].save()

    return {"new": create, "one text changed": change, "nothing changed": change}


def as_new(row: dict, number: int) -> dict:
    """What makes an exported row a new one."""
    return {"ref": f"{row['state']}-2012-N{number}", "status": "draft"}


def take_in(form, content):
    """Import the file, as the library does without an admin."""
    return priorities().import_data(form.create_dataset(content), dry_run=False)
