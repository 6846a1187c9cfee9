"""The portal on one machine: bring everything up to date, then run web, worker and scheduler until Ctrl-C.

Django's applications are loaded by the processes that need them, not here: the second start must be quick.
"""

import fcntl
import hashlib
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from honcho.manager import Manager

from amedip.core import embedded

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
# Bears the data folder; by it the next start finds what a killed portal left running.
MARK = "AMEDIP_PORTAL"
# What the set-up depends on: code (tables, commands), catalogues, first content, static files, packages.
SOURCES = ("amedip", "registry", "exchanges", "pilots", "workshops", "locale", "requirements.txt")
COMPILED = {".pyc", ".mo"}
STOPPED = {128 + signal.SIGINT, 128 + signal.SIGTERM}


class Refused(Exception):
    """The portal cannot start; the text says why in one line."""


def main() -> int:
    """Run the portal until it is asked to stop (0) or one of its processes ends (that one's exit code)."""
    for asked_to_stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked_to_stop, lambda number, _: sys.exit(128 + number))
    # Closing the terminal ends the portal like Ctrl-C does.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amedip.settings")
    embedded.prepare()
    with only_portal_of_these_data():
        end_leftovers()
        refuse_taken_port(settings.PORT)
        warn_of_public_hosts()
        set_up()
        code = run_processes()
    return 0 if code in STOPPED else code


@contextmanager
def only_portal_of_these_data() -> Iterator[None]:
    """Hold the data folder against a second portal; the kernel lets go of it when this process ends."""
    with (settings.DATA_DIR / "portal.lock").open("a+") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            port = (settings.DATA_DIR / "port").read_text()
            raise Refused(f"The portal of {settings.DATA_DIR} runs already: http://localhost:{port}") from None
        (settings.DATA_DIR / "port").write_text(str(settings.PORT))
        yield


def end_leftovers() -> None:
    """Kill the processes of a portal on these data that was itself killed, and forget what they were sending."""
    leftovers = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == str(settings.DATA_DIR):
                process.kill()
                leftovers.append(process)
    psutil.wait_procs(leftovers, timeout=5)
    shutil.rmtree(settings.QUEUE_DIR, ignore_errors=True)


def refuse_taken_port(port: int) -> None:
    """Say in a line that the port is not to be had, rather than let the web process die of it."""
    taken = Refused(f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}")
    with socket.socket(socket.AF_INET) as ours:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ours.bind(("127.0.0.1", port))
        except PermissionError:
            raise Refused(f"Port {port} is reserved for the superuser. Choose one above 1023.") from None
        except OverflowError:
            raise Refused(f"PORT is {port}; ports go from 1 to 65535.") from None
        except OSError:
            raise taken from None
    # A browser that asks for localhost tries IPv6 first and would meet whoever listens there.
    with suppress(OSError), socket.create_connection(("::1", port), timeout=1):
        raise taken


def warn_of_public_hosts() -> None:
    """The embedded services are for one person's machine; say so to who shows them to others."""
    public = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if settings.EMBEDDED and public:
        print(
            f"WARNING: ALLOWED_HOSTS names {', '.join(public)}, but database and queue are the embedded ones, made for "
            "one person's machine. To serve the public, set DATABASE_URL, CELERY_BROKER_URL and SECRET_KEY.",
            file=sys.stderr,
        )


def set_up() -> None:
    """Bring data up to date with the code, unless that ran to its end for this very code on these very data."""
    stamp = settings.DATA_DIR / "up-to-date"
    now = fingerprint()
    if settings.EMBEDDED and stamp.exists() and stamp.read_text() == now:
        return
    # One that outlives a killed portal would be in the way of the next one's.
    marked = os.environ | {MARK: str(settings.DATA_DIR)}
    done = subprocess.run([sys.executable, "manage.py", "set_up"], cwd=settings.BASE_DIR, env=marked, check=False)
    if done.returncode:
        raise Refused("The set-up failed; what it said stands above. Nothing was started.")
    stamp.write_text(now)


def fingerprint() -> str:
    """A digest of what the set-up depends on, and of the database it fills."""
    digest = hashlib.sha256()
    for source in SOURCES:
        path = settings.BASE_DIR / source
        for file in sorted([path, *path.rglob("*")]):
            if file.is_file() and file.suffix not in COMPILED:
                digest.update(os.fsencode(file) + b"\0" + file.read_bytes())
    digest.update(os.environ["DATABASE_URL"].encode())
    return digest.hexdigest()


def run_processes() -> int:
    """Run web, worker and scheduler until one ends or a signal asks for it; return the exit code."""
    ready = settings.DATA_DIR / "web-ready"
    ready.unlink(missing_ok=True)
    environment = os.environ | {
        MARK: str(settings.DATA_DIR),
        "AMEDIP_WELCOME": welcome(),
        "AMEDIP_WEB_READY": str(ready),
        "PORT": str(settings.PORT),
        "PYTHONUNBUFFERED": "1",
    }
    python = shlex.quote(sys.executable)
    # The first visitor does not wait for the queue: its processes begin to load when the web process has done so.
    celery = f'until [ -e "$AMEDIP_WEB_READY" ]; do sleep 0.1; done; exec {python} -m celery --app amedip --quiet'
    manager = Manager()
    for name, command in {
        "web": f"exec {python} -m gunicorn --config amedip/gunicorn_conf.py",
        "worker": f"{celery} worker --without-gossip --without-mingle --without-heartbeat",
        "scheduler": f"{celery} beat",
    }.items():
        manager.add_process(name, command, env=environment, cwd=settings.BASE_DIR)
    manager.loop()
    return manager.returncode


def welcome() -> str:
    """What the web process says once it answers."""
    python = Path(sys.executable)
    if python.is_relative_to(settings.BASE_DIR):
        python = python.relative_to(settings.BASE_DIR)
    return (
        f"The portal answers at {settings.SITE_URL}\n"
        f"To become staff: {shlex.quote(str(python))} manage.py invite you@example.org --role staff"
    )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Refused, embedded.EmbeddedError, ImproperlyConfigured) as error:
        sys.exit(str(error))
