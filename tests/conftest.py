"""What all tests share: empty caches, English unless told otherwise, and the first content where a test asks for it."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import translation

from tests import kept


@pytest.fixture(autouse=True)
def _fresh_process_state():
    """Kept pages are keyed by a stamp that each test begins anew; the language is the thread's."""
    caches["pages"].clear()
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def _content_rows(django_db_setup, django_db_blocker):
    """The first content, loaded once by each worker and taken back at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        before = kept.filled_tables()
        call_command("load_content", verbosity=0)
        connection.check_constraints()  # what is due at the commit: changes get their numbers
        rows = kept.copy_out(kept.filled_tables() - before)
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def content(_content_rows, db):
    """The first content, inside the test's transaction."""
    kept.copy_in(_content_rows)
