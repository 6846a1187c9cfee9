"""The jobs of the Registry: an edition's files are made once and whole, however often the job runs."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from amedip.core import jobs, languages, stamp
from amedip.core.models import Deed, Job
from registry import tasks
from registry.actions import (
    EDITION_FILES,
    ask_for_todays_file,
    close_round,
    files_job,
    keep_edition_files,
    make_edition_files_again,
)
from registry.models import EditionFile
from registry.shelf import Today, put_edition_file
from tests import factories
from tests.approving import open_gate_of_editions

pytestmark = pytest.mark.django_db
ALL = len(EditionFile.Format.values) * len(languages.CODES)


@pytest.fixture(autouse=True)
def gate(db):
    """Of what must be approved before, others tell: see tests/translations/test_gate.py."""
    open_gate_of_editions()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A place for files that no other test uses."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition():
    factories.PriorityFactory(title_ar="خفض الرسوم", title_en="Lower fees", title_fr="Réduire les frais")
    return close_round(factories.RoundFactory(), actor=None)


def on_disk(edition) -> dict[str, str]:
    """The sums of all files in the edition's folder, by path."""
    folder = f"editions/{edition.number}"
    names = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    return {
        f"{folder}/{name}": hashlib.sha256(Path(default_storage.path(f"{folder}/{name}")).read_bytes()).hexdigest()
        for name in names
    }


def test_files_when_the_job_runs_then_each_format_in_each_language_with_its_sum(edition):
    job = files_job(edition)

    assert jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == (Job.State.DONE, ALL, ALL, {"files": ALL})
    files = list(edition.files.all())
    assert len({(file.format, file.language) for file in files}) == ALL
    assert {file.path: file.sha256 for file in files} == on_disk(edition)
    assert all(default_storage.size(file.path) == file.bytes for file in files)


def test_files_when_the_job_runs_again_then_nothing_changes(edition):
    jobs.run(files_job(edition).pk)
    before = list(edition.files.values_list("pk", "sha256"))
    deeds = Deed.objects.count()
    again = jobs.enqueue(EDITION_FILES, {"edition": edition.pk}, actor=None)

    tasks.make_edition_files(again)

    assert list(edition.files.values_list("pk", "sha256")) == before
    assert Deed.objects.count() == deeds
    assert set(on_disk(edition)) == set(edition.files.values_list("path", flat=True))


def test_files_when_a_making_was_killed_half_way_then_the_next_makes_all_and_clears_up(edition):
    for language in languages.CODES:
        put_edition_file(edition, "csv", language, b"half a file")
    assert not edition.files.exists()

    jobs.run(files_job(edition).pk)

    assert edition.files.count() == ALL
    assert {file.path: file.sha256 for file in edition.files.all()} == on_disk(edition)


def test_files_when_two_makings_end_at_once_then_those_of_the_first_stay(edition):
    first = [put_edition_file(edition, "csv", code, b"first") for code in languages.CODES]
    second = [put_edition_file(edition, "csv", code, b"second") for code in languages.CODES]

    keep_edition_files(edition, first, actor=None)
    kept = keep_edition_files(edition, second, actor=None)

    assert {file.sha256 for file in kept} == {hashlib.sha256(b"first").hexdigest()}
    assert edition.files.count() == len(first)


def test_files_when_they_are_there_then_the_public_stamp_has_moved(edition):
    before = edition.version
    jobs.run(files_job(edition).pk)

    edition.refresh_from_db()
    assert edition.version == before + 1


def test_files_when_the_making_failed_then_staff_have_it_done_again(edition):
    Job.objects.filter(kind=EDITION_FILES).update(state=Job.State.FAILED, error="No space left")

    job = make_edition_files_again(edition, actor=None)

    assert jobs.run(job.pk)
    assert edition.files.count() == ALL


def test_todays_file_when_asked_for_twice_then_one_job_makes_it():
    factories.PriorityFactory()
    place = Today("csv", "ar", stamp.current())
    asked = {"format": place.format, "language": place.language, "stamp": place.stamp}

    first, second = (ask_for_todays_file(asked, key=place.key) for _ in range(2))
    jobs.run(first.pk)

    assert first == second
    assert place.find().read_bytes().startswith(b"\xef\xbb\xbf")
