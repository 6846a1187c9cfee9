"""What the programme is, accessibility and privacy."""

import pytest

from tests.asking import get, page, queries_of

pytestmark = pytest.mark.django_db


def test_about_shows_objectives_mechanisms_donors_and_partners(content):
    html = page("/en/about/")

    for part in (
        "Linking Emigrant Communities", "National Consultations", "since December 2011", "International Organization",
        "/en/states/NL/", '"@type":"Project"', 'id="objective"', 'id="activities"', 'id="donors"',
    ):  # fmt: skip
        assert part in html
    assert queries_of("/en/about/") <= 8


def test_every_section_that_records_cite_of_the_project_page_is_there(content):
    html = page("/ar/about/")

    for section in ("background", "objective", "activities", "countries", "donors", "partners", "documents"):
        assert f'id="{section}"' in html


def test_about_before_there_is_a_programme_is_404():
    assert get("/en/about/").status_code == 404


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_statements_stand_in_every_language_and_name_whom_to_write_to(code, name, settings):
    html = page(f"/{code}/{name}/")

    assert f'<html lang="{code}"' in html
    assert f"mailto:{settings.CONTACT_EMAIL}" in html
