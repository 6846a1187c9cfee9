"""What work costs in processor time, which is steadier than wall-clock time on a machine that others share."""

import http.client
import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass

from tests.benchmarks.place import Failed, Place, Site

# A round costs about this much: the time of connections that have ended is told in hundredths of a second only.
ROUND_SECONDS = 0.6
FEWEST, MOST = 10, 1_500  # requests in a round
CONNECTIONS = 4


@dataclass(frozen=True)
class Spread:
    """The middle of several rounds, with the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        return cls(statistics.median(values), min(values), max(values))


@dataclass
class Row:
    """One line of the table: what the portal and the ordinary way cost; less is better unless ``per_second``.

    ``size`` is that of the table of priorities where a work is measured at several.
    """

    group: str
    work: str
    portal: Spread | None
    ordinary: Spread | None = None
    unit: str = "ms"
    wanted: str = ""
    note: str = ""
    per_second: bool = False
    size: int = 0

    @property
    def times(self) -> float | None:
        """How many times cheaper (or faster) the portal is."""
        if not (self.portal and self.ordinary and self.portal.median and self.ordinary.median):
            return None
        more, less = self.ordinary.median, self.portal.median
        return less / more if self.per_second else more / less

    def as_json(self) -> dict:
        return asdict(self) | {"times": self.times}


@dataclass
class Visit:
    """A request repeated: ``paths`` in turn; ``before`` runs uncounted before each; ``known`` sends back the ETag."""

    site: Site
    paths: list[str]
    before: Callable[[], None] | None = None
    known: bool = False
    accept_encoding: str = ""
    bytes_read: int = 0


class Client:
    """A few connections kept open, as browsers and programs do, used in turn so that every worker is asked."""

    def __init__(self, site: Site, *, connections: int = CONNECTIONS):
        self.site = site
        self.connections = [http.client.HTTPConnection("127.0.0.1", site.port, timeout=60) for _ in range(connections)]
        self.tags: dict[str, str] = {}

    def get(self, turn: int, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = self.connections[turn % len(self.connections)]
        for last in (False, True):
            try:
                connection.request("GET", path, headers=headers)
                response = connection.getresponse()
            except (http.client.RemoteDisconnected, ConnectionError):
                connection.close()  # the server lets go of an idle connection after two seconds
                if last:
                    raise
                continue
            body = response.read()
            self.tags[path] = response.headers.get("ETag", "")
            return response.status, body
        raise AssertionError

    def close(self) -> None:
        for connection in self.connections:
            connection.close()


def measure(place: Place, visits: list[Visit], rounds: int) -> list[Spread]:
    """Processor milliseconds per request of each visit, server and database together; visits take turns by round."""
    clients = [Client(visit.site) for visit in visits]
    counts = [_warm_up(place, visit, client) for visit, client in zip(visits, clients, strict=True)]
    found: list[list[float]] = [[] for _ in visits]
    for _round in range(rounds):
        for costs, visit, client, count in zip(found, visits, clients, counts, strict=True):
            costs.append(_cost(place, visit, client, count))
    for client in clients:
        client.close()
    return [Spread.of(costs) for costs in found]


def _warm_up(place, visit, client) -> int:
    """Let every worker know the visit, and find how many requests make a round."""
    _ask(visit, client, max(3 * CONNECTIONS, 2 * len(visit.paths)))
    cost = _cost(place, visit, client, 2 * FEWEST) / 1000
    return min(MOST, max(FEWEST, round(ROUND_SECONDS / max(cost, 0.0001))))


def _cost(place, visit, client, count) -> float:
    if not visit.before:  # a visit in between may have made old what this one shall find known
        _ask(visit, client, max(CONNECTIONS, len(visit.paths)))
    before = visit.site.seconds() + place.backend_seconds()
    _ask(visit, client, count)
    return (visit.site.seconds() + place.backend_seconds() - before) / count * 1000


def _ask(visit, client, count) -> None:
    for turn in range(count):
        path = visit.paths[turn % len(visit.paths)]
        headers = {"Accept-Encoding": visit.accept_encoding} if visit.accept_encoding else {}
        if visit.known and path in client.tags:
            headers["If-None-Match"] = client.tags[path]
        if visit.before:
            visit.before()
        status, body = client.get(turn, path, headers)
        if status not in ((200, 304) if visit.known else (200,)):
            raise Failed(f"{visit.site.name} answered {status} to {path}: {body[:300]!r}")
        if status == 200:
            visit.bytes_read = len(body)
