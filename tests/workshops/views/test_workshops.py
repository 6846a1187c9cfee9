"""The public pages of workshops, as a visitor sees them."""

import datetime
import re

import pytest
from lxml import html

from amedip.core.records import Source, delete_record, write_record
from registry.models import Programme, ProgrammeDonor
from tests.asking import get, page, same_cost, visitor
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    InstitutionFactory,
    PassageFactory,
    RecommendationFactory,
    StatementFactory,
    ThemeFactory,
    WorkshopFactory,
)
from tests.workshops.handing import version
from workshops.models import (
    NamedResource,
    Participation,
    Session,
    Topic,
    WorkshopOrganiser,
)

pytestmark = pytest.mark.django_db

Capacity = Participation.Capacity
DAY = datetime.date(2026, 3, 4)


def add(part, workshop, **texts):
    part.workshop = workshop
    return write_record(part, actor=None, texts={"en": texts}, part_of=workshop)


def test_list_begins_with_the_latest_and_counts_what_there_is():
    WorkshopFactory(title_en="The earlier", start=DAY, end=DAY)
    later = WorkshopFactory(title_en="The later", start=DAY.replace(month=9), end=DAY.replace(month=9))
    add(Session(number=1), later, title="A session")
    add(Session(number=0, kind=Session.Kind.OPENING), later, title="The opening")
    RecommendationFactory(workshop=later, number="1")
    add(Participation(country=CountryFactory(), capacity=Capacity.FOCUS_PARTNER), later)

    text = page("/en/workshops/")

    assert text.index("The later") < text.index("The earlier")
    for wanted in ("2 workshops", "1 session<", "1 recommendation<", "1 partner state<"):
        assert wanted in text


def test_empty_list_says_when_there_will_be_one():
    assert "No workshop has been entered yet." in page("/en/workshops/")


@pytest.fixture
def full():
    """A workshop with everything a workshop can have."""
    workshop = WorkshopFactory(
        ref="city-2026", start=DAY, end=DAY.replace(day=5), city_en="City", host=InstitutionFactory()
    )
    add(WorkshopOrganiser(institution=InstitutionFactory(name_en="An organiser")), workshop)
    add(Topic(), workshop, text="Why it is needed")
    session = add(Session(number=1), workshop, title="Policies")
    passage = PassageFactory(session=session, text_en="First, **stressed**.", text_ar="أولًا.")
    StatementFactory(passage=passage, country=CountryFactory(name_en="Speakeria"), text_en="It was said.")
    PassageFactory(session=session, text_en="Second.")
    first = RecommendationFactory(workshop=workshop, number="2", title_en="Define aims")
    RecommendationFactory(workshop=workshop, number="2.1", parent=first, title_en="Coherent aims")
    add(NamedResource(session=session, languages=["fr"]), workshop, name="A named fund")
    add(Participation(country=CountryFactory(name_en="Presentia"), capacity=Capacity.FOCUS_PARTNER), workshop)
    add(Participation(country=CountryFactory(name_en="Donatia"), capacity=Capacity.DONOR), workshop)
    add(Participation(institution=InstitutionFactory(name_en="A league"), capacity=Capacity.ORGANISATION), workshop)
    version(DocumentFactory(workshop=workshop, title_en="Its summary"), "en")
    return workshop


def test_page_shows_all_there_is(full):
    text = page("/en/workshops/city-2026/")

    for wanted in (
        "An organiser", "Why it is needed", "Policies", "Define aims", "Coherent aims", "A named fund", "Presentia",
        "Donatia", "A league", "Its summary", "4–5 March 2026", "First, <strong>stressed</strong>.", "Speakeria",
        "It was said.", "/en/workshops/city-2026/cite/?at=s1.p2", "/en/workshops/city-2026/summary.pdf",
    ):  # fmt: skip
        assert wanted in text
    for address in ("s1", "s1.p1", "s1.p2", "r2", "r2.1"):
        assert f'id="{address}"' in text
    assert "Their web addresses are not in the source" in text


@pytest.mark.parametrize(("query", "columns"), [("", 1), ("?beside=ar", 2), ("?beside=fr&beside=ar", 2)])
def test_reader_shows_the_languages_that_have_the_text_side_by_side(full, query, columns):
    read = html.fromstring(page(f"/en/workshops/city-2026/{query}"))

    (first,) = read.xpath("//*[@id='s1.p1']")
    shown = [(cell.get("lang"), cell.get("dir")) for cell in first.xpath("./div")]
    assert shown == [("en", "ltr"), ("ar", "rtl")][:columns]
    assert read.xpath("//section[@id='s1']")[0].get("class") == f"sitting n{columns}"
    said = read.text_content()
    assert ("There is no French text of this summary yet." in said) == ("fr" in query)
    assert ("not in this language yet" in said) == (columns > 1)  # the second paragraph in Arabic


def test_reader_without_a_text_in_the_page_s_language_says_so_and_offers_the_others(full):
    read = html.fromstring(page("/fr/workshops/city-2026/"))

    note = read.xpath("//section[@id='summary']//div[@class='note']")[0]
    assert [link.get("href") for link in note.iter("a")] == [
        "/ar/workshops/city-2026/#summary",
        "/en/workshops/city-2026/#summary",
    ]
    (cell,) = read.xpath("//*[@id='s1.p2']/div")
    assert (cell.get("lang"), cell.get("dir")) == ("en", "ltr")


