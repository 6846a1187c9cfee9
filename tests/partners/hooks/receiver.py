"""A partner's system on this machine: takes messages, answers as it is told, and remembers what came."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from amedip.partners.hooks.addresses import Policy

NAME = "receiver.example.net"
Says = tuple[int, dict[str, str], bytes]


@dataclass
class Came:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Answers every message with what ``says`` makes of it; of a message that it gets no status for it hangs up."""

    port: int
    says: Callable[[Came], Says]
    came: list[Came] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{NAME}:{self.port}/hooks"

    @property
    def policy(self) -> Policy:
        return Policy(inside=frozenset({f"{NAME}:{self.port}"}))


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """A resolver that knows one name."""
    assert host == NAME
    return ["127.0.0.1"]


def fine(came: Came) -> Says:
    return 204, {}, b""


@contextmanager
def receiving(says: Callable[[Came], Says] = fine, wrap=None) -> Iterator[Receiver]:
    """A receiver that serves while the block runs; ``wrap`` makes its socket another (TLS)."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):  # the library's name
            came = Came(self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
            receiver.came.append(came)
            status, headers, body = receiver.says(came)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request, client_address):
            """Somebody hung up: that is theirs to do."""

    server = Server(("127.0.0.1", 0), Handler)
    if wrap:
        server.socket = wrap(server.socket)
    receiver = Receiver(server.server_port, says)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def listening() -> Iterator[tuple[int, Callable[[], bool]]]:
    """A port that is open on every address of this machine, and whether anybody has knocked."""
    with socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True) as sock:
        sock.setblocking(False)

        def knocked() -> bool:
            try:
                sock.accept()[0].close()
            except BlockingIOError:
                return False
            return True

        yield sock.getsockname()[1], knocked
