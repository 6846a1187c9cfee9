"""How publications are handed out: under a readable name, with a tag, or a page that says that they are being made."""

from collections.abc import Callable
from pathlib import Path

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import content_disposition_header, parse_etags

from amedip.core.publications.shelf import FRESH

AGAIN = 5  # seconds after which it is worth asking whether a file is there


def hand_out(
    request, read: Callable[[], bytes], media_type: str, name: str, *, tag: str, seconds: int = FRESH
) -> HttpResponse:
    """The file as a download called ``name``, or 304 to whoever has it; it may be kept for ``seconds``."""
    tag = f'"{tag}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        # Read at once: a current file may be replaced while a slow reader takes it, and none is large.
        disposition = content_disposition_header(as_attachment=True, filename=name)
        response = HttpResponse(read(), content_type=media_type, headers={"Content-Disposition": disposition})
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={seconds}"
    return response


def tag_of(path: Path) -> str:
    """Two processes may make the same file at once, each with its own second in it: the moment tells them apart."""
    return f"{path.name.rpartition('-')[2]}-{path.stat().st_mtime_ns:x}"


def being_made(request, job, *, back: str, back_label: str) -> HttpResponse:
    """503 with the job's progress: the file does not exist yet, but its address is right."""
    page = {"job": job, "back": back, "back_label": back_label}
    response = render(request, "_partials/being_made.html", page, status=503)
    response["Retry-After"] = str(AGAIN)
    response["Cache-Control"] = "no-store"
    return response
