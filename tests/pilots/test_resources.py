"""The pilots' tables as files: values that come by file, and what no file may change."""

import datetime
from decimal import Decimal

import pytest
import tablib

from amedip.core.models import Standing, TextBeside
from amedip.core.records import write_record
from pilots.models import Period
from pilots.resources import PeriodResource, PilotProjectResource
from tests.desk import staff
from tests.factories import PilotFactory
from tests.pilots.running import running

pytestmark = pytest.mark.django_db


def brought(resource_class, headers, *rows, user, dry_run=False):
    dataset = tablib.Dataset(*rows, headers=headers)
    return resource_class().import_data(dataset, user=user, dry_run=dry_run, rollback_on_validation_errors=True)


def test_value_when_it_comes_by_file_then_verified_shown_before_and_the_pilots_version_moves():
    pilot, editor = running(), staff("editor")
    span, version = pilot.span, type(pilot).objects.get(pk=pilot.pk).version
    headers = ["id", "pilot", "indicator", "start", "end", "actual", "measured_on", "comment_en"]
    row = [span.pk, pilot.ref, span.indicator_id, span.start, span.end, "7.5", "2026-03-04", "Counted twice."]

    seen = brought(PeriodResource, headers, row, user=editor, dry_run=True)
    assert {one.column for one in seen.rows[0].diff} == {"actual", "measured_on", "comment_en"}
    assert Period.objects.get(pk=span.pk).actual is None
    result = brought(PeriodResource, headers, row, user=editor)

    assert not result.has_validation_errors() and not result.has_errors()
    stored = Period.objects.get(pk=span.pk)
    assert (stored.actual, stored.verified_by, stored.comment_en) == (Decimal("7.5"), editor, "Counted twice.")
    assert type(pilot).objects.get(pk=pilot.pk).version > version
    again = brought(PeriodResource, headers, row, user=editor)
    assert again.totals["skip"] == 1


def test_comment_when_somebody_vouched_for_it_then_the_files_words_lie_beside_it():
    pilot, editor = running(), staff("editor")
    write_record(
        pilot.span, actor=editor, texts={"en": {"comment": "Approved."}}, text_state=Standing.APPROVED, part_of=pilot
    )
    span = pilot.span
    headers = ["id", "pilot", "indicator", "start", "end", "comment_en"]

    brought(
        PeriodResource,
        headers,
        [span.pk, pilot.ref, span.indicator_id, span.start, span.end, "From a file."],
        user=editor,
    )

    assert Period.objects.get(pk=span.pk).comment_en == "Approved."
    assert TextBeside.objects.get().text == "From a file."


@pytest.mark.parametrize("group", ["translator", "reader"])
def test_value_when_brought_by_who_keeps_no_pilots_then_refused(group):
    pilot = running()
    span = pilot.span
    headers = ["id", "pilot", "indicator", "start", "end", "actual", "measured_on"]
    row = [span.pk, pilot.ref, span.indicator_id, span.start, span.end, "7.5", datetime.date(2026, 3, 4)]

    # Translators change texts of a part, but no value of it.
    result = brought(PeriodResource, headers, row, user=staff(group))

    assert result.has_validation_errors()
    assert Period.objects.get(pk=span.pk).actual is None


def test_phase_when_a_file_changes_it_then_refused():
    pilot = PilotFactory(phase="design")

    result = brought(PilotProjectResource, ["ref", "phase"], [pilot.ref, "completed"], user=staff())

    assert "phase to phase" in str(result.invalid_rows[0].error)
    pilot.refresh_from_db()
    assert pilot.phase == "design"
