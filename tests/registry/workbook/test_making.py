"""The workbook of priorities as it is taken: locked where it must be, lists to choose from, sound in its parts."""

import io
import zipfile

import pytest
from django.utils import translation
from lxml import etree

from amedip.core import languages
from amedip.core.records import write_record
from registry.models import Priority, PriorityTheme
from tests.books import Filled, compared, taken
from tests.factories import (
    InstitutionFactory,
    PriorityFactory,
)

pytestmark = pytest.mark.django_db
Status, Revision = Priority.Status, Priority.Revision
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("language", languages.CODES)
def test_workbook_when_taken_then_in_the_pages_language_and_direction(client, draft, language):
    filled = Filled(taken(client, "XT", language))

    assert all(sheet.sheet_view.rightToLeft == (language == "ar") for sheet in filled.book.worksheets[:3])
    assert filled.headings[2].endswith(languages.NAMES[language])
    assert filled.sheet["A2"].value == draft.ref
    with translation.override(language):
        assert filled.sheet.title == translation.gettext("Priorities")
    assert [sheet.sheet_state for sheet in filled.book.worksheets] == ["visible", "visible", "hidden", "veryHidden"]


def test_workbook_when_taken_then_references_are_locked_and_texts_are_not(client, draft, country):
    PriorityFactory(country=country, ref="XT-2026-003", status=Status.SUBMITTED)
    filled = Filled(taken(client, "XT"))

    assert filled.sheet.protection.sheet
    assert filled.sheet["A1"].protection.locked and filled.cell(draft.ref, "Reference").protection.locked
    assert filled.cell(draft.ref, "Year").protection.locked and not filled.cell("", "Year").protection.locked
    assert not filled.cell(draft.ref, "Title · English").protection.locked
    assert filled.cell("XT-2026-003", "Title · English").protection.locked
    assert filled.cell("", "Reference").protection.locked


def test_workbook_when_taken_then_themes_institutions_and_status_are_chosen_from_lists(client, draft, country):
    InstitutionFactory(country=country, name_en="Ministry of Tests")
    InstitutionFactory(name_en="Ministry of others")
    filled = Filled(taken(client, "XT"))

    lists = {}
    for offer in filled.sheet.data_validations.dataValidation:
        title, cells = offer.formula1.split("!")
        values = [row[0].value for row in filled.book[title.strip("'")][cells.replace("$", "")]]
        for found in offer.sqref.ranges:
            lists.setdefault(filled.headings[found.min_col - 1], []).append(values)

    assert lists["Theme 1"] == [["Fees"]] and lists["Lead institution"] == [["Ministry of Tests"]]
    assert ["draft", "submitted"] in lists["Status"]
    assert lists["Importance"] == [["very important", "important", "useful"]]


def test_workbook_when_a_text_begins_like_a_formula_then_it_stays_a_text_both_ways(client, country):
    texts = ["=1+1", "+3", "-4", "@sum", "'=quoted", "_x0041_ is no letter", "a\nb\tc"]
    for number, text in enumerate(texts, 1):
        PriorityFactory(country=country, ref=f"XT-2026-{number:03}", status=Status.DRAFT, title_en="T", need_en=text)

    data = taken(client, "XT")
    filled = Filled(data)

    assert {filled.cell(f"XT-2026-{n:03}", "Need · English").data_type for n in range(1, 8)} == {"s"}
    assert filled.cell("XT-2026-001", "Need · English").quotePrefix
    job, _page = compared(client, data)
    assert job.result["outcome"] == "same"


def test_workbook_when_a_text_is_too_long_for_a_cell_then_it_is_left_alone(client, draft):
    write_record(draft, actor=None, texts={"fr": {"description": "é" * 40_000}})

    job, _page = compared(client, taken(client, "XT"))

    assert job.result["outcome"] == "same"


def test_independent_reader_when_it_opens_the_workbook_then_the_parts_are_sound(client, draft, published):
    """Not by the library that wrote it: the parts as the standard names them, each well-formed."""
    spreadsheet = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(taken(client, "XT", "ar"))) as archive:
        assert archive.testzip() is None
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
    sheet = parts[SHEET]
    assert sheet.find(f"{spreadsheet}sheetViews/{spreadsheet}sheetView").get("rightToLeft") in ("1", "true")
    assert not sheet.findall(f".//{spreadsheet}f")
    texts = [node.text for node in sheet.iter(f"{spreadsheet}t")]
    assert draft.ref in texts and "خفض الرسوم" in texts
    assert sheet.find(f"{spreadsheet}sheetProtection").get("sheet") in ("1", "true")
    assert PriorityTheme.objects.count() == 1
