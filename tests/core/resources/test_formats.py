"""Files in and out: nothing is lost, nothing runs as a formula, and what cannot be read says why."""

import datetime
import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import tablib
from django.utils import translation

from amedip.core.resources import formats
from amedip.core.resources.formats import ABSENT, CSV, FORMATS, JSON, XLSX, Unreadable

TEXTS = [
    "plain", "=1+1", "+1", "-1", "@sum", "\ttab", "'=1", "''", "'", "'a", "مرحبا، «نص»", "a,b;c", 'quoted "x"',
    "two\nlines", "2012", "TRUE", "naïve œuvre", "=cmd|' /C calc'!A0",
]  # fmt: skip


def written(format_class, dataset) -> bytes:
    content = format_class().export_data(dataset)
    return content.encode() if isinstance(content, str) else content


def table(*rows, headers=("ref", "text")):
    return tablib.Dataset(*rows, headers=list(headers))


@pytest.mark.parametrize("format_class", FORMATS)
def test_texts_when_written_and_read_then_they_are_the_same(format_class):
    rows = [(str(number), text) for number, text in enumerate(TEXTS)]

    read = format_class().create_dataset(written(format_class, table(*rows)))

    assert [tuple(map(str, row)) for row in read] == rows


def test_csv_when_a_text_looks_like_a_formula_then_it_is_escaped_and_excel_knows_the_letters():
    content = written(CSV, table(("1", "=1+1"), ("2", "@x")))

    assert content.startswith(b"\xef\xbb\xbf")
    assert b"'=1+1" in content and b"'@x" in content


def test_xlsx_when_a_text_looks_like_a_formula_then_its_cell_holds_text():
    book = openpyxl.load_workbook(io.BytesIO(written(XLSX, table(("1", "=1+1")))))

    cell = book.active["B2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")


def test_xlsx_when_a_cell_holds_a_formula_then_it_is_named_and_not_taken_for_empty():
    book = openpyxl.Workbook()
    for row in (["ref", "text"], ["1", "=1+1"]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)

    with pytest.raises(Unreadable, match="B2 holds a formula"):
        XLSX().create_dataset(content.getvalue())


@pytest.mark.parametrize(("code", "turned"), [("ar", True), ("en", None), ("fr", None)])
def test_xlsx_when_exported_in_arabic_then_the_sheet_runs_from_right_to_left(code, turned):
    with translation.override(code):
        book = openpyxl.load_workbook(io.BytesIO(written(XLSX, table(("1", "x")))))

    assert bool(book.active.sheet_view.rightToLeft) is bool(turned)


def test_values_when_exported_then_numbers_days_and_truth_values_stay_what_they_are():
    row = (12, Decimal("12.50"), datetime.date(2012, 11, 7), True, None)
    headers = ["int", "money", "day", "truth", "none"]

    book = openpyxl.load_workbook(io.BytesIO(written(XLSX, table(row, headers=headers))))
    (cells,) = json.loads(written(JSON, table(row, headers=headers)))

    midnight = datetime.datetime.fromisoformat("2012-11-07T00:00")
    assert [cell.value for cell in book.active[2]] == [12, 12.5, midnight, True, None]
    assert cells == {"int": 12, "money": "12.50", "day": "2012-11-07", "truth": True, "none": None}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_when_a_spreadsheet_used_its_own_separator_then_it_is_understood(delimiter):
    content = delimiter.join(["ref", "text"]) + "\r\n" + delimiter.join(["1", "é"]) + "\r\n"

    read = CSV().create_dataset(content.encode("utf-8"))

    assert (read.headers, read[0]) == (["ref", "text"], ("1", "é"))


def test_csv_when_rows_are_short_or_empty_then_the_others_keep_their_number():
    read = CSV().create_dataset(b"ref,text\n1\n\n3,c\n,\n")

    assert list(read) == [("1", None), (None, None), ("3", "c")]


def test_json_when_a_row_leaves_a_column_out_then_that_is_not_an_empty_cell():
    read = JSON().create_dataset(json.dumps([{"ref": "1", "text": None}, {"text": "x", "more": 1}]).encode())

    assert read.headers == ["ref", "text", "more"]
    assert read[0] == ("1", None, ABSENT)
    assert read[1] == (ABSENT, "x", 1)


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 3000)
    return file.getvalue()


WRONG = [
    (CSV, b"", "empty"),
    (CSV, None, "uploaded too long ago"),
    (CSV, "é".encode("cp1252"), "letters of this file"),
    (CSV, b"ref,text\n1,2,3\n", "Row 2 has more cells"),
    (CSV, b",,\n1,2,3\n", "has no columns"),
    (XLSX, b"PK\x03\x04 damaged", "no XLSX workbook"),
    (XLSX, b"plain", "no XLSX workbook"),
    (JSON, b"{", "no JSON file"),
    (JSON, b"[" * 100_000, "no JSON file"),
    (JSON, b'{"ref": 1}', "list of objects"),
    (JSON, b"[1]", "list of objects"),
    (JSON, b"[]", "has no columns"),
]


@pytest.mark.parametrize(("format_class", "content", "reason"), WRONG)
def test_file_when_it_cannot_be_read_then_it_says_why(format_class, content, reason):
    with pytest.raises(Unreadable, match=reason):
        format_class().create_dataset(content)


def test_workbook_when_it_unpacks_to_too_much_then_it_is_not_opened(monkeypatch):
    monkeypatch.setattr(formats, "LARGEST_UNPACKED", 1000)

    with pytest.raises(Unreadable, match="holds too much"):
        XLSX().create_dataset(bomb())


def test_workbook_when_a_text_is_too_long_for_a_cell_then_it_is_not_cut():
    with pytest.raises(ValueError, match="too long"):
        XLSX().export_data(table(("1", "x" * 40_000)))
