"""The pages on which a focal point reports, and those on which staff review: what they show, take and refuse."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pilots.models import PhaseChange, PilotProject, Report, quarter_of, span_of
from pilots.workflow import REPORT
from tests.asking import page, signed_in, visitor
from tests.desk import address, at_desk, messages, tree, values_of
from tests.factories import FocalPointFactory, PilotFactory
from tests.pilots.running import begun, running, submitted
from tests.pilots.test_reports import photo

pytestmark = pytest.mark.django_db


def now() -> str:
    return span_of(quarter_of(timezone.localdate()))


def where(pilot, language="en") -> str:
    return f"/{language}/workspace/pilots/{pilot.number}/{now()}/"


@pytest.fixture
def pilot():
    return running()


@pytest.fixture
def client(pilot):
    return signed_in(FocalPointFactory(country=pilot.country).user)


def sent(client, path: str) -> dict:
    """What the page's form would send."""
    (form,) = tree(client.get(path)).xpath("//form[@enctype]")
    return {name: values[0] for name, values in values_of(form).items()}


def test_desk_when_something_is_due_then_it_leads_to_the_report(client, pilot):
    for path in ("/en/workspace/pilots/", "/en/workspace/"):
        text = page(path, client)
        assert "The team is there" in text
        assert "Persons advised" in text
        assert where(pilot) in text
        assert "overdue" in text


def test_desk_when_there_is_no_pilot_then_it_says_so():
    client = signed_in(FocalPointFactory().user)

    assert "no pilot project on record" in page("/en/workspace/pilots/", client)
    assert signed_in(at_desk_user()).get("/en/workspace/pilots/").status_code == 403


def at_desk_user():
    return FocalPointFactory(until=timezone.localdate().replace(year=2021)).user


def test_report_when_written_saved_and_submitted_then_all_of_it_is_kept(client, pilot):
    today = timezone.localdate().isoformat()
    typed = {
        "title_ar": "انتهت الجولة الأولى", "text_ar": "ثلاث مدن.", f"milestone-{pilot.step.pk}-done": today,
        f"value-{pilot.span.pk}-actual": "٧,٥", f"value-{pilot.span.pk}-measured_on": today,
        f"value-{pilot.span.pk}-comment": "قائمة المكتب", "what": "مكتب وشخصان",
        "file": SimpleUploadedFile("photo.jpg", photo().read()),
    }  # fmt: skip
    path = where(pilot, "ar")

    answer = client.post(path, sent(client, path) | typed | {"act": "submit"})

    assert answer.status_code == 302, answer.content.decode()
    report = Report.objects.get()
    assert (report.status, report.title_ar) == ("submitted", "انتهت الجولة الأولى")
    entry = report.value_entries.get()
    assert (entry.actual, entry.comment_ar) == (7.5, "قائمة المكتب")
    assert report.files.get().title_ar == "مكتب وشخصان"
    handed_out = client.get(f"{path}files/{report.files.get().digest}/")
    assert (handed_out["Content-Type"], len(handed_out.getvalue())) == ("image/jpeg", report.files.get().bytes)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"act": "submit"}, "at least one language"),
        ({"milestone": "2999-01-01"}, "has not come yet"),
        ({"milestone": "soon"}, "Give the day"),
        ({"actual": "1,234.5.6"}, "Give a number"),
        ({"actual": "4"}, "on which day"),
        ({"title_en": "x" * 201}, "200"),
        ({"title_en": "a\x00b"}, "characters"),
        ({"what": "A desk"}, "no file came"),
    ],
)
def test_report_when_something_typed_cannot_be_then_a_sentence_and_what_was_typed_comes_back(
    client, pilot, typed, reason
):
    names = {"milestone": f"milestone-{pilot.step.pk}-done", "actual": f"value-{pilot.span.pk}-actual"}
    typed = {names.get(name, name): value for name, value in typed.items()}

    answer = client.post(where(pilot), sent(client, where(pilot)) | {"text_fr": "Trois villes."} | typed)

    assert answer.status_code == 400
    text = answer.content.decode()
    assert reason in text
    assert "Trois villes." in text
    assert not Report.objects.exists()


