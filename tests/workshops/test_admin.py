"""Files of language versions: examined, measured, stored under the document's name, and refused with a reason."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone, translation

from amedip.core.models import Job
from tests.corpus import HOSTILE
from tests.corpus.archives import docx
from tests.corpus.pdfs import pdf
from tests.desk import address, at_desk, change, errors, tree
from tests.factories import DocumentFactory, WorkshopFactory
from tests.workshops.handing import NEW, PDF, handed_in
from workshops.actions import DRAW, keep_drawn_text
from workshops.models import Document, EarlierFile, LanguageVersion, Topic

pytestmark = pytest.mark.django_db

CORRECTED = pdf(b"/Lang (fr)")


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_file_when_handed_in_then_it_is_measured_and_named_after_the_document():
    document = DocumentFactory(ref="tunis-discussions")

    answer = handed_in(document)

    assert answer.status_code == 302, errors(answer)
    version = document.versions.get()
    digest = hashlib.sha256(PDF).hexdigest()
    assert (version.language, version.bytes, version.sha256) == ("fr", len(PDF), digest)
    assert version.file.name.endswith(f"/tunis-discussions-fr-{digest[:12]}.pdf")
    with version.file.open() as file:
        assert file.read() == PDF


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_file_when_it_is_of_no_known_kind_then_the_reason_is_told_and_nothing_is_stored(code, tmp_path):
    document = DocumentFactory()

    with translation.override(code):
        answer = handed_in(document, b"MZ\x00\x01", "summary.pdf")

    assert "PDF" in errors(answer)
    assert not LanguageVersion.objects.exists()
    assert not list(tmp_path.rglob("*.*"))


def test_file_when_a_version_exists_without_one_then_it_can_be_added_and_taken_away_again():
    document = DocumentFactory()
    client = at_desk()
    change(client, document, **NEW)
    version = document.versions.get()
    assert (version.bytes, version.sha256) == (None, "")

    handed_in(document, client=client)
    version.refresh_from_db()
    stored = version.file.name
    change(client, document, **{"versions-0-file-clear": "on"})

    version.refresh_from_db()
    assert (version.bytes, version.sha256, version.file.name) == (None, "", None)
    # History refers to it: what was published can be found again.
    assert default_storage.exists(stored)


def test_file_when_only_the_day_changes_then_the_file_stays():
    document = DocumentFactory()
    client = at_desk()
    handed_in(document, client=client)
    before = document.versions.get()

    change(client, document, **{"versions-0-date": "2013-01-01"})

    after = document.versions.get()
    assert (after.file.name, after.sha256, after.date.year) == (before.file.name, before.sha256, 2013)


def test_version_when_the_language_is_there_already_then_it_is_refused():
    document = DocumentFactory()
    client = at_desk()
    change(client, document, **NEW)

    answer = change(client, document, **{"versions-TOTAL_FORMS": "2", "versions-1-language": "fr"})

    assert answer.status_code == 200
    assert document.versions.count() == 1


def test_form_when_a_file_is_held_then_it_shows_size_and_digest():
    document = DocumentFactory()
    client = at_desk()
    handed_in(document, client=client)

    page = tree(client.get(address(Document, "change", document.pk)))

    assert hashlib.sha256(PDF).hexdigest() in page.xpath("//code/@title")
    assert f"{len(PDF)} bytes" in page.text_content().replace("\xa0", " ")


@pytest.mark.parametrize(
    "case", ["PDF: script at opening", "DOCX: macros", "text: web page", "text: name turned round"]
)
def test_file_when_it_means_harm_then_neither_the_storage_nor_the_database_keep_anything(case, tmp_path):
    name, make, _reason = HOSTILE[case]
    document = DocumentFactory()

    answer = handed_in(document, make(), name)

    assert answer.status_code == 200
    assert errors(answer)
    assert not LanguageVersion.objects.exists()
    assert not Job.objects.filter(kind=DRAW).exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_file_when_something_else_in_the_form_is_refused_then_nothing_is_left_of_it(tmp_path):
    document = DocumentFactory()
    client = at_desk()
    rows = {"versions-TOTAL_FORMS": "2", "versions-1-language": "fr"}

    # The database says that there are two of one language when the first is stored already.
    answer = handed_in(document, client=client, **rows)

    assert answer.status_code == 200
    assert not LanguageVersion.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# --- corrections -------------------------------------------------------------------------------------------------


def test_file_when_another_takes_its_place_then_it_stays_with_what_was_corrected():
    document = DocumentFactory(ref="tunis-discussions")
    client = at_desk()
    handed_in(document, client=client)
    first = document.versions.get()

    answer = handed_in(
        document,
        CORRECTED,
        client=client,
        **{
            "versions-0-date": "2013-01-21",
            "versions-0-note_en": "The list of participants.",
            "versions-0-note_fr": "La liste des participants.",
        },
    )

    assert answer.status_code == 302, errors(answer)
    version, earlier = document.versions.get(), document.earlier_files.get()
    assert version.sha256 == hashlib.sha256(CORRECTED).hexdigest()
    assert version.date.isoformat() == "2013-01-21"
    assert (earlier.file.name, earlier.sha256, earlier.bytes) == (first.file.name, first.sha256, len(PDF))
    assert (earlier.date.isoformat(), earlier.replaced_on) == ("2012-11-08", timezone.localdate())
    assert earlier.note_en == "The list of participants."
    assert earlier.note_fr == "La liste des participants."
    assert earlier.note_ar is None
    assert default_storage.exists(earlier.file.name)


def test_file_when_it_is_handed_in_once_more_then_nothing_is_corrected():
    document = DocumentFactory()
    client = at_desk()
    handed_in(document, client=client)

    handed_in(document, client=client)

    assert not EarlierFile.objects.exists()
    assert document.versions.get().sha256 == hashlib.sha256(PDF).hexdigest()


def test_note_when_there_is_no_corrected_file_then_the_form_asks_for_it():
    document = DocumentFactory()
    client = at_desk()
    handed_in(document, client=client)

    answer = change(client, document, **{"versions-0-note_en": "The list of participants."})

    assert "there is no corrected file" in errors(answer)


def test_correction_when_an_editor_makes_it_then_it_needs_no_more_rights_than_the_version():
    document = DocumentFactory()
    client = at_desk("editor")
    handed_in(document, client=client)

    assert handed_in(document, CORRECTED, client=client).status_code == 302
    assert document.earlier_files.count() == 1


def test_earlier_file_when_its_note_is_bettered_then_it_is_and_none_can_be_added():
    document = DocumentFactory()
    client = at_desk()
    handed_in(document, client=client)
    handed_in(document, CORRECTED, client=client)

    answer = change(client, document, **{"earlier_files-0-note_ar": "قائمة المشاركين"})

    assert answer.status_code == 302, errors(answer)
    assert document.earlier_files.get().note_ar == "قائمة المشاركين"
    page = tree(client.get(address(Document, "change", document.pk)))
    assert not page.xpath("//*[@id='earlier_files-empty']")


def test_document_when_deleted_then_its_versions_and_earlier_files_go_with_it():
    document = DocumentFactory()
    client = at_desk()
    handed_in(document, client=client)
    handed_in(document, CORRECTED, client=client)

    client.post(address(Document, "delete", document.pk), {"post": "yes"})

    assert not Document.objects.exists()
    assert not EarlierFile.objects.exists()


# --- readable text -----------------------------------------------------------------------------------------------


def test_file_when_handed_in_then_a_worker_is_asked_to_read_it():
    document = DocumentFactory()

    handed_in(document, docx(), name="a.docx")

    version = document.versions.get()
    assert Job.objects.get(kind=DRAW).payload == {"version": version.pk, "sha256": version.sha256}


@pytest.mark.parametrize(
    ("drawn", "said"), [(None, "being read"), ("", "may be scanned"), ("Drawn text.", "11 characters")]
)
def test_form_when_a_file_is_held_then_it_says_what_was_drawn_from_it(drawn, said):
    document = DocumentFactory()
    client = at_desk()
    handed_in(document, client=client)
    version = document.versions.get()
    if drawn is not None:
        keep_drawn_text(version, sha256=version.sha256, text=drawn)

    page = tree(client.get(address(Document, "change", document.pk)))

    assert said in page.text_content()


def test_text_when_entered_then_the_version_keeps_it_and_needs_no_file():
    document = DocumentFactory()

    answer = change(at_desk(), document, **NEW, **{"versions-0-text": "Le résumé.\r\n\r\nLa suite."})

    assert answer.status_code == 302, errors(answer)
    assert document.versions.get().text.split() == ["Le", "résumé.", "La", "suite."]


def test_text_when_longer_than_a_book_then_it_is_refused():
    answer = change(at_desk(), DocumentFactory(), **NEW, **{"versions-0-text": "a" * 400_001})

    assert answer.status_code == 200
    assert not LanguageVersion.objects.exists()


def test_topics_when_two_take_the_same_place_then_it_is_refused():
    workshop = WorkshopFactory()
    rows = {
        f"topics-{n}-{name}": value for n in range(2) for name, value in {"position": "1", "text_en": f"T{n}"}.items()
    }

    answer = change(at_desk(), workshop, **rows, **{"topics-TOTAL_FORMS": "2"})

    assert answer.status_code == 200
    assert errors(answer)
    assert not Topic.objects.exists()
