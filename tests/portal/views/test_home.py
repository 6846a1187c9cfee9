"""The home page."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.asking import get, page, same_cost, visitor
from tests.factories import (
    PartnerStateFactory,
    PilotFactory,
    PriorityFactory,
    RecommendationFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_home_costs_the_same_with_one_row_and_with_seven():
    def add():
        state = PartnerStateFactory(longitude=1, latitude=1)
        PriorityFactory(country=state, themes=[ThemeFactory()])
        PilotFactory(country=state)
        RecommendationFactory()

    add()
    with same_cost("/en/"):
        for _ in range(6):
            add()


def test_home_with_all_it_needs_is_at_most_60_kb_compressed(content):
    for code in ("ar", "en", "fr"):
        html = page(f"/{code}/")
        files = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
        assert "portal.css" in files
        parts = [html.encode(), *(Path(finders.find(name)).read_bytes() for name in set(files))]
        assert sum(len(gzip.compress(part)) for part in parts) <= 60 * 1024


def test_home_shows_every_partner_state_on_the_map_and_in_the_list(content):
    html = page("/en/")

    for code in ("DZ", "CV", "EG", "ET", "GH", "KE", "LB", "ML", "MA", "NE", "NG", "SN", "TN"):
        assert html.count(f'href="/en/states/{code}/"') >= 2
    assert html.count('class="pilot"') == 4
    assert "13 states" in html


def test_home_says_what_has_been_said_and_by_whom_silence_is_kept(content):
    html = page("/en/")

    assert "Still to be heard" in html
    assert "Share one understanding of coordination" in html


def test_home_of_an_empty_portal_says_so_and_stands():
    html = page("/en/")

    assert "Nothing has been published yet" in html


def test_home_names_itself_in_all_languages_and_the_neutral_one(settings):
    html = page("/fr/")

    assert '<html lang="fr" dir="ltr">' in html
    for code in ("ar", "en", "fr"):
        assert f'hreflang="{code}" href="{settings.SITE_URL}/{code}/"' in html
    assert f'href="{settings.SITE_URL}/"' in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/fr/">' in html


def test_home_answers_no_other_method():
    response = visitor().post("/en/")

    assert response.status_code == 405
    assert get("/en/").status_code == 200
