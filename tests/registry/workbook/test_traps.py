"""Files that are no workbooks, or mean harm."""

import io
import re
import zipfile

import pytest

from amedip.core.models import Job
from registry.models import Priority
from tests.books import Filled, compared, repacked, send, taken, text_of

pytestmark = pytest.mark.django_db
Status, Revision = Priority.Status, Priority.Revision


SHEET = "xl/worksheets/sheet1.xml"


def bomb(data: bytes) -> bytes:
    return repacked(data, replace={"xl/worksheets/sheet2.xml": lambda _content: b"<a/>" * 3_000_000})


def strings(data: bytes) -> bytes:
    return repacked(data, add={"xl/more.xml": b" " * (101 * 1024 * 1024)})


def entities(data: bytes) -> bytes:
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><worksheet/>'
    return repacked(data, replace={SHEET: lambda _content: laughs})


def far_row(data: bytes) -> bytes:
    row = b'<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return repacked(data, replace={SHEET: lambda content: content.replace(b"</sheetData>", row)})


def broken(data: bytes) -> bytes:
    return repacked(data, replace={SHEET: lambda content: content[: len(content) // 2]})


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def encrypted(data: bytes) -> bytes:
    stream = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            stream[entry.header_offset + 6] |= 1
    place = stream.find(b"PK\x01\x02")
    while place >= 0:
        stream[place + 8] |= 1
        place = stream.find(b"PK\x01\x02", place + 4)
    return bytes(stream)


@pytest.mark.parametrize(
    ("trick", "cause"),
    [
        (lambda _data: b"", "The submitted file is empty|The file is empty.|Choose the file first."),
        (lambda _data: b"%PDF-1.7", "This is no XLSX workbook"),
        (lambda _data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "encrypted or in the old XLS format"),
        (cut, "The file is damaged."),
        (encrypted, "The workbook is encrypted."),
        (lambda data: repacked(data, add={"xl/vbaProject.bin": b"x"}), "The workbook holds macros."),
        (lambda data: repacked(data, add={"xl/externalLinks/externalLink1.xml": b"<a/>"}), "linked to other files"),
        (lambda data: repacked(data, add={"xl/connections.xml": b"<a/>"}), "linked to other files"),
        (lambda data: repacked(data, add={"xl/embeddings/a.bin": b"x"}), "embedded"),
        (strings, "The workbook holds too much."),
        (lambda data: data + b"\0" * (11 * 1024 * 1024), "The file is larger than 10 MB."),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)  # fmt: skip
def test_file_when_it_is_no_workbook_at_first_sight_then_refused_at_the_door(client, draft, trick, cause):
    response = send(client, trick(taken(client, "XT")))

    assert response.status_code == 400
    assert any(one in text_of(response) for one in cause.split("|"))
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("trick", "cause"),
    [
        (bomb, "The workbook holds too much."),
        (entities, "The file is damaged"),
        (broken, "The file is damaged"),
        (far_row, "something stands far below the table"),
        (lambda data: repacked(data, replace={"xl/workbook.xml": lambda _content: b"<a/>"}), "hidden sheets are gone"),
        (lambda data: repacked(data, replace={SHEET: lambda content: content.decode().encode("utf-16")}), "damaged"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_file_when_it_is_a_trap_then_the_job_refuses_it(client, draft, trick, cause):
    job, page = compared(client, trick(taken(client, "XT")))

    assert job.state == Job.State.FAILED and job.attempts == 1
    assert cause in text_of(page)


def test_dimensions_when_they_lie_then_they_are_not_believed(client, draft):
    data = Filled(taken(client, "XT")).saved()

    def lie(content: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', content)

    job, _page = compared(client, repacked(data, replace={SHEET: lie}))

    assert job.result.get("outcome") == "same", job.error
