"""What keeps an activity out of the IATI file; what passes is valid by the published standard."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from pilots.iati import codes
from pilots.iati.lacking import lacking
from pilots.iati.values import Indicator, Organisation, Participant, Period, Result, Sector
from tests.pilots.iati import judge
from tests.pilots.iati.material import day, full

TODAY = day(2026, 6)
BUDGET, TRANSACTION = full().budgets[0], full().transactions[0]


def results(**values):
    return (Result({"en": "R"}, indicators=(Indicator({"en": "I"}, **values),)),)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"reporter": Organisation()}, "who publishes"),
        ({"reporter": Organisation(ref="X", kind="40")}, "has no name"),
        ({"identifier": "XI-TEST-1"}, "one of its own"),
        ({"title": {}}, "no title"),
        ({"description": {}}, "no description"),
        ({"country": "EU"}, "no country"),
        ({"participants": ()}, "No participating organisation"),
        ({"participants": (Participant("4", Organisation()),)}, "neither a name"),
        ({"days": {}}, "first day"),
        ({"days": {codes.PLANNED_END: day()}}, "first day"),
        ({"days": {codes.ACTUAL_START: day(2027)}}, "has not come yet"),
        ({"days": {codes.PLANNED_START: day(), codes.ACTUAL_END: day(2027)}}, "has not come yet"),
        ({"sectors": ()}, "No sector"),
        ({"sectors": (Sector("99999"),)}, "no sector of its vocabulary"),
        ({"sectors": (Sector("18", "7"),)}, "no sector of its vocabulary"),
        ({"sectors": (Sector("15190", share=Decimal(40)),)}, "100 per cent"),
        ({"sectors": (Sector("15190"), Sector("nothing", "99"))}, "no theme"),
        ({"currency": "ABC"}, "no currency"),
        ({"budgets": (dataclasses.replace(BUDGET, currency="DEM"),)}, "no currency"),
        ({"budgets": (dataclasses.replace(BUDGET, end=day(2026, 1, 2)),)}, "more than a year"),
        ({"transactions": (dataclasses.replace(TRANSACTION, day=TODAY + datetime.timedelta(days=1)),)}, "future"),
        ({"results": (Result({"en": "R"}),)}, "no indicator"),
        ({"results": results(baseline=Decimal(1))}, "no day"),
        ({"results": results(periods=(Period(day(), None),))}, "no first or no last day"),
    ],
)
def test_activity_that_is_not_complete_says_what_is_missing(values, sentence):
    (told,) = lacking(full(**values), TODAY)

    assert sentence in told


def test_activity_that_is_complete_lacks_nothing():
    assert lacking(full(), TODAY) == []


@pytest.mark.parametrize(
    ("ours", "name"),
    [
        (codes.COUNTRIES, "Country"), (codes.CURRENCIES, "Currency"), (codes.SECTORS, "Sector"),
        (codes.SECTOR_CATEGORIES, "SectorCategory"), (codes.GOALS, "UNSDG-Goals"),
        (frozenset(codes.STATUS_OF_PHASE.values()), "ActivityStatus"),
        (frozenset(codes.KIND_OF_INSTITUTION.values()), "OrganisationType"),
    ],
)  # fmt: skip
def test_codes_that_we_take_are_codes_of_iati(ours, name):
    assert ours <= judge.codelist(judge.folder() and name)
