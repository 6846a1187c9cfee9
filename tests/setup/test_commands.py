"""What a newcomer's machine meets: the Makefile, the virtual environment, the pins, the refusals."""

import importlib.metadata
import re
import runpy
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]
VENV = BASE_DIR / ".ci" / "venv.py"


def run(*command, env, cwd=BASE_DIR):
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


# --- make --------------------------------------------------------------------------------------------------------


def test_help_when_asked_then_every_target_has_its_line(environment):
    makefile = (BASE_DIR / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split()) - {"python"}

    listed = run("make", "help", env=environment).stdout

    assert {line.split()[1] for line in listed.splitlines()} == targets
    assert {"run", "test", "soak", "bench", "check", "help"} <= targets


def test_make_when_there_is_no_python_then_one_line_says_so(environment):
    environment["PATH"] = "/nowhere"

    result = run(shutil.which("make"), "run", "PYTHON=", "SHELL=/bin/sh", env=environment)

    assert result.returncode != 0
    assert result.stdout.startswith("AMEDIP needs Python 3.11.2 or newer")
    assert len(result.stdout.splitlines()) == 1


# --- the virtual environment ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("sys.version_info", (3, 10, 9), "AMEDIP needs Python 3.11.2 or newer"),
        ("importlib.util.find_spec", lambda _: None, "Python's venv module is missing"),
    ],
)
def test_venv_when_python_will_not_do_then_one_line_says_why(monkeypatch, name, value, message):
    monkeypatch.setattr(name, value)

    with pytest.raises(SystemExit, match=message) as refusal:
        runpy.run_path(str(VENV))["main"]("requirements.txt")

    assert "\n" not in str(refusal.value)


def test_venv_when_cut_short_then_it_is_made_anew_and_when_complete_it_is_kept(tmp_path, environment):
    folder = tmp_path / "a clone"
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").write_text("half a program")
    (folder / "requirements.txt").write_text("# nothing\n")
    command = [sys.executable, str(VENV), "requirements.txt"]

    first = run(*command, env=environment, cwd=folder)
    again = run(*command, env=environment, cwd=folder)

    assert first.returncode == 0, first.stderr
    assert (folder / ".venv" / "bin" / "pip").exists()
    assert (again.returncode, again.stdout) == (0, "")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pins_when_read_then_each_has_its_hashes_and_no_registry_is_named(name):
    text = (BASE_DIR / name).read_text()
    pins = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]

    assert len(pins) > 50
    assert all(re.match(r"[a-z0-9.-]+==[\w.]+ .*--hash=sha256:", pin, re.DOTALL) for pin in pins)
    assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links", text)


def test_pins_when_read_then_psycopg_3_is_not_among_them():
    """Django would take it in place of psycopg2."""
    assert "\npsycopg==" not in (BASE_DIR / "requirements-dev.txt").read_text()
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.version("psycopg")


# --- refusals ------------------------------------------------------------------------------------------------------


def test_settings_when_served_without_a_secret_key_then_they_refuse_and_say_why(environment):
    environment["DATABASE_URL"] = "postgres://nobody@localhost/nothing"

    result = run(sys.executable, "manage.py", "check", env=environment)

    assert result.returncode != 0
    assert result.stderr.startswith("SECRET_KEY is not set.")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_portal_when_the_port_is_taken_then_one_line_says_so(environment, family):
    with socket.socket(family) as other:
        try:
            other.bind(("127.0.0.1" if family == socket.AF_INET else "::1", 0))
        except OSError:
            return  # a machine without IPv6 has no such neighbour
        other.listen()
        environment["PORT"] = str(other.getsockname()[1])

        result = run(sys.executable, "-m", "amedip.core.supervisor", env=environment)

    assert result.returncode != 0
    assert result.stderr == (
        f"Port {environment['PORT']} is taken by another program. "
        f"Choose another: make run PORT={int(environment['PORT']) + 1}\n"
    )


def test_portal_when_the_data_are_anothers_then_one_line_says_so(data_dir, environment):
    data_dir.chmod(0)
    code = "import os; from amedip.core import embedded; os.geteuid() or os.seteuid(65534); embedded.prepare()"

    result = run(sys.executable, "-c", code, env=environment)

    assert result.stderr.splitlines()[-1].startswith(f"amedip.core.embedded.EmbeddedError: {data_dir}")
    assert "made by another user" in result.stderr
