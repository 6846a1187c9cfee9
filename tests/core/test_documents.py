"""Files that people hand in are judged by their content, whatever they are called."""

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from amedip.core import documents
from amedip.core.documents import examine


def archive(**entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in entries.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def docx():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<document/>")
    return file.getvalue()


ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content_xml": "<office/>"}
ODS = ODT | {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}

TAKEN = [
    ("summary.pdf", b"%PDF-1.7\n...", ".pdf"),
    ("summary.exe", b"%PDF-1.7\n...", ".pdf"),
    ("summary.docx", docx(), ".docx"),
    ("summary", archive(**ODT), ".odt"),
    ("summary.txt", "ملخص المناقشات".encode(), ".txt"),
    ("summary.MD", b"# Summary", ".md"),
    ("long.txt", "é".encode() * 1_500_000, ".txt"),
]
REFUSED = [
    ("summary.pdf", b"<html><script>alert(1)</script></html>"),
    ("summary.html", b"<html></html>"),
    ("program.txt", b"\x7fELF\x00\x01"),
    ("latin.txt", "é".encode("latin-1")),
    ("cut.txt", "é".encode()[:1]),
    ("sheet.odt", archive(**ODS)),
    ("archive.docx", archive(anything="x")),
    ("broken.docx", docx()[:40]),
    ("picture.pdf", b"\x89PNG\r\n\x1a\n"),
]


@pytest.mark.parametrize(("name", "content", "suffix"), TAKEN, ids=[row[0] for row in TAKEN])
def test_examine_when_the_content_is_of_a_known_kind_then_it_is_measured(name, content, suffix):
    file = ContentFile(content, name=name)

    found = examine(file)

    assert (found.suffix, found.bytes) == (suffix, len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert file.tell() == 0


@pytest.mark.parametrize(("name", "content"), REFUSED, ids=[row[0] for row in REFUSED])
def test_examine_when_the_content_is_of_no_known_kind_then_it_says_what_to_do(name, content):
    with pytest.raises(ValidationError, match="PDF, DOCX, ODT, TXT or Markdown"):
        examine(ContentFile(content, name=name))


def test_examine_when_too_large_or_empty_then_it_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "LARGEST", 10)

    with pytest.raises(ValidationError, match="larger than"):
        examine(ContentFile(b"%PDF-1.7 and more", name="a.pdf"))
    with pytest.raises(ValidationError, match="empty"):
        examine(ContentFile(b"", name="a.pdf"))
