"""The values of an indicator: bars by period with what was aimed at, or one line from the baseline to the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

TOP, BOTTOM = 22.0, 150.0  # of the bars, in pixels
LETTERS, GAP = 20.0, 6.0  # what a value needs above its bar, and its distance from it
MOST = 16  # bars that a phone has room for
FEW = 6  # up to so many bars have room for their values
WIDEST = 14.0  # of a bar, in per cent


@dataclass(frozen=True)
class Bar:
    """A period: ``x`` and ``width`` in per cent, ``y`` and ``height`` in pixels; empty where nothing was reached yet.

    ``middle`` is that of the bar, ``goal`` the height of the target with ``goal_from`` and ``goal_to``, or None.
    """

    number: int
    x: str
    width: str
    middle: str
    y: str
    height: str
    value: Decimal | None
    above: str
    goal: str | None
    goal_from: str
    goal_to: str


@dataclass(frozen=True)
class Chart:
    """``zero`` and ``baseline`` are heights in pixels; ``left_out`` counts earlier periods without room."""

    bars: list[Bar]
    zero: str
    baseline: str | None
    left_out: int
    tells_values: bool


def chart_of(baseline: Decimal | None, periods: Sequence, *, mirrored: bool) -> Chart | None:
    """The ``periods`` in order (each with ``target`` and ``actual``), numbered from 1; None if that says nothing.

    A single period says more on the line of ``scale``.
    """
    told = [value for one in periods for value in (one.target, one.actual) if value is not None]
    if len(periods) < 2 or not told:
        return None
    values = [*told, Decimal(0), *([baseline] if baseline is not None else [])]
    low, high = min(values), max(values)
    if low == high:
        return None

    def level(value: Decimal) -> float:
        return BOTTOM - (BOTTOM - TOP) * float((value - low) / (high - low))

    shown = list(enumerate(periods, 1))[-MOST:]
    slot = 100 / len(shown)
    width = min(WIDEST, slot * 0.6)
    bars = []
    for place, (number, period) in enumerate(shown):
        middle = slot * (place + 0.5)
        bars.append(_bar(number, period, 100 - middle if mirrored else middle, width, level))
    return Chart(
        bars,
        zero=f"{level(Decimal(0)):.1f}",
        baseline=None if baseline is None else f"{level(baseline):.1f}",
        left_out=len(periods) - len(shown),
        tells_values=len(shown) <= FEW,
    )


def _bar(number, period, middle, width, level) -> Bar:
    zero = level(Decimal(0))
    y = zero if period.actual is None else level(period.actual)
    upper = min(y, zero)
    goal = None if period.target is None else level(period.target)
    return Bar(
        number,
        x=f"{middle - width / 2:.1f}%",
        width=f"{width:.1f}%",
        middle=f"{middle:.1f}%",
        y=f"{upper:.1f}",
        height=f"{abs(zero - y):.1f}",
        value=period.actual,
        above=f"{_clear_of(upper, goal):.1f}",
        goal=None if goal is None else f"{goal:.1f}",
        goal_from=f"{middle - width * 0.7:.1f}%",
        goal_to=f"{middle + width * 0.7:.1f}%",
    )


def _clear_of(upper: float, goal: float | None) -> float:
    """Where the value is written: above its bar, and above the target where that would cross it."""
    crossed = goal is not None and upper - LETTERS < goal <= upper
    return (goal if crossed else upper) - GAP


def latest_of(periods: Sequence):
    """Of an indicator's periods in order, the last that tells a value, or else the first that tells a target."""
    told = [period for period in periods if period.actual is not None]
    aimed = [period for period in periods if period.target is not None]
    return told[-1] if told else aimed[0] if aimed else None


def scale(baseline: Decimal | None, period, *, mirrored: bool) -> dict[str, str] | None:
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
