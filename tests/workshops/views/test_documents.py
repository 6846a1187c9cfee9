"""The public pages of documents and their files, as a visitor sees them."""

import datetime
import hashlib
from urllib.parse import unquote

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile

from amedip.core.records import delete_record, write_record
from tests.asking import get, page, same_cost, visitor
from tests.factories import (
    DocumentFactory,
    WorkshopFactory,
)
from tests.workshops.handing import version
from workshops.models import (
    DrawnText,
    EarlierFile,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 4)


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def download(language: str):
    """The answer and its bytes; who reads them to the end closes the file."""
    response = get(f"/{language}/documents/the-summary/download/")
    return response, response.getvalue()


def test_list_shows_three_languages_for_each_document():
    document = DocumentFactory(title_en="The summary")
    version(document, "en")

    text = page("/en/documents/")

    assert "The summary" in text
    assert text.count("no version") == 2
    assert text.count("file not held here") == 1
    for name in ("العربية", "English", "Français"):
        assert name in text[text.index('class="versions"') :]


def test_empty_list_of_documents_says_who_publishes_them():
    assert "No document has been entered yet." in page("/en/documents/")


@pytest.mark.parametrize(
    ("language", "said"),
    [("ar", "There is no Arabic version"), ("fr", "There is no French version"), ("en", "There is no English version")],
)
def test_page_says_which_version_does_not_exist(language, said, settings):
    settings.LOCALE_PATHS = []
    document = DocumentFactory(ref="the-summary")
    for code in {"ar", "en", "fr"} - {language}:
        version(document, code)

    assert said in page("/en/documents/the-summary/")


def test_arabic_page_of_the_factsheet_says_that_there_is_no_arabic_version(content):
    text = page("/ar/documents/mtm-factsheet/")

    assert 'class="gone"' in text
    assert "لا توجد نسخة عربية" in text


def test_page_names_what_is_known_and_related_documents():
    workshop = WorkshopFactory(title_en="The workshop")
    document = DocumentFactory(ref="the-summary", workshop=workshop, description_en="What it is about.")
    DocumentFactory(workshop=workshop, title_en="Its annex")
    version(document, "en")

    text = page("/en/documents/the-summary/")

    for wanted in ("What it is about.", "Its annex", workshop.get_absolute_url(), "not held here yet"):
        assert wanted in text


def test_download_gives_the_file_of_the_page_s_language():
    document = DocumentFactory(ref="the-summary", title_en="The summary", title_fr="Le résumé : tout/partie")
    version(document, "en", b"%PDF english")
    version(document, "fr", b"%PDF french")

    english, english_bytes = download("en")
    french, french_bytes = download("fr")

    assert (english_bytes, french_bytes) == (b"%PDF english", b"%PDF french")
    assert english["Content-Disposition"] == 'attachment; filename="The summary (en).pdf"'
    assert "R%C3%A9sum%C3%A9%20tout%20partie".lower() in french["Content-Disposition"].lower()
    assert english["Content-Type"] == "application/pdf"
    assert english["ETag"] == f'"{hashlib.sha256(b"%PDF english").hexdigest()}"'


def test_download_again_answers_304():
    version(DocumentFactory(ref="the-summary"), "en", b"%PDF")
    etag = download("en")[0]["ETag"]

    response = visitor().get("/en/documents/the-summary/download/", headers={"if-none-match": etag})

    assert response.status_code == 304
    assert response["ETag"] == etag
    assert response.content == b""


def test_download_of_a_version_that_does_not_exist_says_so_and_offers_the_others():
    document = DocumentFactory(ref="the-summary")
    version(document, "fr", b"%PDF")

    response = get("/en/documents/the-summary/download/")

    assert response.status_code == 404
    text = response.content.decode()
    assert "There is no English version of this document." in text
    assert '"/fr/documents/the-summary/download/"' in text


def test_download_of_a_file_that_is_not_held_says_so():
    version(DocumentFactory(ref="the-summary"), "en")

    response = get("/en/documents/the-summary/download/")

    assert response.status_code == 404
    assert "is not held here, so it cannot be downloaded" in response.content.decode()


def test_download_of_a_file_lost_from_the_store_says_so():
    row = version(DocumentFactory(ref="the-summary"), "en", b"%PDF")
    row.file.storage.delete(row.file.name)

    assert get("/en/documents/the-summary/download/").status_code == 404


KINDS = [
    ("a.pdf", "application/pdf"),
    ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("a.odt", "application/vnd.oasis.opendocument.text"),
    ("a.md", "text/markdown; charset=utf-8"),
    ("a.txt", "text/plain; charset=utf-8"),
    ("a.html", "application/octet-stream"),  # nothing of the kind is taken; should one lie there, it is not shown
    ("a.svg", "application/octet-stream"),
]


@pytest.mark.parametrize(("name", "media_type"), KINDS)
def test_download_is_never_shown_by_a_browser_in_the_name_of_the_portal(name, media_type):
    version(DocumentFactory(ref="the-summary"), "en", b"<script>alert(1)</script>", name)

    response, _bytes = download("en")

    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.fixture
