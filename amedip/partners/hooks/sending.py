"""One attempt to deliver a message: to an address that was checked, within its time, following nothing.

``http.client`` carries it: unlike other clients it follows no redirect, asks no proxy of the environment and keeps no
state, and it lets us make the connection ourselves.
"""

import http.client
import os
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache

from amedip.partners.hooks.addresses import NotFound, Policy, Refused, Resolver, Target, addresses_of, read_address
from amedip.partners.models import Outcome

MOST_ADDRESSES = 3  # tried of a name that has many
LONGEST_WAIT = 60 * 60  # seconds that a Retry-After is believed


@dataclass(frozen=True)
class Limits:
    """Seconds for a connection and for all of the attempt; bytes of the answer that are read."""

    connect: float = 3
    total: float = 10
    excerpt: int = 1_000


@dataclass(frozen=True)
class Answer:
    """What came back: ``excerpt`` is the beginning of the body; ``retry_after`` in seconds, if the receiver asked."""

    outcome: Outcome
    status: int | None = None
    milliseconds: int = 0
    excerpt: str = ""
    retry_after: int = 0

    @property
    def delivered(self) -> bool:
        return self.outcome == Outcome.DELIVERED


def send(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    policy: Policy,
    limits: Limits = Limits(),
    resolve: Resolver | None = None,
    context: ssl.SSLContext | None = None,
) -> Answer:
    """POST ``body`` to ``url`` once and say what came of it; nothing is raised for what a receiver can do.

    ``resolve`` and ``context`` stand for the machine's resolver and its certificate authorities.
    """
    began = time.monotonic()
    outcome, status, excerpt, retry_after = _attempt(
        url, body, headers, policy, limits, resolve, context or _certificates(), began + limits.total
    )
    return Answer(outcome, status, round((time.monotonic() - began) * 1000), excerpt, retry_after)


def _attempt(url, body, headers, policy, limits, resolve, context, ends):
    try:
        target = read_address(url, policy)
        addresses = addresses_of(target, resolve, limits.connect)
        connection = _Pinned(target, addresses, limits, context, ends)
        try:
            return _exchange(connection, target, body, headers, limits, ends)
        finally:
            connection.end()
    except NotFound:
        return Outcome.NAME, None, "", 0
    except Refused:
        return Outcome.REFUSED, None, "", 0
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _outcome_of(error, ends), None, "", 0


def _exchange(connection, target, body, headers, limits, ends):
    connection.request("POST", target.path, body, {**headers, "Host": target.authority, "Connection": "close"})
    answer = connection.getresponse()
    if time.monotonic() >= ends:  # cut off among its headers, which the library takes for their end
        answer.close()
        raise TimeoutError
    excerpt = _beginning(answer, limits.excerpt)
    delivered = 200 <= answer.status < 300
    return (
        Outcome.DELIVERED if delivered else Outcome.STATUS,
        answer.status,
        excerpt,
        _seconds(answer.headers.get("Retry-After", "")),
    )


def _beginning(answer: http.client.HTTPResponse, most: int) -> str:
    """The first ``most`` bytes as text; what is wrong with the body is no matter once the status is there."""
    content = b""
    with closing(answer), suppress(OSError, http.client.HTTPException, ValueError):
        while len(content) < most and (chunk := answer.read1(most - len(content))):
            content += chunk
    # A letter that is no letter becomes three bytes long; the database takes no NUL.
    text = content.decode("utf-8", "ignore")
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)


def _seconds(value: str) -> int:
    return min(int(value[:6]), LONGEST_WAIT) if value.isascii() and value.isdecimal() else 0


def _outcome_of(error: Exception, ends: float) -> Outcome:
    if isinstance(error, TimeoutError) or time.monotonic() >= ends:
        return Outcome.TIMEOUT
    if isinstance(error, ssl.SSLError):
        return Outcome.TLS
    return Outcome.CONNECTION if isinstance(error, OSError) else Outcome.PROTOCOL


class _Pinned(http.client.HTTPConnection):
    """A connection to one of ``addresses`` and to no other, in the name of the target, that ends at ``ends``."""

    def __init__(self, target: Target, addresses: list[str], limits: Limits, context: ssl.SSLContext, ends: float):
        super().__init__(target.host, target.port)
        self._target, self._addresses, self._limits, self._context = target, addresses, limits, context
        self._ends = ends
        self._watch: threading.Timer | None = None

    def connect(self):
        sock = self._dial()
        self._watch_over(sock)
        sock.settimeout(max(self._ends - time.monotonic(), 0.001))
        if self._target.scheme == "https":
            sock = self._context.wrap_socket(sock, server_hostname=self._target.host)
        self.sock = sock

    def end(self):
        """Close, and stop watching: the library closes for itself before the body is read."""
        if self._watch:
            self._watch.cancel()
        self.close()

    def _dial(self) -> socket.socket:
        failure: OSError = OSError()
        for address in self._addresses[:MOST_ADDRESSES]:
            left = self._ends - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                # With a number instead of a name nothing is looked up.
                return socket.create_connection((address, self._target.port), min(self._limits.connect, left))
            except OSError as error:
                failure = error
        raise failure

    def _watch_over(self, sock: socket.socket) -> None:
        """Hang up at the end of the time: a socket's own deadline begins anew with each byte that drips in."""
        other = socket.socket(sock.family, sock.type, fileno=os.dup(sock.fileno()))
        self._watch = _HangUp(self._ends - time.monotonic(), other)
        self._watch.start()


class _HangUp(threading.Timer):
    """Ends a connection by a second handle of it, when its time is over; gives the handle back in any case."""

    def __init__(self, seconds: float, sock: socket.socket):
        super().__init__(max(seconds, 0), self._hang_up)
        self.daemon = True
        self._sock = sock

    def run(self):
        super().run()
        self._sock.close()

    def _hang_up(self):
        with suppress(OSError):  # it has ended by itself
            self._sock.shutdown(socket.SHUT_RDWR)


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()
