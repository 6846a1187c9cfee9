"""What a pilot's page shows: its rows as they are read, and the figures made of them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet
from django.utils.functional import cached_property

from amedip.core.nested import array_of
from pilots.figures import (
    Chart,
    Step,
    Sums,
    Timeline,
    chart_of,
    course_of,
    latest_of,
    scale,
    sums_by_currency,
    sums_by_donor,
    timeline,
)
from pilots.figures.money import in_force
from pilots.figures.timeline import Day
from pilots.models import Indicator, Period, PhaseChange, Picture, PilotDocument, PilotProject, Update
from pilots.models.files import DIGEST

LATEST = 5  # news shown at once


@dataclass(frozen=True)
class Measured:
    """An indicator with its periods, and the figure that says most of them; both figures may be missing."""

    indicator: Indicator
    periods: list[Period]
    latest: Period | None
    chart: Chart | None
    scale: dict[str, str] | None


@dataclass(frozen=True)
class Outcome:
    """A result with what measures it."""

    result: Any
    indicators: list[Measured]


def for_reading(pilots: QuerySet[PilotProject]) -> QuerySet[PilotProject]:
    """With all that hangs on a pilot and is little, as plain rows: one query instead of six."""
    mine = {"pilot": OuterRef("pk")}
    return pilots.for_page().annotate(
        phase_rows=array_of(PhaseChange.objects.filter(**mine), "before", "phase", "day"),
        update_rows=array_of(Update.objects.filter(**mine), "id", "day", texts=["title", "text"]),
        picture_rows=array_of(
            Picture.objects.filter(**mine),
            "update_id", "sha256", "width", "height", "taken_on", "credit",
            texts=["alt", "caption"],
        ),
        document_rows=array_of(
            PilotDocument.objects.filter(**mine),
            "category", "language", "date", "bytes", "sha256", "file", "url",
            path="work__path",
            texts=["title"],
        ),
    )  # fmt: skip


class Reading:
    """The rows of a pilot that was read ``for_reading``; ``mirrored`` for readers from right to left."""

    def __init__(self, pilot: PilotProject, *, today: datetime.date, mirrored: bool):
        self.pilot, self.today, self.mirrored = pilot, today, mirrored

    # --- where it stands -------------------------------------------------------------------------------------------

    @cached_property
    def phases(self) -> list[dict]:
        """Its changes of phase, the first first."""
        return [_with_days(row, "day") | _named(row, "phase", "before") for row in self.pilot.phase_rows]

    @cached_property
    def course(self) -> list[Step]:
        return course_of(self.pilot.phase, [(row["phase"], row["day"]) for row in self.phases])

    @property
    def since(self) -> datetime.date | None:
        """When it came to its phase, if anybody knows."""
        last = self.phases[-1] if self.phases else None
        return last["day"] if last and last["phase"] == self.pilot.phase else None

    @cached_property
    def milestones(self) -> list[dict]:
        rows = [_with_days(row, "due", "done") for row in self.pilot.milestone_rows]
        return [row | {"shape": self._shape(row["done"], row["due"])} for row in rows]

    @cached_property
    def timeline(self) -> Timeline | None:
        """Days of the plan stand where they were planned until the real ones are known."""
        pilot = self.pilot
        days = [Day(row["done"] or row["due"], "milestone", row["shape"], row) for row in self.milestones]
        days += [Day(row["day"], "phase", row=row) for row in self.phases]
        for planned, real in (("start", "began"), ("end", "ended")):
            if day := getattr(pilot, real):
                days.append(Day(day, real))
            elif day := getattr(pilot, planned):
                days.append(Day(day, planned, "open" if day > self.today else "done"))
        return timeline(days, today=pilot.ended or self.today, mirrored=self.mirrored)

    def _shape(self, done, due) -> str:
        if done:
            return "done"
        return "back" if due < self.today else "open"

    # --- what comes of it ------------------------------------------------------------------------------------------

    @cached_property
    def outcomes(self) -> list[Outcome]:
        found: dict[int, Outcome] = {}
        rows = self.pilot.indicators.select_related("result").order_by(
            "result__position", "result_id", "position", "pk"
        )
        for indicator in rows.prefetch_related(Prefetch("periods")):
            found.setdefault(indicator.result_id, Outcome(indicator.result, [])).indicators.append(
                self._measured(indicator)
            )
        return list(found.values())

    def _measured(self, indicator: Indicator) -> Measured:
        periods = list(indicator.periods.all())
        latest = latest_of(periods)
        drawn = chart_of(indicator.baseline, periods, mirrored=self.mirrored)
        line = None if drawn else scale(indicator.baseline, latest, mirrored=self.mirrored)
        return Measured(indicator, periods, latest, drawn, line)

    # --- money -----------------------------------------------------------------------------------------------------

    @cached_property
    def budget(self) -> list:
        return list(self.pilot.budget_lines.select_related("donor__reference", "agency__reference"))

    @cached_property
    def replaced(self) -> set[int]:
        """The keys of budget lines in whose place a revised one came."""
        return {line.pk for line in self.budget} - {line.pk for line in in_force(self.budget)}

    @cached_property
    def transactions(self) -> list:
        rows = self.pilot.transactions.select_related("donor__reference", "agency__reference", "receiver__reference")
        return list(rows.order_by("-day", "-pk"))

    @cached_property
    def sums(self) -> list[tuple[Sums, list[dict]]]:
        """By currency, with the bars that show it."""
        rows = sums_by_currency(self.budget, self.transactions)
        return [(row, row.bars(mirrored=self.mirrored)) for row in rows]

    @cached_property
    def donors(self) -> list[Sums]:
        return sums_by_donor(self.budget, self.transactions)

    # --- what there is to read -------------------------------------------------------------------------------------

    @cached_property
    def updates(self) -> list[dict]:
        """Its news, the newest first, each with its pictures."""
        rows = [_with_days(row, "day") for row in self.pilot.update_rows]
        return [row | {"pictures": [one for one in self._pictures if one["update_id"] == row["id"]]} for row in rows]

    @property
    def latest(self) -> list[dict]:
        return self.updates[:LATEST]

    @property
    def earlier(self) -> list[dict]:
        return self.updates[LATEST:]

    @cached_property
    def _pictures(self) -> list[dict]:
        return [_with_days(row, "taken_on") | _addressed(row) for row in self.pilot.picture_rows]

    @property
    def pictures(self) -> list[dict]:
        """Those that belong to no piece of news."""
        return [row for row in self._pictures if row["update_id"] is None]

    @cached_property
    def documents(self) -> list[dict]:
        rows = [_with_days(row, "date") | _addressed(row) for row in self.pilot.document_rows]
        return [row | _named(row, category=PilotDocument.Category) for row in rows]

    @cached_property
    def others(self) -> list[dict]:
        return [row | _named(row, "phase") for row in self.pilot.others]

    @property
    def is_bare(self) -> bool:
        """Does it lack any of what is reported of a pilot?"""
        return not (self.milestones and self.outcomes and self.budget and self.updates)


def _with_days(row: dict, *names: str) -> dict:
    """The row with its days as days; from the database they come as text."""
    days = {name: datetime.date.fromisoformat(row[name]) if row[name] else None for name in names}
    return row | days


def _named(row: dict, *phases: str, **choices) -> dict:
    """What the codes of a row are called in the reader's language, as ``phase_label``…"""
    labels = {name: PilotProject.Phase(row[name]).label for name in phases}
    labels |= {name: of(row[name]).label for name, of in choices.items()}
    return {f"{name}_label": label for name, label in labels.items()}


def _addressed(row: dict) -> dict:
    """Under what the file of a row is found below the pilot's page."""
    return {"digest": row["sha256"][:DIGEST]}
