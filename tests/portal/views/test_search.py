"""The search page."""

import pytest

from tests.asking import get, page, same_cost
from tests.factories import CountryFactory, PracticeFactory, PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_search_costs_the_same_with_one_hit_and_with_seven():
    PriorityFactory(title_en="Bees", country=CountryFactory(), themes=[ThemeFactory()])
    with same_cost("/en/search/?q=bees"):
        for _ in range(6):
            PriorityFactory(title_en="Bees", country=CountryFactory(), themes=[ThemeFactory()])


def test_search_finds_in_another_language_and_says_so():
    PriorityFactory(title_fr="Les abeilles", title_en="")

    html = page("/en/search/?q=abeilles")

    assert "1 result" in html
    assert 'lang="fr" dir="ltr"' in html
    assert "Found in the text in" in html


def test_search_marks_the_words_found():
    PriorityFactory(title_en="Hives", description_en="Where bees live")

    assert "<mark>bees</mark>" in page("/en/search/?q=bees")


def test_search_when_nothing_is_found_then_the_filters_can_be_dropped():
    country = CountryFactory()
    PracticeFactory(title_en="Bees")

    html = page(f"/en/search/?q=bees&state={country.code}")

    assert "Nothing found" in html
    assert 'href="?q=bees"' in html


def test_search_narrows_by_kind_state_and_theme():
    country, theme = CountryFactory(), ThemeFactory()
    PriorityFactory(title_en="Bees wanted", country=country, themes=[theme])
    PracticeFactory(title_en="Bees kept", country=country, themes=[theme])
    PriorityFactory(title_en="Bees elsewhere")

    html = page(f"/en/search/?q=bees&kind=priority&state={country.code}&theme={theme.ref}")

    assert "Bees wanted" in html
    assert "Bees kept" not in html
    assert "Bees elsewhere" not in html


def test_search_without_words_explains_itself():
    assert "How to search" in page("/en/search/")
    assert "How to search" in page("/en/search/?q=+")


def test_search_shows_twenty_at_a_time_and_keeps_words_and_filters_in_the_pager():
    for _ in range(21):
        PriorityFactory(title_en="Bees")

    assert "q=bees&amp;page=2" in page("/en/search/?q=bees")
    assert "q=bees&amp;page=1" in page("/en/search/?q=bees&page=2")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=bees&kind=nothing", 400),
        ("q=bees&state=tn", 400),
        ("q=bees&theme=%27", 400),
        ("q=bees&page=0", 400),
        ("q=bees&page=x", 400),
        ("q=bees&page=9999999", 404),
        ("q=bees&page=2", 404),
        ("q=%00", 400),
        (f"q={'b' * 201}", 400),
        (f"q={'b' * 10_000}", 400),
        ("q=%FF%FE", 200),
        ("q=%22unclosed", 200),
        ("q=-", 200),
        ("q=<script>", 200),
        ("q=a%26b|c:*!", 200),
    ],
)
def test_search_when_asked_nonsense_then_it_answers_with_advice(query, status):
    response = get(f"/en/search/?{query}")

    assert response.status_code == status
    assert b"<script>" not in response.content
    assert b"<h1>" in response.content


def test_search_is_kept_out_of_search_engines():
    assert 'name="robots" content="noindex' in page("/en/search/?q=bees")
