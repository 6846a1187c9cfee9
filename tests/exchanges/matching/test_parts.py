"""Each part of a score, judged alone."""

import datetime
from fractions import Fraction

import pytest

from exchanges.matching import PARTS, Candidate, Need, Practice, Window
from exchanges.matching.parts import Why

MARCH = Window(datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))


def need(**facts) -> Need:
    return Need(**{"ref": "R-2026-001", "state": "AA", "themes": ("skills", "data")} | facts)


def candidate(**facts) -> Candidate:
    return Candidate(**{"state": "BB"} | facts)


def practice(number: int, *themes: str) -> Practice:
    return Practice(f"BB-00{number}", frozenset(themes))


def some(*values: str) -> frozenset[str]:
    return frozenset(values)


CASES = [
    ("theme", {}, {"themes": some("skills", "data")}, 1, Why.THEMES_ALL),
    ("theme", {}, {"themes": some("skills")}, "2/3", Why.THEMES_SOME),
    ("theme", {}, {"themes": some("data")}, "1/3", Why.THEMES_SOME),
    ("theme", {}, {"themes": some("outreach")}, 0, Why.THEMES_NONE),
    ("theme", {"themes": ()}, {"themes": some("outreach")}, 0, Why.THEMES_NONE),
    ("practice", {}, {}, 0, Why.EVIDENCE_NONE),
    ("practice", {}, {"practices": (practice(1, "outreach"),), "grown_from": "BB-001"}, 0, Why.EVIDENCE_NONE),
    ("practice", {}, {"practices": (practice(1, "data"),)}, "1/4", Why.EVIDENCE_FOUND),
    ("practice", {}, {"practices": (practice(1, "data"),), "grown_from": "BB-001"}, "1/2", Why.EVIDENCE_GROWN),
    ("practice", {}, {"practices": tuple(practice(n, "data") for n in range(9))}, 1, Why.EVIDENCE_FOUND),
    ("language", {}, {"languages": some("fr")}, "1/2", Why.LANGUAGE_UNKNOWN),
    ("language", {"languages": some("fr", "ar")}, {"languages": some("fr", "en")}, 1, Why.LANGUAGE_SHARED),
    ("language", {"languages": some("ar")}, {"languages": some("fr", "en")}, 0, Why.LANGUAGE_NONE),
    ("coordination", {}, {"models": some("joint-committee")}, "1/2", Why.MODEL_UNKNOWN),
    ("coordination", {"models": some("joint-committee")}, {"models": some("joint-committee")}, 1, Why.MODEL_SAME),
    ("coordination", {"models": some("thematic-groups")}, {"models": some("joint-committee")}, "1/2", Why.MODEL_AKIN),
    ("coordination", {"models": some("lead-ministry")}, {"models": some("joint-committee")}, 0, Why.MODEL_OTHER),
    ("dates", {"window": MARCH}, {}, "1/2", Why.DATES_UNKNOWN),
    ("dates", {"window": MARCH}, {"window": Window(datetime.date(2026, 3, 25))}, "1/2", Why.DATES_SHARED),
    ("dates", {"window": MARCH}, {"window": MARCH}, 1, Why.DATES_SHARED),
    ("dates", {"window": MARCH}, {"window": Window(datetime.date(2026, 4, 1))}, 0, Why.DATES_NONE),
    ("dates", {"window": Window(MARCH.first)}, {"window": Window(MARCH.last)}, 1, Why.DATES_SHARED),
    ("evaluations", {}, {}, "1/2", Why.MARKS_NONE),
    ("evaluations", {}, {"marks": (5, 5, 5)}, "3/4", Why.MARKS_GIVEN),
    ("evaluations", {}, {"marks": (1, 1, 1)}, "1/4", Why.MARKS_GIVEN),
    ("balance", {}, {}, "1/2", Why.BALANCE_NONE),
    ("balance", {}, {"given": 3}, "1/5", Why.BALANCE),
    ("balance", {}, {"received": 3}, "4/5", Why.BALANCE),
]


@pytest.mark.parametrize(("name", "asked", "has", "degree", "why"), CASES)
def test_part_has_the_degree_and_the_reason(name, asked, has, degree, why):
    part = PARTS[name](need(**asked), candidate(**has))

    assert (part.name, part.degree, part.why) == (name, Fraction(degree), why)


def test_every_reason_is_among_the_cases():
    assert {case[-1] for case in CASES} == set(Why)
