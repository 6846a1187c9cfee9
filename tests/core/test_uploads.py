"""Names of uploads: what the parser would silently make plain reaches the check as what it was."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from amedip.core.documents.naming import NOT_PLAIN

BOUNDARY = "boundary"


def names_of(*names: str) -> list[str]:
    """The names under which a request's files arrive."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\ncontent\r\n'
        for name in names
    ]
    body = "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode()
    request = RequestFactory().post("/", body, content_type=f"multipart/form-data; boundary={BOUNDARY}")
    return [file.name for file in request.FILES.getlist("file")]


@pytest.mark.parametrize("name", ["summary.pdf", "ملخص.pdf", "Résumé (1).pdf", "a b.pdf", "v1.2.pdf"])
def test_name_when_plain_then_it_arrives_as_it_was_sent(name):
    assert names_of(name) == [name]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../summary.pdf", "summary.pdf"),
        ("C:\\files\\summary.pdf", "summary.pdf"),
        ("summary\u202efdp.exe", "summaryfdp.exe"),
        ("&#46;&#46;/summary.pdf", "summary.pdf"),
        ("..", ""),
        ("a..pdf", "a..pdf"),
        ("a" * 300 + ".pdf", "a" * 250 + ".pdf"),
    ],
)
def test_name_when_it_is_not_plain_then_it_bears_a_mark(name, plain):
    (arrived,) = names_of(name)

    assert arrived.startswith(NOT_PLAIN)
    assert arrived.removeprefix(NOT_PLAIN) in (plain, name)


def test_request_when_it_brings_texts_and_files_then_both_arrive():
    files = {"first": SimpleUploadedFile("a.txt", b"one"), "second": SimpleUploadedFile("b.txt", b"x" * 3_000_000)}

    request = RequestFactory().post("/", {"text": "نص"} | files)

    assert request.POST["text"] == "نص"
    assert {name: file.read() for name, file in request.FILES.items()} == {"first": b"one", "second": b"x" * 3_000_000}
    request.close()
