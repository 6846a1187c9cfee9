"""JSON by orjson: dates as ISO 8601, times in UTC with ``Z``, money as a decimal string."""

from decimal import Decimal

import orjson
from rest_framework.renderers import BaseRenderer

_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC | orjson.OPT_OMIT_MICROSECONDS


def dumps(data) -> bytes:
    return orjson.dumps(data, _plain, _OPTIONS)


def _plain(value):
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


class OrjsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else dumps(data)


class LinkedRenderer(OrjsonRenderer):
    media_type = "application/ld+json"
    format = "jsonld"
