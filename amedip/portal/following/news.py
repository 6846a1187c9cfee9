"""What was published or changed, the newest first: each public object once, at its latest change."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.text import Truncator

from amedip.core import languages, markup
from amedip.core.models import Change, Reference, SearchEntry
from amedip.portal.following.choice import PARTS, Choice, kind_names
from workshops.models import Passage, Workshop

LONGEST = 400  # characters of a text in brief


@dataclass(frozen=True)
class News:
    """One object: when it was first published and last changed, and its texts by language as they stand today.

    ``place`` is where its last change stands in the feed of changes: its number and, within that, its key.
    ``passages`` says of a workshop how many paragraphs of what was discussed were written with that change.
    """

    reference: Reference
    first_at: datetime.datetime
    changed_at: datetime.datetime
    place: tuple[int | None, int]
    state: str = ""
    themes: list[str] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    passages: int = 0

    @property
    def is_new(self) -> bool:
        """Has it not been changed since it was published?"""
        return self.first_at == self.changed_at

    @property
    def title(self) -> str:
        return self._titled()[0]

    @property
    def language(self) -> str:
        """Of title and text: the reader's, or the first in which it has a title."""
        return self._titled()[1]

    @property
    def text(self) -> str:
        """The beginning of what it says, in the language of the title; empty where that says no more."""
        return Truncator(" ".join(markup.without_marks(self.bodies.get(self.language, "")).split())).chars(LONGEST)

    def _titled(self) -> tuple[str, str]:
        return languages.first_available(self.reference.titles, languages.current())


def latest(choice: Choice, *, before: tuple[int, int] | None, limit: int) -> list[News]:
    """At most ``limit`` that belong to the choice, older than the place ``before``; in three queries."""
    changes = _last_changes().filter(_belonging(choice)).order_by("-number", "-pk")
    if before:
        number, key = before
        changes = changes.filter(number__lte=number).exclude(number=number, pk__gte=key)
    return _read(changes[:limit])


def between(after: int, until: int) -> list[News]:
    """Everything whose last change bears a number above ``after`` and up to ``until``; in three queries."""
    return _read(
        _last_changes()
        .exclude(reference__kind__in=PARTS)
        .filter(number__gt=after, number__lte=until)
        .order_by("-number", "-pk")
    )


def of_references(keys: Collection[int]) -> list[News]:
    """Those of the references that are public now."""
    return _read(_last_changes().filter(reference__in=keys).order_by("-number", "-pk"))


def _last_changes() -> QuerySet[Change]:
    """The last change of each public object that can be followed; examples are no news."""
    later = Change.objects.filter(reference=OuterRef("reference"), pk__gt=OuterRef("pk"))
    first = Change.objects.filter(reference=OuterRef("reference")).order_by("pk").values("at")[:1]
    return (
        Change.objects.filter(~Exists(later), gone=False, reference__in=Reference.objects.public())
        .filter(reference__example=False, reference__kind__in=list(kind_names(parts=True)))
        .exclude(reference__path="")
        .annotate(first_at=Subquery(first))
        .select_related("reference")
    )


def _belonging(choice: Choice) -> Q:
    condition = Q(reference__kind__in=choice.kinds) if choice.kinds else ~Q(reference__kind__in=PARTS)
    if choice.states or choice.themes:
        entries = SearchEntry.objects.filter(reference=OuterRef("reference"))
        if choice.states:
            entries = entries.filter(state__in=choice.states)
        if choice.themes:
            entries = entries.filter(themes__overlap=list(choice.themes))
        condition &= Q(Exists(entries))
    return condition


def _read(changes: Iterable[Change]) -> list[News]:
    changes = list(changes)
    entries: dict[int, list[SearchEntry]] = defaultdict(list)
    told = SearchEntry.objects.filter(reference__in=[change.reference_id for change in changes])
    for entry in told.only("reference", "language", "state", "themes", "body"):
        entries[entry.reference_id].append(entry)
    written = _passages_written([change for change in changes if change.reference.kind == Workshop.KIND])
    return [
        _one(change, entries[change.reference_id], written.get((change.number, change.reference_id), 0))
        for change in changes
    ]


def _passages_written(changes: list[Change]) -> dict[tuple[int, int], int]:
    """How many passages were written with each of these changes of workshops, by its number and the workshop."""
    if not changes:
        return {}
    with_them = Change.objects.filter(number__in=[change.number for change in changes], gone=False)
    of_workshops = with_them.filter(reference__kind=Passage.KIND, reference__public=True).annotate(
        workshop=F("reference__passage__workshop__reference")
    )
    counted = of_workshops.order_by().values_list("number", "workshop").annotate(Count("reference", distinct=True))
    return {(number, workshop): count for number, workshop, count in counted}


def _one(change: Change, entries: list[SearchEntry], passages: int) -> News:
    return News(
        reference=change.reference,
        first_at=change.first_at,
        changed_at=change.at,
        place=(change.number, change.pk),
        state=entries[0].state if entries else "",
        themes=entries[0].themes if entries else [],
        bodies={entry.language: entry.body for entry in entries},
        passages=passages,
    )
