"""Themes and what stands under them."""

import pytest

from tests.asking import get, page, same_cost
from tests.factories import CountryFactory, PilotFactory, PracticeFactory, PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_themes_cost_the_same_with_one_row_and_with_seven():
    PriorityFactory(themes=[ThemeFactory()])
    with same_cost("/en/themes/"):
        for _ in range(6):
            PriorityFactory(themes=[ThemeFactory()])


def test_theme_costs_the_same_with_one_row_and_with_seven():
    theme = ThemeFactory()

    def add():
        PriorityFactory(themes=[theme, ThemeFactory()], country=CountryFactory())
        PracticeFactory(themes=[theme])
        PilotFactory(themes=[theme])

    add()
    with same_cost(f"/en/themes/{theme.ref}/"):
        for _ in range(6):
            add()


def test_theme_leads_from_a_state_to_its_entries_under_the_theme():
    theme, country = ThemeFactory(), CountryFactory()
    PriorityFactory(themes=[theme], country=country, title_en="A need")

    html = page(f"/en/themes/{theme.ref}/")

    assert f"/en/registry/?state={country.code}&amp;theme={theme.ref}" in html
    assert "A need" in html
    assert "No practice stands under this theme so far" in html


def test_theme_in_capitals_leads_to_small_letters():
    theme = ThemeFactory()

    response = get(f"/en/themes/{theme.ref.upper()}/")

    assert (response.status_code, response["Location"]) == (301, f"/en/themes/{theme.ref}/")


def test_theme_unknown_is_404():
    assert get("/en/themes/nothing-of-this-name/").status_code == 404
