"""Where things stand in a pilot's figures: the line of phases, the timeline, the scale of an indicator."""

import datetime
from dataclasses import dataclass

from pilots.models import PilotProject

Phase = PilotProject.Phase
COURSE = (Phase.IDENTIFIED, Phase.DESIGN, Phase.IMPLEMENTATION, Phase.FINAL, Phase.COMPLETED, Phase.EVALUATED)
EDGE = 6.0  # per cent of the width kept free on either side
CLOSE = 8.0  # per cent below which two marks on the same side of the line would touch


def course_of(phase: str) -> list[dict]:
    """The phases in order with the shape of each (done, half, open); empty for a pilot that left the course."""
    if phase not in COURSE:
        return []
    at = COURSE.index(phase)
    shapes = ["done"] * at + ["half" if at < len(COURSE) - 1 else "done"] + ["open"] * (len(COURSE) - 1 - at)
    return [
        {"label": step.label, "shape": shape, "current": step == phase}
        for step, shape in zip(COURSE, shapes, strict=True)
    ]


@dataclass(frozen=True)
class Event:
    """A numbered day on the timeline; ``milestone`` is None for the first and the last day of the project."""

    number: int
    day: datetime.date
    kind: str
    milestone: dict | None
    x: str
    above: bool


@dataclass(frozen=True)
class Timeline:
    """Positions are in per cent of the width, from the side where the reader's script begins to that where it ends."""

    first: datetime.date
    last: datetime.date
    events: list[Event]
    years: list[tuple[int, str]]
    begin: str
    reach: str


def timeline(pilot, milestones: list[dict], *, mirrored: bool) -> Timeline | None:
    """The known days of a pilot in order, ``mirrored`` for readers from right to left; None unless there are two.

    A milestone stands on the day it was reached, or else on the day it is due.
    """
    days = [(row["done"] or row["due"], "milestone", row) for row in milestones]
    if pilot.start:
        days.append((pilot.start, "start", None))
    if pilot.end:
        days.append((pilot.end, "end", None))
    days.sort(key=lambda item: (item[0], item[1] != "start", item[1] == "end"))
    if len({day for day, _kind, _row in days}) < 2:
        return None
    first, last = days[0][0], days[-1][0]

    def place(day: datetime.date) -> float:
        share = (day - first).days / (last - first).days
        return EDGE + (100 - 2 * EDGE) * share

    def written(x: float) -> str:
        return f"{100 - x if mirrored else x:.1f}%"

    events, latest = [], {True: -CLOSE, False: -CLOSE}
    for number, (day, kind, row) in enumerate(days, 1):
        x, above = place(day), number % 2 == 1
        if x - latest[above] < CLOSE <= x - latest[not above]:
            above = not above
        latest[above] = x
        events.append(Event(number, day, kind, row, written(x), above))
    years = [(year, written(place(datetime.date(year, 1, 1)))) for year in range(first.year + 1, last.year + 1)]
    return Timeline(first, last, events, years, written(place(first)), written(place(last)))


def latest_of(periods: list):
    """Of an indicator's periods in order, the last that tells a value, or else the first that tells a target."""
    told = [period for period in periods if period.actual is not None]
    aimed = [period for period in periods if period.target is not None]
    return told[-1] if told else aimed[0] if aimed else None


def scale(baseline, period, *, mirrored: bool) -> dict[str, str] | None:
    """How far from baseline to target the value has come, as positions in per cent; None while it cannot be said."""
    if period is None or period.actual is None or period.target is None:
        return None
    baseline = baseline or 0
    if period.target == baseline:
        return None
    share = min(1.0, max(0.0, float((period.actual - baseline) / (period.target - baseline))))
    begin, reach, end = 0.0, 100 * share, 100.0
    if mirrored:
        begin, reach, end = (100 - x for x in (begin, reach, end))
    return {"begin": f"{begin:.1f}%", "reach": f"{reach:.1f}%", "end": f"{end:.1f}%"}
