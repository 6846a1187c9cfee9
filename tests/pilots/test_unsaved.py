"""What is typed into a report and not saved: kept for its person alone, on every device, until it is saved."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from amedip.core.models import Deed
from pilots.actions import clear_old_report_work, save_report
from pilots.models import Report, UnsavedReport
from pilots.workflow import REPORT
from tests.asking import page, signed_in, visitor
from tests.desk import tree
from tests.factories import FocalPointFactory
from tests.pilots.running import begun, running
from tests.pilots.test_workspace import sent, where

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot():
    return running()


@pytest.fixture
def person(pilot):
    return FocalPointFactory(country=pilot.country).user


@pytest.fixture
def client(person):
    return signed_in(person)


def device_of(person) -> Client:
    """Another device on which the person is signed in."""
    client = visitor()
    client.force_login(person)
    return client


def type_into(client, person, path, **typed):
    """Open the form and type, as its script sends it while nobody presses anything."""
    return client.post(f"{path}keep/", sent(client, path) | typed | {"person": str(person.pk)})


@pytest.mark.parametrize("is_begun", [True, False], ids=["a draft", "a new one"])
def test_work_when_typed_then_kept_on_every_device_until_it_is_saved(client, pilot, person, is_begun):
    if is_begun:
        begun(pilot)
    note, deeds = f"milestone-{pilot.step.pk}-note", Deed.objects.count()

    answer = type_into(client, person, where(pilot), title_en="x" * 201, **{note: "Typed in English"})

    assert (answer.status_code, answer.json()) == (200, {"kept": True})
    assert (Deed.objects.count(), Report.objects.count()) == (deeds, int(is_begun))
    other = device_of(person)
    assert where(pilot, "fr") in page("/fr/workspace/pilots/", other)
    back = sent(other, where(pilot, "fr"))
    # What was typed on the English page stays English on the French one.
    assert (back["title_en"], back[note].strip(), back["tongue"]) == ("x" * 201, "Typed in English", "en")
    other.post(where(pilot, "fr"), back | {"act": "save", "title_en": "Short", "text_fr": "Texte"})
    assert Report.objects.get().milestone_entries.get().note_en == "Typed in English"
    assert not UnsavedReport.objects.exists()
    assert "keeping" in page(where(pilot), other)
    assert "not saved yet" not in page(where(pilot), other)


def test_work_when_it_says_what_stands_then_nothing_is_kept(client, pilot, person):
    begun(pilot)
    type_into(client, person, where(pilot), title_fr="Autre")

    assert type_into(client, person, where(pilot), title_fr="La première tournée est finie").json() == {"kept": False}
    assert not UnsavedReport.objects.exists()


def test_work_when_somebody_else_saves_or_submits_then_kept_and_told(client, pilot, person):
    report = begun(pilot)
    opened = sent(client, where(pilot)) | {"title_fr": "À moi", "person": str(person.pk)}
    save_report(report, actor=None, texts={"fr": {"title": "À eux"}})
    answers = [client.post(f"{where(pilot)}keep/", opened)]
    assert "you see both versions" in page(where(pilot), client)

    REPORT.move(report, "submit", actor=None)
    answers.append(client.post(f"{where(pilot)}keep/", opened))
    refused = client.post(where(pilot), opened | {"act": "save"})

    assert [(one.status_code, one.json()["why"]) for one in answers] == [(409, "stale"), (409, "closed")]
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert "comes back when this report can be changed again" in shown
    assert "À eux" in shown and "À moi" not in shown
    REPORT.move(report, "send-back", actor=None, note="Which cities?")
    assert sent(client, where(pilot))["title_fr"] == "À moi"
    client.post(where(pilot), {"act": "forget"})
    assert sent(client, where(pilot))["title_fr"] == "À eux"


def test_work_when_a_comment_is_sent_with_it_then_it_stays_in_the_form(client, pilot):
    begun(pilot)
    opened = sent(client, where(pilot)) | {"title_fr": "Tapé", "about": "", "remark": "Bien reçu ?"}

    answer = client.post(where(pilot), opened | {"act": "comment"})

    assert answer.status_code == 200
    assert tree(answer).xpath("//input[@name='title_fr']/@value") == ["Tapé"]


def test_work_when_the_session_is_over_then_it_comes_back_and_a_foreign_page_leaves_nothing(client, pilot, person):
    opened = sent(client, where(pilot)) | {"act": "save", "title_fr": "Tapé", "text_fr": "longuement\nencore"}
    late = visitor()

    answer = late.post(where(pilot), opened)

    assert answer["Location"].startswith("/en/accounts/login/?next=/en/workspace/pilots/")
    late.force_login(person)
    back = sent(late, where(pilot))
    assert (back["title_fr"], back["text_fr"].strip()) == ("Tapé", "longuement\nencore")
    late.post(where(pilot), back | {"act": "save"})
    assert Report.objects.get().text_fr == "longuement\nencore"
    stranger = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    assert stranger.post(where(pilot), opened).status_code == 403
    assert "sessionid" not in stranger.cookies


def test_work_when_it_is_somebody_elses_or_the_form_is_old_then_nothing_is_kept(client, pilot, person):
    opened = sent(client, where(pilot)) | {"title_en": "Typed", "person": str(person.pk)}
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.force_login(person)
    elsewhere = signed_in(FocalPointFactory().user)

    assert strict.post(f"{where(pilot)}keep/", opened).json()["why"] == "form"
    assert elsewhere.post(f"{where(pilot)}keep/", opened).json() == {"why": "person"}
    theirs = opened | {"person": elsewhere.session["_auth_user_id"]}
    assert elsewhere.post(f"{where(pilot)}keep/", theirs).status_code == 403
    assert not UnsavedReport.objects.exists()


def test_work_when_nobody_came_back_for_it_then_it_goes_after_90_days(client, pilot, person):
    type_into(client, person, where(pilot), title_en="Typed")
    clear_old_report_work(actor=None)
    assert UnsavedReport.objects.exists()

    UnsavedReport.objects.update(at=timezone.now() - timedelta(days=91))

    assert clear_old_report_work(actor=None) == 1