def corrected():
    """A document whose English file took the place of another."""
    document = DocumentFactory(ref="the-summary", title_en="The summary", title_ar="الملخص")
    row = version(document, "en", b"%PDF corrected", date=DAY)
    earlier = EarlierFile(document=document, version=row, bytes=9, replaced_on=DAY, date=DAY.replace(year=2025))
    earlier.sha256 = hashlib.sha256(b"%PDF first").hexdigest()
    earlier.file.save("first.pdf", ContentFile(b"%PDF first"), save=False)
    texts = {"en": {"note": "The list of participants."}}
    return row, write_record(earlier, actor=None, texts=texts, part_of=document)


def test_page_lists_the_files_with_their_digests_and_what_was_corrected(corrected):
    text = page("/en/documents/the-summary/")

    for row in corrected:
        assert row.sha256 in text
        assert f'"/en/documents/the-summary/files/{row.sha256[:16]}/"' in text
    assert "What was corrected: The list of participants." in text
    assert text.index(corrected[0].sha256) < text.index(corrected[1].sha256)


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_every_file_has_an_address_for_good_in_every_language(corrected, code):
    for row, body in zip(corrected, (b"%PDF corrected", b"%PDF first"), strict=True):
        response = get(f"/{code}/documents/the-summary/files/{row.digest}/")

        assert response.getvalue() == body
        assert response["ETag"] == f'"{row.sha256}"'
        assert "(en).pdf" in unquote(response["Content-Disposition"])


def test_file_is_called_in_the_language_of_the_page(corrected):
    response = get(f"/ar/documents/the-summary/files/{corrected[0].digest}/")

    assert response.getvalue()
    assert "UTF-8''الملخص (en).pdf" in unquote(response["Content-Disposition"]).replace("utf-8", "UTF-8")


@pytest.mark.parametrize("digest", ["0" * 16, "a", "x" * 64])
def test_file_that_is_not_there_answers_404(corrected, digest):
    assert get(f"/en/documents/the-summary/files/{digest}/").status_code == 404


def test_file_lost_from_the_store_says_so(corrected):
    corrected[1].file.storage.delete(corrected[1].file.name)

    response = get(f"/en/documents/the-summary/files/{corrected[1].digest}/")

    assert response.status_code == 404
    assert "is not held here, so it cannot be downloaded" in response.content.decode()


def test_page_shows_the_text_that_people_entered():
    version(DocumentFactory(ref="the-summary"), "en", text="First <b>.\r\n\r\nSecond\r\nline.")

    text = page("/en/documents/the-summary/")

    assert "First &lt;b&gt;.</p>" in text
    assert "Second<br>line.</p>" in text


def test_page_shows_the_text_drawn_from_the_present_file_alone():
    row = version(DocumentFactory(ref="the-summary"), "en", b"%PDF")
    drawn = DrawnText.objects.create(version=row, sha256=row.sha256, text="Drawn from the file.")
    assert "Drawn from the file." in page("/en/documents/the-summary/")
    drawn.sha256 = "0" * 64
    drawn.save()
    caches["pages"].clear()

    assert "Drawn from the file." not in page("/en/documents/the-summary/")


def test_page_without_a_text_says_in_which_languages_there_is_one():
    document = DocumentFactory(ref="the-summary")
    version(document, "en")
    version(document, "ar", text="نص")

    text = page("/en/documents/the-summary/")

    assert "The text cannot be read in this language here." in text
    assert 'href="/ar/documents/the-summary/#text"' in text


def test_long_text_is_shown_in_pages():
    paragraphs = [f"Paragraph {number}. " + "word " * 500 for number in range(20)]
    version(DocumentFactory(ref="the-summary"), "en", text="\n\n".join(paragraphs))

    first, second = (page(f"/en/documents/the-summary/?page={number}") for number in (1, 2))

    assert "Paragraph 0." in first
    assert "Paragraph 19." not in first
    assert "Page 1 of 2" in first
    assert "Paragraph 19." in second
    assert "Paragraph 0." not in second
    assert get("/en/documents/the-summary/?page=3").status_code == 404
    assert get("/en/documents/the-summary/?page=x").status_code == 400


def test_document_taken_away_answers_410_on_all_addresses():
    delete_record(DocumentFactory(ref="the-summary", title_en="Taken away later"), actor=None)

    for path in (
        "/en/documents/the-summary/",
        "/en/documents/the-summary/download/",
        "/en/documents/the-summary/files/0/",
    ):
        assert get(path).status_code == 410


def test_list_of_documents_costs_the_same_for_1_and_for_50():
    version(DocumentFactory(workshop=WorkshopFactory()), "en")

    with same_cost("/en/documents/"):
        workshop = WorkshopFactory()
        for _number in range(49):
            version(DocumentFactory(workshop=workshop), "en")


def test_page_of_a_document_costs_the_same_with_1_and_with_many():
    workshop = WorkshopFactory()
    document = DocumentFactory(ref="the-summary", workshop=workshop)
    version(DocumentFactory(workshop=workshop), "en")
    version(document, "en")

    with same_cost("/en/documents/the-summary/", most=10):
        for _number in range(10):
            version(DocumentFactory(workshop=workshop), "fr")
