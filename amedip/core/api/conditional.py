"""Answers that are known already: 304 to whoever has them, kept bytes to everyone else.

An answer is kept under (address, public stamp, release), so nothing kept is ever stale and nothing must be thrown
away. A list's ETag is that key. A single resource's ETag is its version and a digest of its content: it outlives
publications elsewhere, and ``If-Match`` compares the version alone. Compressed bytes carry a tag of their own, ending
in ``-gz``.
"""

import gzip
import hashlib
import re
import time
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import http_date, parse_http_date_safe

from amedip.core import languages

MEDIA_TYPE = "application/json"
# Above these sizes (bytes) an answer is not worth compressing, or not worth the memory.
SMALLEST_ZIPPED = 500
LARGEST_KEPT = 1_000_000
# The step from 4 to 6 would save 6 % of the bytes for twice the time.
LEVEL = 4

_TOLD_TO_SCRIPTS = (
    "ETag, Last-Modified, Content-Language, Location, Idempotency-Replayed, "
    "Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
)
_NO_GZIP = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")


@dataclass(frozen=True)
class Answer:
    """Bytes with their ETag (without quotes) and the moment of their last change."""

    tag: str
    modified: datetime | None
    body: bytes
    media_type: str = MEDIA_TYPE


def key_of(request, number: int, variant: str = "") -> str:
    """The key of what this address answers under the stamp ``number``; ``variant`` is what else it depends on."""
    parts = (request.get_full_path(), str(number), settings.RELEASE, settings.SITE_URL, variant)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def digest_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


def has(request, tag: str, moved_at: datetime | None) -> bool:
    """Does the caller hold the answer with this tag, compressed or not?

    Who knows only a time holds it if nothing public has changed anywhere since, which was at ``moved_at``: what one
    record shows may hang on others.
    """
    known = request.META.get("HTTP_IF_NONE_MATCH")
    if known is None:
        since = parse_http_date_safe(request.META.get("HTTP_IF_MODIFIED_SINCE", ""))
        return since is not None and moved_at is not None and int(moved_at.timestamp()) <= since
    return known.strip() == "*" or f'"{tag}"' in known or f'"{tag}-gz"' in known


def takes_gzip(request) -> bool:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    return "gzip" in accepted and not _NO_GZIP.search(accepted)


def kept(key: str) -> Answer | None:
    return caches["pages"].get(key)


def not_modified(request, tag: str, modified: datetime | None) -> HttpResponse:
    # Who holds the plain bytes is told that these are good: small answers are plain to everybody.
    plain = f'"{tag}"' in request.META.get("HTTP_IF_NONE_MATCH", "")
    return finished(request, HttpResponseNotModified(), tag, modified, packed=not plain and takes_gzip(request))


def respond(request, answer: Answer, key: str | None, moved_at: datetime | None) -> HttpResponse:
    """The answer, or 304 if the caller has it; kept under ``key`` unless that is None or it is too large.

    ``moved_at`` is when anything public last changed.
    """
    keep = key is not None and len(answer.body) <= LARGEST_KEPT
    if keep:
        caches["pages"].set(key, answer, None)
    if has(request, answer.tag, moved_at):
        return not_modified(request, answer.tag, answer.modified)
    packed = takes_gzip(request) and len(answer.body) >= SMALLEST_ZIPPED
    if not packed:
        plain = HttpResponse(answer.body, answer.media_type)
        return finished(request, plain, answer.tag, answer.modified, packed=False)
    zipped = caches["pages"].get(f"{key}-gz") if keep else None
    if zipped is None:
        zipped = gzip.compress(answer.body, LEVEL, mtime=0)
        if keep:
            caches["pages"].set(f"{key}-gz", zipped, None)
    response = HttpResponse(zipped, answer.media_type)
    response.headers["Content-Encoding"] = "gzip"
    return finished(request, response, answer.tag, answer.modified, packed=True)


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let scripts of any site read the answer: it is public."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _TOLD_TO_SCRIPTS
    return response


def finished(request, response, tag: str, modified: datetime | None, *, packed: bool) -> HttpResponse:
    """The response with what caches and the caller must know of it."""
    headers = response.headers
    headers["ETag"] = f'"{tag}-gz"' if packed else f'"{tag}"'
    if modified:
        headers["Last-Modified"] = http_date(_told(modified.timestamp()))
    # Asking again is cheap, so nobody need live with yesterday's answer; a cache in front may serve it when we cannot.
    headers["Cache-Control"] = "public, max-age=0, stale-if-error=86400"
    wanted = request.GET.get("lang")
    headers["Content-Language"] = wanted if wanted in languages.CODES else ", ".join(languages.CODES)
    return open_to_all(response)


def _told(modified: float) -> int:
    """The second to tell; while it is not over, the one before: it may still bring another change."""
    return int(modified) - (int(modified) >= int(time.time()))
