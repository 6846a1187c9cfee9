"""Pages of a list: nothing is lost or shown twice while rows come and go between them."""

import pytest

from amedip.core.api.cursors import Cursor
from amedip.core.records import delete_record
from registry.models import Theme
from tests.calling import API, call, problem, read, walk
from tests.factories import PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes():
    return [ThemeFactory(ref=f"theme-{letter}") for letter in "abcdefg"]


def slugs(page):
    return [item["slug"][-1] for item in page["results"]]


def follow(address):
    """The page at an address that a page gave."""
    return read(address[address.index(API) :])


def test_next_when_followed_then_every_row_comes_once_in_order(themes):
    assert [item["slug"] for item in walk("themes/?page_size=2")] == [theme.ref for theme in themes]


def test_next_when_the_page_ends_the_list_then_null(themes):
    page = read("themes/?page_size=7")

    assert (slugs(page), page["next"]) == (list("abcdefg"), None)


def test_next_when_rows_are_added_meanwhile_then_none_is_lost_or_shown_twice(themes):
    first = read("themes/?page_size=3")
    ThemeFactory(ref="theme-0")

    second = follow(first["next"])
    third = follow(second["next"])

    assert slugs(first) + slugs(second) + slugs(third) == list("abcdefg0")


def test_next_when_rows_are_taken_away_meanwhile_then_the_others_are_not_skipped(themes):
    first = read("themes/?page_size=3")
    for theme in themes[:3]:
        delete_record(theme, actor=None)

    assert slugs(follow(first["next"])) == list("def")


def test_next_when_all_that_followed_is_gone_then_an_empty_page(themes):
    first = read("themes/?page_size=6")
    delete_record(themes[-1], actor=None)

    assert follow(first["next"]) == {"next": None, "previous": None, "results": []}


def test_previous_when_followed_then_back_to_the_first_page(themes):
    first = read("themes/?page_size=3")
    second = follow(first["next"])
    third = follow(second["next"])

    back = follow(third["previous"])
    front = follow(back["previous"])

    assert slugs(back) == slugs(second)
    assert slugs(front) == slugs(first)
    assert first["previous"] is front["previous"] is None
    assert slugs(follow(front["next"])) == slugs(second)


def test_previous_when_a_row_is_added_in_front_then_it_is_reached_too(themes):
    second = follow(read("themes/?page_size=3")["next"])
    Theme.objects.filter(pk=themes[6].pk).update(id=0)  # as if it had been entered first of all

    back = follow(second["previous"])

    assert slugs(back) == list("abc")
    assert slugs(follow(back["previous"])) == ["g"]


def test_next_when_the_list_is_filtered_then_the_filters_go_on(themes):
    kept = [PriorityFactory(themes=[themes[0]]) for _ in range(3)]
    PriorityFactory(themes=[themes[1]])

    page = read("priorities/?theme=theme-a&page_size=2&lang=fr")

    assert "theme=theme-a" in page["next"]
    assert "lang=fr" in page["next"]
    assert [item["ref"] for item in follow(page["next"])["results"]] == [kept[2].ref]


def test_cursor_when_made_by_hand_for_another_row_then_it_is_only_a_place(themes):
    assert slugs(read(f"themes/?cursor={Cursor(themes[4].pk)}")) == list("fg")


def test_cursor_when_it_holds_another_type_then_400():
    problem(call(f"states/?cursor={Cursor(12)}"), 400)
    problem(call(f"states/?cursor={Cursor('TOO LONG')}"), 400)
