"""Whole collections as files: the same as page by page, whatever the form, and from any row on."""

import csv
import gzip
import io
import zipfile
from decimal import Decimal

import openpyxl
import orjson
import pytest

from amedip.api import COLLECTIONS
from amedip.core.api.downloads import FORMATS
from amedip.core.languages import CODES
from tests.calling import call, problem, refs, results, schema
from tests.factories import CountryFactory, ThemeFactory

pytestmark = pytest.mark.django_db

each_collection = pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda collection: collection.name)


def load(name: str, query: str = "", **headers) -> bytes:
    response = call(f"bulk/{name}/{query}", **headers)
    assert response.status_code == 200
    body = b"".join(response.streaming_content)
    return gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body


def lines(body: bytes) -> list[dict]:
    return [orjson.loads(line) for line in body.splitlines()]


@each_collection
def test_file_when_loaded_then_it_holds_what_the_list_does(collection, content):
    listed = results(f"{collection.name}/?page_size=500")

    loaded = lines(load(collection.name, accept_encoding="gzip"))

    assert [{name: value for name, value in row.items() if name != "cursor"} for row in loaded] == listed
    rows = list(csv.DictReader(io.StringIO(load(collection.name, "?format=csv").decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(load(collection.name, "?format=xlsx")), read_only=True).active
    head, *cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    names = [next(iter(item.values())) for item in listed]
    assert [next(iter(row.values())) for row in rows] == [row[0] for row in cells] == names
    assert not rows or head == list(rows[0])
    text = next(name for name in ("title", "name", "text") if f"{name}_en" in head)
    for code in CODES:
        place = head.index(f"{text}_{code}")
        assert [row[place].lstrip("'") for row in cells] == [item[text][code] or "" for item in listed]
        assert [row[f"{text}_{code}"].lstrip("'") for row in rows] == [item[text][code] or "" for item in listed]


@each_collection
def test_file_when_asked_from_a_row_on_then_the_rest(collection, content):
    loaded = lines(load(collection.name))

    for form in FORMATS if loaded else ():
        rest = load(collection.name, f"?format={form}&cursor={loaded[len(loaded) // 2]['cursor']}")
        assert form != "jsonl" or lines(rest) == loaded[len(loaded) // 2 + 1 :]


def test_file_when_longer_than_a_batch_then_none_is_lost(monkeypatch):
    monkeypatch.setattr("amedip.core.api.downloads.BATCH", 2)
    for number in range(5):
        ThemeFactory(ref=f"theme-{number}")

    assert (
        [row["slug"] for row in lines(load("themes"))] == refs("themes/") == [f"theme-{number}" for number in range(5)]
    )


def test_file_when_the_caller_has_it_then_304(content):
    response = call("bulk/themes/", accept_encoding="gzip")

    assert call("bulk/themes/", if_none_match=response["ETag"]).status_code == 304
    assert "themes.jsonl" in response["Content-Disposition"]


def test_file_when_a_text_looks_like_a_formula_then_no_spreadsheet_takes_it_for_one():
    ThemeFactory(name_en="=1+1")

    assert "'=1+1" in load("themes", "?format=csv").decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(load("themes", "?format=xlsx"))).active
    assert "=1+1" in [cell.value for cell in sheet[2] if cell.data_type == "s"] or "=1+1" in [
        cell.value for cell in sheet[2] if cell.data_type == "inlineStr"
    ]


def test_file_when_a_number_is_below_nought_then_it_stays_a_number():
    CountryFactory(longitude=Decimal("-6.84"))

    (row,) = csv.DictReader(io.StringIO(load("states", "?format=csv").decode("utf-8-sig")))
    head, cells = openpyxl.load_workbook(io.BytesIO(load("states", "?format=xlsx"))).active.iter_rows(values_only=True)

    assert float(row["longitude"]) == dict(zip(head, cells, strict=True))["longitude"] == -6.84
    assert row["example"] == "false"


def test_workbook_when_made_then_the_hour_is_not_in_it():
    with zipfile.ZipFile(io.BytesIO(load("states", "?format=xlsx"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("query", ["format=pdf", "cursor=x", "lang=fr", "format=csv&format=csv"])
def test_file_when_asked_for_what_there_is_not_then_400(query):
    problem(call(f"bulk/themes/?{query}"), 400)


def test_file_when_there_is_no_such_collection_then_404():
    problem(call("bulk/links/"), 404)


def test_catalog_when_read_then_each_collection_has_its_files(content):
    response = call("catalog/")
    catalog = response.json()

    assert response["Content-Type"] == "application/ld+json"
    assert call("catalog/", accept="application/json").json() == catalog
    assert [one["dct:identifier"] for one in catalog["dcat:dataset"]] == [one.name for one in COLLECTIONS]
    for dataset in catalog["dcat:dataset"]:
        assert dataset["dct:title"] and dataset["dct:description"]["@value"]
        addresses = [one["dcat:accessURL"]["@id"] for one in dataset["dcat:distribution"]]
        assert len(addresses) == 1 + len(FORMATS)
    for address in addresses:
        assert call(address[address.index("/api/v1/") :]).status_code == 200
    assert "/api/v1/catalog/" in schema()["paths"]
