"""What the worker does for documents: it reads the text of files, and takes away what nobody refers to."""

from celery import shared_task
from django.core.exceptions import ValidationError

from amedip.core import jobs
from amedip.core.documents import draw_text
from workshops import shelf
from workshops.actions import DRAW, keep_drawn_text
from workshops.models import LanguageVersion


@jobs.handler(DRAW)
def draw(job) -> dict:
    """Read the text out of a version's file, unless another has taken its place; tells how many characters it has."""
    sha256 = job.payload["sha256"]
    version = LanguageVersion.objects.filter(pk=job.payload["version"], sha256=sha256).first()
    if version is None:
        return {"characters": 0}
    try:
        with version.file.open("rb") as file:
            text = draw_text(file, version.file.name.rpartition(".")[2])
    except ValidationError as error:
        if error.code == "busy":
            raise  # the job is tried again
        text = ""
    keep_drawn_text(version, sha256=sha256, text=text)
    return {"characters": len(text)}


@shared_task(ignore_result=True)
def clear_away() -> None:
    """Take away files that were stored for a write which came to nothing."""
    shelf.clear()
