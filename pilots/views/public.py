"""The pilots' public pages, and the pictures and documents on them."""

from csp.constants import HEADER as POLICY
from django.http import FileResponse, Http404, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import parse_etags

from amedip.core import languages
from amedip.core.documents import MEDIA_TYPES, readable
from amedip.core.listing import ListForm, page_of
from amedip.core.pages import missing, public_page, read_only
from pilots import rules
from pilots.models import PilotProject
from pilots.reading import Reading, file_of, for_reading
from pilots.structured import structured_pilot

PICTURES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
KEPT = 24 * 3600  # seconds; what lies at such an address is never another file


@public_page
def pilots(request):
    wanted = ListForm(request.GET).read()
    page = page_of(rules.pilots_visible_to(request.user).for_listing().order_by("number"), wanted["page"])
    return render(
        request, "pilots/pilots.html", {"page": page, "examples": any(pilot.reference.example for pilot in page)}
    )


@public_page
def pilot(request, number):
    found = for_reading(rules.pilots_visible_to(request.user)).filter(number=number).first()
    if found is None:
        return missing(request, PilotProject.KIND, f"P{number}")
    mirrored = languages.direction(languages.current()) == "rtl"
    reading = Reading(found, today=timezone.localdate(), mirrored=mirrored)
    return render(request, "pilots/pilot.html", {"pilot": found, "page": reading, "data": structured_pilot(found)})


@read_only
def file(request, number, digest):
    """A picture, to be shown, or a document, to be saved; its address is for good."""
    pilot = rules.pilots_visible_to(request.user).select_related("reference").filter(number=number).first()
    if pilot is None:
        return missing(request, PilotProject.KIND, f"P{number}")
    row = file_of(pilot, digest)
    if row is None or not row.file.storage.exists(row.file.name):
        raise Http404
    etag = f'"{row.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = _given(row)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={KEPT}"
    return response


def _given(row) -> FileResponse:
    """The file; whatever it holds, no browser runs it in the portal's name."""
    ending = row.file.name.rpartition(".")[2].lower()
    shown = ending in PICTURES
    response = FileResponse(
        row.file.open("rb"),
        as_attachment=not shown,
        filename=f"{readable(str(row))}.{ending}",
        content_type=(PICTURES if shown else MEDIA_TYPES).get(ending, "application/octet-stream"),
        headers={POLICY: "default-src 'none'; sandbox"},
    )
    response.headers.setdefault("Content-Length", str(row.bytes))
    return response
