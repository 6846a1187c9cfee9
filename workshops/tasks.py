"""What the worker does for workshops: the summaries as files."""

from amedip.core import jobs
from workshops.actions import SUMMARY_FILE
from workshops.models import Workshop
from workshops.publication import SummaryFile, render


@jobs.handler(SUMMARY_FILE)
def make_summary_file(job) -> None:
    """Make the summary of one workshop in one language."""
    place = SummaryFile(**job.payload)
    jobs.advance(job, 0, 1)
    place.put(render(Workshop.objects.for_page().get(reference__ref=place.slug), place.language))
    jobs.advance(job, 1, 1)
