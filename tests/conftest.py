"""What all tests share: empty caches, English unless told otherwise, and the first content where a test asks for it."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
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
def content_databases(django_db_setup, django_db_blocker):
    """Two databases with the first content, made once by each worker: one for tests to be in, one to be copied."""
    with django_db_blocker.unblock(), kept.copy_of_database("content") as name:
        with kept.connected_to(name):
            make_gates()
            call_command("load_content", verbosity=0)
        # At once, while nobody is in the first.
        with kept.copy_of_database("spare", of=name) as spare:
            yield name, spare


@pytest.fixture(scope="session")
def content_database(content_databases):
    """The name of the one for tests to be in."""
    return content_databases[0]


@pytest.fixture(scope="session")
def spare_content(content_databases):
    """The name of the one that nobody is ever in."""
    return content_databases[1]


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
