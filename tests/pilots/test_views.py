"""The pilots' public pages, as a visitor sees them."""

import datetime
import re
from decimal import Decimal

import pytest

from amedip.core.records import delete_record, write_record
from pilots.models import (
    BudgetLine,
    Indicator,
    Milestone,
    Period,
    PhaseChange,
    PilotDocument,
    PilotProject,
    Result,
    Transaction,
    Update,
)
from tests.asking import get, page, same_cost, visitor
from tests.factories import CountryFactory, InstitutionFactory, PilotFactory, ThemeFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 4)


def add(part, pilot, **texts):
    part.pilot = pilot
    return write_record(part, actor=None, texts={"en": texts}, part_of=pilot)


@pytest.fixture
def full():
    """A pilot with everything a pilot can have."""
    pilot = PilotFactory(number=7, start=DAY, end=DAY.replace(year=2027), themes=[ThemeFactory()])
    add(Milestone(due=DAY.replace(month=6)), pilot, title="The guide is printed")
    add(Milestone(due=DAY.replace(month=5), done=DAY.replace(month=5, day=9)), pilot, title="The team is there")
    result = add(Result(), pilot, title="Questions are answered")
    waiting = add(Indicator(result=result, baseline=31), pilot, title="Days until the answer", unit="days")
    add(Period(indicator=waiting, target=10, actual=Decimal("14.5"), measured_on=DAY), pilot)
    visited = add(Indicator(result=result), pilot, title="Cities visited")
    add(Period(indicator=visited, target=5), pilot)
    donor = CountryFactory(name_en="Donatia")
    add(BudgetLine(donor=donor, amount=Decimal(80000), start=DAY, end=DAY.replace(month=9)), pilot)
    add(BudgetLine(amount=Decimal("45500.50"), start=DAY, end=DAY.replace(month=9)), pilot)
    paid = Transaction(kind="4", day=DAY, donor=donor, amount=Decimal(20000))
    add(paid, pilot, description="For the first tour")
    add(PhaseChange(before="design", phase="identified", day=DAY), pilot)
    add(PilotDocument(category="A08", url="https://elsewhere.example/report.pdf"), pilot, title="What came of it")
    add(Update(day=DAY), pilot, title="The first tour is over", text="Three cities.")
    return pilot


def test_list_shows_pilots_by_number():
    PilotFactory(number=2, title_en="The second")
    PilotFactory(number=1, title_en="The first", summary_en="What it does.")

    text = page("/en/pilots/")

    assert text.index("The first") < text.index("The second")
    assert "What it does." in text


def test_empty_list_says_when_there_will_be_one():
    assert "No pilot project has been entered yet." in page("/en/pilots/")


def test_page_without_reports_says_plainly_what_is_not_there():
    PilotFactory(number=1)

    text = page("/en/pilots/1/")

    for missing in ("milestones", "indicators", "budget", "updates", "first and last day"):
        assert f"<li>{missing}</li>" in text
    assert "<svg class=" not in re.sub(r'<svg class="mark"', "", text)


def test_page_with_reports_shows_all_of_them(full):
    text = page("/en/pilots/7/")

    for wanted in (
        "The guide is printed", "The team is there", "Days until the answer", "Cities visited", "Donatia",
        "80,000 EUR", "45,500.50 EUR", "125,500.50 EUR", "20,000 EUR", "For the first tour", "16 %</bdi> is spent",
        "The first tour is over", "Three cities.", "What came of it", "Phase: identified",
    ):  # fmt: skip
        assert wanted in text
    assert 'class="line"' in text
    assert text.count('class="scale"') == 1
    assert "Not reported" not in text


def test_timeline_is_mirrored_in_arabic_and_told_in_words(full):
    english, arabic = page("/en/pilots/7/"), page("/ar/pilots/7/")

    first = re.compile(r'<line class="go" x1="([\d.]+)%"\s+x2="([\d.]+)%"')
    assert float(first.search(english)[1]) < float(first.search(english)[2])
    assert float(first.search(arabic)[1]) > float(first.search(arabic)[2])
    rows = re.compile(r'<tr><td>(\d+)</td><td><time datetime="([\d-]+)">')
    assert rows.findall(english) == rows.findall(arabic)
    assert [number for number, _day in rows.findall(english)] == ["1", "2", "3", "4", "5"]


def test_milestones_are_listed_when_there_is_no_line_to_draw():
    pilot = PilotFactory(number=1)
    add(Milestone(due=DAY), pilot, title="The only step")

    text = page("/en/pilots/1/")

    assert "The only step" in text
    assert 'class="line"' not in text


@pytest.mark.parametrize("phase", PilotProject.Phase)
def test_every_phase_has_its_page(phase):
    PilotFactory(number=1, phase=phase)

    assert str(phase.label) in page("/en/pilots/1/")


def test_example_pilot_says_so_in_the_list_and_on_its_page():
    PilotFactory(number=901, ref="P901", example=True)

    for path in ("/en/pilots/", "/en/pilots/901/"):
        assert "This page shows <strong>examples</strong>" in page(path)


def test_other_pilots_are_named_examples_only_among_examples():
    PilotFactory(number=1, title_en="A real one")
    PilotFactory(number=2, title_en="Another real one")
    PilotFactory(number=901, ref="P901", example=True, title_en="An invented one")

    text = page("/en/pilots/1/")

    assert "Another real one" in text
    assert "An invented one" not in text


def test_pilot_of_an_institution_links_to_it():
    institution = InstitutionFactory()
    PilotFactory(number=1, country=institution.country, institution=institution)

    assert institution.get_absolute_url() in page("/en/pilots/1/")


def test_pilot_taken_away_answers_410_with_its_title():
    delete_record(PilotFactory(number=3, title_en="Taken away later"), actor=None)

    response = get("/en/pilots/3/")

    assert response.status_code == 410
    assert "Taken away later" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/pilots/99/", 404),
        ("/en/pilots/abc/", 404),
        (f"/en/pilots/{'9' * 40}/", 404),
        ("/en/pilots/-1/", 404),
        ("/en/pilots/?page=9999", 404),
        ("/en/pilots/?page=x", 400),
        ("/en/pilots/?page=%00", 400),
        ("/en/pilots/?x=" + "y" * 10_000, 400),
    ],
)
def test_bad_input_is_answered_with_a_page(path, status):
    response = get(path)

    assert response.status_code == status
    assert 'class="say"' in response.content.decode()


@pytest.mark.parametrize("path", ["/en/pilots/", "/en/pilots/7/"])
def test_pages_are_for_reading(path):
    assert visitor().post(path).status_code == 405


def test_list_costs_the_same_for_1_and_for_50():
    PilotFactory(themes=[ThemeFactory()])

    with same_cost("/en/pilots/"):
        themes, country = [ThemeFactory(), ThemeFactory()], CountryFactory()
        for _number in range(49):
            PilotFactory(country=country, themes=themes)


def test_page_costs_the_same_with_1_and_with_50_of_each(full):
    with same_cost("/en/pilots/7/", most=10):
        for number in range(12):
            add(Milestone(due=DAY + datetime.timedelta(days=number)), full, title="Step")
            measure = add(Indicator(result=full.results.get()), full, title="Measure")
            add(Period(indicator=measure, target=5), full)
            add(BudgetLine(donor=CountryFactory(), amount=Decimal(1), start=DAY, end=DAY), full)
            add(Update(day=DAY), full, title="News")
            PilotFactory(number=20 + number)
