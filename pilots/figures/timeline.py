"""The days of a pilot on one line, numbered; they run with the reader's script."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

EDGE = 6.0  # per cent of the width kept free on either side
CLOSE = 8.0  # per cent below which two marks in the same row would touch
ROW = 26  # from one row of marks to the next, in pixels
ROWS = 3  # at most, on either side of the line


@dataclass(frozen=True)
class Day:
    """Something that happened or is to happen: ``kind`` is start, end, began, ended, phase or milestone.

    ``shape`` is done (it happened), open (it is to come) or back (it is late); ``row`` holds its words.
    """

    day: datetime.date
    kind: str
    shape: str = "done"
    row: object = None


@dataclass(frozen=True)
class Event:
    """A day with its number and its place: ``x`` in per cent, ``y`` in pixels."""

    number: int
    day: datetime.date
    kind: str
    shape: str
    row: object
    x: str
    y: int


@dataclass(frozen=True)
class Timeline:
    """``x`` in per cent from the left, ``y`` in pixels; ``axis`` is where the line runs.

    It runs from ``begin`` to ``end``; as far as ``reach`` time has passed.
    """

    first: datetime.date
    last: datetime.date
    events: list[Event]
    years: list[tuple[int, str]]
    begin: str
    reach: str
    end: str
    axis: int
    height: int

    @property
    def labels(self) -> int:
        """Where the years are written."""
        return self.height - 6


_ORDER = ("start", "began", "phase", "milestone", "end", "ended")


def timeline(days: Iterable[Day], *, today: datetime.date, mirrored: bool) -> Timeline | None:
    """The days in order, ``mirrored`` for readers from right to left; None unless there are two different ones."""
    days = sorted(days, key=lambda one: (one.day, _ORDER.index(one.kind)))
    if len({one.day for one in days}) < 2:
        return None
    first, last = days[0].day, days[-1].day

    def place(day: datetime.date) -> float:
        share = (day - first).days / (last - first).days
        return EDGE + (100 - 2 * EDGE) * min(1.0, max(0.0, share))

    def written(x: float) -> str:
        return f"{100 - x if mirrored else x:.1f}%"

    rows = _Rows()
    placed = [(one, place(one.day), rows.take(place(one.day))) for one in days]
    axis = 16 + ROW * rows.above
    events = [
        Event(number, one.day, one.kind, one.shape, one.row, written(x), axis + ROW * row)
        for number, (one, x, row) in enumerate(placed, 1)
    ]
    years = [(year, written(place(datetime.date(year, 1, 1)))) for year in range(first.year + 1, last.year + 1)]
    return Timeline(
        first,
        last,
        events,
        years,
        begin=written(place(first)),
        reach=written(place(today)),
        end=written(place(last)),
        axis=axis,
        height=axis + ROW * rows.below + 40,
    )


@dataclass
class _Rows:
    """Rows of marks, counted from the line: −1 is the first above it, 1 the first below it."""

    _free_from: dict[int, float] = field(default_factory=dict)
    _turn: int = -1
    above: int = 1
    below: int = 1

    def take(self, x: float) -> int:
        """The row for a mark at ``x``: near the line, and on the other side than the one before where both are free."""
        order = [side * step for step in range(1, ROWS + 1) for side in (self._turn, -self._turn)]
        row = next((row for row in order if self._free_from.get(row, 0.0) <= x), None)
        if row is None:  # all are full: where it hides least
            row = min(order, key=lambda row: self._free_from[row])
        self._free_from[row] = x + CLOSE
        self._turn = 1 if row < 0 else -1
        self.above, self.below = max(self.above, -row), max(self.below, row)
        return row
