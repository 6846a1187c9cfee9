"""A file of a thousand rows whose worker is killed, or whose database stops, half-way: all is written or nothing."""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import psutil
import pytest
from django.core.files import File
from django.db import connection
from django.utils import timezone

from amedip.core import jobs
from amedip.core.bulk import Draft, write_records
from amedip.core.embedded import DATABASE, SUPERUSER, Server
from amedip.core.models import Deed, Job
from amedip.core.rules import Allowed
from registry.actions import confirm_workbook, send_workbook
from registry.models import Priority
from registry.workbook.making import make_workbook
from tests import kept
from tests.desk import staff
from tests.factories import PartnerStateFactory
from tests.setup.test_embedded import servers_of
from tests.soak import effects
from tests.soak.test_kernel_races import few_or_many, kill, let_leases_run_out, send_sweep, wait_until, worker

ROWS = 1_000
pytestmark = pytest.mark.worker


@pytest.fixture
def server(transactional_db, data_dir):
    """A PostgreSQL of this test's own, with a copy of the tests' database, to which Django's connection leads."""
    made = Server(data_dir, disposable=True)
    made.join()
    fill(made)
    host, password = made.connect().info.host, made._password()
    with kept.connected_to(DATABASE, HOST=host, PORT="", USER=SUPERUSER, PASSWORD=password):
        yield made
    made.leave()


def fill(server) -> None:
    """Copy tables and rows of the tests' database."""
    usual = connection.settings_dict
    environment = os.environ | {"PGPASSWORD": usual["PASSWORD"]}
    place = [f"--host={usual['HOST']}", f"--port={usual['PORT'] or 5432}", f"--username={usual['USER']}"]
    dump = [server._program("pg_dump"), *place, "--no-owner", usual["NAME"]]
    copied = subprocess.run(dump, env=environment, capture_output=True, check=True).stdout
    environment = os.environ | {"PGPASSWORD": server._password()}
    place = [f"--host={server._socket_folder()}", f"--username={SUPERUSER}", f"--dbname={DATABASE}"]
    load = [server._program("psql"), *place, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    subprocess.run(load, input=copied, env=environment, check=True)


# --- a file of a thousand rows, and who is asked to take it ---------------------------------------------------------


def make_priorities() -> None:
    country = PartnerStateFactory()
    drafts = [
        Draft(Priority(), {"country": country, "year": 2026}, {"en": {"title": f"Row {place}"}})
        for place in range(ROWS)
    ]
    write_records(drafts, actor=None, rule=lambda *_: Allowed(), action="priority.import")


def write_file(path: Path, title: str) -> None:
    """A spreadsheet that gives every priority that title."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["ref", "version", "title_en"])
    for ref, version in Priority.objects.order_by("pk").values_list("reference__ref", "version"):
        sheet.append([ref, version, title])
    book.save(path)


def ask_the_table(actor, folder: Path, title: str) -> Job:
    """The administration's import of the table of priorities."""
    write_file(folder / f"{title}.xlsx", title)
    return jobs.enqueue(effects.IMPORT, {"file": str(folder / f"{title}.xlsx")}, actor=actor)


def ask_by_workbook(actor, folder: Path, title: str) -> Job:
    """The workbook of the state, compared and confirmed."""
    country, column = Priority.objects.first().country, 0
    with (folder / "book.xlsx").open("wb") as file:
        make_workbook([country], file)
    book = openpyxl.load_workbook(folder / "book.xlsx")
    for cells in book.worksheets[0].iter_rows():
        if cells[0].row == 1:
            column = [cell.value for cell in cells].index("Title · English")
        elif cells[0].value:
            cells[column].value = title
    book.save(folder / "book.xlsx")
    with (folder / "book.xlsx").open("rb") as file:
        comparison = send_workbook(File(file, name="book.xlsx"), actor=actor)
    jobs.run(comparison.pk)
    comparison.refresh_from_db()
    assert comparison.result["changed"] == ROWS
    return confirm_workbook(comparison, {}, actor=actor)


DOORS: list[Callable[..., Job]] = [ask_by_workbook, ask_the_table]


# --- what goes wrong ------------------------------------------------------------------------------------------------


def kill_worker(process, server) -> None:
    kill(process)


def stop_database(process, server) -> None:
    """As an administrator restarts it."""
    connection.close()
    server.leave()
    server.join()
    works_again(process)


def kill_database(process, server) -> None:
    """As the machine's memory runs out."""
    connection.close()
    for one in servers_of(server.folder):
        with suppress(psutil.NoSuchProcess):
            one.kill()
    server._started.wait()
    server.leave()
    server.join()
    works_again(process)


def works_again(process) -> None:
    """The worker outlives its database: it does the next job, comes to an end with the one at hand, and stops."""
    after = jobs.enqueue(effects.KIND, {}, actor=None)
    wait_until(lambda: Job.objects.get(pk=after.pk).state == Job.State.DONE, process, meanwhile=send_sweep)
    process.send_signal(signal.SIGTERM)
    process.wait(60)


DISTURBANCES = [kill_worker, kill_worker, stop_database, kill_database]


# --- the proof ------------------------------------------------------------------------------------------------------


def over(job) -> bool:
    return Job.objects.get(pk=job.pk).state in (Job.State.DONE, Job.State.FAILED)


def rows_with(title: str) -> int:
    return Priority.objects.filter(title_en=title).count()


def bring_to_an_end(job) -> None:
    """As if minutes had passed: leases run out, and what waits for another attempt is due."""
    let_leases_run_out()
    Job.objects.filter(state=Job.State.QUEUED).update(due_at=timezone.now())
    if not over(job):
        with worker() as process:
            wait_until(lambda: over(job), process, meanwhile=send_sweep)


@few_or_many(3, 20)
def test_import_when_worker_or_database_dies_then_all_rows_are_written_or_none_and_it_comes_to_an_end(
    server, tmp_path, rounds
):
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    chance, person, begun = random.Random(seed), staff(), time.monotonic()
    make_priorities()
    span = time.monotonic() - begun  # about what the import of as many rows takes
    for number in range(rounds):
        title, ask = f"Round {number}", DOORS[number % len(DOORS)]
        job = ask(person, tmp_path, title)
        with worker() as process:
            running = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
            wait_until(lambda running=running, job=job: running.exists() or over(job), process, meanwhile=send_sweep)
            # The first is hit for certain, the others at any moment or just after.
            threading.Event().wait(chance.uniform(0, span) if number else 0)
            disturbance = chance.choice(DISTURBANCES) if number else kill_worker
            disturbance(process, server)
        assert rows_with(title) in (0, ROWS), disturbance.__name__
        bring_to_an_end(job)
        if Job.objects.get(pk=job.pk).state == Job.State.FAILED:
            assert rows_with(title) == 0
            bring_to_an_end(ask(person, tmp_path, title))
        assert rows_with(title) == ROWS
        assert set(Priority.objects.values_list("version", flat=True)) == {number + 2}, "a row was written twice"
    assert Deed.objects.filter(action="priority.import", actor=person).count() == rounds
    assert Job.objects.filter(attempts__gt=1).exists(), "no import was hit: the test tried nothing"
