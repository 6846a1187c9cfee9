"""How summaries became passages, and why files are read anew."""

from importlib import import_module

import pytest
from django.apps import apps

from amedip.core.models import Job
from amedip.core.texts import fingerprint
from tests.factories import DocumentFactory
from tests.workshops.handing import version
from workshops.actions import DRAW

moving = import_module("workshops.migrations.0005_summaries_become_passages")
drawing = import_module("workshops.migrations.0008_draw_anew")


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


TEXTS = {
    "ar": "أول\n\nثان\n- بند\n- آخر\n\nثالث",
    "en": "First\n\nSecond\n- item\n- other\n\nThird",
    "fr": "Premier",
}


def test_blocks_when_a_paragraph_holds_a_list_then_the_addresses_of_paragraphs_stay():
    found = moving.blocks(TEXTS)

    assert [(number, form) for number, form, _texts in found] == [
        (1, "paragraph"),
        (2, "paragraph"),
        (4, "item"),
        (5, "item"),
        (3, "paragraph"),
    ]
    assert found[0][2] == {"ar": "أول", "en": "First", "fr": "Premier"}
    assert found[2][2] == {"ar": "بند", "en": "item"}


@pytest.mark.parametrize("text", ["One\n\nTwo", "Lead:\n- a\n- b\n\nEnd", "", "Two\nlines\n\nand more"])
def test_text_when_taken_apart_and_put_together_then_it_is_the_same(text):
    rows = [(number, form, texts["en"]) for number, form, texts in moving.blocks({"ar": None, "en": text, "fr": None})]

    assert moving.joined(rows) == text


def test_digest_when_compared_then_that_of_the_ledger():
    for text in ("نص", "", None):
        assert moving.digest(text) == fingerprint(text)


@pytest.mark.django_db
def test_files_when_the_portal_is_brought_up_to_date_then_they_are_read_anew():
    held = version(DocumentFactory(), "ar", b"%PDF")
    version(DocumentFactory(), "en")

    drawing.queue(apps, None)

    (job,) = Job.objects.filter(kind=DRAW)
    assert job.payload == {"version": held.pk, "sha256": held.sha256}
