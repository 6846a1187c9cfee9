"""Quarterly reports as they are kept: who may write what, optimistic locks, comments, files."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from amedip.core.records import Stale
from pilots.actions import (
    Remark,
    Said,
    comment_on_report,
    hand_in_report_file,
    save_report,
    settle_comment,
    withdraw_report_file,
)
from pilots.models import MilestoneEntry, Picture, PilotDocument, Report, ReportFile, ValueEntry, quarter_of
from pilots.rules import reports_visible_to
from pilots.shelf import SHELF
from pilots.workflow import REPORT
from tests.corpus.pdfs import pdf
from tests.desk import staff
from tests.factories import FocalPointFactory, UserFactory
from tests.pilots.running import NEWS, begun, running, submitted

pytestmark = pytest.mark.django_db

TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


def photo(name="photo.jpg", *, size=(60, 40), format_="JPEG"):
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "Camera", {1: "N", 2: (36.0, 48.0, 0.0)}
    written = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(written, format_, exif=exif)
    return ContentFile(written.getvalue(), name)


def test_report_when_begun_then_it_bears_the_quarters_name_and_the_public_sees_nothing_of_it():
    pilot = running()
    report = begun(pilot)
    quarter = quarter_of(timezone.localdate())

    assert report.ref == f"{pilot.ref}-{quarter.year}-Q{(quarter.month + 2) // 3}"
    assert (report.is_public(), report.reference.public, report.status) == (False, False, "draft")
    assert not pilot.updates.exists()
    pilot.step.refresh_from_db()
    assert pilot.step.done is None


def test_report_when_it_says_nothing_of_a_thing_then_no_entry_is_made():
    pilot = running()

    begun(pilot, milestones={pilot.step.pk: Said({"done": None}, {"en": {"note": " "}})}, values={})

    assert not MilestoneEntry.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (lambda pilot: {"milestones": {pilot.step.pk: Said({"done": TOMORROW})}}, "milestone-{step}-done"),
        (lambda pilot: {"values": {pilot.span.pk: Said({"actual": 4})}}, "value-{span}-measured_on"),
        (
            lambda pilot: {"values": {pilot.span.pk: Said({"actual": 4, "measured_on": TOMORROW})}},
            "value-{span}-measured_on",
        ),
        (lambda _pilot: {"values": {0: Said({}, {"en": {"comment": "Of another project."}})}}, "value-0"),
    ],
)
def test_report_when_something_in_it_cannot_be_then_its_field_is_named_and_nothing_written(said, field):
    pilot = running()

    with pytest.raises(ValidationError) as refusal:
        begun(pilot, **said(pilot))

    assert list(refusal.value.error_dict) == [field.format(step=pilot.step.pk, span=pilot.span.pk)]
    assert not Report.objects.exists()


def test_report_when_changed_from_an_old_version_then_stale_and_both_sides_keep_theirs():
    pilot = running()
    report = begun(pilot)
    seen = report.version
    save_report(report, actor=None, expected=seen, texts={"fr": {"title": "Autre titre"}})

    with pytest.raises(Stale):
        save_report(Report.objects.get(pk=report.pk), actor=None, expected=seen, texts={"fr": {"title": "Le mien"}})

    assert Report.objects.get(pk=report.pk).title_fr == "Autre titre"
    assert ValueEntry.objects.get().actual == 7.5


def test_report_when_a_second_is_begun_for_the_quarter_then_refused():
    pilot = running()
    begun(pilot)

    with pytest.raises(ValidationError):
        begun(pilot)

    assert Report.objects.count() == 1


def test_report_when_others_write_it_then_refused_and_only_its_state_and_staff_see_it():
    pilot = running()
    own, stranger = FocalPointFactory(country=pilot.country).user, FocalPointFactory().user
    report = begun(pilot, actor=own)

    for person in (stranger, UserFactory(), staff("translator"), staff("reader")):
        with pytest.raises(PermissionDenied):
            save_report(report, actor=person, texts=NEWS)
        with pytest.raises(PermissionDenied):
            comment_on_report(report, [Remark("Hello")], actor=person)
    seen = [person for person in (own, stranger, staff("reader")) if report in reports_visible_to(person)]
    assert [person.is_staff for person in seen] == [False, True]


@pytest.mark.parametrize("status", ["submitted", "published"])
def test_report_when_it_is_with_the_other_side_then_nothing_of_it_changes(status):
    report = submitted(running())
    if status == "published":
        REPORT.move(report, "publish", actor=None)

    with pytest.raises(ValidationError, match="This report is"):
        save_report(report, actor=None, texts={"en": {"title": "Later"}})
    with pytest.raises(ValidationError, match="This report is"):
        hand_in_report_file(report, file=photo(), texts={"en": {"title": "A desk"}}, actor=None)


def test_comment_when_about_nothing_known_or_empty_then_refused_and_else_settled_once():
    report = begun(running())
    writer = staff("editor")
    for remark in (Remark("What?", "milestone-0"), Remark("What?", "status"), Remark("  ")):
        with pytest.raises(ValidationError):
            comment_on_report(report, [remark], actor=writer)

    (comment,) = comment_on_report(report, [Remark("Which cities?", "text")], actor=writer)
    settle_comment(comment, actor=writer)

    assert list(report.comments.values_list("field", "text_language")) == [("text", "en")]
    assert not report.comments.filter(settled_at=None).exists()


def test_files_when_handed_in_then_cleaned_measured_and_published_with_the_report(settings, tmp_path):
    report = begun(running())
    picture = hand_in_report_file(report, file=photo(), texts={"en": {"title": "A desk with two people"}}, actor=None)
    paper = ContentFile(pdf(), "paper.pdf")
    document = hand_in_report_file(report, file=paper, texts={"fr": {"title": "Rapport"}}, language="fr", actor=None)
    with default_storage.open(picture.file.name) as file:
        assert not Image.open(file).getexif()
    assert (picture.width, picture.height, picture.is_picture, document.is_picture) == (60, 40, True, False)

    REPORT.move(REPORT.move(report, "submit", actor=None), "publish", actor=None)

    shown = Picture.objects.get()
    assert (shown.alt_en, shown.sha256, shown.update.report) == ("A desk with two people", picture.sha256, report)
    assert PilotDocument.objects.get().language == "fr"


@pytest.mark.parametrize(
    ("file", "title", "reason"),
    [
        (ContentFile(b"\xff\xd8\xff\xe0 no picture", "photo.jpg"), "A desk", "damaged"),
        (ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo.svg"), "A desk", "PDF, DOCX"),
        (ContentFile(b"", "photo.jpg"), "A desk", "empty"),
        (photo(), "", "what can be seen"),
    ],
)
def test_file_when_it_is_not_taken_then_why_and_nothing_is_left_on_the_shelf(file, title, reason):
    report = begun(running())

    with pytest.raises(ValidationError) as refusal, SHELF.nothing_left_behind():
        hand_in_report_file(report, file=file, texts={"en": {"title": title}}, actor=None)

    assert reason in " ".join(refusal.value.messages)
    assert not ReportFile.objects.exists()


def test_file_when_handed_in_twice_or_withdrawn_then_it_is_there_once_or_not_at_all():
    report, same = begun(running()), photo()
    file = hand_in_report_file(report, file=same, texts={"en": {"title": "A desk"}}, actor=None)

    with pytest.raises(ValidationError, match="there already"):
        hand_in_report_file(report, file=same, texts={"en": {"title": "A desk"}}, actor=None)
    withdraw_report_file(file, actor=None)

    assert not ReportFile.objects.exists()
