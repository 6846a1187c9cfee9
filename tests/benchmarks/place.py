"""Where measurements run: a PostgreSQL of their own, databases copied from one another, servers on loopback."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psutil
import psycopg2
from psycopg2.extensions import connection

from amedip.core.embedded import Server

BASE_DIR = Path(__file__).resolve().parent.parent.parent
HOME = BASE_DIR / ".data" / "bench"
PORTAL = "amedip.settings"
ORDINARY = "tests.benchmarks.ordinary.settings"
PATIENCE_SECONDS = 60
# What PostgreSQL does for itself, at times of its own choosing.
CHORES = ("checkpointer", "background writer", "walwriter", "autovacuum", "logical replication")


class Failed(Exception):
    """A measurement could not be made; the text says why."""


class Place:
    """The cluster of one run; its databases, and what its backends have cost."""

    def __init__(self):
        HOME.mkdir(parents=True, exist_ok=True)
        self.server = Server(HOME, disposable=True)
        self.server.join()
        self._chores = self.server.connect()
        self._open: dict[str, connection] = {}
        # Cleaning up belongs to the data, not to whichever request it happens to meet: see ``settle``.
        self.run("ALTER SYSTEM SET autovacuum = off")
        self.run("SELECT pg_reload_conf()")

    def run(self, statement: str) -> None:
        """A statement about the cluster, outside any database."""
        with self._chores.cursor() as cursor:
            cursor.execute(statement)

    def make_database(self, name: str, *, like: str = "template0") -> None:
        """A new database, as a copy of ``like``, to which nobody may be connected."""
        self.drop_database(name)
        self._let_go(like)
        self.run(f"CREATE DATABASE {name} TEMPLATE {like}")

    def drop_database(self, name: str) -> None:
        self._let_go(name)
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def has_database(self, name: str) -> bool:
        with self._chores.cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            return bool(cursor.rowcount)

    def _let_go(self, name: str) -> None:
        if name in self._open:
            self._open.pop(name).close()

    def connection(self, name: str) -> connection:
        """Our own connection to a database, in autocommit; its work is never counted."""
        if name not in self._open:
            host = self._chores.info.host
            user, password = self._chores.info.user, self._chores.info.password
            self._open[name] = psycopg2.connect(host=host, user=user, password=password, dbname=name)
            self._open[name].autocommit = True
        return self._open[name]

    def settle(self, name: str) -> None:
        """Bring a database into the state that autovacuum would, in the end."""
        with self.connection(name).cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")

    def backend_seconds(self) -> float:
        """What all backends, living and ended, have spent so far, our own and PostgreSQL's chores aside."""
        postmaster = psutil.Process(int((self.server.cluster / "postmaster.pid").read_text().splitlines()[0]))
        ours = {one.info.backend_pid for one in (self._chores, *self._open.values())}
        spent = sum(postmaster.cpu_times()[:4])
        for backend in postmaster.children():
            with suppress(psutil.Error, OSError, IndexError):
                if backend.pid not in ours and not any(chore in backend.cmdline()[0] for chore in CHORES):
                    spent += seconds_of(backend)
        return spent

    def environment(self, database: str, settings: str = PORTAL, **more: str) -> dict[str, str]:
        """What a process needs that works on a database of this cluster."""
        return os.environ | {
            "DATABASE_URL": self.server.url(database),
            "DATA_DIR": str(HOME),
            "DJANGO_SETTINGS_MODULE": settings,
            "SECRET_KEY": "only for measuring, on loopback",
            "AMEDIP_EMBEDDED": "1",
            "LOG_LEVEL": "ERROR",
            **more,
        }

    def manage(self, database: str, *command: str) -> tuple[float, float]:
        """Run one of the portal's commands on a database; the seconds by the clock, and of the processor."""
        begun, before = time.monotonic(), self._seconds_of_children() + self.backend_seconds()
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=BASE_DIR, env=self.environment(database), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Failed(f"manage.py {command[0]}: {done.stderr.strip()[-2000:]}")
        return time.monotonic() - begun, self._seconds_of_children() + self.backend_seconds() - before

    @staticmethod
    def _seconds_of_children() -> float:
        spent = os.times()
        return spent.children_user + spent.children_system

    def close(self) -> None:
        """Stop the cluster and leave nothing of it; what was measured stays."""
        for one in (self._chores, *self._open.values()):
            one.close()
        self.server.leave()
        for remains in HOME.iterdir():
            if remains.is_dir():
                shutil.rmtree(remains, ignore_errors=True)
            elif remains.suffix != ".json":
                remains.unlink()


class Site:
    """A running gunicorn: where it answers, what it has cost, what it holds."""

    def __init__(self, name: str, port: int, process: subprocess.Popen):
        self.name = name
        self.port = port
        self.process = psutil.Process(process.pid)

    @property
    def workers(self) -> list[psutil.Process]:
        return self.process.children()

    def seconds(self) -> float:
        """Processor time of all its processes so far."""
        return sum(seconds_of(process) for process in (self.process, *self.workers))

    def peak_megabytes(self) -> list[float]:
        """The most that each worker has held in memory."""
        return [peak_of(worker) for worker in self.workers]


def seconds_of(process: psutil.Process) -> float:
    """Processor time so far: to the nanosecond where the system tells, else to the hundredth of a second."""
    threads = Path(f"/proc/{process.pid}/task")
    if not (threads / str(process.pid) / "schedstat").exists():
        return sum(process.cpu_times()[:2])
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads.iterdir()) / 1e9


def peak_of(process: psutil.Process) -> float:
    """The most that the process has held in memory so far, in MB; where the system does not say, what it holds now."""
    status = Path(f"/proc/{process.pid}/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return process.memory_info().rss / 1024 / 1024


@contextmanager
def serving(place: Place, database: str, *, ordinary: bool = False) -> Iterator[Site]:
    """The portal, or the ordinary way, on a database: gunicorn as `make run` starts it, on a free port of loopback."""
    port = free_port()
    if ordinary:
        environment = place.environment(database, ORDINARY)
        how = ["--workers", "2", "--threads", "4", "--preload", "--no-control-socket", "--log-level", "warning"]
        how += ["--bind", f"127.0.0.1:{port}", "tests.benchmarks.ordinary.wsgi"]
    else:
        environment = place.environment(database, PORT=str(port), BIND=f"127.0.0.1:{port}")
        how = ["--config", "amedip/gunicorn_conf.py"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *how], cwd=BASE_DIR, env=environment, start_new_session=True
    )
    try:
        wait_for_answer(port, "/en/", process)
        yield Site("ordinary" if ordinary else "portal", port, process)
    finally:
        stop(process)


def free_port() -> int:
    with closing(socket.socket()) as ours:
        ours.bind(("127.0.0.1", 0))
        return ours.getsockname()[1]


def wait_for_answer(port: int, path: str, process: subprocess.Popen, patience: float = PATIENCE_SECONDS) -> float:
    """Ask until it answers 200, and return the seconds that took."""
    begun = time.monotonic()
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=patience):
                return time.monotonic() - begun
        except urllib.error.HTTPError as error:
            raise Failed(f"{path} answered {error.code}") from error
        except OSError as error:
            if process.poll() is not None:
                raise Failed(f"the server of port {port} ended before it answered") from error
            if time.monotonic() - begun > patience:
                raise Failed(f"the server of port {port} does not answer") from error
            time.sleep(0.02)


def stop(process: subprocess.Popen) -> None:
    """Ask the process to end, as Ctrl-C does; see that it and all it started are gone."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
