"""The page of the hand-over pack: one click, progress, two files, for those alone whom they concern."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from amedip.core import jobs
from amedip.core.models import Job
from registry import tasks
from registry.actions import PACK_KEPT_FOR
from registry.shelf import pack_file
from tests.asking import page, signed_in, visitor
from tests.desk import at_desk, tree
from tests.factories import FocalPointFactory, PriorityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A place for files that no other test uses."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mandate():
    mandate = FocalPointFactory()
    PriorityFactory(country=mandate.country, status="draft", title_en="Not for everybody")
    return mandate


def address(mandate, rest="", language="en") -> str:
    return f"/{language}/workspace/packs/{mandate.country.code}/{rest}"


def made(client, mandate, language="en") -> Job:
    """Press the button of the workspace and let the worker do its job."""
    (form,) = tree(client.get(f"/{language}/workspace/")).xpath("//form[contains(@action, '/packs/')]")
    client.post(form.get("action"))
    job = Job.objects.get(kind="registry.pack")
    jobs.run(job.pk)
    return job


def test_pack_when_the_button_is_pressed_then_progress_and_then_both_files(mandate):
    client = signed_in(mandate.user)

    waiting = client.post(address(mandate, language="fr"), follow=True).content.decode()
    job = Job.objects.get(kind="registry.pack")
    jobs.run(job.pk)
    done = client.get(address(mandate, language="fr"))

    assert (job.actor, job.language) == (mandate.user, "fr")
    assert "<progress" in waiting and ".pdf" not in waiting
    links = tree(done).xpath("//main//li//a/@href")
    assert links == [address(mandate, f"{job.pk}.{suffix}", "fr") for suffix in ("pdf", "xlsx")]
    for link, head in zip(links, (b"%PDF-", b"PK"), strict=True):
        answer = client.get(link)
        assert answer.content.startswith(head)
        assert answer["Content-Disposition"].startswith("attachment")
        assert "no-store" in answer["Cache-Control"]


def test_pack_when_others_come_then_only_who_speaks_for_the_state_today_and_staff(mandate):
    job = made(signed_in(mandate.user), mandate)
    deputy = FocalPointFactory(country=mandate.country, position="deputy").user
    former = FocalPointFactory(
        country=mandate.country, position="deputy", until=timezone.localdate() - timedelta(days=1)
    ).user
    stranger = FocalPointFactory().user
    people = {
        "deputy": (signed_in(deputy), 200),
        "staff": (at_desk(), 200),
        "reader": (at_desk("reader"), 200),
        "former": (signed_in(former), 403),
        "stranger": (signed_in(stranger), 403),
        "visitor": (visitor(), 302),
    }

    for name, (client, status) in people.items():
        for rest in ("", f"{job.pk}.pdf", f"{job.pk}.xlsx"):
            assert client.get(address(mandate, rest)).status_code == status, (name, rest)
        before = Job.objects.count()
        assert client.post(address(mandate)).status_code == (302 if status == 200 else status), name
        assert status == 200 or Job.objects.count() == before


def test_pack_when_asked_for_at_another_state_then_it_is_not_there(mandate):
    job = made(signed_in(mandate.user), mandate)
    other = FocalPointFactory()

    assert signed_in(other.user).get(address(other, f"{job.pk}.pdf")).status_code == 404


def test_mandate_in_the_administration_when_opened_then_it_leads_to_the_pack(mandate):
    assert address(mandate) in page(f"/en/admin/registry/focalpoint/{mandate.pk}/change/", at_desk())


@pytest.mark.parametrize("rest", ["0.pdf", "1.exe", f"{'9' * 30}.pdf"])
def test_pack_when_there_is_no_such_file_then_404_with_advice(mandate, rest):
    answer = signed_in(mandate.user).get(address(mandate, rest))

    assert answer.status_code == 404


@pytest.mark.parametrize("code", ["XX", "x-1", "a" * 200])
def test_pack_when_there_is_no_such_state_then_404(code):
    assert at_desk().get(f"/en/workspace/packs/{code}/").status_code == 404


def test_pack_when_a_week_has_passed_then_it_is_gone(mandate):
    client = signed_in(mandate.user)
    job = made(client, mandate)
    long_ago = (timezone.now() - PACK_KEPT_FOR - timedelta(hours=1)).timestamp()
    os.utime(pack_file(job.pk, "pdf"), (long_ago, long_ago))
    tasks.clear_away()
    assert client.get(address(mandate, f"{job.pk}.pdf")).status_code == 404
    assert client.get(address(mandate, f"{job.pk}.xlsx")).status_code == 200

    Job.objects.update(created_at=timezone.now() - PACK_KEPT_FOR)

    assert client.get(address(mandate, f"{job.pk}.xlsx")).status_code == 404
    assert "No pack was made" in page(address(mandate), client)


def test_pack_when_the_job_failed_then_the_page_says_why(mandate):
    client = signed_in(mandate.user)
    client.post(address(mandate))
    Job.objects.update(state=Job.State.FAILED, error="The administrators have been told.")

    assert "The administrators have been told." in page(address(mandate), client)
