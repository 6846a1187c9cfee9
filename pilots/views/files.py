"""Pictures and documents of pilots, as they are handed out."""

from csp.constants import HEADER as POLICY
from django.http import FileResponse, Http404, HttpResponseNotModified
from django.utils.http import parse_etags

from amedip.core.documents import MEDIA_TYPES, readable
from amedip.core.pages import missing, read_only
from pilots.models import PilotProject
from pilots.rules import pilots_visible_to

# Written anew by the portal itself when they were handed in: what of them a browser may show in the page.
SHOWN = ("jpg", "png", "webp")


@read_only
def pilot_file(request, number, digest):
    """The picture or document of the pilot with this digest: its address is for good."""
    pilot = pilots_visible_to(request.user).filter(number=number).first()
    if pilot is None:
        return missing(request, PilotProject.KIND, f"P{number}")
    for rows in (pilot.pictures, pilot.documents):
        row = rows.filter(sha256__startswith=digest).first() if len(digest) == 16 else None
        if row is not None:
            return given(request, row, str(row))
    raise Http404


def given(request, row, title: str, *, private: bool = False):
    """The file of ``row``: a picture to be seen, anything else to be saved and never to be shown.

    Whatever it holds, no browser runs it in the portal's name.
    """
    if not row.file or not row.file.storage.exists(row.file.name):
        raise Http404
    etag = f'"{row.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        ending = row.file.name.rpartition(".")[2]
        response = FileResponse(
            row.file.open("rb"),
            as_attachment=ending not in SHOWN,
            filename=f"{readable(title) or 'file'}.{ending}",
            content_type=MEDIA_TYPES.get(ending, "application/octet-stream"),
            headers={POLICY: "default-src 'none'; sandbox"},
        )
        # Not every storage says it beforehand.
        response.headers.setdefault("Content-Length", str(row.bytes))
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache" if private else "public, max-age=86400"
    return response
