"""The portal's side of what is measured inside one process; ``ordinary/side.py`` has the same names."""

from collections.abc import Callable

from amedip.accounts.models import User
from amedip.core import resources
from amedip.core.models import Reference
from amedip.core.records import Links, Source, write_record
from amedip.core.search.finding import find
from registry.editions import content_of
from registry.models import Country, Priority, PriorityTheme, Theme
from registry.publications import render
from registry.resources import PriorityResource
from tests.benchmarks.words import texts_of

FORMATS = {form().get_title(): form for form in resources.FORMATS}
MOST_ROWS = PriorityResource.most_changes
priorities = PriorityResource


def search(language: str, words: str) -> int:
    """How many were found; what is shown of the first twenty is made as well."""
    return find(words, language=language).total


def writing() -> dict[str, Callable[[int], object]]:
    """Deeds on the n-th record."""
    country = Country.objects.select_related("reference").get(code="TN")
    themes = list(Theme.objects.select_related("reference")[:2])
    document = Reference.objects.filter(kind="document").first()
    written = []

    def create(number):
        written.append(
            write_record(
                Priority(),
                actor=None,
                columns={"country": country, "year": 2012, "round": None},
                texts=texts_of(number),
                links=[Links(PriorityTheme, "priority", "theme", themes)],
                sources=[Source(document, "s1")],
            )
        )

    def change(number):
        write_record(written[number], actor=None, texts={"fr": {"title": f"Changé {number}"}})

    return {"new": create, "one text changed": change, "nothing changed": change}


def as_new(row: dict, number: int) -> dict:
    """What makes an exported row a new one."""
    return {"ref": "", "status": "", "version": ""}


def take_in(form, content):
    """Import the file as a member of staff."""
    user, _made = User.objects.get_or_create(email="measured@example.org", is_staff=True, is_superuser=True)
    dataset = form.create_dataset(content if isinstance(content, bytes) else content.encode())
    return priorities().import_data(dataset, dry_run=False, user=user, rollback_on_validation_errors=True)


def edition(language: str) -> bytes:
    """The Registry of today as a PDF."""
    return render(content_of(), "pdf", language)
