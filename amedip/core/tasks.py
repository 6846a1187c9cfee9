"""What the worker does for the kernel: run one job, send again what waits, deliver mail."""

from celery import shared_task

from amedip.core import changes, jobs, notices
from amedip.core.mail import deliver
from amedip.core.search import index


@shared_task(ignore_result=True)
def run_job(job_id: int) -> None:
    """Do one job; the queue may deliver its id twice, the row decides."""
    jobs.run(job_id)


@shared_task(ignore_result=True)
def sweep_jobs() -> None:
    """Send again what is due or was left by a dead worker: the file queue loses what a killed worker held."""
    for job_id in jobs.waiting_ids():
        jobs.run(job_id)


@shared_task(ignore_result=True)
def send_digests() -> None:
    """Once a day: one mail to each person whom no mail has told yet."""
    notices.send_digests()


@shared_task(ignore_result=True)
def thin_out_changes() -> None:
    """Let go of changes that are older than partners are promised."""
    changes.thin_out()


@jobs.handler("mail")
def send_mail(job) -> None:
    """Deliver one message: ``to``, ``subject``, ``body``. The body is forgotten then: one-time links stand in it."""
    if not job.payload["body"]:
        return
    deliver(job, to=job.payload["to"], subject=job.payload["subject"], body=job.payload["body"])
    job.payload["body"] = ""
    job.save(update_fields=["payload"])


@jobs.handler("search.rebuild")
def rebuild_search(job) -> dict:
    """Make the search index anew; the progress counts records."""
    return {"records": index.rebuild(lambda done, total: jobs.advance(job, done, total))}
