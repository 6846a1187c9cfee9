"""The hand-over pack: all that a state holds and all that is due, as tagged PDF and workbook, of nobody else."""

import io
import os
from datetime import timedelta

import openpyxl
import pikepdf
import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from amedip.core import jobs, languages
from amedip.core.models import Job
from registry import tasks
from registry.actions import Remark, ask_for_pack, save_priority
from registry.holdings import holdings_of
from registry.models import Country, FocalPoint, Priority, RoundState
from registry.publications import pack
from registry.shelf import pack_file
from registry.workflow import PRIORITY
from tests import factories
from tests.desk import staff
from tests.registry.test_publications import letters, pdf_text

pytestmark = pytest.mark.django_db
Status = Priority.Status
FORMULA = '=HYPERLINK("http://example.org", "click")'


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A place for files that no other test uses."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def country():
    """A state with something of each kind; beside it another, of which nothing may appear."""
    country = factories.CountryFactory(name_ar="الدولة", name_fr="L’État")
    today = timezone.localdate()
    consultation = factories.RoundFactory(opens=today, closes=today + timedelta(days=9), title_en="Summer round")
    RoundState.objects.create(round=consultation, country=country)
    lead = factories.FocalPointFactory(country=country, user__full_name="Lina Lead", user__email="lina@example.org")
    factories.FocalPointFactory(
        country=country, user__full_name="Fatima Former", until=today - timedelta(days=1), position="deputy"
    )
    for status in (Status.DRAFT, Status.SUBMITTED, Status.PUBLISHED, Status.WITHDRAWN):
        factories.PriorityFactory(country=country, status=status, title_en=f"A {status} need")
    back = factories.PriorityFactory(country=country, status=Status.SUBMITTED, title_en=FORMULA, title_ar="خفض الرسوم")
    PRIORITY.move(back, "send-back", actor=staff(), note="Say why.", remarks=[Remark("Which fees?", "title", "en")])
    published = Priority.objects.get(country=country, status=Status.PUBLISHED)
    save_priority(published, actor=lead.user, texts={"en": {"title": "A changed need"}})
    factories.PracticeFactory(country=country, title_en="A tried practice", published=False)
    factories.InstitutionFactory(country=country, name_en="Ministry of Tests")
    factories.PriorityFactory(status=Status.DRAFT, title_en="A foreign need")
    factories.FocalPointFactory(user__full_name="Stella Stranger")
    return Country.objects.select_related("reference").get(pk=country.pk)


def sheets(held, language="en") -> dict[str, list[tuple]]:
    with translation.override(language):
        book = openpyxl.load_workbook(io.BytesIO(pack.render_xlsx(held)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_workbook_when_opened_then_all_of_the_state_and_nothing_of_another(country):
    found = sheets(holdings_of(country))

    said = str(found)
    for words in (
        "A draft need", "A submitted need", "A withdrawn need", "A changed need", "A tried practice",
        "Ministry of Tests", "Which fees?", "Say why.", "Summer round", "Lina Lead", "خفض الرسوم",
    ):  # fmt: skip
        assert words in said, words
    for words in ("A foreign need", "Stella Stranger", "Fatima Former"):
        assert words not in said, words
    priorities = found["Priorities"]
    assert len(priorities) == 1 + 5
    due = {row[0] for row in found["What is due"]}
    assert {
        "Complete the entries for the consultation", "Answer what was sent back", "Submit the draft",
        "Submit the change", "1 comment is open", "Texts are missing in: Arabic, French",
    } <= due  # fmt: skip
    assert not any("withdrawn" in str(row) for row in found["What is due"])


def test_workbook_when_a_text_looks_like_a_formula_then_it_is_text(country):
    with translation.override("en"):
        book = openpyxl.load_workbook(io.BytesIO(pack.render_xlsx(holdings_of(country))))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == FORMULA]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("language", languages.CODES)
def test_pack_when_made_in_a_language_then_tagged_and_in_its_direction(country, language):
    with translation.override(language):
        held = holdings_of(country)
        pdf, xlsx, title = pack.render_pdf(held), pack.render_xlsx(held), pack.pack_title(country)

    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert str(read.docinfo["/Title"]) == title
        assert str(read.Root["/Lang"]) == language
        assert "/K" in read.Root["/StructTreeRoot"]
        with read.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    text = pdf_text(pdf)
    for one in held.priorities:
        assert one.priority.ref in text
    assert letters("A changed need") <= letters(text)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) > 2
    book = openpyxl.load_workbook(io.BytesIO(xlsx))
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {language == "ar"}


def test_pack_when_the_state_holds_nothing_then_it_says_so():
    country = factories.CountryFactory()

    with translation.override("en"):
        text = pdf_text(pack.render_pdf(holdings_of(country)))

    assert letters("Nothing is on record for the state yet.") <= letters(text)


def test_pack_when_asked_for_twice_then_one_job_makes_both_files(country):
    lead = FocalPoint.objects.serving().get(country=country).user

    job = ask_for_pack(country, actor=lead)
    again = ask_for_pack(country, actor=lead)

    assert again == job
    assert jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (Job.State.DONE, 2, 2)
    assert job.result["files"] == {suffix: pack_file(job.pk, suffix).stat().st_size for suffix in ("pdf", "xlsx")}
    assert ask_for_pack(country, actor=lead) != job


def test_pack_when_a_stranger_asks_then_refused(country):
    for person in (FocalPoint.objects.get(user__full_name="Stella Stranger").user, factories.UserFactory()):
        with pytest.raises(PermissionDenied):
            ask_for_pack(country, actor=person)
    assert not Job.objects.filter(kind="registry.pack").exists()


@pytest.mark.parametrize(("days", "left"), [(6, 2), (8, 0)])
def test_packs_when_cleared_then_the_old_ones_go(country, days, left):
    job = ask_for_pack(country, actor=staff())
    jobs.run(job.pk)
    at = timezone.now().timestamp() - timedelta(days=days).total_seconds()
    for suffix in pack.RENDERERS:
        os.utime(pack_file(job.pk, suffix), (at, at))

    tasks.clear_away()

    assert sum(pack_file(job.pk, suffix).exists() for suffix in pack.RENDERERS) == left
