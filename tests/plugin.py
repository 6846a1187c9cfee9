"""What pytest needs before Django reads its settings: a database of the tests' own, and no silent skip."""

import atexit
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import psutil
import psycopg2
import pytest

from amedip.core.embedded import EmbeddedError, Server
from amedip.core.management.commands.compile_catalogues import compile_catalogues

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = BASE_DIR / ".data" / "test"
APPS = (
    "amedip/accounts", "amedip/core", "amedip/partners", "amedip/portal", "amedip/translations", "registry",
    "exchanges", "pilots", "workshops",
)  # fmt: skip
LONG = ("journeys", "setup", "soak")
NO_CHROMIUM = "needs chromium and chromedriver, which are not installed"


def strict() -> bool:
    """In CI nothing may be skipped: what could not be tried is not known to work."""
    return os.environ.get("REQUIRE_ALL") == "1"


def has_chromium() -> bool:
    return bool(shutil.which("chromedriver") and (shutil.which("chromium") or shutil.which("chromium-browser")))


# --- a database and a data folder of this run --------------------------------------------------------------------


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests():
    """Runs before pytest-django imports the settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        os.environ["DATA_DIR"] += f"/{worker}"
    else:
        prepare_run()
    # WhiteNoise warns of a folder that is not there.
    Path(os.environ["DATA_DIR"], "static").mkdir(parents=True)
    return (yield)


def prepare_run() -> None:
    """Start the embedded server (unless ``DATABASE_URL`` names one); several runs at once do not meet."""
    HOME.mkdir(parents=True, exist_ok=True)
    problems = compile_catalogues()
    if problems:
        raise pytest.UsageError("\n".join(problems))
    folder = HOME / f"run-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {"DATA_DIR": str(folder), "SECRET_KEY": "only for tests"}
    if not os.environ.get("DATABASE_URL"):
        server = Server(HOME, disposable=True)
        try:
            server.join()
        except EmbeddedError as error:
            raise pytest.UsageError(str(error)) from error
        os.environ |= {
            "AMEDIP_EMBEDDED": "1",
            "DATABASE_URL": server.url(f"amedip_{os.getpid()}"),
            "TEST_TEMPLATE": migrated_template(server),
        }


def migrated_template(server: Server) -> str:
    """The name of a database with all tables, which every test database copies; made when a migration changes."""
    digest = hashlib.sha256()
    for path in sorted(path for app in APPS for path in (BASE_DIR / app / "migrations").glob("*.py")):
        digest.update(path.read_bytes())
    name = f"template_{digest.hexdigest()[:16]}"
    with (HOME / "template.lock").open("a") as lock, closing(server.connect()) as database:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        with database.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%'")
            present = {row[0] for row in cursor.fetchall()}
            drop_databases_of_dead_runs(cursor)
            if name not in present:
                print("Making the tables for all tests (again only when a migration changes) …", flush=True)
                # The draft of a run that was killed may have somebody at work in it still.
                cursor.execute("DROP DATABASE IF EXISTS template_draft WITH (FORCE)")
                for outdated in present - {"template_draft"}:
                    with suppress(psycopg2.errors.ObjectInUse):
                        cursor.execute(f"DROP DATABASE {outdated}")
                cursor.execute("CREATE DATABASE template_draft")
                migrate(server.url("template_draft"))
                # A finished name for a finished database: a run killed half-way leaves a draft.
                cursor.execute(f"ALTER DATABASE template_draft RENAME TO {name}")
    return name


def drop_databases_of_dead_runs(cursor) -> None:
    """The name of every test database holds the number of its run."""
    cursor.execute("SELECT datname, substring(datname FROM 'amedip_([0-9]+)')::int FROM pg_database")
    for name, run in cursor.fetchall():
        if run is not None and not psutil.pid_exists(run):
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def migrate(url: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, cwd=BASE_DIR, env=os.environ | {"DATABASE_URL": url}, check=False)
    if done.returncode:
        raise pytest.UsageError("The migrations failed; what they said stands above.")


# --- no silent skip ----------------------------------------------------------------------------------------------


def pytest_collection_modifyitems(items):
    if not has_chromium():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))
    # The longest first, each group in its random order: no worker is left with one of them at the end.
    items.sort(key=lambda item: item.path.parent.name not in LONG)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    return fail_if_skipped(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    return fail_if_skipped(report)


def fail_if_skipped(report):
    """With ``REQUIRE_ALL=1`` a skip is a failure that gives the reason; an expected failure stays one."""
    if strict() and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL=1 allows no skip. {reason}"
    return report


def pytest_terminal_summary(terminalreporter):
    if not has_chromium() and "PYTEST_XDIST_WORKER" not in os.environ:
        terminalreporter.write_sep("!", f"BROWSER TESTS DID NOT RUN: this machine {NO_CHROMIUM}", red=True, bold=True)
