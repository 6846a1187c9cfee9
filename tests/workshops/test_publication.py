"""A workshop's summary as a PDF, read by other programs than the one that made it."""

import io
import re
import shutil
import subprocess
from dataclasses import asdict

import pikepdf
import pytest

from amedip.core import jobs, languages, stamp
from amedip.core.models import Job
from tests.asking import get
from tests.factories import PassageFactory, SessionFactory, WorkshopFactory
from tests.registry.test_publications import bare, has_vowel_mark, in_no_order_of_letters, letters, pdf_text
from workshops.actions import ask_for_summary_file
from workshops.models import Passage, Recommendation, Workshop
from workshops.publication import SummaryFile, file_name, render
from workshops.views import workshops as views

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(scope="module")
def files() -> dict:
    """Each file is made once for all tests of one content."""
    return {}


def file_of(files, language) -> bytes:
    if language not in files:
        files[language] = render(Workshop.objects.for_page().get(reference__ref="tunis-2012"), language)
    return files[language]


@pytest.mark.parametrize("language", languages.CODES)
def test_pdf_when_opened_then_title_language_and_tags_are_there(content, files, language):
    with pikepdf.open(io.BytesIO(file_of(files, language))) as pdf:
        root = pdf.Root
        assert str(root["/Lang"]) == language
        assert bool(root["/MarkInfo"]["/Marked"])
        assert "/K" in root["/StructTreeRoot"]
        assert "/Outlines" in root
        assert letters(getattr(Workshop.objects.get(number=2), f"title_{language}")) <= letters(
            str(pdf.docinfo["/Title"])
        )


@pytest.mark.parametrize("language", languages.CODES)
def test_pdf_when_read_by_another_program_then_every_paragraph_and_recommendation_is_there(content, files, language):
    text = pdf_text(file_of(files, language))

    there, anchors = letters(text), list(Passage.objects.values_list("anchor", flat=True))
    assert len(anchors) == 21
    assert [anchor for anchor in anchors if anchor not in text] == []
    for passage in Passage.objects.all():
        assert letters(getattr(passage, f"text_{language}")) <= there
    if language != "ar":
        flowing = bare(text)
        for title in Recommendation.objects.values_list(f"title_{language}", flat=True):
            assert bare(title) in flowing


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext (poppler-utils), which is not installed")
def test_pdf_when_it_is_arabic_then_poppler_reads_its_paragraphs_word_by_word(content, files):
    data = file_of(files, "ar")

    read = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()

    there = set(in_no_order_of_letters(re.sub("[\u202a-\u202e]", " ", read)).split())
    texts = Passage.objects.values_list("text_ar", flat=True)
    words = {word for text in texts for word in text.split() if not has_vowel_mark(word)}
    # Where two scripts meet within a word this reader parts it.
    words = {word for word in words if not (re.search("[\u0621-\u064a]", word) and re.search("[0-9A-Z]", word))}
    wanted = {part for word in words for part in in_no_order_of_letters(word).split()}
    assert len(wanted) > 600
    assert wanted - there == set()


def test_pdf_when_words_are_stressed_and_a_text_is_missing_then_no_stars_and_the_language_named():
    session = SessionFactory(title_en="Costs")
    PassageFactory(session=session, text_en="Very **dear** transfers", form="item")
    PassageFactory(session=session, text_en=None, text_fr="Un texte sans traduction")
    PassageFactory(session=session, text_en="A heading", form="heading", level=2)

    text = " ".join(pdf_text(render(Workshop.objects.for_page().get(), "en")).split())

    assert "Very dear transfers" in text
    assert "Un texte sans traduction (French)" in text
    assert "A heading" in text


def test_file_when_asked_for_then_made_once_and_handed_out_under_a_readable_name():
    workshop = WorkshopFactory(ref="city-2026", city_en="City", title_en="Costs: all")
    PassageFactory(session=SessionFactory(workshop=workshop))

    first, again = get("/en/workshops/city-2026/summary.pdf"), get("/en/workshops/city-2026/summary.pdf")

    assert first.content.startswith(b"%PDF") and first.content == again.content
    assert first["ETag"] == again["ETag"]
    assert first["Content-Disposition"] == 'attachment; filename="AMEDIP – City 2026 – Costs all (en).pdf"' or (
        "City%202026" in first["Content-Disposition"]
    )
    assert file_name(workshop).endswith("(en).pdf")


def test_file_when_there_is_much_to_typeset_then_by_a_job(monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 0)
    workshop = WorkshopFactory(ref="city-2026")
    PassageFactory(session=SessionFactory(workshop=workshop))

    waiting = get("/en/workshops/city-2026/summary.pdf")
    jobs.run(Job.objects.get(kind="workshops.summary").pk)
    ready = get("/en/workshops/city-2026/summary.pdf")

    assert (waiting.status_code, ready.status_code) == (503, 200)
    assert waiting["Retry-After"]
    assert ready.content.startswith(b"%PDF")


def test_job_when_asked_for_twice_then_queued_once():
    WorkshopFactory(ref="city-2026")
    place = SummaryFile("pdf", "fr", stamp.current(), "city-2026")

    first, second = (ask_for_summary_file(asdict(place), key=place.key) for _ in range(2))

    assert first == second


def test_file_when_nothing_is_held_then_404():
    WorkshopFactory(ref="city-2026")

    assert get("/en/workshops/city-2026/summary.pdf").status_code == 404
