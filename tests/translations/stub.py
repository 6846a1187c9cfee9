"""A server that stands in for LibreTranslate, which cannot be had in tests: real sockets, the documented interface.

It follows the description in LibreTranslate's own source (``libretranslate/app.py``): ``POST /translate`` with a text
or a list as ``q``; ``{"translatedText": …}``; 400 for what lacks or is not supported, 403 for a wrong key, 429 and 500
with ``{"error": …}``; ``GET /languages``. Its "translation" turns words to upper case and leaves tags alone, as the
real one does with ``format: html``; like the real one it joins lines and unescapes what it returns.
"""

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

KEY = "k-3f9d-secret"
LANGUAGES = ["ar", "en", "fr"]


@dataclass
class Stub:
    """What the server has been asked, and what it is told to do instead of translating."""

    url: str = ""
    asked: list[dict] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None  # instead of a translation
    change: object = None  # a function of the list of translations
    wants_key: bool = False
    held: bool = False  # no answer until the test is over
    dripping: bool = False  # an answer that never ends, byte by byte
    over: Event = field(default_factory=Event)


def upper(text: str) -> str:
    """Words between tags, outside ``<code>``, in capitals."""
    parts = re.split(r"(<code\b[^>]*>.*?</code>|<[^>]*>)", " ".join(text.split()))
    return unescape("".join(part if part.startswith("<") else part.upper() for part in parts))


class Handler(BaseHTTPRequestHandler):
    stub: Stub

    def log_message(self, *args):
        """Tests read no log of the stub."""

    def do_GET(self):
        if self._told():
            return
        if self.path != "/languages":
            self._answer(404, {"error": "Not found"})
            return
        self._answer(200, [{"code": code, "name": code, "targets": LANGUAGES} for code in LANGUAGES])

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.stub.asked.append(body)
        if not self._told():
            self._answer(*self._translated(body))

    def _translated(self, body):
        for name in ("q", "source", "target"):
            if not body.get(name):
                return 400, {"error": f"Invalid request: missing {name} parameter"}
        if self.stub.wants_key and body.get("api_key") != KEY:
            return 403, {"error": f"Invalid API key {body.get('api_key')}"}
        if not {body["source"], body["target"]} <= set(LANGUAGES):
            return 400, {"error": "not supported"}
        if body.get("format", "text") not in {"text", "html"}:
            return 400, {"error": "format is not supported"}
        if isinstance(body["q"], str):
            return 200, {"translatedText": upper(body["q"])}
        done = [upper(text) for text in body["q"]]
        return 200, {"translatedText": self.stub.change(done) if self.stub.change else done}

    def _told(self) -> bool:
        stub = self.stub
        if stub.held:
            stub.over.wait(20)
            self.close_connection = True
        elif stub.dripping:
            self._drip()
        elif stub.status != 200 or stub.body is not None:
            self._send(stub.status, stub.body or json.dumps({"error": f"told so; key {KEY}"}).encode())
        return stub.held or stub.dripping or stub.status != 200 or stub.body is not None

    def _drip(self):
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        while not self.stub.over.wait(0.02):
            try:
                self.wfile.write(b" ")
            except OSError:
                return

    def _answer(self, status, content):
        self._send(status, json.dumps(content).encode())

    def _send(self, status, body):
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            self.send_header(name, self.stub.headers.get(name, value))
        for name, value in self.stub.headers.items():
            if name != "Content-Length":
                self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # whoever asked has heard enough


@contextmanager
def serving():
    """The stub, answering at ``stub.url``."""
    stub = Stub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"stub": stub}))
    stub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
