"""Errors as RFC 9457 problem details, in the language the caller accepts."""

import orjson
from django.http import HttpResponse


def problem_response(
    request, status: int, title: str, detail: str, *, errors=None, slug: str = "about:blank"
) -> HttpResponse:
    """One problem; ``errors`` is a list of ``{"pointer", "code", "detail"}`` for input."""
    body = {"type": slug, "title": title, "status": status, "detail": detail, "instance": request.get_full_path()}
    if errors:
        body["errors"] = errors
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")


def exception_handler(exc, context):
    """Filled in with the API."""
    return None
