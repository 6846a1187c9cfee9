"""Public pages that cost one indexed read when nothing has changed: kept bytes under the public version stamp."""

import functools
import gzip
import hashlib

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from amedip.core import languages, references, stamp
from amedip.core.errors import gone, method_not_allowed

SAFE = ("GET", "HEAD")
KEPT_HEADERS = ("Content-Type", "Content-Disposition")
FRESH = 60  # seconds for which a reader's own browser need not ask again


def read_only(view):
    """Refuse with 405, and a page that says so, whatever is not reading."""

    @functools.wraps(view)
    def checked(request, *args, **kwargs):
        return view(request, *args, **kwargs) if request.method in SAFE else method_not_allowed(request, SAFE)

    checked.csrf_exempt = True  # nothing is written here: who sends something shall hear that, not of an expired form
    return checked


def public_page(view):
    """Serve ``view`` to readers without a session from kept bytes, and answer 304 to whoever has them already.

    The key is (address, language, stamp, release, day): nothing is ever stale, and nothing must be thrown away. The
    view may not depend on who asks beyond the sign-in link of the base template; who has a session gets a fresh page.
    """

    @read_only
    @functools.wraps(view)
    def kept(request, *args, **kwargs):
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        number = stamp.current()  # before the data
        key = _key(request.get_full_path(), number)
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if f'"{key}"' in known or f'"{key}-gz"' in known:
            return _finish(HttpResponseNotModified(), key, packed)
        entry = caches["pages"].get(key)
        if entry is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.streaming or response.cookies:
                return response
            if hasattr(response, "render"):
                response.render()
            headers = {name: response[name] for name in KEPT_HEADERS if name in response}
            entry = (response.content, gzip.compress(response.content, 6, mtime=0), headers)
            caches["pages"].set(key, entry, None)
        plain, zipped, headers = entry
        response = HttpResponse(zipped if packed else plain, headers=headers)
        if packed:
            response["Content-Encoding"] = "gzip"
        return _finish(response, key, packed)

    return kept


def _key(address: str, number: int) -> str:
    parts = (address, languages.current(), str(number), settings.RELEASE, timezone.localdate().isoformat())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _finish(response, key, packed):
    response["ETag"] = f'"{key}-gz"' if packed else f'"{key}"'
    response["Cache-Control"] = f"public, max-age={FRESH}, stale-while-revalidate=600, stale-if-error=86400"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response


def missing(request, kind: str, ref: str) -> HttpResponse:
    """410 with its title for what once stood at this address, ``Http404`` for anything else."""
    reference = references.tombstone(kind, ref)
    if reference is None:
        raise Http404
    return gone(request, reference.title)
