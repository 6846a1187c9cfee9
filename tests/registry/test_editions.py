"""What an edition holds, how a consultation becomes one, and that neither changes any more."""

import datetime
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InternalError, connection, transaction
from django.utils import timezone

from amedip.core.models import Deed, Job
from amedip.core.records import Source, write_record
from amedip.core.texts import set_texts
from registry.actions import EDITION_FILES, close_round
from registry.editions import content_of, end_of, first_day
from registry.models import ConsultationRound, Edition, EditionFile, Priority
from registry.workflow import PRIORITY
from tests import factories
from tests.approving import open_gate_of_editions
from tests.desk import staff

pytestmark = pytest.mark.django_db
State = Priority.Status


@pytest.fixture(autouse=True)
def gate(db):
    """Of what must be approved before, others tell: see tests/translations/test_gate.py."""
    open_gate_of_editions()


def refs(content: dict) -> list[str]:
    return [priority["ref"] for priority in content["priorities"]]


def comparable(content: dict) -> dict:
    """The content without what only the present knows, and without its moment."""
    priorities = [priority | {"text_states": None} for priority in content["priorities"]]
    return content | {"at": None, "priorities": priorities}


def test_content_when_made_then_it_is_complete_in_itself():
    theme = factories.ThemeFactory(ref="remittances", name_en="Remittances", name_ar="التحويلات")
    country = factories.CountryFactory(code="XA", name_en="Alpha", name_fr="Alphe")
    ministry = factories.InstitutionFactory(country=country, name_en="Ministry of Alpha")
    document = factories.DocumentFactory(title_en="Summary")
    consultation = factories.RoundFactory(ref="consultation-2026", title_en="Consultation")
    priority = factories.PriorityFactory(
        country=country, ref="XA-2026-001", title_en="Lower fees", title_ar="خفض الرسوم", need_en="Less to pay",
        themes=[theme], institution=ministry, round=consultation, time_frame="one-year", importance="high",
        expertise="sought",
    )  # fmt: skip
    write_record(priority, actor=None, sources=[Source(document.reference, "s1", {"en": "Says so."})])

    content = content_of()

    assert content["states"] == [{"code": "XA", "name": {"ar": None, "en": "Alpha", "fr": "Alphe"}}]
    assert content["themes"] == [{"slug": "remittances", "name": {"ar": "التحويلات", "en": "Remittances", "fr": None}}]
    assert [row["ref"] for row in content["institutions"]] == [ministry.ref]
    assert content["rounds"][0]["slug"] == "consultation-2026"
    (entry,) = content["priorities"]
    assert entry["ref"] == "XA-2026-001"
    assert entry["texts"]["title"] == {"ar": "خفض الرسوم", "en": "Lower fees", "fr": None}
    assert entry["text_states"]["title"] == {"ar": "draft", "en": "draft", "fr": "missing"}
    assert (entry["themes"], entry["institution"], entry["round"]) == (
        ["remittances"],
        ministry.ref,
        "consultation-2026",
    )
    assert (entry["time_frame"], entry["importance"], entry["expertise"]) == ("one-year", "high", "sought")
    (source,) = entry["sources"]
    assert (source["reference"], source["section"], source["note"]["en"]) == (document.ref, "s1", "Says so.")


def test_content_when_priorities_stand_in_all_states_then_it_holds_the_public_ones_without_examples():
    other = factories.PriorityFactory(status=State.FULFILLED)
    found = {
        status: factories.PriorityFactory(status=status, superseded_by=other if status == State.SUPERSEDED else None)
        for status in State
    }
    factories.PriorityFactory(example=True)

    assert set(refs(content_of())) == {other.ref, *(found[status].ref for status in Priority.PUBLIC_STATES)}


def test_content_when_the_successor_is_no_longer_public_then_it_is_not_named():
    successor = factories.PriorityFactory()
    factories.PriorityFactory(status=State.SUPERSEDED, superseded_by=successor)
    named = [one["superseded_by"] for one in content_of()["priorities"] if one["status"] == State.SUPERSEDED]
    write_record(successor, actor=None, columns={"status": State.WITHDRAWN})

    for at in (None, end_of(timezone.localdate())):
        assert [one["superseded_by"] for one in content_of(at)["priorities"]] == [None]
    assert named == [successor.ref]


def test_content_when_a_day_is_asked_for_then_it_comes_from_history_the_same(content):
    assert comparable(content_of(end_of(timezone.localdate()))) == comparable(content_of())
    assert first_day() == timezone.localdate()


@pytest.mark.django_db(transaction=True)  # each deed has a moment of its own
def test_content_when_the_registry_has_moved_on_then_the_earlier_moment_is_still_known():
    priority = factories.PriorityFactory(title_en="As it was")
    gone = factories.PriorityFactory()
    theme = factories.ThemeFactory()
    write_record(priority, actor=None, links=[links(priority, [theme])])
    moment = timezone.now()
    set_texts(priority, {"en": {"title": "As it is"}}, actor=None)
    write_record(priority, actor=None, links=[links(priority, [])])
    PRIORITY.move(gone, "withdraw", actor=None)
    factories.PriorityFactory()

    then = content_of(moment)

    assert set(refs(then)) == {priority.ref, gone.ref}
    (entry,) = (row for row in then["priorities"] if row["ref"] == priority.ref)
    assert entry["texts"]["title"]["en"] == "As it was"
    assert entry["themes"] == [theme.ref]


