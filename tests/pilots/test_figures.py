"""The figures of a pilot's page."""

import datetime
from types import SimpleNamespace

import pytest

from pilots.figures import COURSE, Phase, course_of, scale, timeline


def day(month, of=1, year=2026):
    return datetime.date(year, month, of)


def project(start=None, end=None):
    return SimpleNamespace(start=start, end=end)


def milestone(due, done=None):
    return {"due": due, "done": done, "title_en": "A step"}


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


@pytest.mark.parametrize("phase", COURSE)
def test_course_has_what_is_behind_what_is_now_and_what_is_ahead(phase):
    steps = course_of(phase)

    place = COURSE.index(phase)
    assert [step["shape"] for step in steps[:place]] == ["done"] * place
    assert steps[place]["shape"] == ("done" if phase == Phase.EVALUATED else "half")
    assert [step["shape"] for step in steps[place + 1 :]] == ["open"] * (len(COURSE) - place - 1)
    assert [step["current"] for step in steps].index(True) == place


@pytest.mark.parametrize("phase", [Phase.SUSPENDED, Phase.CANCELLED])
def test_pilot_that_left_the_course_has_none(phase):
    assert course_of(phase) == []


@pytest.mark.parametrize(
    ("pilot", "milestones"),
    [
        (project(), []),
        (project(start=day(1)), []),
        (project(), [milestone(day(2))]),
        (project(start=day(1), end=day(1)), []),
    ],
)
def test_no_timeline_without_two_different_days(pilot, milestones):
    assert timeline(pilot, milestones, mirrored=False) is None


def test_timeline_is_in_order_of_days_and_numbered():
    drawn = timeline(project(day(1), day(12)), [milestone(day(9)), milestone(day(3), done=day(4))], mirrored=False)

    assert [(event.number, event.kind, event.day) for event in drawn.events] == [
        (1, "start", day(1)),
        (2, "milestone", day(4)),
        (3, "milestone", day(9)),
        (4, "end", day(12)),
    ]
    places = [percent(event.x) for event in drawn.events]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 100


def test_timeline_runs_with_the_script():
    pilot, steps = project(day(1), day(1, year=2027)), [milestone(day(3))]
    plain, mirrored = timeline(pilot, steps, mirrored=False), timeline(pilot, steps, mirrored=True)

    for one, other in zip(plain.events, mirrored.events, strict=True):
        assert percent(one.x) + percent(other.x) == pytest.approx(100)
    assert percent(plain.begin) < percent(plain.reach)
    assert percent(mirrored.begin) > percent(mirrored.reach)


def test_timeline_marks_each_turn_of_the_year_between_its_ends():
    drawn = timeline(project(day(6), day(6, year=2028)), [], mirrored=False)

    assert [year for year, _place in drawn.years] == [2027, 2028]


def test_close_days_stand_on_different_sides_of_the_line():
    steps = [milestone(day(6, of)) for of in (1, 2)]

    drawn = timeline(project(day(1), day(12)), steps, mirrored=False)

    close = [event for event in drawn.events if event.kind == "milestone"]
    assert {event.above for event in close} == {True, False}


def reach_of(baseline=None, *, mirrored=False, **values):
    return scale(baseline, SimpleNamespace(**{"target": None, "actual": None} | values), mirrored=mirrored)


@pytest.mark.parametrize(
    ("values", "reach"),
    [
        ({"baseline": 0, "target": 10, "actual": 4}, "40.0%"),
        ({"target": 10, "actual": 4}, "40.0%"),
        ({"baseline": 30, "target": 10, "actual": 15}, "75.0%"),
        ({"baseline": 0, "target": 10, "actual": 12}, "100.0%"),
        ({"baseline": 5, "target": 10, "actual": 2}, "0.0%"),
    ],
)
def test_scale_says_how_far_the_value_has_come(values, reach):
    assert reach_of(**values)["reach"] == reach


def test_scale_is_mirrored():
    assert reach_of(0, target=10, actual=4, mirrored=True) == {"begin": "100.0%", "reach": "60.0%", "end": "0.0%"}


@pytest.mark.parametrize(
    "values", [{}, {"actual": 1}, {"target": 1}, {"baseline": 3, "target": 3, "actual": 3}, {"target": 0, "actual": 1}]
)
def test_no_scale_where_nothing_can_be_measured(values):
    assert reach_of(**values) is None
