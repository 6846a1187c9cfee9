"""Errors as RFC 9457 problem details, in the language the caller accepts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, status

from amedip.core.api.conditional import open_to_all
from amedip.core.api.deadlines import is_overdue
from amedip.core.api.renderers import dumps

MEDIA_TYPE = "application/problem+json"
LONGEST_INSTANCE = 500

TITLES = {
    400: _("Bad request"),
    401: _("Not signed in"),
    403: _("Forbidden"),
    404: _("Not found"),
    405: _("Method not allowed"),
    406: _("Not acceptable"),
    409: _("Conflict"),
    410: _("Gone"),
    412: _("Precondition failed"),
    413: _("Content too large"),
    415: _("Unsupported media type"),
    422: _("Cannot be processed"),
    428: _("Precondition required"),
    429: _("Too many requests"),
    500: _("Internal error"),
    503: _("Not available"),
}

DETAILS = {
    400: _("The request cannot be read. Check the address and its parameters against /api/v1/schema/."),
    401: _("This address needs a valid access token in the Authorization header."),
    403: _("You are not entitled to this."),
    404: _(
        "There is nothing at this address, or it is not public. References are case-sensitive; "
        "the collections are listed at /api/v1/."
    ),
    405: _("This address does not take that method; the Allow header names those it takes."),
    406: _("The API answers in application/json; send Accept: application/json, or none."),
    409: _("The present state does not allow this."),
    410: _("It stood at this address and was withdrawn. Its reference is never given to anything else."),
    412: _("Somebody else has changed it since. Apply your change to what stands in “current”."),
    413: _("Send less at a time."),
    415: _("Send the content as application/json."),
    422: _("This Idempotency-Key was used for another request. Give each request a key of its own."),
    428: _("Say in If-Match which version you saw: its ETag. It stands in “current” and in the ETag of this answer."),
    429: _("Wait as many seconds as the Retry-After header says, then try again."),
    500: _("The fault is ours and has been noted. Try again in a few minutes; nothing you sent was half-saved."),
    503: _("The portal is busy or being maintained. Try again in a few minutes."),
}


@dataclass(frozen=True)
class InputError:
    """What is wrong with one part of the input, by JSON pointer (``/page_size``); ``code`` is for programs."""

    pointer: str
    code: str
    detail: str


class Invalid(exceptions.APIException):
    """400 with one entry per part of the input that cannot be taken."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, errors: Sequence[InputError]):
        super().__init__(" ".join(error.detail for error in errors))
        self.errors = errors


class Refused(exceptions.APIException):
    """Any other refusal of a request that can be read; ``more`` are further members of the problem.

    Without a ``detail`` the status says enough.
    """

    def __init__(
        self,
        status_code: int,
        detail: str = "",
        *,
        more: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ):
        super().__init__(str(detail or DETAILS[status_code]))
        self.status_code, self.more, self.headers = status_code, dict(more or {}), dict(headers or {})


class Unknown(exceptions.AuthenticationFailed):
    """401 that says why the token is not taken."""


class Gone(exceptions.APIException):
    """410: the reference existed and was taken away."""

    status_code = status.HTTP_410_GONE
    default_detail = DETAILS[410]


class NotThen(exceptions.NotFound):
    """404: there was no such thing on the day asked for."""

    default_detail = _("On that day the portal held nothing public under this reference.")


class Busy(exceptions.APIException):
    """503: the answer would take the database longer than it is given."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = _("This question takes too long to answer now. Ask for less at a time, or try again in a minute.")
    wait = 60


# What says more than its status; the framework's own sentences only say what failed, and ours stand for them.
_SPOKEN = (Invalid, Refused, Unknown, Gone, NotThen, Busy, exceptions.PermissionDenied)


def problem_response(
    request,
    status: int,
    detail: str = "",
    *,
    title: str = "",
    errors: Sequence[InputError] = (),
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """One problem; what is wrong with the input stands in ``errors``, one entry each, and ``more`` beside it."""
    instance = request.get_full_path()
    body = {
        "type": "about:blank",
        "title": str(title or TITLES.get(status, TITLES[500])),
        "status": status,
        "detail": str(detail or DETAILS.get(status, DETAILS[500])),
        "instance": instance if len(instance) <= LONGEST_INSTANCE else request.path[:LONGEST_INSTANCE],
    }
    if errors:
        body["errors"] = [asdict(error) for error in errors]
    body |= more or {}
    headers = {"Content-Language": get_language(), "Cache-Control": "no-store"}
    return open_to_all(HttpResponse(dumps(body), MEDIA_TYPE, status, headers=headers))


def exception_handler(exc, context):
    """The answer to what a view raised; None for what nobody foresaw, which becomes the 500 of ``core.errors``."""
    if isinstance(exc, Http404):
        exc = exceptions.NotFound(DETAILS[404])
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied(str(exc) or DETAILS[403])
    elif is_overdue(exc):
        exc = Busy()
    if not isinstance(exc, exceptions.APIException):
        return None
    request = context["request"]
    # The framework's own sentences say what failed, not what to do: ours stand for them.
    detail = str(exc.detail) if isinstance(exc, _SPOKEN) else ""
    errors, more = getattr(exc, "errors", ()), getattr(exc, "more", None)
    response = problem_response(request, exc.status_code, detail, errors=errors, more=more)
    for name, value in getattr(exc, "headers", {}).items():
        response[name] = value
    if isinstance(exc, exceptions.MethodNotAllowed):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    if isinstance(exc, exceptions.Throttled | Busy) and exc.wait is not None:
        response["Retry-After"] = str(exc.wait)
    if getattr(exc, "auth_header", None):
        response["WWW-Authenticate"] = exc.auth_header
    return response