def links(priority, themes):
    through, owner, target = factories.PriorityFactory.LINKS["themes"]
    return factories.Links(through, owner, target, themes)


def test_close_when_staff_close_a_consultation_then_the_next_edition_holds_what_is_published():
    consultation = factories.RoundFactory(title_en="Consultation 2026", title_ar="مشاورات 2026")
    published = factories.PriorityFactory(round=consultation)
    draft = factories.PriorityFactory(round=consultation, status=State.DRAFT)
    person = staff("editor")

    edition = close_round(consultation, actor=person)

    consultation.refresh_from_db()
    draft.refresh_from_db()
    assert (edition.number, edition.ref, edition.round) == (1, "1", consultation)
    assert consultation.closed_at == edition.closed_at
    assert refs(edition.content) == [published.ref]
    assert draft.status == State.DRAFT
    assert edition.title_en == "Edition 1: Consultation 2026"
    assert "مشاورات 2026" in edition.title_ar
    assert edition.title_fr
    assert set(Deed.objects.filter(actor=person).values_list("action", flat=True)) == {"round.close", "edition.make"}
    assert Job.objects.filter(kind=EDITION_FILES).count() == 1


def test_close_when_it_is_closed_already_then_refused_and_nothing_is_written():
    consultation = factories.RoundFactory()
    close_round(consultation, actor=None)

    with pytest.raises(ValidationError, match="closed already"):
        close_round(consultation, actor=None)

    assert Edition.objects.count() == Job.objects.filter(kind=EDITION_FILES).count() == 1


def test_close_when_it_has_not_opened_then_refused():
    consultation = factories.RoundFactory(opens=timezone.localdate() + datetime.timedelta(days=1))

    with pytest.raises(ValidationError, match="not opened"):
        close_round(consultation, actor=None)

    consultation.refresh_from_db()
    assert consultation.closed_at is None


@pytest.mark.parametrize("group", ["translator", "reader"])
def test_close_when_staff_do_not_keep_consultations_then_refused(group):
    consultation = factories.RoundFactory()

    with pytest.raises(PermissionDenied):
        close_round(consultation, actor=staff(group))

    assert not Edition.objects.exists()


def test_close_when_a_focal_point_asks_then_refused():
    mandate = factories.FocalPointFactory()

    with pytest.raises(PermissionDenied):
        close_round(factories.RoundFactory(), actor=mandate.user)


def test_content_when_the_first_content_is_loaded_then_no_edition_is_invented(content):
    assert not Edition.objects.exists()
    assert not ConsultationRound.objects.exclude(closed_at=None).exists()


def race(deeds):
    """Run the deeds at once and collect what they gave or how they were refused."""
    begin, given, refused = threading.Barrier(len(deeds)), [], []

    def run(deed):
        try:
            begin.wait()
            given.append(deed())
        except ValidationError as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given, refused


@pytest.mark.django_db(transaction=True)
def test_close_when_six_close_one_consultation_at_once_then_one_edition():
    consultation = factories.RoundFactory()

    given, refused = race([lambda: close_round(consultation, actor=None)] * 6)

    assert [edition.number for edition in given] == [1]
    assert refused == ["closed"] * 5
    assert Edition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_close_when_several_consultations_close_at_once_then_editions_follow_without_a_gap():
    consultations = [factories.RoundFactory() for _ in range(4)]

    given, refused = race([lambda one=one: close_round(one, actor=None) for one in consultations])

    assert sorted(edition.number for edition in given) == [1, 2, 3, 4]
    assert refused == []


@pytest.mark.parametrize("column", ["number", "closed_at", "content", "round_id"])
def test_edition_when_somebody_changes_it_in_the_database_then_refused(column):
    edition = factories.EditionFactory()
    value = {
        "number": 99, "closed_at": timezone.now(), "content": {"at": "never"}, "round_id": factories.RoundFactory().pk
    }[column]  # fmt: skip

    with pytest.raises(InternalError, match="edition_is_final"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**{column: value})


def test_edition_when_somebody_deletes_it_in_the_database_then_refused():
    edition = factories.EditionFactory()

    with pytest.raises(InternalError, match="edition_stays"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk)._raw_delete(using="default")


def test_edition_file_when_somebody_changes_or_deletes_it_then_refused():
    edition = factories.EditionFactory()
    file = EditionFile.objects.create(
        edition=edition, format="csv", language="en", path="editions/1/x.csv", bytes=1, sha256="0" * 64
    )

    with pytest.raises(InternalError, match="edition_file_stays"), transaction.atomic():
        EditionFile.objects.filter(pk=file.pk).update(sha256="1" * 64)
    with pytest.raises(InternalError, match="edition_file_stays"), transaction.atomic():
        file.delete()
