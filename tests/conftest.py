"""What all tests share: empty caches, English unless told otherwise, and the first content where a test asks for it."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.utils import translation


@pytest.fixture(autouse=True)
def _fresh_process_state():
    """Kept pages are keyed by a stamp that each test begins anew; the language is the thread's."""
    caches["pages"].clear()
    with translation.override("en"):
        yield


@pytest.fixture
def content(db):
    """The first content, inside the test's transaction."""
    call_command("load_content", verbosity=0)
