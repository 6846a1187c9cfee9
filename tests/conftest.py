"""What all tests share: empty caches, English unless told otherwise, and the first content where a test asks for it."""

import fcntl

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from amedip.celery import app
from tests import kept
from tests.approving import make_gates
from tests.site import add_what_the_first_content_lacks, collect_static, serving


@pytest.fixture(autouse=True)
def _fresh_process_state():
    """Kept pages are keyed by a stamp that each test begins anew; the language is the thread's."""
    caches["pages"].clear()
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _handlers():
    """As in a worker, every kind of job has its handler."""
    app.loader.import_default_modules()


@pytest.fixture(autouse=True)
def _gates(request):
    """A test that commits empties the table that the migration filled."""
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & {*request.fixturenames}:
        request.getfixturevalue("_django_db_helper")
        make_gates()


@pytest.fixture(scope="session")
def spare_content(django_db_setup, django_db_blocker, tmp_path_factory, worker_id):
    """The name of a database with the first content that nobody is ever in: all workers of a run copy it."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent
    name = f"{connection.settings_dict['NAME'].removesuffix(f'_{worker_id}')}_spare"
    with (base / "content.lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.lockf(lock, fcntl.LOCK_EX)
        if not (base / "content.made").exists():
            kept.copy_database(name)
            with kept.connected_to(name):
                make_gates()
                call_command("load_content", verbosity=0)
            (base / "content.made").touch()
    return name


@pytest.fixture(scope="session")
def content_database(spare_content, django_db_blocker):
    """The name of this worker's database with the first content, for tests to be in."""
    with django_db_blocker.unblock(), kept.copy_of_database("content", of=spare_content) as name:
        yield name


@pytest.fixture
def content(content_database, db):
    """The first content, and a transaction of the test's own in its database."""
    with kept.inside(content_database):
        yield


@pytest.fixture(scope="session")
def static_files(tmp_path_factory, worker_id):
    """The folder with the files of a release, one for all workers."""
    base = tmp_path_factory.getbasetemp()
    return collect_static(base if worker_id == "master" else base.parent)


@pytest.fixture(scope="session")
def site_database(spare_content, django_db_blocker):
    """The name of the database of ``site``."""
    with django_db_blocker.unblock(), kept.copy_of_database("site", of=spare_content) as name:
        with kept.connected_to(name):
            add_what_the_first_content_lacks()
        yield name


@pytest.fixture(scope="session")
def site(site_database, django_db_blocker, tmp_path_factory, static_files):
    """A portal of this worker's own, with the first content; tests only read it."""
    folder = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock(), serving(site_database, folder, static_files) as portal:
        yield portal
