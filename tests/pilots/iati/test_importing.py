"""IATI files brought back by staff: compared first, written once, as a whole or not at all."""

import datetime
import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from amedip.core import jobs
from amedip.core.models import Deed, Job, Reference
from amedip.core.records import write_record
from pilots.actions import confirm_iati, send_iati
from pilots.iati.gathering import activities
from pilots.iati.keeping import Folder
from pilots.iati.writing import write
from pilots.models import (
    BudgetLine,
    Indicator,
    Participant,
    Period,
    PilotProject,
    PilotSector,
    Publisher,
    Result,
    Transaction,
)  # fmt: skip
from tests.asking import signed_in
from tests.desk import address, at_desk, staff
from tests.factories import CountryFactory, FocalPointFactory, InstitutionFactory, PilotFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 1, 1)
PARTS = (BudgetLine, Indicator, Participant, Period, PilotSector, Result, Transaction)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def actor():
    return staff()


@pytest.fixture
def pilot():
    """A pilot with one of everything, and somebody who publishes."""
    publisher = InstitutionFactory(country=None, ref="ORG-I01", name_en="The centre")
    Publisher.objects.create(institution=publisher, identifier="XI-TEST-1", kind="40")
    donor = CountryFactory(code="CH", name_en="Switzerland")
    found = PilotFactory(
        number=7, ref="P7", country__code="CV", title_en="A desk", title_fr="Un guichet", start=DAY,
        description_en="**Very** useful.",
    )  # fmt: skip
    add(found, PilotSector(code="15190"))
    add(found, BudgetLine(donor=donor, amount=Decimal("800.50"), start=DAY, end=DAY.replace(month=12)))
    add(found, Transaction(kind="1", day=DAY, donor=donor, amount=Decimal(300)), description="First part")
    result = add(found, Result(), title="Answers")
    indicator = add(found, Indicator(result=result, baseline=0, baseline_on=DAY), title="Persons", unit="persons")
    add(found, Period(indicator=indicator, start=DAY, end=DAY.replace(month=6), target=10, actual=8, measured_on=DAY))
    return found


def add(pilot, part, **texts):
    part.pilot = pilot
    return write_record(part, actor=None, texts={"en": texts}, part_of=pilot)


def exported() -> str:
    found = [activity for _pilot, activity in activities(PilotProject.objects.all())]
    return write(found, made_at=datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)).decode()


def sent(text: str, actor) -> Job:
    """The job that has compared a file."""
    job = send_iati(SimpleUploadedFile("back.xml", text.encode()), actor=actor)
    return worked(job)


def worked(job: Job) -> Job:
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def imported(text: str, actor) -> Job:
    return worked(confirm_iati(sent(text, actor), actor=actor))


def told(job: Job) -> list[dict]:
    return list(Folder(job.payload["folder"]).found(job.pk))


def counts() -> dict:
    return {model.__name__: model.objects.count() for model in (PilotProject, *PARTS)}


def test_file_when_confirmed_on_the_page_of_another_language_then_it_is_written(pilot, actor):
    other = exported().replace("800.50", "900.00")
    with translation.override("ar"):
        job = sent(other, actor)
    assert "\u2068" in told(job)[0]["steps"][0]["row"], "names keep their own direction"

    with translation.override("fr"):
        done = worked(confirm_iati(job, actor=actor))

    assert done.result["outcome"] == "written"


def test_own_file_when_it_comes_back_then_nothing_is_new(pilot, actor):
    job = sent(exported(), actor)

    assert (job.result["outcome"], told(job)[0]["steps"]) == ("same", [])
    with pytest.raises(ValidationError):
        confirm_iati(job, actor=actor)


def test_file_with_changes_when_imported_twice_then_each_is_there_once(pilot, actor):
    more = (
        '<transaction ref="B-2"><transaction-type code="4"/><transaction-date iso-date="2025-03-04"/>'
        '<value currency="EUR" value-date="2025-03-04">99.90</value>'
        '<provider-org><narrative xml:lang="en">Nobody knows</narrative></provider-org></transaction>'
    )
    text = exported().replace(">A desk<", ">A better desk<").replace("800.50", "900.00")
    text = text.replace("</transaction>", f"</transaction>{more}", 1).replace(
        '<actual value="8">', '<actual value="9">'
    )

    first = imported(text, actor)
    before = counts()
    second = sent(text, actor)

    assert first.result["outcome"] == "written", first.error
    assert (first.result["new"], first.result["changed"]) == (1, 3)
    assert (second.result["outcome"], counts()) == ("same", before)
    pilot.refresh_from_db()
    assert (pilot.title_en, pilot.title_fr) == ("A better desk", "Un guichet")
    assert pilot.budget_lines.get().amount == 900
    assert pilot.transactions.get(ref="B-2").amount == Decimal("99.90")
    assert pilot.periods.get().actual == 9
    assert any("Nobody knows" in remark for remark in told(first)[0]["remarks"])
    assert Deed.objects.filter(action="pilot.iati", actor=actor).count() == 1


