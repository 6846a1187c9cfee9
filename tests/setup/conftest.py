"""Programs started as people start them: in an environment of their own, with nothing of the tests' left in it."""

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

OURS = (
    "DATABASE_URL",
    "AMEDIP_",
    "CELERY_BROKER_URL",
    "CACHE_URL",
    "DATA_DIR",
    "SECRET_KEY",
    "TEST_TEMPLATE",
    "PYTEST",
)


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
    bare = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return bare | {"DATA_DIR": str(data_dir), "PYTHON": sys.executable}
