"""The days of a pilot on one line."""

import datetime

import pytest

from pilots.figures.timeline import CLOSE, ROW, Day, timeline


def day(month, of=1, year=2026):
    return datetime.date(year, month, of)


def drawn(*days, mirrored=False, today=None):
    return timeline(days, today=today or day(6), mirrored=mirrored)


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


@pytest.mark.parametrize("days", [[], [Day(day(1), "start")], [Day(day(1), "start"), Day(day(1), "end")]])
def test_no_timeline_without_two_different_days(days):
    assert drawn(*days) is None


def test_timeline_is_in_order_of_days_and_numbered():
    line = drawn(
        Day(day(12), "end"), Day(day(9), "milestone"), Day(day(3), "phase"), Day(day(3), "began"), Day(day(1), "start")
    )

    assert [(event.number, event.kind) for event in line.events] == [
        (1, "start"), (2, "began"), (3, "phase"), (4, "milestone"), (5, "end"),
    ]  # fmt: skip
    places = [percent(event.x) for event in line.events]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 100


def test_timeline_runs_with_the_script():
    days = [Day(day(1), "start"), Day(day(3), "milestone"), Day(day(1, year=2027), "end")]
    plain, mirrored = drawn(*days), drawn(*days, mirrored=True)

    for one, other in zip(plain.events, mirrored.events, strict=True):
        assert percent(one.x) + percent(other.x) == pytest.approx(100)
    assert percent(plain.begin) < percent(plain.reach) < percent(plain.end)
    assert percent(mirrored.begin) > percent(mirrored.reach) > percent(mirrored.end)


@pytest.mark.parametrize(("today", "end"), [(day(1, year=2020), "begin"), (day(1, year=2030), "end")])
def test_time_passed_stays_within_the_line(today, end):
    line = drawn(Day(day(1), "start"), Day(day(12), "end"), today=today)

    assert line.reach == getattr(line, end)


def test_timeline_marks_each_turn_of_the_year_between_its_ends():
    line = drawn(Day(day(6), "start"), Day(day(6, year=2028), "end"))

    assert [year for year, _place in line.years] == [2027, 2028]


def test_marks_do_not_hide_one_another():
    steps = [Day(day(6, of), "milestone") for of in (1, 3, 5, 7, 9)]

    line = drawn(Day(day(1), "start"), *steps, Day(day(12), "end"))

    for one in line.events:
        for other in line.events[: one.number - 1]:
            assert one.y != other.y or percent(one.x) - percent(other.x) >= CLOSE - 0.1
    assert {abs(event.y - line.axis) % ROW for event in line.events} == {0}
    assert all(0 < event.y < line.labels for event in line.events)
