"""Machine suggestions, by an adapter: whoever runs the portal names a service, or there are none.

The one adapter speaks the interface of LibreTranslate as its own description gives it (``POST /translate`` with ``q``,
``source``, ``target``, ``format`` and ``api_key``; ``GET /languages``; errors as ``{"error": …}`` with 400, 403, 429
and 500). ``http.client`` carries it: unlike the library's other ways it follows no redirect, asks no proxy of the
environment and keeps no state, and a few lines give it a deadline and a limit.
"""

import http.client
import json
import logging
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from amedip.core.jobs import Refused
from amedip.translations.marks import Protected, protect, restore

log = logging.getLogger(__name__)

# One request carries so many characters of HTML at most (the public services' limit), and so many lines; a longer
# line goes alone.
BATCH_CHARACTERS = 2_000
BATCH_LINES = 50
ANSWER_BYTES = 1_000_000
LONGEST_WAIT = 60 * 60  # seconds that a Retry-After is believed
CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


class Unavailable(Exception):
    """The service gives nothing now; later it may. ``retry_after`` is in seconds, or None if it did not say."""

    def __init__(self, reason, retry_after: int | None = None):
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class Rejected(Refused):
    """The service will not give this however often it is asked; the reason says what an administrator can do."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class Translator(Protocol):
    """Whatever suggests translations."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """One suggestion for each text, in order; ``""`` where there is none that could be shown undamaged.

        ``source`` and ``target`` are codes of ``amedip.core.languages``. Raises ``Unavailable`` (ask again later) or
        ``Rejected`` (do not).
        """


def configured() -> Translator | None:
    """The service that the settings name; None if they name none, and then no page offers machine suggestions."""
    if not settings.TRANSLATION_URL:
        return None
    return LibreTranslate(settings.TRANSLATION_URL, settings.TRANSLATION_API_KEY, settings.TRANSLATION_TIMEOUT)


class LibreTranslate:
    """A service with LibreTranslate's interface at ``url`` (http or https); ``timeout`` seconds for each answer."""

    def __init__(self, url: str, api_key: str = "", timeout: float = 30):
        parts = urlsplit(url)
        if parts.scheme not in CONNECTIONS or not parts.hostname or parts.query or parts.username:
            # Not shown: an address may hold a password.
            raise ImproperlyConfigured("TRANSLATION_URL is not an address like https://translate.example.org")
        self._scheme, self._host, self._path = parts.scheme, parts.netloc, parts.path.rstrip("/")
        self._api_key = api_key
        self._timeout = timeout

    def __repr__(self):
        return f"<LibreTranslate at {self._host}>"  # without its key

    def pairs(self) -> set[tuple[str, str]]:
        """The pairs (source, target) that the service has; raises as ``translate`` does."""
        listed = self._ask("GET", "/languages")
        if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
            raise Rejected(NOT_THIS_INTERFACE)
        return {(item.get("code"), target) for item in listed for target in item.get("targets") or ()}

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See ``Translator``. Lines are sent one by one: the service itself would join them."""
        lines = [[protect(line) for line in text.splitlines()] for text in texts]
        wanted = [line for text in lines for line in text if line.has_words]
        translated: dict[int, str | None] = {}
        for batch in _batches(wanted):
            answers = self._batch([line.html for line in batch], source, target)
            translated |= {
                id(line): restore(line, answer) if isinstance(answer, str) else None
                for line, answer in zip(batch, answers, strict=True)
            }
        return [
            _joined(
                [translated[id(line)] if line.has_words else original for line, original in zip(*both, strict=True)]
            )
            for both in zip(lines, (text.splitlines() for text in texts), strict=True)
        ]

    def _batch(self, lines: list[str], source: str, target: str) -> list:
        body = {"q": lines, "source": source, "target": target, "format": "html"}
        if self._api_key:
            body["api_key"] = self._api_key
        answer = self._ask("POST", "/translate", body)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list):
            raise Rejected(NOT_THIS_INTERFACE)
        # Nobody can say which line an answer belongs to when their numbers differ.
        return found if len(found) == len(lines) else [None] * len(lines)

    def _ask(self, method: str, path: str, body: dict | None = None):
        try:
            status, headers, content = self._exchange(method, self._path + path, body)
        except (OSError, http.client.HTTPException) as error:
            log.warning("The translation service cannot be reached: %s", type(error).__name__)
            # Its own text may quote what was sent.
            raise Unavailable(_("The translation service does not answer. Try again later.")) from None
        if status != http.HTTPStatus.OK:
            log.warning("The translation service answered %s.", status)
            raise _refusal(status, headers)
        try:
            return json.loads(content)
        except ValueError:
            raise Rejected(NOT_THIS_INTERFACE) from None

    def _exchange(self, method: str, path: str, body: dict | None):
        """Status, headers and content of the answer, all of it within the time that is set."""
        ends = time.monotonic() + self._timeout
        connection = CONNECTIONS[self._scheme](self._host, timeout=self._timeout)
        try:
            connection.connect()
            sock = connection.sock  # the connection forgets it when the answer is to be its last
            connection.request(
                method,
                path,
                None if body is None else json.dumps(body),
                {"Content-Type": "application/json", "Accept": "application/json"},
            )
            answer = connection.getresponse()
            content = b""
            while chunk := _next(answer, sock, ends):
                content += chunk
                if len(content) > ANSWER_BYTES:
                    raise Rejected(NOT_THIS_INTERFACE)
            if answer.length:
                raise http.client.IncompleteRead(content, answer.length)
            return answer.status, answer.headers, content
        finally:
            connection.close()


NOT_THIS_INTERFACE = _(
    "What answers at TRANSLATION_URL does not speak LibreTranslate’s interface. Ask the administrators to check the "
    "address."
)


def _next(answer: http.client.HTTPResponse, sock, ends: float) -> bytes:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    if not answer.isclosed():
        sock.settimeout(left)
    return answer.read1(65_536)


def _refusal(status: int, headers) -> Exception:
    if status == http.HTTPStatus.TOO_MANY_REQUESTS:
        reason = _("The translation service has had too many requests. Try again later.")
        return Unavailable(reason, _seconds(headers.get("Retry-After")))
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        reason = _("The translation service has a fault of its own. Try again later.")
        return Unavailable(reason, _seconds(headers.get("Retry-After")))
    if status in {http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN}:
        return Rejected(
            _("The translation service does not let us in. Ask the administrators to check TRANSLATION_API_KEY.")
        )
    if status == http.HTTPStatus.BAD_REQUEST:
        return Rejected(
            _(
                "The translation service refuses the request: it may lack this pair of languages, want a key, or take "
                "shorter texts only. Translate this text by hand."
            )
        )
    return Rejected(NOT_THIS_INTERFACE)  # also a redirect: the texts and the key go to the host that was named


def _seconds(value: str | None) -> int | None:
    """A ``Retry-After`` (RFC 9110, 10.2.3), seconds or a date, as seconds from now; None if it is neither."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return min(int(value[:9]), LONGEST_WAIT)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0, min(round((then - datetime.now(UTC)).total_seconds()), LONGEST_WAIT))


def _batches(lines: list[Protected]) -> Iterator[list[Protected]]:
    batch: list[Protected] = []
    for line in lines:
        if batch and (
            len(batch) == BATCH_LINES or sum(len(other.html) for other in batch) + len(line.html) > BATCH_CHARACTERS
        ):
            yield batch
            batch = []
        batch.append(line)
    if batch:
        yield batch


def _joined(lines: list[str | None]) -> str:
    """A text of which one line is lost is no suggestion."""
    return "" if None in lines else "\n".join(line for line in lines if line is not None)
