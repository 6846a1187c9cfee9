"""What the worker does for documents."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from amedip.core import jobs
from amedip.core.documents import examine
from amedip.core.models import Job
from tests.corpus.archives import docx
from tests.corpus.pdfs import pdf
from tests.factories import DocumentFactory
from workshops.actions import DRAW, hand_in_file
from workshops.models import DrawnText, LanguageVersion
from workshops.tasks import clear_away

pytestmark = pytest.mark.django_db

FILES = [
    ("a.pdf", pdf(), "The summary of discussions"),
    ("a.docx", docx(), "The summary of discussions"),
    ("a.md", b"# Summary\n", "**Summary**"),
    ("scan.pdf", pdf(text=b""), ""),
]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def hand_in(document, name, content):
    file = ContentFile(content, name=name)
    columns = {"language": "en"}
    version = document.versions.first() or LanguageVersion()
    return hand_in_file(version, document=document, file=file, examined=examine(file), actor=None, columns=columns)


@pytest.mark.parametrize(("name", "content", "text"), FILES)
def test_file_when_handed_in_then_the_job_draws_its_text(name, content, text):
    version = hand_in(DocumentFactory(), name, content)

    assert jobs.run(Job.objects.get(kind=DRAW).pk)

    job = Job.objects.get(kind=DRAW)
    assert (job.state, job.result) == (Job.State.DONE, {"characters": len(text)})
    assert DrawnText.objects.get(version=version).text == text


def test_file_when_replaced_before_its_job_runs_then_only_the_new_one_is_read():
    document = DocumentFactory()
    for name, content, _text in FILES[:2]:
        hand_in(document, name, content)

    for job in Job.objects.filter(kind=DRAW).order_by("-pk"):
        jobs.run(job.pk)

    assert DrawnText.objects.get().sha256 == document.versions.get().sha256
    assert set(Job.objects.filter(kind=DRAW).values_list("state", flat=True)) == {Job.State.DONE}


def test_file_when_it_cannot_be_read_any_more_then_the_job_says_that_it_has_no_text():
    version = hand_in(DocumentFactory(), *FILES[0][:2])
    Path(version.file.path).write_bytes(b"%PDF-1.7\n")

    jobs.run(Job.objects.get(kind=DRAW).pk)

    assert DrawnText.objects.get().text == ""


def test_storage_when_it_is_cleared_every_night_then_what_is_named_stays():
    version = hand_in(DocumentFactory(), *FILES[0][:2])

    clear_away()

    assert version.file.storage.exists(version.file.name)
