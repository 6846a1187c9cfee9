"""Files that people hand in: each of the corpus is taken or refused with its reason, in little time and memory."""

import hashlib
import io
import json
import subprocess
import sys
import tempfile

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from amedip.core.documents import LARGEST, examine
from amedip.core.documents.reasons import REASONS
from tests.corpus import HARMLESS, HOSTILE
from tests.corpus.pdfs import pdf

CASES = HOSTILE | HARMLESS
# Of the processor, all told: a busy machine lets a look wait, but it works no longer for that. And MB.
SECONDS, MEMORY = 2, 200


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory):
    """What becomes of each file of the corpus, measured in a process of its own."""
    folder = tmp_path_factory.mktemp("corpus")
    temporary = tmp_path_factory.mktemp("temporary")
    names = list(CASES)
    for number, name in enumerate(names):
        (folder / str(number)).write_bytes(CASES[name].make())
    listed = [(str(number), CASES[name].name) for number, name in enumerate(names)]
    (folder / "list.json").write_text(json.dumps(listed))
    done = subprocess.run(
        [sys.executable, "-m", "tests.corpus.measuring", str(folder)],
        cwd=settings.BASE_DIR,
        env={
            "DJANGO_SETTINGS_MODULE": "amedip.settings",
            "DATA_DIR": str(folder / "data"),
            "SECRET_KEY": "only for tests",
            "TMPDIR": str(temporary),
        },
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(names, map(json.loads, done.stdout.splitlines()), strict=True))


def test_corpus_is_as_large_as_was_promised():
    assert len(HOSTILE) >= 80
    assert len(HARMLESS) >= 40


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_when_examined_then_it_is_refused_with_its_reason(name, outcomes):
    found = outcomes[name]

    assert found["outcome"] in HOSTILE[name].outcome.split("|")
    assert found["why"]
    assert "%(" not in found["why"]
    assert found["left"] == []


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_file_when_examined_then_it_is_taken_as_what_it_is(name, outcomes):
    found = outcomes[name]

    assert (found["outcome"], found["why"]) == (HARMLESS[name].outcome, "")
    assert found["left"] == []


@pytest.mark.parametrize("name", CASES)
def test_file_when_examined_then_in_little_time_and_memory(name, outcomes):
    found = outcomes[name]
    looked_into = found["outcome"] not in ("name", "long_name", "empty", "kind", "old_word")

    assert found["seconds"] < SECONDS
    assert found["own"] < MEMORY
    assert found["looking"] < MEMORY
    assert found["looking"] or not looked_into


def test_every_reason_is_given_for_some_file():
    elsewhere = {"too_large", "busy", "virus", "no_scanner"}  # below, and in the tests of the scanner
    elsewhere |= {"too_long", "no_text", "scrambled"}  # of files that are taken, when somebody reads them
    elsewhere |= {"no_picture", "too_many_pixels"}  # of pictures

    assert {reason for case in HOSTILE.values() for reason in case.outcome.split("|")} == REASONS.keys() - elsewhere


def test_file_when_taken_then_it_is_measured_and_rewound():
    content = pdf()
    file = ContentFile(content, name="summary.pdf")
    file.seek(10)

    found = examine(file)

    assert (found.suffix, found.bytes) == (".pdf", len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert file.tell() == 0


class Endless(io.RawIOBase):
    """A file that never ends."""

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, place, whence=0):
        return 0

    def readinto(self, buffer):
        buffer[:] = b"a" * len(buffer)
        return len(buffer)


def test_file_when_too_large_then_it_is_refused_without_being_read():
    with tempfile.TemporaryFile() as large:
        large.truncate(LARGEST + 1)
        file = File(large, "summary.pdf")

        with pytest.raises(ValidationError, match="larger than 50 MB") as refused:
            examine(file)

    assert refused.value.code == "too_large"


def test_file_when_larger_than_it_says_then_reading_stops():
    file = File(io.BufferedReader(Endless()), "summary.txt")
    file.size = 10

    with pytest.raises(ValidationError, match="larger than 50 MB"):
        examine(file)
