"""The portal on one machine: bring everything up to date, then run web, worker and scheduler until Ctrl-C."""

import fcntl
import hashlib
import os
import shlex
import shutil
import signal
import socket
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import connections
from honcho.manager import Manager

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
# Bears the data folder; by it the next start finds what a killed portal left running.
MARK = "AMEDIP_PORTAL"
# What the set-up below depends on: code (migrations, commands), catalogues, first content, styles.
SOURCES = ("amedip", "registry", "exchanges", "pilots", "workshops", "locale", "requirements.txt")
SUFFIXES = {".py", ".po", ".json", ".css", ".js", ".svg", ".txt"}
STEPS = {
    "migrate": ("Tables", {"interactive": False, "verbosity": 0}),
    "createcachetable": ("Cache", {"verbosity": 0}),
    "compile_catalogues": ("Messages in ar, en, fr", {}),
    "collectstatic": ("Static files", {"interactive": False, "verbosity": 0}),
    "load_content": ("First content", {}),
}


class Command(BaseCommand):
    help = "Set up what is not, and run the portal (PORT, 8000 unless set) until Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, **options):
        for asked_to_stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked_to_stop, lambda number, _: sys.exit(128 + number))
        with only_portal_of_these_data():
            end_leftovers()
            refuse_taken_port()
            (settings.DATA_DIR / "port").write_text(str(settings.PORT))
            self.warn()
            self.set_up()
            connections.close_all()
            code = run_processes()
        # To be asked to stop is no failure.
        sys.exit(0 if code in {128 + signal.SIGINT, 128 + signal.SIGTERM} else code)

    def warn(self):
        public = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
        if settings.EMBEDDED and public:
            self.stderr.write(
                f"WARNING: ALLOWED_HOSTS names {', '.join(public)}, but database and queue are the embedded ones, made "
                "for one person's machine. Serve the public with DATABASE_URL, CELERY_BROKER_URL and SECRET_KEY set."
            )

    def set_up(self):
        """Run the steps, unless they ran to the end for this very code on these very data."""
        stamp = settings.DATA_DIR / "up-to-date"
        now = fingerprint()
        if settings.EMBEDDED and stamp.exists() and stamp.read_text() == now:
            return
        for name, (title, options) in STEPS.items():
            if name not in get_commands():
                continue
            self.stdout.write(f"{title} …")
            self.stdout.flush()
            call_command(name, **options)
        stamp.write_text(now)


@contextmanager
def only_portal_of_these_data():
    """Hold the data folder against a second portal; the kernel lets go of it when this process ends."""
    with (settings.DATA_DIR / "portal.lock").open("a+") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            port = (settings.DATA_DIR / "port").read_text()
            raise CommandError(f"The portal runs already, at http://localhost:{port}, on {settings.DATA_DIR}.") from None
        yield


def end_leftovers():
    """Kill the processes of a portal on these data that was itself killed, and forget what they were sending."""
    leftovers = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == str(settings.DATA_DIR):
                process.kill()
                leftovers.append(process)
    psutil.wait_procs(leftovers, timeout=5)
    shutil.rmtree(settings.QUEUE_DIR, ignore_errors=True)


def refuse_taken_port():
    """Say in a line that the port is not to be had, rather than let the web process die of it."""
    port = settings.PORT
    taken = CommandError(f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}")
    with socket.socket(socket.AF_INET) as ours:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ours.bind(("127.0.0.1", port))
        except PermissionError:
            raise CommandError(f"Port {port} is reserved for the superuser. Choose one above 1023.") from None
        except OverflowError:
            raise CommandError(f"PORT is {port}; ports go from 1 to 65535.") from None
        except OSError:
            raise taken from None
    # A browser that asks for localhost tries IPv6 first and would meet whoever listens there.
    with socket.socket(socket.AF_INET6) as theirs:
        theirs.settimeout(1)
        if socket.has_ipv6 and theirs.connect_ex(("::1", port)) == 0:
            raise taken


def fingerprint() -> str:
    """A digest of the code that the set-up runs and of the cluster it runs on."""
    digest = hashlib.sha256()
    paths = [path for source in SOURCES for path in [settings.BASE_DIR / source, *(settings.BASE_DIR / source).rglob("*")]]
    for path in sorted(paths):
        if path.suffix in SUFFIXES:
            digest.update(os.fsencode(path) + b"\0" + path.read_bytes())
    if settings.EMBEDDED:
        digest.update((settings.DATA_DIR / "postgres" / "password").read_bytes())
    return digest.hexdigest()


def run_processes() -> int:
    """Run web, worker and scheduler until one ends or a signal asks for it; return the exit code."""
    python = sys.executable
    celery = [python, "-m", "celery", "--app", "amedip", "--quiet"]
    commands = {
        "web": [python, "-m", "gunicorn", "--config", Path("amedip", "gunicorn.conf.py")],
        "worker": [*celery, "worker", "--without-gossip", "--without-mingle", "--without-heartbeat"],
        "scheduler": [*celery, "beat"],
    }
    environment = os.environ | {
        MARK: str(settings.DATA_DIR),
        "PORT": str(settings.PORT),
        "PYTHONUNBUFFERED": "1",
        "AMEDIP_WELCOME": welcome(),
    }
    manager = Manager()
    for name, command in commands.items():
        line = shlex.join(str(part) for part in command)
        manager.add_process(name, f"exec {line}", env=environment, cwd=settings.BASE_DIR)
    # Closing the terminal ends the portal like Ctrl-C does.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    manager.loop()
    return manager.returncode


def welcome() -> str:
    python = Path(sys.executable)
    if python.is_relative_to(settings.BASE_DIR):
        python = python.relative_to(settings.BASE_DIR)
    return (
        f"The portal answers at {settings.SITE_URL}\n"
        f"To become staff: {shlex.quote(str(python))} manage.py invite you@example.org --role staff"
    )
