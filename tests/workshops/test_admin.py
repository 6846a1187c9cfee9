"""Files of language versions: examined, measured, stored under the document's name, and refused with a reason."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from tests.desk import address, at_desk, change, errors, tree
from tests.factories import DocumentFactory, WorkshopFactory
from workshops.models import Document, LanguageVersion, Topic

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\nsummary"
NEW = {"versions-TOTAL_FORMS": "1", "versions-0-language": "fr", "versions-0-date": "2012-11-08"}


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def handed_in(document, content=PDF, name="Résumé final.PDF", client=None, **more):
    return change(client or at_desk(), document, **NEW | more, **{"versions-0-file": SimpleUploadedFile(name, content)})


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
    assert "16 bytes" in page.text_content().replace("\xa0", " ")


def test_topics_when_two_take_the_same_place_then_it_is_refused():
    workshop = WorkshopFactory()
    rows = {
        f"topics-{n}-{name}": value for n in range(2) for name, value in {"position": "1", "text_en": f"T{n}"}.items()
    }

    answer = change(at_desk(), workshop, **rows, **{"topics-TOTAL_FORMS": "2"})

    assert answer.status_code == 200
    assert errors(answer)
    assert not Topic.objects.exists()
