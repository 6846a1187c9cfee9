"""The seats around a workshop's table."""

import pytest

from workshops.figures import SIZE, seats

STATES = [{"code": code} for code in ("DZ", "EG", "KE", "TN")]


def test_seats_begin_at_the_top_and_go_clockwise():
    outer = seats(STATES, [], [], mirrored=False)["outer"]

    assert [seat.code for seat in outer] == ["DZ", "EG", "KE", "TN"]
    assert float(outer[0].x) == SIZE / 2
    assert float(outer[1].x) > SIZE / 2 > float(outer[3].x)


def test_seats_go_the_other_way_for_readers_from_right_to_left():
    plain = seats(STATES, [], [], mirrored=False)["outer"]
    mirrored = seats(STATES, [], [], mirrored=True)["outer"]

    for one, other in zip(plain, mirrored, strict=True):
        assert float(one.x) + float(other.x) == pytest.approx(SIZE)
        assert one.y == other.y


def test_donors_sit_inside_before_organisations():
    inner = seats(STATES, [{"code": "CH"}], [{"code": None}, {"code": None}], mirrored=False)["inner"]

    assert [seat.kind for seat in inner] == ["donor", "organisation", "organisation"]


def test_an_empty_table_has_no_seats():
    assert seats([], [], [], mirrored=False) == {"size": SIZE, "outer": [], "inner": []}
