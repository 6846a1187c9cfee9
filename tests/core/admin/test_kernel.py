"""What the kernel keeps can be read, and the search index made anew through the queue."""

from http import HTTPStatus

import pytest
from django.utils import timezone

from amedip.core import jobs
from amedip.core.models import Change, Deed, Job, Reference, SearchEntry, TextState
from amedip.core.tasks import run_job
from registry.models import Priority
from tests.desk import address, at_desk, messages, tree
from tests.factories import PriorityFactory, ThemeFactory, WorkshopFactory

pytestmark = pytest.mark.django_db

REBUILD = "/en/admin/core/job/rebuild-search/"


@pytest.mark.parametrize("model", [Change, Deed, Reference, TextState], ids=lambda model: model.__name__)
def test_table_when_opened_then_it_can_only_be_read(model):
    ThemeFactory()
    client, obj = at_desk(), model.objects.first()

    assert client.get(address(model, "changelist")).status_code == HTTPStatus.OK
    assert client.get(address(model, "change", obj.pk)).status_code == HTTPStatus.OK
    for page in (address(model, "add"), address(model, "delete", obj.pk)):
        assert client.get(page).status_code == HTTPStatus.FORBIDDEN
    assert client.post(address(model, "change", obj.pk), {}).status_code == HTTPStatus.FORBIDDEN


def test_jobs_when_one_is_under_way_then_the_list_shows_how_far():
    Job.objects.create(kind="search.rebuild", state=Job.State.RUNNING, done=3, total=12, due_at=timezone.now())

    page = tree(at_desk("reader").get(address(Job, "changelist")))

    (progress,) = page.xpath("//progress")
    assert (progress.get("value"), progress.get("max")) == ("3", "12")
    assert not page.xpath(f"//form[@action='{REBUILD}']")


def test_rebuild_when_asked_for_then_a_job_goes_through_the_queue_and_makes_the_index_anew():
    shown, hidden = PriorityFactory(title_en="Remittances"), PriorityFactory(status=Priority.Status.DRAFT)
    WorkshopFactory()
    wanted = set(SearchEntry.objects.values_list("reference", "language", "title"))
    SearchEntry.objects.filter(reference=shown.reference).delete()
    SearchEntry.objects.create(reference=hidden.reference, language="en", kind="priority", title="stale", vector="")
    client = at_desk("editor")

    answer = client.post(REBUILD, follow=True)
    again = client.post(REBUILD, follow=True)
    job = Job.objects.get(kind="search.rebuild")
    run_job(job.pk)

    assert "will be made anew" in messages(answer)
    assert "already being made" in messages(again)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (Job.State.DONE, job.total, job.result["records"])
    assert set(SearchEntry.objects.values_list("reference", "language", "title")) == wanted


def test_rebuild_when_done_twice_then_nothing_differs():
    PriorityFactory()
    before = list(SearchEntry.objects.order_by("pk").values())

    for _time in range(2):
        run_job(jobs.enqueue("search.rebuild", {}, actor=None).pk)

    assert list(SearchEntry.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("group", ["reader", "translator"])
def test_rebuild_when_one_keeps_no_records_then_it_is_refused(group):
    assert at_desk(group).post(REBUILD).status_code == HTTPStatus.FORBIDDEN
    assert not Job.objects.filter(kind="search.rebuild").exists()


def test_rebuild_when_only_looked_at_then_nothing_happens():
    assert at_desk().get(REBUILD).status_code == HTTPStatus.METHOD_NOT_ALLOWED
