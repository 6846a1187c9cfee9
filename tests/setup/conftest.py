"""Programs started as people start them: in an environment of their own, with nothing of the tests' left in it."""

import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from django.db import connections

from tests import kept

FOREIGN = (
    "ALLOWED_HOSTS",
    "AMEDIP_",
    "CACHE_URL",
    "CELERY_",
    "DATABASE_URL",
    "DATA_DIR",
    "EMAIL_URL",
    "PORT",
    "PYTEST",
)
FOREIGN += ("MAKE", "MFLAGS", "SECRET_KEY", "SITE_URL", "TEST_TEMPLATE")


@pytest.fixture
def data_dir():
    """A new data folder, with a short path; whatever still runs on it is killed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="amedip-test-")).resolve()
    yield folder
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get("DATA_DIR") == str(folder) or folder in Path(process.cwd()).parents:
                process.kill()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def environment(data_dir):
    """What a person's shell would hand to a program, with these data."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return bare | {"DATA_DIR": str(data_dir), "PYTHON": sys.executable}


@pytest.fixture
def own_database(transactional_db):
    """The address of a database with all tables, for programs that commit; it goes when the test ends."""
    connections.close_all()
    with kept.copy_of_database("own") as name:
        # The name is the last part of the address, after "/" or, behind the folder of a socket, its code.
        yield re.sub(r"(?<=/|F)[^/%]+$", name, os.environ["DATABASE_URL"])
