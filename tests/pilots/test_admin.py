"""Pilots with their milestones, indicators, money and news."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pilots.models import PilotProject
from tests.asking import get
from tests.desk import address, at_desk, change, errors, filled
from tests.factories import CountryFactory, InstitutionFactory, PilotFactory
from tests.pilots.running import running
from tests.pilots.test_reports import photo

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
    pilot, donor, ministry = PilotFactory(), CountryFactory(), InstitutionFactory()
    money = {"kind": "1", "donor": donor.pk, "amount": "1500", "currency": "CHF"}

    answer = change(
        at_desk(),
        pilot,
        **rows("milestones", {"due": "2013-05-01", "title_ar": "مرحلة"}),
        **rows("results", {"kind": "2", "position": "0", "title_fr": "Effet"}),
        **rows("budget_lines", money | {"status": "1", "start": "2013-01-01", "end": "2013-12-31"}),
        **rows("transactions", money | {"kind": "11", "day": "2013-02-01", "ref": "T1"}),
        **rows("participants", {"position": "0", "role": "4", "institution": ministry.pk}),
        **rows("sectors", {"position": "0", "vocabulary": "1", "code": "15190", "percentage": "100"}),
        **rows("updates", {"day": "2013-02-03", "title_en": "Begun", "text_en": "…"}),
        **rows("documents", {"position": "0", "category": "A02", "url": "https://example.org/a", "title_en": "Aims"}),
    )

    assert answer.status_code == 302, errors(answer)
    kinds = "milestones", "results", "budget_lines", "transactions", "participants", "sectors", "updates", "documents"
    assert {parts: getattr(pilot, parts).count() for parts in kinds} == dict.fromkeys(kinds, 1)


def test_value_when_staff_type_it_then_it_is_verified_by_them():
    pilot = running()
    typed = {"periods-0-actual": "12.5", "periods-0-measured_on": "2026-02-03"}

    answer = change(at_desk(), pilot, **typed)

    assert answer.status_code == 302, errors(answer)
    pilot.span.refresh_from_db()
    assert (pilot.span.actual, pilot.span.verified_by.is_staff) == (12.5, True)


def test_picture_when_staff_put_it_on_the_page_then_anybody_can_see_it():
    pilot = PilotFactory()
    handed_in = {"pictures-0-file": SimpleUploadedFile("desk.jpg", photo().read()), "pictures-0-alt_en": "A desk"}

    answer = change(at_desk(), pilot, **rows("pictures", {"position": "0"}), **handed_in)

    assert answer.status_code == 302, errors(answer)
    picture = pilot.pictures.get()
    found = get(f"/fr/pilots/{pilot.number}/files/{picture.digest}/")
    assert (found.getvalue()[:3], found["Content-Type"]) == (b"\xff\xd8\xff", "image/jpeg")
    assert found["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("prefix", "record", "reason"),
    [
        (
            "budget_lines",
            {"kind": "1", "status": "1", "amount": "-5", "currency": "EUR", "start": "2013-01-01", "end": "2013-02-01"},
            "greater than",
        ),
        (
            "budget_lines",
            {"kind": "1", "status": "1", "amount": "5", "currency": "euro", "start": "2013-01-01", "end": "2013-02-01"},
            "3 characters",
        ),
        ("indicators", {"position": "1", "measure": "1", "title_en": "Cases"}, "required"),
        ("pictures", {"position": "1", "alt_en": "A desk"}, "required"),
        ("documents", {"position": "1", "category": "A02", "title_en": "Aims"}, "one of the three"),
        ("participants", {"position": "1", "role": "4"}, "one of the two"),
        ("milestones", {"due": "2013-05-01"}, "at least one language"),
    ],
)
def test_pilot_when_a_part_breaks_a_rule_then_its_sentence_is_shown(prefix, record, reason):
    pilot = PilotFactory()

    answer = change(at_desk(), pilot, **rows(prefix, record))

    assert answer.status_code == 200
    assert reason in errors(answer)
    assert not getattr(pilot, prefix).exists()
