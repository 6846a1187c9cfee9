"""How far texts stand in each language, counted from the ledger: of public records for all, of tables for the team."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet
from django.utils.text import capfirst

from amedip.core import languages
from amedip.core.models import Record, Standing, TextState

# What one text can be to its reader, the best first, and the states that make it so.
GRADES = {
    "checked": (Standing.APPROVED, Standing.REVIEWED),
    "unchecked": (Standing.DRAFT, Standing.MACHINE),
    "outdated": (Standing.OUTDATED,),
    "missing": (Standing.MISSING,),
}
UP_TO_DATE = ("checked", "unchecked")


@dataclass
class Coverage:
    """The texts of a kind of record or of a table: how many there are, by (language, state).

    A text that is there in one language counts in all three, so each language has as many texts as the others.
    """

    name: str
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    table: type | None = None

    def number(self, code: str, *states: str) -> int:
        return sum(self.counts[code, state] for state in states)

    def total(self, code: str) -> int:
        return self.number(code, *Standing)

    @property
    def texts(self) -> int:
        return max(self.total(code) for code in languages.CODES)

    def graded(self, code: str) -> dict[str, int]:
        """The numbers by grade, the best first."""
        return {grade: self.number(code, *states) for grade, states in GRADES.items()}

    def current(self, code: str) -> int:
        """How many are there and up to date."""
        return sum(self.graded(code)[grade] for grade in UP_TO_DATE)

    def part(self, code: str, state: str) -> tuple[int, int]:
        """How many are in the state, and what share that is, in per cent rounded to the nearest."""
        number = self.number(code, state)
        return number, round(number * 100 / (self.total(code) or 1))

    def percent(self, code: str) -> int:
        """The share of those that are there and up to date, rounded down: 100 means all."""
        return self.current(code) * 100 // (self.total(code) or 1)


def of_public_records() -> list[Coverage]:
    """By kind of record, what anyone may read, the most texts first; examples are not counted. One query."""
    public = TextState.objects.filter(reference__public=True, reference__gone_at=None, reference__example=False)
    names = {model.KIND: model._meta.verbose_name_plural for model in apps.get_models() if issubclass(model, Record)}
    rows = [Coverage(capfirst(names[kind]), counts) for kind, counts in _counted(public, "reference__kind").items()]
    return sorted(rows, key=lambda row: (-row.texts, row.name))


def of_tables(*states: str) -> list[Coverage]:
    """By table, the texts in one of ``states``, public or not, in the order of the tables' names. Two queries."""
    kinds = ContentType.objects.get_for_id
    rows = [
        Coverage(capfirst(table._meta.verbose_name_plural), counts, table)
        for kind, counts in _counted(TextState.objects.filter(state__in=states), "content_type").items()
        if (table := kinds(kind).model_class()) is not None
    ]
    return sorted(rows, key=lambda row: row.name)


def together(name: str, rows: list[Coverage]) -> Coverage:
    """The sum of ``rows``."""
    return Coverage(name, sum((row.counts for row in rows), Counter()))


def _counted(states: QuerySet[TextState], by: str) -> dict[Hashable, Counter[tuple[str, str]]]:
    found: dict[Hashable, Counter[tuple[str, str]]] = {}
    rows = states.order_by().values_list(by, "language", "state").annotate(texts=Count("*"))
    for key, code, state, texts in rows:
        found.setdefault(key, Counter())[code, state] = texts
    return found
