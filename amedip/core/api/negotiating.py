"""In which media type a caller would rather read an answer, by the qualities in ``Accept`` (RFC 9110, 12.5.1)."""

from functools import lru_cache

from django.http.request import MediaType
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation

ANY = "*/*"
# What is longer, or further behind, no caller means.
LONGEST_RANGE = 256
MOST_RANGES = 64


class ByQuality(DefaultContentNegotiation):
    """The framework's own goes by how narrow a range is and passes over its ``q``."""

    def select_renderer(self, request, renderers, format_suffix=None):
        written = tuple(renderer.media_type for renderer in renderers)
        chosen = preferred(request.META.get("HTTP_ACCEPT", ANY), written)
        if chosen is None:
            raise NotAcceptable(available_renderers=renderers)
        return renderers[written.index(chosen)], chosen


@lru_cache(maxsize=256)
def preferred(accepted: str, written: tuple[str, ...]) -> str | None:
    """Of the media types ``written`` the one that the caller would rather have, the first of equals; None for none."""
    tokens = [token for token in accepted.split(",")[:MOST_RANGES] if token.strip() and len(token) <= LONGEST_RANGE]
    ranges = [MediaType(token) for token in tokens]
    best = max(written, key=lambda media_type: _quality(media_type, ranges))
    return best if _quality(best, ranges) else None


def _quality(media_type: str, ranges: list[MediaType]) -> float:
    """That of the narrowest range it falls in; what callers say of parameters is nothing to us."""
    if media_type == ANY:
        return 1
    main, _, sub = media_type.partition("/")
    found = [
        ("*" not in (one.main_type, one.sub_type), one.main_type != "*", one.quality)
        for one in ranges
        if one.main_type in (main, "*") and one.sub_type in (sub, "*")
    ]
    return max(found)[-1] if found else 0
