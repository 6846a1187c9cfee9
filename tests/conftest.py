"""What all tests share: empty caches, English unless told otherwise, and the first content where a test asks for it."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.utils import translation

from tests import kept
from tests.site import add_what_the_first_content_lacks, collect_static, serving


@pytest.fixture(autouse=True)
def _fresh_process_state():
    """Kept pages are keyed by a stamp that each test begins anew; the language is the thread's."""
    caches["pages"].clear()
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def content_database(django_db_setup, django_db_blocker):
    """The name of a database with the first content beside the tests' own, and its rows; made once by each worker."""
    with django_db_blocker.unblock(), kept.copy_of_database("content") as name:
        with kept.connected_to(name):
            before = kept.filled_tables()
            call_command("load_content", verbosity=0)
            rows, keys = kept.copy_out(kept.filled_tables() - before), kept.last_keys()
        kept.count_from(keys)
        yield name, rows


@pytest.fixture
def content(content_database, db):
    """The first content, inside the test's transaction."""
    kept.copy_in(content_database[1])


@pytest.fixture(scope="session")
def static_files(tmp_path_factory, worker_id):
    """The folder with the files of a release, one for all workers."""
    base = tmp_path_factory.getbasetemp()
    return collect_static(base if worker_id == "master" else base.parent)


@pytest.fixture(scope="session")
def spare_content(content_database, django_db_blocker):
    """The name of a second database with the first content, which nobody uses: it is there to be copied."""
    with django_db_blocker.unblock(), kept.copy_of_database("spare", of=content_database[0]) as name:
        yield name


@pytest.fixture(scope="session")
def site(content_database, spare_content, django_db_blocker, tmp_path_factory, static_files):
    """A portal of this worker's own, with the first content; tests only read it."""
    folder = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock():
        with kept.connected_to(content_database[0]):
            add_what_the_first_content_lacks()
        with serving(content_database[0], folder, static_files) as portal:
            yield portal
