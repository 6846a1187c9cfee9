"""What the worker does for workshops and documents: it reads files, writes what is published, and makes files."""

from pathlib import PurePath

from celery import shared_task
from django.core.exceptions import ValidationError

from amedip.core import jobs
from amedip.core.documents import draw_text
from workshops.actions import DRAW, PROPOSAL, SUMMARY_FILE, keep_drawn_text, keep_reading, write_proposal
from workshops.models import LanguageVersion, Proposal, Workshop
from workshops.publication import SummaryFile, render
from workshops.shelf import SHELF


@jobs.handler(DRAW)
def draw(job) -> dict:
    """Read the text out of a version's file, unless another has taken its place; tells how many characters it has."""
    sha256 = job.payload["sha256"]
    version = LanguageVersion.objects.filter(pk=job.payload["version"], sha256=sha256).first()
    if version is None:
        return {"characters": 0}
    try:
        with version.file.open("rb") as file:
            text = draw_text(file, PurePath(version.file.name).suffix)
    except ValidationError as error:
        if error.code == "busy":
            raise  # the job is tried again
        text = ""
    keep_drawn_text(version, sha256=sha256, text=text)
    return {"characters": len(text)}


@jobs.handler(SUMMARY_FILE)
def make_summary_file(job) -> None:
    """Make the summary of one workshop in one language."""
    place = SummaryFile(**job.payload)
    jobs.advance(job, 0, 1)
    place.put(render(Workshop.objects.for_page().get(reference__ref=place.slug), place.language))
    jobs.advance(job, 1, 1)


@jobs.handler(PROPOSAL)
def do_with_proposal(job) -> None:
    """Read the uploaded summary, or write the one that was published; what is done already stays done."""
    proposal = Proposal.objects.select_related("workshop__reference", "actor").get(pk=job.payload["proposal"])
    jobs.advance(job, 0, 1)
    if proposal.state == job.payload["state"] == Proposal.State.READING:
        keep_reading(proposal)
    elif proposal.state == job.payload["state"] == Proposal.State.WRITING:
        write_proposal(proposal, job)


@shared_task(ignore_result=True)
def clear_away() -> None:
    """Take away files that were stored for a write which came to nothing."""
    SHELF.clear()
