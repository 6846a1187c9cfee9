"""The portal as one command runs it: it answers, works in the background, and leaves nothing behind."""

import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from amedip.core.jobs import LEASE

BASE_DIR = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 400
ENQUEUE = """
from amedip.core import jobs
jobs.enqueue("mail", {"to": "a@example.org", "subject": "Hello", "body": "It works."}, actor=None, language="en")
"""


def wait_for(what, *, seconds=PATIENCE_SECONDS):
    """The first true value of ``what()``; fails when there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError("nothing happened")


@pytest.fixture
def portal(own_database, environment, data_dir):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    values = {"AMEDIP_EMBEDDED": "1", "DATABASE_URL": own_database, "PORT": port, "SECRET_KEY": "only for tests"}
    return Portal(environment | values, data_dir)


class Portal:
    """One data folder and the processes started on it."""

    def __init__(self, environment, data_dir):
        self.environment, self.data_dir = environment, data_dir
        self.address = f"http://localhost:{environment['PORT']}"
        self.log = data_dir / "portal.log"

    def start(self) -> subprocess.Popen:
        with self.log.open("w") as log:
            command = [sys.executable, "-m", "amedip.core.supervisor"]
            return subprocess.Popen(command, cwd=BASE_DIR, env=self.environment, stdout=log, stderr=log)

    def answers(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.address}/healthz", timeout=10) as response:
            return response.status == 200
        return False

    def said(self, text: str) -> bool:
        return text in self.log.read_text()

    def send_mail(self):
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", ENQUEUE]
        subprocess.run(command, cwd=BASE_DIR, env=self.environment, check=True)

    def processes(self) -> list[psutil.Process]:
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.environ().get("DATA_DIR") == str(self.data_dir) and process.status() != "zombie":
                    found.append(process)
        return found


@pytest.mark.worker
def test_portal_when_started_killed_and_started_again_then_it_works_and_ctrl_c_ends_all(portal):
    first = portal.start()
    wait_for(portal.answers)
    assert portal.said("Tables")

    # The supervisor alone is killed: what it ran goes on, holds the port, and is in the next one's way.
    first.kill()
    first.wait()
    assert portal.answers()
    second = portal.start()
    wait_for(lambda: portal.said(f"The portal answers at {portal.address}"))
    assert portal.said("manage.py invite you@example.org --role staff")
    assert not portal.said("Tables")

    # Background work goes through a real worker.
    portal.send_mail()
    letter = wait_for(lambda: list((portal.data_dir / "mail").glob("*.eml")))[0]
    assert b"Subject: Hello" in letter.read_bytes()

    # The data belong to one portal at a time.
    third = Portal(portal.environment | {"PORT": "1"}, portal.data_dir)
    third.log = portal.data_dir / "third.log"
    assert third.start().wait(PATIENCE_SECONDS) == 1
    assert third.log.read_text() == f"The portal of {portal.data_dir} runs already: {portal.address}\n"
    assert portal.answers()

    second.send_signal(signal.SIGINT)
    assert second.wait(PATIENCE_SECONDS) == 0
    assert portal.processes() == []
    assert not portal.answers()


@pytest.mark.worker
@pytest.mark.soak
def test_portal_when_killed_twenty_times_then_it_starts_and_every_mail_goes_out(portal):
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    chance, sent = random.Random(seed), 0
    for _ in range(20):
        supervisor = portal.start()
        time.sleep(chance.uniform(0.1, 12))
        if portal.answers():
            portal.send_mail()
            sent += 1
        others = portal.processes()
        supervisor.kill()
        for victim in chance.sample(others, chance.randint(0, len(others))):
            with suppress(psutil.NoSuchProcess):
                victim.kill()
        supervisor.wait()
    last = portal.start()
    # It says so itself: what the killed ones left running may still answer for it.
    wait_for(lambda: portal.said(f"The portal answers at {portal.address}"))

    # A job that died with its worker is taken over when its lease has run out.
    wait_for(lambda: len(list((portal.data_dir / "mail").glob("*.eml"))) >= sent, seconds=LEASE.total_seconds() + 120)

    last.send_signal(signal.SIGINT)
    assert last.wait(PATIENCE_SECONDS) == 0


def test_portal_when_embedded_services_are_shown_to_the_public_then_it_warns(portal):
    portal.environment |= {"ALLOWED_HOSTS": "localhost,amedip.example.org"}

    process = portal.start()
    wait_for(lambda: portal.said("WARNING: ALLOWED_HOSTS names amedip.example.org"))

    process.terminate()
    assert process.wait(PATIENCE_SECONDS) in {0, 128 + signal.SIGTERM}
