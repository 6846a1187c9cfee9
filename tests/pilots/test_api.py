"""Pilot projects in the API."""

import datetime
from decimal import Decimal

import pytest

from amedip.core.records import write_record
from pilots.models import BudgetLine, Indicator, Milestone, Period, Result, Update
from tests.calling import queries_of, read, refs, results
from tests.factories import CountryFactory, PilotFactory, ThemeFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2013, 5, 2)


def fill(pilot):
    """One of everything that hangs on a pilot."""
    titled = {"en": {"title": "Title"}}
    write_record(Milestone(pilot=pilot, due=DAY), actor=None, texts=titled, part_of=pilot)
    result = write_record(Result(pilot=pilot), actor=None, texts=titled, part_of=pilot)
    indicator = Indicator(pilot=pilot, result=result, baseline=Decimal("0.50"))
    write_record(indicator, actor=None, texts=titled, part_of=pilot)
    write_record(Period(pilot=pilot, indicator=indicator, end=DAY, target=4), actor=None, part_of=pilot)
    write_record(Update(pilot=pilot, day=DAY), actor=None, texts=titled, part_of=pilot)
    line = BudgetLine(pilot=pilot, amount=Decimal("25000.10"), donor=CountryFactory(), start=DAY, end=DAY)
    write_record(line, actor=None, part_of=pilot)


def test_pilot_when_read_then_it_has_its_core_fields(content):
    pilot = read("pilots/P1/")

    assert (pilot["ref"], pilot["number"], pilot["state"], pilot["phase"]) == ("P1", 1, "ET", "final")
    assert pilot["start"] is pilot["end"] is None
    assert pilot["url"]["en"].endswith("/en/pilots/1/")
    assert pilot["budget"] == []


def test_pilot_when_money_is_told_then_as_a_decimal_string():
    pilot = PilotFactory(ref="P9", number=9)
    fill(pilot)

    found = read("pilots/P9/")

    assert found["budget"][0]["amount"] == "25000.10"
    assert found["indicators"][0]["baseline"] == "0.50"
    assert found["indicators"][0]["periods"][0]["target"] == "4.00"
    assert found["milestones"][0] == {
        "id": pilot.milestones.get().pk,
        "title": {"ar": None, "en": "Title", "fr": None},
        "due": "2013-05-02",
        "done": None,
        "note": {"ar": None, "en": None, "fr": None},
    }
    assert found["updates"][0]["day"] == "2013-05-02"


def test_pilots_when_listed_then_by_number_not_by_name():
    for number in (10, 2, 1):
        PilotFactory(ref=f"P{number}", number=number)

    assert refs("pilots/") == ["P1", "P2", "P10"]
    assert refs(read("pilots/?page_size=1")["next"].split("/api/v1/")[1]) == ["P2"]


def test_pilots_when_filtered_then_those_that_match():
    theme = ThemeFactory(ref="money")
    PilotFactory(ref="P1", number=1, themes=[theme], country__code="AA")
    PilotFactory(ref="P2", number=2, phase="final", country__code="BB")

    assert refs("pilots/?theme=money") == ["P1"]
    assert refs("pilots/?phase=final&phase=design") == ["P2"]
    assert refs("pilots/?state=BB") == ["P2"]


def test_pilots_when_fifty_then_eight_queries_as_for_one():
    fill(PilotFactory())
    assert queries_of("pilots/") == 8

    PilotFactory.create_batch(48)
    fill(PilotFactory())
    assert queries_of("pilots/") == 8
    assert len(results("pilots/")) == 50
