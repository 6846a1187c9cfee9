"""What every write passes: its client's scope, its size, its version, and the key by which it is done only once."""

import hashlib
import logging
import re
from collections.abc import Callable

import orjson
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext as _
from gunicorn.http.errors import ParseException
from rest_framework.exceptions import NotAuthenticated, NotFound, UnsupportedMediaType

from amedip.core import languages
from amedip.core.api import conditional
from amedip.core.api.answering import AnswerView
from amedip.core.api.inputs import InputShape, errors_in
from amedip.core.api.parameters import Reader
from amedip.core.api.preconditions import expected_version
from amedip.core.api.problems import InputError, Invalid, Refused
from amedip.core.models import Record
from amedip.core.records import Stale
from amedip.partners.actions import InFlight, Kept, OtherRequest, keep_answer, kept_answer
from amedip.partners.api.work import Work, refusal_of
from amedip.partners.models import Client
from amedip.partners.rules import has_scope

log = logging.getLogger(__name__)

LARGEST = 5 * 1024 * 1024
# Of an answer these stay with it when it is said again.
_KEPT_HEADERS = ("Content-Type", "Content-Language", "ETag", "Location")
_LONGEST_LENGTH = 12
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


class WriteView(AnswerView):
    """A view of what clients write; what it answers is for the one who asks alone."""

    work: type[Work] | None = None
    vary = "Authorization, Accept-Encoding"

    def client_of(self, request) -> Client:
        """The client that asks; 401 without one, 403 unless it has the scope."""
        if request.auth is None:
            raise NotAuthenticated
        client, scope = request.auth.client, self.work.scope
        answer = has_scope(client, scope)
        if not answer:
            told = f'Bearer realm="AMEDIP", error="insufficient_scope", scope="{scope}"'
            raise Refused(403, answer.reason, headers={"WWW-Authenticate": told})
        return client

    def written(
        self,
        request,
        act: Callable[[bytes], HttpResponse],
        *,
        largest: int = LARGEST,
        parameters: Reader | None = None,
    ) -> HttpResponse:
        """What ``act`` answers to the bytes sent, done whole or not at all.

        ``parameters`` have read those of the address, which without them has none.

        Of several requests with the same ``Idempotency-Key`` one is done; to the others its answer is said again, also
        where the first never heard it.
        """
        (parameters or Reader(request.GET, [])).finish()
        raw = _body(request, largest)
        key, client = _key_of(request), request.auth.client
        digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + raw).hexdigest()
        try:
            with transaction.atomic():
                if key and (kept := kept_answer(client, key, digest)):
                    return _again(kept)
                response = act(raw)
                if key:
                    headers = {name: response[name] for name in _KEPT_HEADERS if response.has_header(name)}
                    keep_answer(client, key, digest, Kept(response.status_code, headers, response.content))
                return response
        except self.work.model.DoesNotExist as error:
            raise NotFound from error  # taken away since the view found it
        except InFlight as error:
            detail = _("The same request is being done at this moment. Ask again in a second for its answer.")
            raise Refused(409, detail, headers={"Retry-After": "1"}) from error
        except OtherRequest as error:
            raise Refused(422) from error
        except Stale as error:
            raise self.overtaken(412, error.obj.pk, client) from error
        except ValidationError as error:
            raise refusal_of(error, self.work) from error
        except IntegrityError as error:
            # The message of the database would tell what was written.
            constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
            log.warning("A client’s write to %s was refused by the constraint %s.", self.work.name, constraint)
            detail = _(
                "Somebody else saved something that does not go together with this. Nothing was saved: try again."
            )
            raise Refused(409, detail) from error

    def expected(self, request, obj: Record, client: Client) -> int:
        """The version that the caller saw, which ``obj`` has; a refusal tells how it stands now."""
        try:
            return expected_version(request, obj.version)
        except Refused as refusal:
            raise self.overtaken(refusal.status_code, obj.pk, client) from refusal

    def overtaken(self, status: int, key: int, client: Client) -> Refused:
        now = self.work.show(key, client)
        return Refused(status, more={"current": now.item}, headers={"ETag": f'"{now.tag}"'})

    def shown(self, request, key: int, client: Client, status: int = 200, location: str = "") -> HttpResponse:
        """The record as it stands now."""
        now = self.work.show(key, client)
        if request.method in ("GET", "HEAD") and conditional.has(request, now.tag, None):
            response = HttpResponseNotModified()
        else:
            response = private(now.body, status)
        response["ETag"] = f'"{now.tag}"'
        if location:
            response["Location"] = location
        return response

    def options(self, request, *args, **kwargs):
        response = super().options(request, *args, **kwargs)
        response["Access-Control-Allow-Headers"] += ", Authorization, Content-Type, If-Match, Idempotency-Key"
        return response


def private(body: bytes, status: int = 200) -> HttpResponse:
    """An answer that is nobody else's; scripts of any site may read it who have the key."""
    headers = {"Cache-Control": "private, no-cache", "Content-Language": ", ".join(languages.CODES)}
    return conditional.open_to_all(HttpResponse(body, conditional.MEDIA_TYPE, status, headers=headers))


def read_input(raw: bytes, shape: type[InputShape] | None, *, partial: bool = False, context: dict | None = None):
    """What was sent, as the shape has it; raises ``Invalid`` with all that is wrong."""
    data = parsed(raw) if raw.strip() else {}
    reader = (shape or InputShape)(data=data, partial=partial, context=context or {})
    if not reader.is_valid():
        raise Invalid(errors_in(reader.errors))
    return reader.validated_data


def parsed(raw: bytes):
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        detail = _("This is not JSON: line %(line)d, column %(column)d.")
        told = {"line": error.lineno, "column": error.colno}
        raise Invalid([InputError("", "not-json", detail % told)]) from error


def _body(request, largest: int) -> bytes:
    raw = _sent(request, largest)
    if raw is None or len(raw) > largest:
        told = {"size": largest // 1024 // 1024}
        raise Refused(413, _("The body is larger than %(size)d MB. Send it in parts.") % told)
    sort = (request.content_type or "").partition(";")[0].strip().lower()
    if raw and sort != conditional.MEDIA_TYPE:
        raise UnsupportedMediaType(sort)
    return raw


def _sent(request, largest: int) -> bytes | None:
    """What was sent, or enough of it to see that it is too large; None where it says so itself.

    Who does not know the length beforehand sends piece by piece: the server ends the stream, and the framework, which
    goes by the length, would find nothing in it.
    """
    length = request.META.get("CONTENT_LENGTH")
    try:
        if length:
            fits = length.isdecimal() and len(length) < _LONGEST_LENGTH and int(length) <= largest
            return request.read() if fits else None
        ended = request.META.get("wsgi.input_terminated")
        return request.META["wsgi.input"].read(largest + 1) if ended else b""
    except (OSError, ParseException) as error:
        raise Refused(400, _("The content broke off before its end. Send it again.")) from error


def _key_of(request) -> str:
    """The ``Idempotency-Key`` of a POST; empty without one."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY", "").strip().strip('"')
    if request.method != "POST" or "HTTP_IDEMPOTENCY_KEY" not in request.META:
        return ""
    if not _KEY.fullmatch(key):
        detail = _("An Idempotency-Key has 1 to 255 visible characters of ASCII, such as a UUID.")
        raise Invalid([InputError("/Idempotency-Key", "invalid", detail)])
    return key


def _again(kept: Kept) -> HttpResponse:
    response = private(kept.body, kept.status)
    for name, value in kept.headers.items():
        response[name] = value
    response["Idempotency-Replayed"] = "true"
    return response
