"""Work for later: the row in PostgreSQL is the truth, written with the deed that asks for it; the queue carries its id.

A job runs at least once. A worker takes it under a lease; whoever finds a lease run out takes it over, so a worker
killed half-way loses nothing. A handler therefore either is idempotent or does its writing in one transaction with
``finish``.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.models import Job

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
ATTEMPTS = 8
BATCH = 1_000
Handler = Callable[[Job], dict | None]
_handlers: dict[str, Handler] = {}


class Refused(Exception):
    """The job cannot succeed however often it is tried; the text is shown to the person who asked for it."""


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of ``kind``; it returns the job's result (JSON) or None."""

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def enqueue(
    kind: str, payload: dict, *, actor, key: str | None = None, language: str = "", due_at: datetime | None = None
) -> Job:
    """Note a job in the caller's transaction and send its id to the queue after the commit.

    With a ``key`` that exists already nothing is queued and the first job is returned.
    """
    values = {
        "kind": kind,
        "payload": payload,
        "actor": actor,
        "language": language or languages.current(),
        "due_at": due_at or timezone.now(),
    }
    if key is None:
        job, fresh = Job.objects.create(**values), True
    else:
        job, fresh = Job.objects.get_or_create(key=key, defaults=values)
    if fresh and due_at is None:
        transaction.on_commit(lambda: send(job.pk))
    return job


def send(job_id: int) -> None:
    """Put the id on the queue; if the broker is away the next sweep will do it."""
    try:
        current_app.send_task("amedip.core.tasks.run_job", [job_id])
    except Exception:
        log.warning("The broker did not take job %s; the sweep will send it again.", job_id, exc_info=True)


def waiting_ids(limit: int = 200) -> list[int]:
    """The jobs a worker should take now, oldest first."""
    return list(Job.objects.waiting(timezone.now()).order_by("due_at").values_list("pk", flat=True)[:limit])


def run(job_id: int) -> bool:
    """Take the job and do it; False if it is not there to take (done, taken by another, not due)."""
    job = _take(job_id)
    if job is None:
        return False
    with translation.override(job.language):
        try:
            result = _handlers[job.kind](job)
        except Refused as refusal:
            _end(job, state=Job.State.FAILED, error=str(refusal))
        except Exception as error:
            log.exception("Job %s (%s) failed at attempt %s.", job.pk, job.kind, job.attempts)
            _retry(job, error)
        else:
            _end(job, state=Job.State.DONE, result=result or {}, error="")
    return True


def advance(job: Job, done: int, total: int) -> None:
    """Show progress and keep the lease."""
    job.done, job.total = done, total
    Job.objects.filter(pk=job.pk).update(done=done, total=total, lease_until=timezone.now() + LEASE)


def forget(kind: str, before: datetime) -> int:
    """Forget jobs of a kind for whose results nobody comes back, if they were over ``before`` then; how many."""
    over, forgotten = Job.objects.filter(kind=kind, finished_at__lt=before).order_by("pk"), 0
    while keys := list(over.values_list("pk", flat=True)[:BATCH]):
        Job.objects.filter(pk__in=keys).delete()
        forgotten += len(keys)
    return forgotten


def _take(job_id: int) -> Job | None:
    now = timezone.now()
    taken = (
        Job.objects.waiting(now)
        .filter(pk=job_id)
        .update(state=Job.State.RUNNING, lease_until=now + LEASE, attempts=F("attempts") + 1)
    )
    return Job.objects.get(pk=job_id) if taken else None


def _end(job: Job, *, state: str, **values) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now(), lease_until=None, **values)


def _retry(job: Job, error: Exception) -> None:
    """Queue again, each time later (1, 2, 4 … minutes); after ``ATTEMPTS`` the job has failed."""
    if job.attempts >= ATTEMPTS:
        text = _("This did not succeed after several attempts. The administrators have been told.")
        _end(job, state=Job.State.FAILED, error=f"{text} ({type(error).__name__})")
        return
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.QUEUED,
        lease_until=None,
        due_at=timezone.now() + timedelta(minutes=2 ** (job.attempts - 1)),
        error=f"{type(error).__name__}: {error}"[:2000],
    )
