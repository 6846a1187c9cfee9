"""The values of an indicator as bars, or on one line."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from pilots.figures.chart import BOTTOM, MOST, TOP, chart_of, latest_of, scale


def period(actual=None, target=None):
    numbers = {"actual": actual, "target": target}
    return SimpleNamespace(**{name: None if value is None else Decimal(value) for name, value in numbers.items()})


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


@pytest.mark.parametrize("periods", [[], [period(1, 2)], [period(), period()], [period(0), period(0)]])
def test_no_chart_where_bars_say_nothing(periods):
    assert chart_of(None, periods, mirrored=False) is None


def test_bars_are_as_high_as_their_values():
    chart = chart_of(Decimal(2), [period(5, 10), period(10, 8), period(None, 10)], mirrored=False)

    full = BOTTOM - TOP
    assert [float(bar.height) for bar in chart.bars] == [full / 2, full, 0]
    assert [bar.value for bar in chart.bars] == [5, 10, None]
    assert [float(bar.goal) for bar in chart.bars] == [TOP, pytest.approx(BOTTOM - full * 0.8, abs=0.1), TOP]
    assert float(chart.baseline) == pytest.approx(BOTTOM - full * 0.2, abs=0.1)
    assert float(chart.zero) == BOTTOM


def test_value_below_zero_hangs_from_the_line():
    chart = chart_of(None, [period(-5), period(5)], mirrored=False)

    down, up = chart.bars
    assert float(down.y) == float(chart.zero)
    assert float(up.y) + float(up.height) == pytest.approx(float(chart.zero))


def test_value_is_not_written_across_the_target():
    (bar, _other) = chart_of(None, [period(90, 96), period(0, 100)], mirrored=False).bars

    assert float(bar.above) < float(bar.goal)


def test_bars_run_with_the_script():
    periods = [period(1), period(2), period(3)]
    plain, mirrored = (chart_of(None, periods, mirrored=way) for way in (False, True))

    for one, other in zip(plain.bars, mirrored.bars, strict=True):
        assert percent(one.middle) + percent(other.middle) == pytest.approx(100, abs=0.2)


def test_of_many_periods_the_last_are_drawn_under_their_numbers():
    chart = chart_of(None, [period(n) for n in range(MOST + 3)], mirrored=False)

    assert (chart.left_out, chart.tells_values) == (3, False)
    assert [bar.number for bar in chart.bars] == list(range(4, MOST + 4))
    assert all(percent(bar.x) >= 0 and percent(bar.x) + percent(bar.width) <= 100 for bar in chart.bars)


@pytest.mark.parametrize(
    ("periods", "at"),
    [([], None), ([period()], None), ([period(1), period(2), period(None, 3)], 1), ([period(None, 3), period()], 0)],
)
def test_latest_is_the_last_value_or_else_the_first_target(periods, at):
    assert latest_of(periods) is (None if at is None else periods[at])


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "reach"),
    [(0, 10, 4, "40.0%"), (None, 10, 4, "40.0%"), (30, 10, 15, "75.0%"), (0, 10, 12, "100.0%"), (5, 10, 2, "0.0%")],
)
def test_scale_says_how_far_the_value_has_come(baseline, target, actual, reach):
    assert scale(baseline, period(actual, target), mirrored=False)["reach"] == reach


def test_scale_is_mirrored():
    assert scale(0, period(4, 10), mirrored=True) == {"begin": "100.0%", "reach": "60.0%", "end": "0.0%"}


@pytest.mark.parametrize(
    ("baseline", "one"), [(0, None), (0, period(1)), (0, period(None, 1)), (3, period(3, 3)), (0, period(1, 0))]
)
def test_no_scale_where_nothing_can_be_measured(baseline, one):
    assert scale(baseline, one, mirrored=False) is None