def test_report_when_somebody_was_quicker_then_both_texts_are_shown_and_the_next_save_is_the_persons(client, pilot):
    begun(pilot, texts={"fr": {"title": "Le leur"}})
    old = sent(client, where(pilot)) | {"expected": "1", "title_fr": "Le mien"}

    answer = client.post(where(pilot), old)

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Le leur" in text
    assert 'value="Le mien"' in text
    (form,) = tree(answer).xpath("//form[@enctype]")
    again = {name: values[0] for name, values in values_of(form).items()}
    assert client.post(where(pilot), again | {"act": "save"}).status_code == 302
    assert Report.objects.get().title_fr == "Le mien"


def test_report_when_taken_back_commented_and_settled_then_each_is_done(client, pilot):
    report = submitted(pilot)
    path = where(pilot)

    client.post(path, {"act": "take-back", "expected": report.version})
    client.post(path, {"act": "comment", "about": "text", "remark": "A question"})
    comment = report.comments.get()
    client.post(path, {"settle": comment.pk})

    report.refresh_from_db()
    comment.refresh_from_db()
    assert (report.status, comment.settled_at is not None) == ("draft", True)
    assert client.post(path, {"act": "take-back", "expected": "0"}).status_code == 409
    assert client.post(path, {"act": "fly"}).status_code == 400
    assert client.post(path, {"settle": "9" * 30}).status_code == 400


def test_report_when_others_come_then_refused_and_what_is_not_there_is_missing(client, pilot):
    begun(pilot)
    stranger = signed_in(FocalPointFactory().user)

    assert stranger.get(where(pilot)).status_code == 403
    assert stranger.post(where(pilot), {"title_en": "Mine"}).status_code == 403
    assert visitor().get(where(pilot)).status_code == 302
    for path in (f"/en/workspace/pilots/{pilot.number}/2001-Q1/", f"/en/workspace/pilots/{pilot.number}/2026-Q7/",
                 "/en/workspace/pilots/99999/2026-Q1/", f"{where(pilot)}files/{'0' * 16}/"):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_review_when_staff_send_back_and_publish_then_with_remarks_and_a_verified_value(client, pilot):
    report, editor = submitted(pilot), at_desk("editor")
    where_ = address(Report, "change", report.pk)
    text = editor.get(where_).content.decode()
    assert "Trois villes en quatre jours." in text
    assert "7.50" in text
    move = f"/en/admin/pilots/report/{report.pk}/move/"
    sent_back = {"step": "send-back", "about": "text", "remark": "Which cities?", "expected": report.version}

    assert "Give a reason" in messages(editor.post(move, sent_back, follow=True))
    editor.post(move, sent_back | {"note": "Nearly there."})
    report.refresh_from_db()
    assert report.status == "sent-back"
    text = page(where(pilot), client)
    assert "Nearly there." in text
    assert "Which cities?" in text

    report = REPORT.move(report, "submit", actor=None)
    editor.post(move, {"step": "publish", "expected": report.version})
    pilot.span.refresh_from_db()
    assert pilot.span.verified_by.groups.get().name == "editor"
    assert "La première tournée est finie" in page(f"/en/pilots/{pilot.number}/")


def test_phase_when_staff_take_a_step_then_its_day_stands_and_the_form_cannot_write_it():
    pilot, editor = PilotFactory(phase="design"), at_desk("editor")
    form = editor.get(address(PilotProject, "change", pilot.pk)).content.decode()
    assert 'name="phase"' not in form
    move = f"/en/admin/pilots/pilotproject/{pilot.pk}/move/"

    editor.post(move, {"step": "implement", "day": "2026-02-03", "expected": pilot.version})

    assert PhaseChange.objects.get(pilot=pilot).day.isoformat() == "2026-02-03"
    assert "such as 2026-09-01" in messages(
        editor.post(move, {"step": "finalise", "day": "soon", "expected": 2}, follow=True)
    )
    assert editor.post(move, {"step": "fly", "expected": 2}).status_code == 400


def test_pages_when_more_is_due_then_they_cost_the_same(client, pilot, django_assert_max_num_queries):
    page("/en/workspace/pilots/", client)
    with django_assert_max_num_queries(12):
        page("/en/workspace/pilots/", client)
    for _number in range(5):
        running(country=pilot.country)
    with django_assert_max_num_queries(12):
        page("/en/workspace/pilots/", client)
