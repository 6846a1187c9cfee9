"""Where webhooks may go: to addresses on the open internet, never to one that leads inside.

An address is looked at twice: as text, when it is registered and again before each attempt, and by what its name leads
to, of which each address must be outside. Whoever connects takes an address that was checked and asks for no other
(``amedip.partners.hooks.sending``): between the check and the connection nothing is looked up again.
"""

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amedip.core import languages

LONGEST = 500
DEFAULT_PORTS = {"http": 80, "https": 443}

# IANA's registries of special-purpose addresses (RFC 6890 and its successors), and the one public address at which a
# large provider answers its own machines alone. Written out: what ``ipaddress`` calls global changed between releases.
INSIDE_4 = [
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
        "240.0.0.0/4",
    )
]  # fmt: skip
# Global unicast only: that leaves out loopback, link-local, unique local, multicast, mapped (::ffff:0:0/96),
# translated (64:ff9b::/96) and compatible (::/96) addresses. Within it what stands for an IPv4 address, or for nobody.
OPEN_6 = ipaddress.IPv6Network("2000::/3")
INSIDE_6 = [
    ipaddress.IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]
# The middle of an interface identifier that carries an IPv4 address (ISATAP, RFC 5214).
ISATAP = {0x0000_5EFE, 0x0200_5EFE}
# Names that belong to no one, or to the network one is in (RFC 6761, 6762, 8375, 9476; ICANN's "internal").
PRIVATE_NAMES = {
    "alt", "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain",
    "localhost", "onion", "private", "test",
}  # fmt: skip
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_IN_PATH = "/%:@!$&'()*+,;=~"
_IN_QUERY = _IN_PATH + "?"
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")

FORM = _("This is no address that a message can be sent to. Give one like https://partner.example.org/hooks.")
LONG = _("Written with ASCII alone, this address is longer than %(count)d characters. Give a shorter one.")
SCHEME = _("Give an address that begins with https:// (or http://).")
USERINFO = _("An address with a user name or a password is not taken: the signature proves who sends.")
NUMBER = _("Write the host as a name, or its number as four plain decimal parts.")
PORT = _("Messages go to no other ports than %(ports)s. Let the address answer there.")
INSIDE = _("This address leads into a closed network. Give one that can be reached from the open internet.")
OWN = _("This is the portal’s own address. Give one of the system that is to be told.")
UNKNOWN = _("Nothing is known under this name. Check its spelling, or try again when the name is in force.")

Resolver = Callable[[str, int, float], list[str]]


class Refused(Exception):
    """Nothing may be sent there; ``reason`` is a translated sentence that says what to do."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class NotFound(Refused):
    """The name leads nowhere at this moment; later it may."""


@dataclass(frozen=True)
class Policy:
    """``ports`` that anyone may name; ``inside``, as ``host:port``, what is reached although it lies inside.

    ``own`` is the host of the portal itself, which is told nothing.
    """

    ports: frozenset[int] = frozenset(DEFAULT_PORTS.values())
    inside: frozenset[str] = frozenset()
    own: str = ""


@dataclass(frozen=True)
class Target:
    """An address taken apart and written plainly: ``host`` in ASCII without brackets, ``path`` with its query."""

    scheme: str
    host: str
    port: int
    path: str
    trusted: bool = False

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def policy_of_settings() -> Policy:
    """What the settings allow: further ports, and named hosts inside for development."""
    return Policy(
        ports=frozenset(settings.WEBHOOK_PORTS),
        inside=frozenset(settings.WEBHOOK_INSIDE),
        own=urlsplit(settings.SITE_URL).hostname or "",
    )


def read_address(url: str, policy: Policy) -> Target:
    """The address, if its text alone does not say that it leads inside; raises ``Refused`` with the reason."""
    parts = _taken_apart(url)
    host, number = _host(parts)
    target = _written_plainly(parts, host, policy)
    if target.trusted:
        return target
    if target.port not in policy.ports:
        raise Refused(PORT % {"ports": languages.comma().join(map(str, sorted(policy.ports)))})
    if number:
        if not is_outside(number):
            raise Refused(INSIDE)
    elif "." not in host or host.rpartition(".")[2] in PRIVATE_NAMES:
        raise Refused(INSIDE)
    if host == policy.own:
        raise Refused(OWN)
    return target


def addresses_of(target: Target, resolve: Resolver | None = None, seconds: float = 3) -> list[str]:
    """What the host of ``target`` leads to, looked up once: addresses to connect to, each of them checked.

    Raises ``NotFound`` if it leads nowhere, ``Refused`` if one of them lies inside: a name that leads both ways is
    either a mistake or an attempt.
    """
    try:
        return [str(ipaddress.ip_address(target.host))]
    except ValueError:
        pass
    try:
        found = (resolve or look_up)(target.host, target.port, seconds)
        # A zone (%eth0) belongs to link-local addresses only.
        addresses = [ipaddress.ip_address(address.partition("%")[0]) for address in dict.fromkeys(found)]
    except (OSError, ValueError):
        raise NotFound(UNKNOWN) from None
    if not addresses:
        raise NotFound(UNKNOWN)
    if not target.trusted and not all(is_outside(address) for address in addresses):
        raise Refused(INSIDE)
    return [str(address) for address in addresses]


def is_outside(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Does the address belong to the open internet?"""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not _within(address, INSIDE_4)
    carries_another = (int(address) >> 32) & 0xFFFF_FFFF in ISATAP
    return address in OPEN_6 and not carries_another and not _within(address, INSIDE_6)


