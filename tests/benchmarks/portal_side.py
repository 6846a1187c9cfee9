"""The portal's side of what is measured inside one process; ``ordinary/side.py`` has the same names."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from django.core.files import File
from django.db import transaction

from amedip.accounts.models import User
from amedip.core import resources
from amedip.core.models import Concept, Job, Reference, SearchEntry, Term
from amedip.core.records import Links, Source, write_record
from amedip.core.search.finding import find
from registry import tasks
from registry.actions import confirm_workbook, send_workbook
from registry.editions import content_of
from registry.models import Country, Practice, Priority, PriorityTheme, Theme
from registry.publications import render
from registry.resources import PriorityResource
from registry.workbook.making import make_workbook
from tests.benchmarks import quality
from tests.benchmarks.words import texts_of

FORMATS = {form().get_title(): form for form in resources.FORMATS}
MOST_ROWS = PriorityResource.most_changes
priorities = PriorityResource
# What a row of a workbook says of a priority that can change.
CHANGEABLE = ("draft", "published")


def search(language: str, words: str) -> int:
    """How many were found; what is shown of the first twenty is made as well."""
    return find(words, language=language).total


def shares() -> dict[str, float]:
    """By pair of languages (``ar-en``: asked in Arabic, English texts alone), the share of needs answered."""
    return {"-".join(pair): share for pair, share in quality.shares().items()}


def thesaurus_size() -> tuple[int, int]:
    return Concept.objects.count(), Term.objects.count()


def without_thesaurus(measure: Callable[[], dict]) -> dict:
    """What ``measure`` finds where nothing stands for anything else."""
    with transaction.atomic():
        Term.objects.all().delete()
        SearchEntry.objects.update(key="")
        found = measure()
        transaction.set_rollback(True)
    return found


def known_items(seed: int) -> dict[str, float]:
    """By language the share of questions whose article is found; of Arabic also as others spell it."""
    texts = quality.articles()
    with transaction.atomic():
        shelve(texts)
        asked = {code: quality.questions(texts[code], seed) for code in texts}
        dice = random.Random(seed)
        respelt = [(number, quality.respelt(words, dice)) for number, words in asked["ar"]]
        found = {code: quality.known(code, some) for code, some in asked.items()}
        found["ar, spelt otherwise"] = quality.known("ar", respelt)
        transaction.set_rollback(True)
    return {name: sum(hits) / len(hits) for name, hits in found.items()}


def shelve(texts: dict[str, list[str]]) -> None:
    """Make each article a practice of a state that there is not."""
    country = write_record(
        Country(), actor=None, ref=quality.SHELF, columns={"code": quality.SHELF}, texts={"en": {"name": "Shelf"}}
    )
    for number in range(len(texts["en"])):
        told = {code: {"title": f"§ {number + 1}", "description": texts[code][number]} for code in texts}
        columns = {"country": country}
        write_record(Practice(), actor=None, ref=quality.ref_of(number), columns=columns, texts=told)


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
    user = _staff()
    dataset = form.create_dataset(content if isinstance(content, bytes) else content.encode())
    return priorities().import_data(dataset, dry_run=False, user=user, rollback_on_validation_errors=True)


def edition(language: str) -> bytes:
    """The Registry of today as a PDF."""
    return render(content_of(), "pdf", language)


def _staff() -> User:
    return User.objects.get_or_create(email="measured@example.org", is_staff=True, is_superuser=True)[0]


def hand_in(rows: int) -> Job:
    """Hand in the workbook of all states, so many of the priorities that can change with another French title."""
    countries = list(Country.objects.filter(priorities__isnull=False).distinct().select_related("reference"))
    with tempfile.TemporaryDirectory() as folder:
        made, changed = Path(folder, "made.xlsx"), Path(folder, "changed.xlsx")
        with made.open("wb") as file:
            make_workbook(countries, file)
        _change(made, changed, rows)
        with changed.open("rb") as file:
            return send_workbook(File(file, name="changed.xlsx"), actor=_staff())


def _change(made: Path, changed: Path, rows: int) -> None:
    """As a spreadsheet would, but row by row: what that costs is no part of the measurement."""
    old, new = openpyxl.load_workbook(made, read_only=True), openpyxl.Workbook(write_only=True)
    for sheet in old.worksheets:
        copy, left = new.create_sheet(sheet.title), rows if sheet is old.worksheets[0] else 0
        place = status = 0
        for number, cells in enumerate(sheet.iter_rows(values_only=True)):
            cells = list(cells)
            if left and number == 0:
                place, status = cells.index("Title · Français"), cells.index("Status")
            elif left and cells[0] and cells[status] in CHANGEABLE:
                cells[place] = f"Changé {number}"
                left -= 1
            copy.append(cells)
    new.save(changed)
    old.close()


def take(job: Job) -> Job:
    """Let the worker compare the workbook, confirm what it shows, and let it write that."""
    tasks.jobs.run(job.pk)
    job.refresh_from_db()
    if not job.result:
        return job
    written = confirm_workbook(job, {}, actor=job.actor)
    tasks.jobs.run(written.pk)
    written.refresh_from_db()
    return written
