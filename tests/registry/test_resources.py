"""The Registry's files where they differ from other tables': terms of office, and priorities' links."""

import pytest
import tablib

from registry.models import FocalPoint
from registry.resources import FocalPointResource, PriorityResource
from tests.desk import staff
from tests.factories import CountryFactory, FocalPointFactory, PriorityFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db


def brought(resource_class, row, user):
    dataset = tablib.Dataset(list(row.values()), headers=list(row))
    return resource_class().import_data(dataset, user=user, rollback_on_validation_errors=True)


def test_term_when_a_row_is_new_then_it_is_an_appointment():
    person, country = UserFactory(), CountryFactory()
    row = {"id": "", "state": country.ref, "user": person.email, "position": "deputy", "since": "2026-01-01"}

    result = brought(FocalPointResource, row, staff("coordinator"))

    assert not result.invalid_rows, result.invalid_rows[0].error
    assert FocalPoint.objects.get().position == "deputy"


def test_term_when_it_meets_another_lead_then_the_row_says_so():
    held = FocalPointFactory()
    row = {"id": "", "state": held.country.ref, "user": UserFactory().email, "position": "lead", "since": "2026-01-01"}

    result = brought(FocalPointResource, row, staff("coordinator"))

    assert "End that term first" in str(result.invalid_rows[0].error)
    assert FocalPoint.objects.count() == 1


def test_term_when_it_ends_then_the_last_day_is_written_and_nothing_else():
    held = FocalPointFactory()

    brought(FocalPointResource, {"id": held.pk, "state": held.country.ref, "until": "2026-06-30"}, staff("coordinator"))

    held.refresh_from_db()
    assert (held.until.isoformat(), held.position) == ("2026-06-30", "lead")


def test_term_when_an_editor_brings_it_then_it_is_refused():
    row = {"id": "", "state": CountryFactory().ref, "user": UserFactory().email}

    result = brought(FocalPointResource, row, staff("editor"))

    assert result.invalid_rows
    assert not FocalPoint.objects.exists()


def test_priorities_when_exported_then_others_are_named_by_reference_and_themes_keep_their_order():
    first, second = ThemeFactory(), ThemeFactory()
    priority = PriorityFactory(themes=[second, first], title_ar="أولوية")

    (row,) = PriorityResource().export().dict

    assert (row["ref"], row["state"]) == (priority.ref, priority.country.ref)
    assert row["themes"] == f"{second.ref}|{first.ref}"
    assert (row["title_ar"], row["title_fr"]) == ("أولوية", None)
    assert "id" not in row and "title" not in row
