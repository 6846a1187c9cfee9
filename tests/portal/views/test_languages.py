"""How the languages stand, for all to see."""

import pytest
from django.core.cache import caches
from lxml import html

from amedip.core.languages import CODES, direction
from amedip.core.models import Standing
from amedip.core.records import touch
from amedip.core.texts import vouch
from amedip.translations.models import Gate
from tests.asking import get, page, queries_of, visitor
from tests.calling import commit_triggers
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/en/about/languages/"


def shares(path=ADDRESS) -> dict[str, list[str]]:
    """What the table says, by the row's name."""
    rows = html.fromstring(page(path)).find_class("shares")[0].xpath(".//tr[td]")
    return {row.find("th").text.strip(): [cell.text_content().strip() for cell in row.xpath("td")] for row in rows}


def test_page_when_texts_are_missing_then_the_shares_of_each_language_are_told():
    ThemeFactory(name_en="A", name_fr="A")
    ThemeFactory(name_ar="أ", name_en="A", name_fr="A")

    told = ["50\xa0%", "100\xa0%", "100\xa0%"]
    assert shares() == {"Themes": told, "All texts": told}


def test_page_when_read_then_states_promise_and_gate_are_explained():
    Gate.objects.filter(kind="priority").update(languages="one", days=21)
    ThemeFactory()

    text = " ".join(html.fromstring(page(ADDRESS)).text_content().split())

    for state in Standing:
        assert state.label.capitalize() in text
    assert "One language – the others are to follow within 21 days" in text
    assert "All three languages" in text
    assert "Counted on" in text


@pytest.mark.parametrize("code", CODES)
def test_page_when_opened_in_a_language_then_bars_run_with_its_script(code):
    ThemeFactory(name_en="A", name_fr="A")

    document = html.fromstring(page(f"/{code}/about/languages/"))

    assert (document.get("lang"), document.get("dir")) == (code, direction(code))
    first = document.xpath("(//table[contains(@class, 'shares')]//tr[td])[last()]/td[1]//*[local-name()='rect']")[0]
    assert (first.get("x") == "0.00%") == (code != "ar" or first.get("width") == "100.00%")


def test_page_when_there_are_many_texts_then_at_most_six_queries(content):
    assert queries_of(ADDRESS) <= 6


def test_page_when_nothing_is_public_then_it_says_so():
    assert "Nothing has been published yet." in page(ADDRESS)


def test_page_when_the_reader_has_it_then_304_until_somebody_approves_a_text():
    theme = ThemeFactory(name_en="A")
    commit_triggers()
    caches["pages"].clear()
    tag = get(ADDRESS)["ETag"]
    assert visitor().get(ADDRESS, headers={"if-none-match": tag}).status_code == 304

    vouch(theme, {"en": ["name"]}, actor=None, state=Standing.APPROVED)
    touch(theme)
    commit_triggers()

    assert visitor().get(ADDRESS, headers={"if-none-match": tag}).status_code == 200


def test_page_when_looked_for_then_about_footer_and_sitemap_lead_there(content):
    for path in ("/en/about/", "/en/", "/sitemap.xml"):
        assert ADDRESS in page(path)
