"""The life of a pilot, phase by phase, and of a report on it: the tables, and what each step writes."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from amedip.core.models import Change, Deed, Notice, Standing, TextState
from amedip.core.workflow import IllegalTransition
from amedip.translations.models import Gate
from pilots.models import MilestoneEntry, PhaseChange, PilotProject, Report, Update
from pilots.workflow import PILOT, REPORT
from tests.desk import staff
from tests.factories import FocalPointFactory, PilotFactory, UserFactory
from tests.pilots.running import begun, running, submitted

pytestmark = pytest.mark.django_db

Phase, Status = PilotProject.Phase, Report.Status
TODAY = timezone.localdate
ON_THE_TABLE = [
    (phase, step.name) for step in PILOT.transitions.values() for phase in sorted(step.sources) if step.name != "resume"
]
OFF_THE_TABLE = [
    (phase, step.name) for step in PILOT.transitions.values() for phase in Phase if phase not in step.sources
]
REPORTS_OFF = [
    (state, step.name) for step in REPORT.transitions.values() for state in Status if state not in step.sources
]


def test_step_when_on_the_table_then_its_day_is_noted():
    editor, day = staff("editor"), TODAY() - datetime.timedelta(days=3)
    for phase, name in ON_THE_TABLE:
        pilot, target = PilotFactory(phase=phase), PILOT.transitions[name].target

        PILOT.move(pilot, name, actor=editor, note="Why.", day=day)

        pilot.refresh_from_db()
        assert pilot.phase == target
        assert list(pilot.phase_changes.values_list("before", "phase", "day")) == [(phase, target, day)]
        assert pilot.began == (day if name == "implement" else None)
        assert pilot.ended == (day if name == "complete" else None)
        assert Change.objects.filter(reference=pilot.reference).exists()


def test_step_when_off_the_table_then_refused_even_to_a_superuser():
    chief, pilots = staff(), {phase: PilotFactory(phase=phase) for phase in Phase}
    for phase, name in OFF_THE_TABLE:
        with pytest.raises(IllegalTransition):
            PILOT.move(pilots[phase], name, actor=chief, note="Why.")
        pilots[phase].refresh_from_db()
        assert pilots[phase].phase == phase
    assert not PhaseChange.objects.exists()


@pytest.mark.parametrize("phase", sorted(PilotProject.LIVE))
def test_pilot_when_suspended_and_resumed_then_it_is_where_it_was(phase):
    pilot = PilotFactory(phase=phase)
    PILOT.move(pilot, "suspend", actor=None, note="The office burnt down.")

    PILOT.move(pilot, "resume", actor=None)

    pilot.refresh_from_db()
    assert pilot.phase == phase


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("finalise", {"day": TODAY() + datetime.timedelta(days=1)}),
        ("finalise", {"day": TODAY() - datetime.timedelta(days=9)}),
        ("suspend", {}),
    ],
)
def test_step_when_its_day_cannot_be_or_its_reason_is_missing_then_nothing_is_written(name, more):
    pilot = PilotFactory(phase="design")
    PILOT.move(pilot, "implement", actor=None, day=TODAY() - datetime.timedelta(days=2))

    with pytest.raises(ValidationError):
        PILOT.move(pilot, name, actor=None, **more)

    assert PhaseChange.objects.count() == 1


def test_steps_when_a_focal_point_or_a_translator_takes_them_then_refused():
    pilot = PilotFactory(phase="design")
    for person in (FocalPointFactory(country=pilot.country).user, staff("translator"), UserFactory()):
        with pytest.raises(PermissionDenied):
            PILOT.move(pilot, "implement", actor=person)


def test_report_step_when_off_the_table_then_refused_even_to_a_superuser():
    chief = staff()
    for status in Status:
        report = submitted(running())
        Report.objects.filter(pk=report.pk).update(status=status)
        for state, name in REPORTS_OFF:
            if state == status:
                with pytest.raises(IllegalTransition):
                    REPORT.move(report, name, actor=chief, note="Why.")
        report.refresh_from_db()
        assert report.status == status


def test_report_when_published_then_the_pilot_tells_all_of_it():
    pilot, editor = running(), staff("editor")
    focal_point = FocalPointFactory(country=pilot.country).user
    report = submitted(pilot, actor=focal_point)

    REPORT.move(report, "publish", actor=editor)

    update = Update.objects.get(pilot=pilot)
    assert (update.title_fr, update.title_en, update.day, update.report) == (
        "La première tournée est finie", None, TODAY(), report,
    )  # fmt: skip
    pilot.step.refresh_from_db()
    assert (pilot.step.done, pilot.step.note_fr) == (TODAY(), "Un peu tard.")
    pilot.span.refresh_from_db()
    assert (pilot.span.actual, pilot.span.verified_by, pilot.span.verified_at is not None) == (7.5, editor, True)
    states = TextState.objects.filter(reference=pilot.reference, field="text").values_list("language", "state")
    assert dict(states) == {"fr": Standing.APPROVED, "ar": Standing.MISSING, "en": Standing.MISSING}
    assert not TextState.objects.filter(reference=report.reference).exists()
    pilot.reference.refresh_from_db()
    assert {"ar", "en"} <= pilot.reference.tongues.keys()  # the dated remark
    assert Notice.objects.filter(recipient=focal_point, deed__action="pilot-report.publish").exists()
    assert Notice.objects.filter(recipient=editor, deed__action="pilot-report.submit").exists()


def test_report_when_all_languages_are_asked_of_news_then_one_alone_is_withheld_and_nothing_written():
    Gate.objects.update_or_create(kind=Gate.Kind.UPDATE, defaults={"languages": Gate.Languages.ALL})
    pilot = running()
    report = submitted(pilot)

    with pytest.raises(ValidationError, match="three languages"):
        REPORT.move(report, "publish", actor=staff("editor"))

    assert not Update.objects.exists()
    pilot.step.refresh_from_db()
    assert pilot.step.done is None


def test_report_when_without_words_then_it_cannot_be_submitted():
    report = begun(running(), texts={"ar": {"title": "خبر"}})

    with pytest.raises(ValidationError, match="at least one language"):
        REPORT.move(report, "submit", actor=None)


def test_report_when_sent_back_and_submitted_again_then_the_remarks_are_settled():
    pilot, editor = running(), staff("editor")
    focal_point = FocalPointFactory(country=pilot.country).user
    report = submitted(pilot, actor=focal_point)
    with pytest.raises(ValidationError, match="reason"):
        REPORT.move(report, "send-back", actor=editor)

    REPORT.move(report, "send-back", actor=editor, note="Where?")
    REPORT.move(report, "submit", actor=focal_point)

    assert not report.comments.filter(settled_at=None).exists()
    assert [deed.action for deed in Deed.objects.filter(reference=report.reference).order_by("-pk")[:2]] == [
        "pilot-report.submit",
        "pilot-report.send-back",
    ]


def test_report_steps_when_others_take_them_then_refused():
    report = submitted(running())
    own = FocalPointFactory(country=report.pilot.country).user
    for person, names in (
        (own, ["send-back", "publish"]),
        (FocalPointFactory().user, ["take-back", "send-back", "publish"]),
        (staff("translator"), ["take-back", "send-back", "publish"]),
    ):
        for name in names:
            with pytest.raises(PermissionDenied):
                REPORT.move(report, name, actor=person, note="Why.")
    assert MilestoneEntry.objects.get().milestone.done is None
