"""The map: markers that can be told apart and touched, land that fills the frame, room for a new state."""

from itertools import combinations
from math import hypot

import pytest

from amedip.portal.map import APART, NARROWEST, Place, draw

PARTNERS = [
    ("DZ", 3.06, 36.75), ("CV", -23.51, 14.93), ("EG", 31.24, 30.04), ("ET", 38.75, 9.02), ("GH", -0.19, 5.6),
    ("KE", 36.82, -1.29), ("LB", 35.5, 33.89), ("ML", -8.0, 12.64), ("MA", -6.84, 34.02), ("NE", 2.11, 13.51),
    ("NG", 7.49, 9.06), ("SN", -17.45, 14.69), ("TN", 10.18, 36.81),
]  # fmt: skip


def places(ringed=()):
    return [Place(code, longitude, latitude, code in ringed) for code, longitude, latitude in PARTNERS]


def spots(drawing):
    """The points in pixels of the narrowest figure."""
    return {
        code: tuple(float(part.rstrip("%")) / 100 * side for part, side in zip(point, NARROWEST, strict=True))
        for code, point in drawing.points.items()
    }


@pytest.mark.parametrize("ringed", [(), ("CV", "ET", "LB", "NE"), tuple(code for code, _x, _y in PARTNERS)])
def test_draw_when_the_figure_is_narrow_then_no_two_markers_touch(ringed):
    drawn = spots(draw(places(ringed)))

    for (one, here), (other, there) in combinations(drawn.items(), 2):
        # Written with one decimal, a point may be off by a fifth of a pixel.
        assert hypot(here[0] - there[0], here[1] - there[1]) > APART[one in ringed or other in ringed] - 0.5


def test_draw_when_two_states_lie_in_one_spot_then_they_are_parted():
    drawn = spots(draw([Place("AA", 10, 10), Place("AB", 10, 10)]))

    assert hypot(drawn["AA"][0] - drawn["AB"][0], drawn["AA"][1] - drawn["AB"][1]) > 26


def test_draw_when_a_state_has_room_then_it_stands_where_it_lies():
    drawing = draw([Place("KE", 36.82, -1.29)])

    # The usual frame reaches from 28.5° W over 78 degrees, and from 43.5° N over 51.
    assert drawing.points["KE"] == (f"{(36.82 + 28.5) / 78 * 100:.1f}%", f"{(43.5 + 1.29) / 51 * 100:.1f}%")


@pytest.mark.parametrize("newcomer", [Place("ZA", 28.2, -25.7), Place("NO", 10.75, 59.9), Place("PH", 121.0, 14.6)])
def test_draw_when_a_new_state_lies_outside_then_the_frame_grows_in_proportion(newcomer):
    drawing = draw([*places(), newcomer])

    width, height = (int(number) for number in drawing.view_box.split()[2:])
    assert width / height == pytest.approx(52 / 34, abs=0.03)
    assert all(0 <= float(part.rstrip("%")) <= 100 for part in drawing.points[newcomer.code])
    assert len(drawing.land) < 4_000


def test_draw_without_states_shows_the_usual_land():
    drawing = draw([])

    assert drawing.points == {}
    assert drawing.view_box == "-.5 -.5 52 34"
    assert 500 < len(drawing.land) < 1_000