def test_reader_with_an_unknown_language_beside_says_what_to_do(full):
    response = get("/en/workshops/city-2026/?beside=de")

    assert response.status_code == 400
    assert "ar, en, fr" in response.content.decode()


def test_addresses_are_the_same_in_every_language(content):
    pages = [page(f"/{code}/workshops/tunis-2012/") for code in ("ar", "en", "fr")]

    found = [re.findall(r'id="((?:s|r|opening|closing)[\d.p]*)"', text) for text in pages]

    assert found[0] == found[1] == found[2]
    assert {"opening", "s1", "s1.p1", "s4", "closing", "r1", "r2.1", "r4"} <= set(found[0])
    assert all(len(ids) == len(set(ids)) for ids in found)


def test_every_section_that_is_cited_has_its_address_on_the_page(content):
    workshop = page("/en/workshops/tunis-2012/")

    for path in ("/en/registry/TN-2012-003/", "/fr/practices/ML-001/", "/ar/pilots/2/"):
        for anchor in re.findall(r'/workshops/tunis-2012/#([\w.]+)"', page(path)):
            assert f'id="{anchor}"' in workshop


def test_donor_of_the_programme_that_was_not_there_is_named(full):
    agency = InstitutionFactory()
    programme = Programme(acronym="P", start=DAY.replace(year=2025), end=DAY.replace(year=2027), implementer=agency)
    write_record(programme, actor=None, ref="programme", texts={"en": {"title": "The programme"}})
    absent = CountryFactory(name_en="Absentia")
    present = full.participations.get(capacity=Capacity.DONOR).country
    for donor in (absent, present):
        ProgrammeDonor.objects.create(programme=programme, country=donor)

    text = page("/en/workshops/city-2026/")

    said = re.search(r"<dt>Not present</dt>\s*<dd>(.*?)</dd>", text, re.DOTALL)[1]
    assert "Absentia" in said
    assert "Donatia" not in said


def test_page_of_a_workshop_without_record_says_so():
    WorkshopFactory(ref="city-2026")

    text = page("/en/workshops/city-2026/")

    assert "is not in the sources of this portal" in text
    assert "Around the table" not in text


def test_workshop_taken_away_answers_410_with_its_title():
    delete_record(WorkshopFactory(ref="city-2026", title_en="Taken away later"), actor=None)

    response = get("/en/workshops/city-2026/")

    assert response.status_code == 410
    assert "Taken away later" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/workshops/nowhere-1999/", 404),
        ("/en/workshops/a%00b/", 404),
        ("/en/workshops/?page=%00", 400),
        ("/en/workshops/?page=9999", 404),
        ("/en/workshops/x/?beside=de", 404),
        ("/en/workshops/nowhere-1999/cite/", 404),
        ("/en/workshops/nowhere-1999/cite.bib", 404),
        ("/en/workshops/nowhere-1999/summary.pdf", 404),
        ("/en/workshops/?page=x", 400),
        ("/en/documents/nothing/", 404),
        ("/en/documents/nothing/download/", 404),
        ("/en/documents/?page=9999", 404),
        ("/en/documents/?page=0", 400),
        ("/en/documents/?x=" + "y" * 10_000, 400),
    ],
)
def test_bad_input_is_answered_with_a_page(path, status):
    response = get(path)

    assert response.status_code == status
    assert 'class="say"' in response.content.decode()


@pytest.mark.parametrize("path", ["workshops/", "workshops/x/", "documents/", "documents/x/", "documents/x/download/"])
def test_pages_are_for_reading(path):
    assert visitor().post(f"/en/{path}").status_code == 405


@pytest.mark.parametrize("path", ["workshops/City-2026/", "documents/The-Summary/"])
def test_capital_letters_lead_to_the_page(path):
    response = get(f"/en/{path}")

    assert response.status_code == 301
    assert response["Location"] == f"/en/{path.lower()}"


def test_list_of_workshops_costs_the_same_for_1_and_for_50():
    WorkshopFactory()

    with same_cost("/en/workshops/"):
        country = CountryFactory()
        for _number in range(49):
            WorkshopFactory(country=country)


def test_page_of_a_workshop_costs_the_same_with_1_and_with_many_of_each(full):
    write_record(full, actor=None, sources=[Source(DocumentFactory(workshop=full).reference, "s1")])

    with same_cost("/en/workshops/city-2026/", most=11):
        for number in range(3, 15):
            passage = PassageFactory(session=add(Session(number=number), full, title="Session"))
            StatementFactory(passage=passage, themes=[ThemeFactory()])
            RecommendationFactory(workshop=full, number=str(number))
            add(NamedResource(position=number), full, name="Fund")
            add(Topic(position=number), full, text="Topic")
            add(Participation(country=CountryFactory(), capacity=Capacity.FOCUS_PARTNER), full)
            version(DocumentFactory(workshop=full), "en")