def look_up(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a name, by the machine's resolver, which itself knows no deadline.

    Raises ``OSError``: ``socket.gaierror`` for a name that is not known, ``TimeoutError`` after ``seconds``.
    """
    answers: SimpleQueue = SimpleQueue()

    def ask():
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise socket.gaierror from answer
    return [place[0] for *_rest, place in answer]


def _taken_apart(url: str) -> SplitResult:
    # Readers of addresses differ in what they do with these, so none of them gets to see them.
    if len(url) > LONGEST or not url.isprintable() or any(sign in url for sign in ' \\#^`{|}<>"'):
        raise Refused(FORM)
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Refused(FORM) from None
    if not parts.hostname:
        raise Refused(FORM)
    if parts.scheme not in DEFAULT_PORTS:
        raise Refused(SCHEME)
    if "@" in parts.netloc:
        raise Refused(USERINFO)
    return parts


def _written_plainly(parts: SplitResult, host: str, policy: Policy) -> Target:
    try:
        port = DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError:
        raise Refused(FORM) from None
    path = quote(parts.path or "/", safe=_IN_PATH) + (f"?{quote(parts.query, safe=_IN_QUERY)}" if parts.query else "")
    target = Target(parts.scheme, host, port, path, trusted=f"{host}:{port}" in policy.inside)
    if len(target.url) > LONGEST:  # letters beyond ASCII take up more room than they seem to
        raise Refused(LONG % {"count": LONGEST})
    return target


def _host(parts: SplitResult) -> tuple[str, ipaddress.IPv4Address | ipaddress.IPv6Address | None]:
    """The host in plain ASCII and, if it is one, as a number."""
    host = parts.hostname or ""
    if "[" in parts.netloc:
        try:
            number = ipaddress.IPv6Address(host)
        except ValueError:
            raise Refused(FORM) from None
        if number.scope_id:
            raise Refused(INSIDE)
        return str(number), number
    if not host.isascii():
        # Full-width digits, circled letters and other dots are folded here, and looked at as what they become.
        try:
            host = host.encode("idna").decode().lower()
        except UnicodeError:
            raise Refused(FORM) from None
    labels = host.split(".")
    # The rule of browsers: what ends in a number is one, in whatever spelling; here only the plain one is.
    if _NUMBER.fullmatch(labels[-1]):
        try:
            number = ipaddress.IPv4Address(host)
        except ValueError:
            raise Refused(NUMBER) from None
        return host, number
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Refused(FORM)
    return host, None


def _within(address, networks: Iterable) -> bool:
    return any(address in network for network in networks)