def test_activity_that_nobody_knows_becomes_a_pilot_once(pilot, actor):
    before = counts()
    text = exported().replace("XI-TEST-1-P7", "XX-9-NEW").replace("A desk", "Another")

    job = imported(text, actor)

    assert job.result["outcome"] == "written", job.error
    found = PilotProject.objects.get(iati_identifier="XX-9-NEW")
    assert (found.number, found.ref, found.country.code, found.title_fr) == (8, "P8", "CV", "Un guichet")
    doubled = {name: 2 * count for name, count in before.items()}
    # The donor's part is told by the budget already: it is entered for the new one, where nothing else says it yet.
    assert counts() == doubled | {"Participant": 1}
    assert sent(text, actor).result["outcome"] == "same"


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        (("<iati-identifier>XI-TEST-1-P7", "<iati-identifier>"), "no identifier"),
        (('<iati-activity xml:lang="en"', '<iati-activity xml:lang="en" amedip:example="true"'), "example"),
        (('activity-status code="1"', 'activity-status code="5"'), "phase"),
        (('transaction-type code="1"', 'transaction-type code="77"'), "left out"),
        (('measure="1"', 'measure="5"'), "left out"),
    ],
)
def test_what_cannot_be_taken_is_told_and_changes_nothing(pilot, actor, change, remark):
    text = exported()
    assert change[0] in text

    job = sent(text.replace(*change), actor)

    assert job.result["outcome"] == "same"
    assert any(remark in sentence for sentence in told(job)[0]["remarks"])


def test_state_that_the_portal_does_not_know_brings_no_pilot(pilot, actor):
    text = (
        exported().replace("XI-TEST-1-P7", "XX-1").replace('recipient-country code="CV"', 'recipient-country code="ZM"')
    )

    job = sent(text, actor)

    assert "“ZM”" in told(job)[0]["remarks"][0]
    assert job.result["outcome"] == "same"


def test_hostile_file_fails_with_its_reason_and_writes_nothing(pilot, actor):
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><iati-activities version="2.03">&a;</iati-activities>'

    job = sent(bomb, actor)

    assert job.state == Job.State.FAILED
    assert "document type" in job.error


def test_pilot_changed_meanwhile_then_the_file_is_compared_anew(pilot, actor):
    confirmed = confirm_iati(sent(exported().replace(">A desk<", ">A better desk<"), actor), actor=actor)
    write_record(pilot, actor=None, texts={"en": {"title": "My own"}}, columns={})

    job = worked(confirmed)

    pilot.refresh_from_db()
    assert (job.result["outcome"], pilot.title_en) == ("moved", "My own")


def test_constraint_that_forbids_the_outcome_takes_all_of_it_back(pilot, actor):
    text = exported().replace(">A desk<", ">A better desk<")
    text = text.replace(
        "<activity-date ", '<activity-date type="3" iso-date="2020-01-01"></activity-date><activity-date ', 1
    )

    job = imported(text, actor)

    pilot.refresh_from_db()
    assert (job.state, pilot.title_en) == (Job.State.FAILED, "A desk")
    assert "ends before it begins" in job.error


def test_numbers_of_pilots_that_are_gone_are_not_given_again(pilot, actor):
    Reference.objects.create(kind="pilot", ref="P40", public=False)

    imported(exported().replace("XI-TEST-1-P7", "XX-9-NEW"), actor)

    assert PilotProject.objects.get(iati_identifier="XX-9-NEW").number == 41


@pytest.mark.parametrize("who", [UserFactory, lambda: FocalPointFactory().user, lambda: staff("translator")])
def test_others_than_those_who_keep_pilots_bring_in_nothing(who):
    with pytest.raises(PermissionDenied):
        send_iati(SimpleUploadedFile("back.xml", b"<x/>"), actor=who())


def test_page_for_staff_says_what_each_pilot_lacks(pilot):
    PilotFactory(number=8, ref="P8", title_en="Without days", country__code="NE")

    text = at_desk("editor").get(address(PilotProject, "iati")).content.decode()

    assert "Neither the planned nor the real first day is known." in text
    assert re.search(r'<a href="/iati/pilots/7.xml">complete</a>', text)


def test_file_when_handed_in_then_its_preview_is_confirmed_on_the_page(pilot, actor):
    client = signed_in(actor)
    upload = SimpleUploadedFile("back.xml", exported().replace(">A desk<", ">A better desk<").encode())

    answer = client.post(address(PilotProject, "iati"), {"file": upload})
    where = answer["Location"]
    assert "looks again by itself" in client.get(where).content.decode()
    worked(Job.objects.get())
    preview = client.get(where).content.decode()
    answer = client.post(where)
    worked(Job.objects.latest("pk"))

    assert "A better desk" in preview
    assert "Import all of this" in preview
    assert "The file is imported." in client.get(answer["Location"]).content.decode()
    assert PilotProject.objects.get().title_en == "A better desk"


def test_files_of_others_are_nobody_elses(pilot, actor):
    job = sent(exported(), actor)

    assert at_desk().get(reverse("admin:pilots_pilotproject_iati_file", args=[job.pk])).status_code == 404
    assert signed_in(UserFactory()).get(address(PilotProject, "iati")).status_code in (302, 403)
