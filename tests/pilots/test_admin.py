"""Pilots with their milestones, indicators, money and news."""

import pytest

from pilots.models import PilotProject
from tests.desk import address, at_desk, change, errors, filled
from tests.factories import CountryFactory, PilotFactory

pytestmark = pytest.mark.django_db


def rows(prefix, *records):
    typed = {f"{prefix}-{n}-{name}": value for n, record in enumerate(records) for name, value in record.items()}
    return typed | {f"{prefix}-TOTAL_FORMS": str(len(records))}


def test_pilot_when_new_then_its_number_is_its_reference_and_its_address():
    client = at_desk("editor")
    empty = filled(client.get(address(PilotProject, "add")))

    client.post(
        address(PilotProject, "add"), empty | {"number": "7", "country": CountryFactory().pk, "title_fr": "Projet"}
    )

    pilot = PilotProject.objects.get(number=7)
    assert (pilot.ref, pilot.address) == ("P7", "pilots/7/")


def test_pilot_when_all_kinds_of_parts_are_entered_then_each_is_written():
    pilot, donor = PilotFactory(), CountryFactory()

    answer = change(
        at_desk(),
        pilot,
        **rows("milestones", {"due": "2013-05-01", "title_ar": "مرحلة"}),
        **rows("indicators", {"position": "1", "target": "12.5", "unit_fr": "cas", "title_en": "Cases"}),
        **rows(
            "budget_lines",
            {"donor": donor.pk, "amount": "1500", "currency": "CHF", "start": "2013-01-01", "end": "2013-12-31"},
        ),
        **rows("updates", {"day": "2013-02-03", "title_en": "Begun", "text_en": "…"}),
    )

    assert answer.status_code == 302, errors(answer)
    assert [getattr(pilot, parts).count() for parts in ("milestones", "indicators", "budget_lines", "updates")] == [
        1,
        1,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("prefix", "record", "reason"),
    [
        (
            "budget_lines",
            {"amount": "-5", "currency": "EUR", "start": "2013-01-01", "end": "2013-02-01"},
            "greater than",
        ),
        (
            "budget_lines",
            {"amount": "5", "currency": "euro", "start": "2013-01-01", "end": "2013-02-01"},
            "3 characters",
        ),
        ("indicators", {"position": "1", "actual": "3", "title_en": "Cases"}, "on which day"),
        ("milestones", {"due": "2013-05-01"}, "at least one language"),
    ],
)
def test_pilot_when_a_part_breaks_a_rule_then_its_sentence_is_shown(prefix, record, reason):
    pilot = PilotFactory()

    answer = change(at_desk(), pilot, **rows(prefix, record))

    assert answer.status_code == 200
    assert reason in errors(answer)
    assert not getattr(pilot, prefix).exists()
