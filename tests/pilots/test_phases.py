"""The days of phases put right, the phase refused at every door but the workflow’s, a pilot’s news in the search."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from amedip.core.models import Change, Deed, SearchEntry
from amedip.core.records import Stale, delete_record
from pilots.actions import correct_phase_day
from pilots.models import PhaseChange, PilotProject, Update
from pilots.workflow import PILOT
from tests.asking import page, visitor
from tests.desk import address, at_desk, change, messages, staff
from tests.factories import FocalPointFactory, PilotFactory
from tests.pilots.running import part

pytestmark = pytest.mark.django_db

FIRST, SECOND = datetime.date(2026, 2, 3), datetime.date(2026, 5, 6)


@pytest.fixture
def pilot():
    pilot = PilotFactory(phase="design")
    PILOT.move(pilot, "implement", actor=None, day=FIRST)
    PILOT.move(pilot, "finalise", actor=None, day=SECOND)
    return PilotProject.objects.get(pk=pilot.pk)


def test_day_when_put_right_then_with_its_reason_and_the_history_keeps_the_one_before(pilot):
    first, version = pilot.phase_changes.order_by("pk")[0], pilot.version

    correct_phase_day(first, datetime.date(2026, 2, 13), actor=staff("editor"), why="The minutes say so.")

    pilot.refresh_from_db()
    assert (pilot.began, pilot.version) == (datetime.date(2026, 2, 13), version + 1)
    events = PhaseChange.pgh_event_models["update"].objects.filter(pgh_obj_id=first.pk)
    assert [event.day for event in events] == [datetime.date(2026, 2, 13)]
    assert Deed.objects.get(action="pilot.correct-day").why == "The minutes say so."


@pytest.mark.parametrize(
    ("place", "day", "why", "field"),
    [
        (0, datetime.date(2026, 5, 7), "Why.", "day"),
        (1, datetime.date(2026, 2, 2), "Why.", "day"),
        (1, timezone.localdate() + datetime.timedelta(days=1), "Why.", "day"),
        (1, None, "Why.", "day"),
        (1, FIRST, " ", "note"),
    ],
)
def test_day_when_it_cannot_be_or_has_no_reason_then_refused(pilot, place, day, why, field):
    with pytest.raises(ValidationError) as refusal:
        correct_phase_day(pilot.phase_changes.order_by("pk")[place], day, actor=None, why=why)

    assert list(refusal.value.error_dict) == [field]
    assert list(pilot.phase_changes.order_by("pk").values_list("day", flat=True)) == [FIRST, SECOND]


def test_day_when_others_change_it_or_from_an_old_page_then_refused(pilot):
    last, person = pilot.phase_changes.latest("pk"), FocalPointFactory(country=pilot.country).user
    for actor in (person, staff("translator")):
        with pytest.raises(PermissionDenied):
            correct_phase_day(last, FIRST, actor=actor, why="Why.")
    with pytest.raises(Stale):
        correct_phase_day(last, FIRST, actor=None, why="Why.", expected=pilot.version - 1)


def test_day_when_staff_put_it_right_on_the_page_then_done_and_else_a_sentence(pilot):
    editor, last = at_desk("editor"), pilot.phase_changes.latest("pk")
    assert f'<option value="{last.pk}">' in page(address(PilotProject, "change", pilot.pk), editor)
    where = f"/en/admin/pilots/pilotproject/{pilot.pk}/correct-day/"
    form = {"change": last.pk, "day": "2026-05-01", "note": "A slip.", "expected": pilot.version}

    for wrong in ({"day": "soon"}, {"day": ""}, {"note": ""}, {"expected": 1}):
        assert "error" in editor.post(where, form | wrong, follow=True).content.decode()
    assert editor.post(where, form | {"change": "x"}).status_code == 400
    assert editor.get(where).status_code == 405
    assert "put right" in messages(editor.post(where, form, follow=True))

    last.refresh_from_db()
    assert last.day == datetime.date(2026, 5, 1)


def test_phase_when_sent_to_any_other_door_then_it_stays(pilot):
    chief = at_desk()
    change(chief, pilot, phase="evaluated")
    chief.post(f"/en/admin/pilots/pilotproject/{pilot.pk}/move/", {"step": "evaluate", "expected": pilot.version})
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(chief, method)(
            f"/api/v1/pilots/{pilot.ref}/", {"phase": "evaluated"}, content_type="application/json"
        )
        assert answer.status_code in (403, 405), method

    pilot.refresh_from_db()
    assert pilot.phase == "final"


def test_update_when_written_or_taken_away_then_the_search_finds_its_pilot_and_the_stamp_moves(pilot):
    def found(word: str) -> bool:
        return pilot.get_absolute_url() in visitor().get(f"/en/search/?q={word}").content.decode()

    before = Change.objects.filter(reference=pilot.reference).count()
    update = part(Update(day=SECOND), pilot, title="The caravan has set out", text="Towards Tataouine.")

    # The stamp is made of these when the transaction commits.
    assert Change.objects.filter(reference=pilot.reference).count() > before
    assert "Tataouine" in SearchEntry.objects.get(reference=pilot.reference, language="en").body
    assert found("Tataouine") and found("caravan")
    delete_record(update, actor=None, part_of=pilot)
    assert "Tataouine" not in SearchEntry.objects.get(reference=pilot.reference, language="en").body
