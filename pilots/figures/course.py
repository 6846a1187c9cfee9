"""Where a pilot stands: the line of its phases, with the days on which it came to them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from pilots.models import PilotProject

Phase = PilotProject.Phase
COURSE = (Phase.IDENTIFIED, Phase.DESIGN, Phase.IMPLEMENTATION, Phase.FINAL, Phase.COMPLETED, Phase.EVALUATED)


@dataclass(frozen=True)
class Step:
    """A phase; ``shape`` is done, half or open, ``since`` the day on which the pilot came to it, if known."""

    label: str
    shape: str
    current: bool
    since: datetime.date | None = None


def course_of(phase: str, changes: Iterable[tuple[str, datetime.date]] = ()) -> list[Step]:
    """The phases in order; empty for a pilot that left the course. ``changes`` are (phase, day), the latest last."""
    if phase not in COURSE:
        return []
    at, since = COURSE.index(phase), dict(changes)
    shapes = ["done"] * at + ["half" if at < len(COURSE) - 1 else "done"] + ["open"] * (len(COURSE) - 1 - at)
    # Who went back to an earlier phase has not come to the later ones yet.
    return [
        Step(str(step.label), shape, step == phase, since.get(step) if place <= at else None)
        for place, (step, shape) in enumerate(zip(COURSE, shapes, strict=True))
    ]
