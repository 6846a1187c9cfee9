"""What a workbook would change, as its page shows it, and what the person chose there."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString

from amedip.core import languages
from amedip.core.differences import word_difference
from amedip.core.models import Job
from registry.drafts import label_of, text_columns
from registry.workbook.columns import STATE, Names
from registry.workbook.findings import MINE, THEIRS
from registry.workbook.keeping import Folder

ROWS = 50  # on a page, besides those about which the person is asked
TAKE = "take-"  # before a cell's name in the form


@dataclass
class Cell:
    """One cell: ``before`` what stands in the portal, ``after`` what the workbook says; ``take`` names its choice."""

    label: str
    language: str
    before: str
    after: str
    conflict: bool
    take: str
    keep: str

    @property
    def difference(self) -> SafeString:
        return word_difference(self.before, self.after)


@dataclass
class Row:
    """One priority; a new one has no ``ref`` yet."""

    number: int
    ref: str
    state: str
    titles: dict[str, str | None]
    cells: list[Cell]


class Shown:
    """Makes rows readable in the page's language; ``choices`` are those of an earlier comparison."""

    def __init__(self, choices: Mapping[str, str]):
        self._choices = choices
        self._names = Names()
        self._texts = set(text_columns())

    def row(self, found: dict) -> Row:
        """A row as the job kept it."""
        titles = {f"title_{code}": found["titles"].get(code) for code in languages.CODES}
        cells = [self._cell(found["ref"], *cell) for cell in found["cells"]]
        return Row(found["row"], found["ref"], self._names.shown(STATE, found["state"]), titles, cells)

    def _cell(self, ref, name, before, after, conflict) -> Cell:
        label, language = label_of(name)
        key = f"{ref}:{name}"
        return Cell(
            label,
            language if name in self._texts else "",
            self._names.shown(name, before) if before is not None else "",
            self._names.shown(name, after),
            conflict,
            f"{TAKE}{key}",
            self._choices.get(key, THEIRS),
        )


def choices_of(sent: Mapping[str, str], job: Job) -> dict[str, str]:
    """Whose side stays in each cell about which the person was asked: theirs, unless mine was chosen."""
    choices: dict[str, str] = {}
    for found in Folder(job.payload["folder"]).found(job.pk, 0, job.result.get("asked", 0)):
        for name, _before, _after, conflict in found["cells"]:
            if conflict:
                key = f"{found['ref']}:{name}"
                choices[key] = MINE if sent.get(f"{TAKE}{key}") == MINE else THEIRS
    return choices


def pages_of(result: dict) -> int:
    """How many pages the rows fill about which nobody is asked."""
    return max(1, ceil((result["changed"] + result["entered"] - result["asked"]) / ROWS))
