"""References, tickets and columns that somebody tampered with, or moved about."""

import io

import openpyxl
import pytest

from amedip.core.models import Job
from registry.models import Priority
from tests.asking import signed_in
from tests.books import Filled, compared, confirmed, fresh, taken, text_of
from tests.desk import at_desk
from tests.factories import (
    FocalPointFactory,
)

pytestmark = pytest.mark.django_db
Status, Revision = Priority.Status, Priority.Revision


def test_reference_when_changed_to_another_states_then_refused_and_named(client, draft, foreign):
    filled = Filled(taken(client, "XT"))
    filled.cell(draft.ref, "Reference").value = foreign.ref
    filled.sheet["C2"].value = "Stolen"

    job, page = compared(client, filled.saved())

    said = text_of(page)
    assert job.result["outcome"] == "faulty"
    assert (
        "Row 2 Column A Reference “XF-2026-001” was not in this workbook" in said
        and "On the sheet “Priorities”" in said
    )
    assert fresh(foreign).title_en == "Foreign"


def test_workbook_of_another_state_when_handed_in_then_refused(client, draft, foreign):
    theirs = FocalPointFactory(country=foreign.country).user
    filled = Filled(taken(signed_in(theirs), "XF"))
    filled.type(foreign.ref, title_fr="Volé")

    job, page = compared(client, filled.saved())

    assert job.state == Job.State.FAILED and "This is the workbook of another state." in text_of(page)


def test_workbook_of_all_states_when_a_focal_point_hands_it_in_then_only_the_own_rows(client, draft, foreign):
    filled = Filled(taken(at_desk(), "all"))
    filled.type(foreign.ref, title_fr="Volé")
    filled.type("", title_en="In their name", State=filled.cell(foreign.ref, "State").value)

    _job, page = compared(client, filled.saved())

    said = text_of(page)
    assert "“XF-2026-001” is not a priority of your state today." in said
    assert "You are not a focal point of this state." in said
    assert Priority.objects.count() == 2


def test_ticket_when_forged_or_taken_out_then_refused(client, draft):
    filled = Filled(taken(client, "XT"))
    carrier = filled.book["amedip"]
    carrier["A1"].value = carrier["A1"].value[:-5] + "AAAAA"
    forged, _page = compared(client, filled.saved())
    del filled.book["amedip"]
    without, page = compared(client, filled.saved())

    assert forged.state == without.state == Job.State.FAILED
    assert "its hidden sheets are gone" in text_of(page)


def test_ticket_when_characters_are_written_as_codes_then_it_is_read(client, draft):
    filled = Filled(taken(client, "XT"))
    carrier = filled.book["amedip"]["A1"]
    # As spreadsheets do, and as we do ourselves where chance makes the ticket look like a code.
    carrier.value = f"_x{ord(carrier.value[0]):04X}_{carrier.value[1:]}"

    job, _page = compared(client, filled.saved())

    assert job.result.get("outcome") == "same", job.error


def test_reference_when_it_stands_twice_then_refused(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.sheet["A3"].value = draft.ref
    filled.sheet["C3"].value = "Twice"

    _job, page = compared(client, filled.saved())

    assert "Row 3 Column A Reference “XT-2026-001” stands in row 2 as well." in text_of(page)


def test_year_when_changed_then_refused(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, Year=2013)

    _job, page = compared(client, filled.saved())

    assert "It stands in the permanent reference and cannot change." in text_of(page)


def test_columns_when_moved_hidden_or_taken_out_then_each_cell_keeps_its_meaning(client, draft):
    data = taken(client, "XT")
    filled = Filled(data)
    filled.type(draft.ref, title_fr="Déplacé")
    moved = openpyxl.load_workbook(io.BytesIO(data))
    sheet = moved.worksheets[0]
    sheet.protection.sheet = False
    for number, row in enumerate(filled.sheet.iter_rows(values_only=True), 1):
        cells = [cell for at, cell in enumerate(row) if filled.headings[at] not in ("Need · English", "Theme 2")]
        for at, cell in enumerate([*reversed(cells), None, None], 1):
            sheet.cell(number, at).value = cell
    sheet.column_dimensions["B"].hidden = True
    stream = io.BytesIO()
    moved.save(stream)

    job, _page = compared(client, stream.getvalue())
    confirmed(client, job)

    stored = fresh(draft)
    assert (stored.title_fr, stored.need_en, stored.title_en) == ("Déplacé", "Fees are high.", "Lower fees")
    assert stored.themes.count() == 1
