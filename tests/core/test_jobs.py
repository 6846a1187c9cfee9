"""Jobs: the row is the truth; none lost, none done twice, failures end."""

import datetime
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from amedip.core import jobs
from amedip.core.models import Job
from amedip.core.tasks import sweep_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def done():
    """A job kind of the test's own; the list holds the payloads that were done."""
    calls = []

    @jobs.handler("test.note")
    def note(job):
        calls.append(job.payload)
        return {"noted": len(calls)}

    yield calls
    del jobs._handlers["test.note"]


def test_run_when_queued_then_done_once_with_its_result(done):
    job = jobs.enqueue("test.note", {"n": 1}, actor=None)

    assert jobs.run(job.pk) is True
    assert jobs.run(job.pk) is False

    job.refresh_from_db()
    assert (job.state, job.result, done) == (Job.State.DONE, {"noted": 1}, [{"n": 1}])


def test_enqueue_when_the_key_exists_then_the_first_job_stays_alone(done):
    first = jobs.enqueue("test.note", {"n": 1}, actor=None, key="once")
    second = jobs.enqueue("test.note", {"n": 2}, actor=None, key="once")

    assert first == second
    assert Job.objects.count() == 1


def test_enqueue_when_the_transaction_fails_then_there_is_no_job(done):
    def deed_that_fails():
        with transaction.atomic():
            jobs.enqueue("test.note", {}, actor=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        deed_that_fails()

    assert not Job.objects.exists()


def test_run_when_not_due_then_left(done):
    job = jobs.enqueue("test.note", {}, actor=None, due_at=timezone.now() + datetime.timedelta(hours=1))

    assert jobs.run(job.pk) is False
    assert done == []


def test_sweep_when_a_worker_died_then_its_job_is_taken_over(done):
    job = jobs.enqueue("test.note", {"n": 3}, actor=None)
    past = timezone.now() - datetime.timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, lease_until=past, attempts=1)

    sweep_jobs()

    job.refresh_from_db()
    assert (job.state, job.attempts, done) == (Job.State.DONE, 2, [{"n": 3}])


def test_run_when_it_fails_then_queued_for_later_and_given_up_at_last():
    @jobs.handler("test.broken")
    def broken(job):
        raise OSError("disk full")

    job = jobs.enqueue("test.broken", {}, actor=None)
    for attempt in range(1, jobs.ATTEMPTS + 1):
        assert jobs.run(job.pk) is True
        job.refresh_from_db()
        assert job.attempts == attempt
        Job.objects.filter(pk=job.pk).update(due_at=timezone.now())

    assert job.state == Job.State.FAILED
    assert job.finished_at is not None
    del jobs._handlers["test.broken"]


def test_run_when_refused_then_failed_at_once_with_the_reason():
    @jobs.handler("test.refused")
    def refused(job):
        raise jobs.Refused("The file is empty.")

    job = jobs.enqueue("test.refused", {}, actor=None)
    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "The file is empty.")
    del jobs._handlers["test.refused"]


@pytest.mark.django_db(transaction=True)
def test_run_when_eight_workers_race_then_one_does_it(done):
    job = jobs.enqueue("test.note", {}, actor=None)
    barrier, taken = threading.Barrier(8), []

    def worker():
        barrier.wait()
        taken.append(jobs.run(job.pk))
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [False] * 7 + [True]
    assert len(done) == 1
