"""Citations, read by other programs than ours."""

import io
import json
from urllib.parse import urlsplit

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from django.utils import translation
from pybtex.database import parse_string

from amedip.core import languages
from tests.asking import get, page
from tests.factories import DocumentFactory, PassageFactory, RecommendationFactory, SessionFactory, WorkshopFactory
from workshops.citing import addresses_of, in_words, workshop_cited

pytestmark = pytest.mark.django_db

HOSTILE = "Costs & benefits_50% #1 {x} \\ ~ ^ $"
# A style that prints what an item holds, so that we see what a reader of CSL understood.
STYLE = b"""<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>All</title><id>all</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout delimiter="|">
    <group delimiter="|"><names variable="author"/><text variable="title"/><text variable="section"/>
    <date variable="issued" form="numeric" date-parts="year"/><text variable="URL"/></group>
  </layout></bibliography>
</style>"""


@pytest.fixture
def workshop():
    found = WorkshopFactory(ref="city-2026", title_en=HOSTILE, title_ar="ورشة «المدينة»", city_en="City")
    PassageFactory(session=SessionFactory(workshop=found, number=1), text_en="Said")
    RecommendationFactory(workshop=found, number="2")
    return found


def file_of(suffix: str, at: str = "s1.p1", language: str = "en") -> str:
    response = get(f"/{language}/workshops/city-2026/cite.{suffix}?at={at}")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return response.content.decode()


@pytest.mark.parametrize("language", languages.CODES)
def test_bibtex_when_read_by_pybtex_then_title_year_and_address_are_there(workshop, language):
    (key, entry), *more = parse_string(file_of("bib", language=language), "bibtex").entries.items()

    assert not more
    assert key == "city-2026-s1.p1"
    assert entry.fields["year"] == "2026"
    assert entry.fields["url"].endswith(f"/{language}/workshops/city-2026/#s1.p1")
    assert "1" in entry.fields["note"]
    written = "ورشة «المدينة»" if language == "ar" else r"Costs \& benefits\_50\% \#1"
    assert written in entry.fields["title"]
    assert entry.fields["language"] == ("ar" if language == "ar" else "en")


def test_ris_when_read_by_rispy_then_one_report_with_its_section(workshop):
    (item,) = rispy.loads(file_of("ris"))

    assert (item["type_of_reference"], item["id"], item["year"]) == ("RPRT", "city-2026-s1.p1", "2026")
    assert item["title"] == HOSTILE
    assert item["date"] == "2026/03/05"
    assert urlsplit(item["urls"][0]).fragment == "s1.p1"


def test_csl_when_read_by_citeproc_then_it_can_be_set(workshop):
    items = json.loads(file_of("json", at="r2"))
    source = CiteProcJSON(items)
    style = CitationStylesStyle(io.BytesIO(STYLE), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem("city-2026-r2")]))

    (set_item,) = map(str, bibliography.bibliography())

    assert HOSTILE in set_item
    assert "2026" in set_item
    assert "/en/workshops/city-2026/#r2" in set_item
    assert items[0]["event-date"] == {"date-parts": [[2026, 3, 4], [2026, 3, 5]]}


def test_words_when_in_three_languages_then_each_names_the_paragraph_and_leads_to_the_same_place(workshop):
    found = {code: in_words(workshop_cited(workshop, "s1.p1", code), code) for code in languages.CODES}

    for code, words in found.items():
        assert words.endswith(f"/{code}/workshops/city-2026/#s1.p1")
        assert "AMEDIP" in words
    assert found["en"].startswith(f"AMEDIP, “{HOSTILE}”")
    assert "City, 4–5 March 2026, session 1, paragraph 1." in found["en"]


def test_addresses_when_collected_then_sessions_passages_and_recommendations(workshop):
    assert addresses_of(workshop) == {"s1", "s1.p1", "r2"}


def test_page_when_opened_then_the_citation_stands_in_three_languages_with_files(workshop):
    text = page("/en/workshops/city-2026/cite/?at=s1.p1")

    for code in languages.CODES:
        assert f"/{code}/workshops/city-2026/#s1.p1" in text
    for suffix in ("bib", "ris", "json"):
        assert f"/en/workshops/city-2026/cite.{suffix}?at=s1.p1" in text


@pytest.mark.parametrize("path", ["cite/", "cite.bib", "cite.json"])
@pytest.mark.parametrize("at", ["s9.p9", "s1.p1'--"])
def test_address_when_it_does_not_exist_then_404_with_advice(workshop, path, at):
    assert get(f"/en/workshops/city-2026/{path}?at={at}").status_code == 404


@pytest.mark.parametrize("suffix", ["bib", "ris", "json"])
def test_document_when_its_day_is_not_known_then_it_is_cited_without_a_year(suffix):
    DocumentFactory(ref="the-annex", title_en="The annex")

    written = get(f"/en/documents/the-annex/cite.{suffix}").content.decode()

    assert "The annex" in written
    assert "/en/documents/the-annex/" in written
    if suffix == "bib":
        assert "year" not in parse_string(written, "bibtex").entries["the-annex"].fields


def test_document_when_opened_then_its_page_says_how_to_cite_it():
    DocumentFactory(ref="the-annex", title_en="The annex")

    with translation.override("en"):
        text = page("/en/documents/the-annex/")

    assert "AMEDIP, “The annex”" in text
    assert "/en/documents/the-annex/cite.ris" in text
