"""The portal as its readers meet it: a web server on the first content, with compressed files, outside the tests."""

import fcntl
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from amedip.core.records import delete_record
from registry.models import Country
from tests.factories import ExchangeFactory, PracticeFactory, PriorityFactory

PATIENCE = 60


@dataclass(frozen=True)
class Site:
    url: str

    def get(self, path: str, **headers: str) -> "Answer":
        return self.ask("GET", path, **headers)

    def ask(self, method: str, path: str, **headers: str) -> "Answer":
        """The answer as it comes over the wire: no redirect is followed, nothing is unpacked."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def add_what_the_first_content_lacks() -> None:
    """A priority in French and a practice in Arabic only, an example exchange, a practice that was taken away."""
    libya = Country.objects.get(code="LY")
    PriorityFactory(
        country=libya,
        title_en=None,
        title_fr="Un texte qui n’existe qu’en français",
        description_fr="Il manque en arabe et en anglais ; la page le dit.",
        need_fr="Le lecteur doit savoir dans quelle langue il lit.",
    )
    PracticeFactory(
        country=libya,
        title_en=None,
        title_ar="نص لا يوجد إلا بالعربية",
        description_ar="لا يوجد هذا النص بالإنجليزية ولا بالفرنسية، والصفحة تذكر ذلك.",
    )
    ExchangeFactory(host=libya, title_en="An exchange to show the software", example=True)
    delete_record(PracticeFactory(country=libya), actor=None, why="Entered by mistake.")


@contextmanager
def serving(database: str, folder: Path, static: Path, **settings_of_it: str) -> Iterator[Site]:
    """A portal on ``database`` that keeps its own files in ``folder`` and serves those collected in ``static``.

    ``settings_of_it`` stand in its environment beside what all have.
    """
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": url_of(database),
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "SITE_URL": f"http://localhost:{port}",
        "WEB_CONCURRENCY": "1",
        **settings_of_it,
    }
    (folder / "static").symlink_to(static)
    command = [sys.executable, "-m", "gunicorn", "--config", "amedip/gunicorn_conf.py"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
        try:
            wait_until_it_answers(server, port, folder / "log")
            yield Site(f"http://localhost:{port}")
        finally:
            server.terminate()
            server.wait(PATIENCE)


def collect_static(folder: Path) -> Path:
    """The files of a release, made once for all workers of a run."""
    with (folder / "static.lock").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        if not (folder / "static.made").exists():
            command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
            environment = os.environ | {"DATA_DIR": str(folder)}
            subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
            (folder / "static.made").touch()
    return folder / "static"


def url_of(database: str) -> str:
    """The address of another database of the tests' server: the name is its last part."""
    return re.sub(r"(?<=/|F)[^/%?]+(?=\?|$)", database, os.environ["DATABASE_URL"])


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def wait_until_it_answers(server: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            if Site(f"http://localhost:{port}").get("/readyz").status < 500:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"The portal did not start:\n{log.read_text()}")
