"""The pages for what went wrong, in the page's language; the API's addresses answer with problem details instead."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.api.problems import problem_response

API_PREFIX = "/api/"


class NothingHere(Http404):
    """404 with advice of its own: a translated sentence for the reader."""


def _answer(request, status: int, title: str, advice: str) -> HttpResponse:
    if request.path.startswith(API_PREFIX):
        # Advice about pages would mislead a program: only what was said about this very request goes on.
        return problem_response(request, status, advice if status in (400, 403) else "")
    code = languages.current()
    # Rendered without context processors: this page must come up when the database or a template library does not.
    page = render_to_string(
        "error.html",
        {
            "status": status,
            "title": title,
            "advice": advice,
            "language": code,
            "direction": languages.direction(code),
            "SITE_NAME": settings.SITE_NAME,
        },
    )
    response = HttpResponse(page, status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request, exception=None):
    advice = str(exception) if exception and exception.args and type(exception).__name__ == "BadRequest" else ""
    return _answer(
        request,
        400,
        _("This request cannot be read"),
        advice or _("Check the address, or begin again from the home page."),
    )


def permission_denied(request, exception=None):
    reason = str(exception) if exception and exception.args else ""
    return _answer(
        request,
        403,
        _("You may not open this page"),
        reason or _("Sign in with an account that has the right, or ask ICMPD for it."),
    )


def csrf_failure(request, reason=""):
    return _answer(
        request,
        403,
        _("The form has expired"),
        _("Nothing was saved. Go back, reload the page and send the form again; your browser must accept cookies."),
    )


def not_found(request, exception=None):
    advice = str(exception) if isinstance(exception, NothingHere) else ""
    return _answer(
        request,
        404,
        _("There is nothing at this address"),
        advice or _("It may be mistyped, or not public yet. Search for it, or begin from one of the sections."),
    )


def method_not_allowed(request, allowed):
    response = _answer(
        request,
        405,
        _("This page can only be read"),
        _("Open its address in a browser; nothing can be sent to it."),
    )
    response["Allow"] = ", ".join(allowed)
    return response


def gone(request, title: str = ""):
    """410: the reference existed and was taken away."""
    return _answer(
        request,
        410,
        title or _("This was taken away"),
        _("It stood at this address and was withdrawn. Its reference is never given to anything else."),
    )


def too_many_requests(request):
    response = _answer(
        request,
        429,
        _("Too many attempts"),
        _("For safety the portal waits a few minutes before it takes the next one. Try again then."),
    )
    response["Retry-After"] = "300"
    return response


def server_error(request):
    return _answer(
        request,
        500,
        _("Something went wrong here"),
        _("The fault is ours and has been noted. Try again in a few minutes; nothing you sent was half-saved."),
    )
