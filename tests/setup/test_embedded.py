"""The embedded PostgreSQL: whoever comes finds it running, the last to leave stops it, a kill costs no data."""

import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg2
import pytest

from amedip.core.embedded import Server

BASE_DIR = Path(__file__).resolve().parents[2]
# Joins, says how many rows there are, and adds one after the other until it is told to leave or is killed.
WRITER = """
from contextlib import closing
import sys, time
from pathlib import Path
from amedip.core.embedded import Server

server = Server(Path(sys.argv[1]))
server.join()
with closing(server.connect()) as connection, connection.cursor() as cursor:
    # One after the other: of two that make a table at the same moment PostgreSQL refuses one, IF NOT EXISTS or not.
    cursor.execute("SELECT pg_advisory_lock(1)")
    cursor.execute("CREATE TABLE IF NOT EXISTS noted (at timestamptz DEFAULT now())")
    cursor.execute("SELECT pg_advisory_unlock(1)")
    cursor.execute("SELECT count(*) FROM noted")
    print(cursor.fetchone()[0], flush=True)
    for _ in range(int(sys.argv[2])):
        cursor.execute("INSERT INTO noted DEFAULT VALUES")
        print("+", end="", flush=True)
        time.sleep(0.005)
"""


@pytest.fixture
def writer(environment):
    def start(folder: Path, rows: int = 0) -> subprocess.Popen:
        command = [sys.executable, "-c", WRITER, str(folder), str(rows)]
        return subprocess.Popen(command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)

    return start


def servers_of(folder: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.name() in {"postgres", "initdb"} and folder in [
                Path(process.cwd()),
                *Path(process.cwd()).parents,
            ]:
                found.append(process)
    return found


def rows_found_by(process: subprocess.Popen) -> int:
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return int(output.split()[0])


def test_server_when_its_only_user_leaves_then_it_stops_and_keeps_the_data(data_dir, writer):
    first = writer(data_dir, rows=3)

    assert rows_found_by(first) == 0
    assert servers_of(data_dir) == []
    assert rows_found_by(writer(data_dir)) == 3


def test_server_when_one_of_two_users_leaves_then_it_goes_on_for_the_other(data_dir, writer):
    staying = writer(data_dir, rows=400)
    assert staying.stdout.readline() == "0\n"

    rows_found_by(writer(data_dir))

    assert servers_of(data_dir)
    with staying:  # ``communicate`` passes over what came together with the first line
        assert staying.stdout.read().count("+") == 400
    assert staying.returncode == 0
    assert servers_of(data_dir) == []


def test_server_when_many_start_at_once_then_all_are_served_by_one(data_dir, writer):
    crowd = [writer(data_dir, rows=1) for _ in range(6)]

    for process in crowd:
        rows_found_by(process)

    assert rows_found_by(writer(data_dir)) == 6


def kill_and_restart(chance: random.Random, folder: Path, writer, *, known: int) -> int:
    """Kill the writer, the server or both at any moment; return the rows found afterwards."""
    process = writer(folder, rows=10_000)
    time.sleep(chance.uniform(0.05, 1.5))
    victims = chance.choice([[], servers_of(folder), servers_of(folder)[:1]])
    process.kill()
    for victim in victims:
        with suppress(psutil.NoSuchProcess):
            victim.kill()
    output, _ = process.communicate()
    confirmed = max(known, int(output.split("\n")[0] or 0) if "\n" in output else 0) + output.count("+")

    found = rows_found_by(writer(folder))

    assert found >= confirmed
    return found


def test_server_when_killed_at_any_moment_then_the_next_start_finds_all_data(data_dir, writer):
    chance, rows = random.Random(), 0
    for _ in range(3):
        rows = kill_and_restart(chance, data_dir, writer, known=rows)


@pytest.mark.soak
def test_server_when_killed_a_hundred_times_then_no_row_is_lost(data_dir, writer):
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    chance = random.Random(seed)
    folder, rows = data_dir, 0
    for turn in range(100):
        if chance.random() < 0.2:  # the very first start is killed too
            folder, rows = data_dir / str(turn), 0
            folder.mkdir()
        rows = kill_and_restart(chance, folder, writer, known=rows)


@pytest.mark.parametrize("number", ["our own", "0", "", "no number"])
def test_server_when_a_stale_file_names_a_stranger_then_it_starts_all_the_same(data_dir, writer, number):
    rows_found_by(writer(data_dir, rows=1))
    number = number.replace("our own", str(os.getpid()))
    (data_dir / "postgres" / "data" / "postmaster.pid").write_text(f"{number}\n{data_dir}\n1\n5432\n/nowhere\n\n\n")

    assert rows_found_by(writer(data_dir)) == 1


def test_server_when_making_it_was_cut_short_then_it_is_made_anew(data_dir, writer):
    half_made = data_dir / "postgres.new-cut-short"
    (half_made / "data").mkdir(parents=True)
    (half_made / "data" / "PG_VERSION").write_text("18\n")

    assert rows_found_by(writer(data_dir)) == 0
    assert not half_made.exists()


@pytest.mark.parametrize("name", ["with a space", "نقطة, été", 'quote"d', "long/" + "x" * 90 + "/" + "y" * 90])
def test_server_when_the_path_is_unusual_then_it_starts(data_dir, writer, name):
    folder = data_dir / name
    folder.mkdir(parents=True)

    assert rows_found_by(writer(folder)) == 0


def test_server_when_asked_without_its_password_then_it_refuses(data_dir):
    server = Server(data_dir)
    server.join()
    try:
        with pytest.raises(psycopg2.OperationalError, match="password"):
            psycopg2.connect(host=str(data_dir / "postgres" / "socket"), user="postgres", password="guess")
        assert (data_dir / "postgres" / "password").stat().st_mode & 0o077 == 0
    finally:
        server.leave()


def test_prepare_when_nothing_is_set_then_django_runs_on_the_embedded_server(data_dir, environment):
    (data_dir / "port").write_text("8123")
    code = "from django.conf import settings as s; print(s.EMBEDDED, s.SITE_URL, s.DATABASES['default']['HOST'])"

    shells = [
        subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code + "; print(s.SECRET_KEY)"],
            cwd=BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]

    assert shells[0].startswith(f"True http://localhost:8123 {data_dir}/postgres/socket\n")
    assert shells[0] == shells[1]
    assert (data_dir / "secret-key").stat().st_mode & 0o077 == 0
