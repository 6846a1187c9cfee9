"""The line of phases."""

import datetime

import pytest

from pilots.figures.course import COURSE, Phase, course_of

DAY = datetime.date(2026, 3, 4)


@pytest.mark.parametrize("phase", COURSE)
def test_course_has_what_is_behind_what_is_now_and_what_is_ahead(phase):
    steps = course_of(phase)

    place = COURSE.index(phase)
    assert [step.shape for step in steps[:place]] == ["done"] * place
    assert steps[place].shape == ("done" if phase == Phase.EVALUATED else "half")
    assert [step.shape for step in steps[place + 1 :]] == ["open"] * (len(COURSE) - place - 1)
    assert [step.current for step in steps].index(True) == place


@pytest.mark.parametrize("phase", [Phase.SUSPENDED, Phase.CANCELLED])
def test_pilot_that_left_the_course_has_none(phase):
    assert course_of(phase) == []


def test_steps_say_since_when_but_not_of_what_lies_ahead_again():
    steps = course_of(Phase.DESIGN, [("design", DAY), ("implementation", DAY), ("design", DAY.replace(year=2027))])

    assert [step.since for step in steps] == [None, DAY.replace(year=2027), None, None, None, None]
