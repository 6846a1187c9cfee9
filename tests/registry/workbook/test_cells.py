"""Cells and rows that cannot be: each is named with its place and its cause."""

import datetime

import pytest

from amedip.core.records import write_record
from registry.models import Priority
from tests.books import Filled, compared, confirmed, fresh, taken, text_of

pytestmark = pytest.mark.django_db
Status, Revision = Priority.Status, Priority.Revision


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ("=1+1", "This is a formula (=1+1)."),
        ('=HYPERLINK("http://x.example","y")', "This is a formula"),
        (datetime.date(2026, 1, 2), "took this for a date"),
        (True, "This is a truth value"),
        ("#REF!", "reports an error here (#REF!)"),
        ("x" * 201, "at most 200 characters"),
    ],
)
def test_cell_when_it_is_no_text_of_ours_then_named_with_row_column_and_cause_and_marked(client, draft, value, cause):
    filled = Filled(taken(client, "XT"))
    number = filled.type(draft.ref, title_en=value)

    job, page = compared(client, filled.saved())

    said = text_of(page)
    assert job.result["outcome"] == "faulty" and cause in said and f"Row {number} Column C Title · English" in said
    response = client.get(f"/en/workspace/workbook/{job.pk}/workbook.xlsx")
    marked = Filled(response.content)
    cell = marked.cell(draft.ref, "Title · English")
    assert cause in cell.comment.text and cell.fill.fgColor.rgb == "00FFC7CE" and cell.data_type == "s"


def test_marked_workbook_when_corrected_then_it_can_be_handed_in(client, draft):
    filled = Filled(taken(client, "XT", "ar"))
    filled.sheet.cell(2, 3).value = "=1+1"
    number = filled.row("")
    filled.sheet.cell(number + 3, 3).value = "جديد"
    job, page = compared(client, filled.saved(), "fr")
    assert 'lang="fr" dir="ltr"' in page.content.decode()

    marked = Filled(client.get(f"/fr/workspace/workbook/{job.pk}/workbook.xlsx").content)
    assert marked.sheet.sheet_view.rightToLeft
    assert marked.sheet.cell(number + 3, 3).value == "جديد"
    marked.sheet.cell(2, 3).value = "صحيح"
    job, _page = compared(client, marked.saved())
    confirmed(client, job)

    assert fresh(draft).title_ar == "صحيح" and Priority.objects.filter(title_ar="جديد").exists()


@pytest.mark.parametrize(
    ("column", "value", "cause"),
    [
        ("Theme_1", "Nonsense", "“Nonsense” is not in the list of this column."),
        ("Lead_institution", "Nonsense", "is not in the list"),
        ("Importance", "high", "is not in the list"),
        ("title_en", "", "Give the title in at least one language."),
        ("title_ar", "a_x000B_b", "The text contains control characters."),
        ("Theme_1", "a_x0000_b", "The text contains control characters."),
        ("Reference", "_x0000_", "The text contains control characters."),
    ],
)
def test_cell_when_it_cannot_be_then_the_cause(client, draft, column, value, cause):
    write_record(draft, actor=None, texts={"ar": {"title": None}})
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, **{column: value})

    _job, page = compared(client, filled.saved())

    assert cause in text_of(page)


@pytest.mark.parametrize(
    ("cells", "cause"),
    [
        ({"need_en": "No title"}, "Give the title in at least one language."),
        ({"title_en": "T", "Year": "1066"}, "is not a year from 2000 to"),
        ({"title_en": "T", "Status": "published"}, "Here only “draft” or “submitted”"),
    ],
)
def test_new_row_when_it_cannot_be_entered_then_the_cause(client, draft, cells, cause):
    filled = Filled(taken(client, "XT"))
    filled.type("", **cells)

    _job, page = compared(client, filled.saved())

    assert cause in text_of(page) and Priority.objects.count() == 1


def test_heading_when_unknown_twice_or_gone_then_sheet_row_and_column(client, draft):
    said = []
    for change in ("Anything", "Status", None):
        filled = Filled(taken(client, "XT"))
        filled.sheet["A1" if change is None else "C1"].value = change
        said.append(text_of(compared(client, filled.saved())[1]))

    assert "Sheet “Priorities”, row 1, column C: “Anything” is no column of this workbook." in said[0]
    assert "row 1, column C: “Status” stands there twice." in said[1]
    assert "row 1: the column “Reference” is missing." in said[2]


def test_sheet_when_renamed_or_merged_then_said(client, draft):
    renamed = Filled(taken(client, "XT"))
    renamed.sheet.title = "Mine"
    merged = Filled(taken(client, "XT"))
    merged.sheet.merge_cells("C2:D3")

    assert "The sheet “Priorities” is missing." in text_of(compared(client, renamed.saved())[1])
    assert "the cells C2:D3 are merged" in text_of(compared(client, merged.saved())[1])
