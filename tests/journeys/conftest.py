"""The whole portal for a journey: web server, worker and the first content, on a database of its own."""

import email
import io
import re
import urllib.request
from email.policy import default
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from tests import kept
from tests.approving import open_gate_of_editions
from tests.groups import make_groups
from tests.site import serving
from tests.soak.test_kernel_races import wait_until, worker


@pytest.fixture
def portal(spare_content, transactional_db, tmp_path, static_files):
    """The whole portal, worker included, on a database of its own with the first content."""
    connections.close_all()
    with (
        kept.copy_of_database("journey", of=spare_content) as name,
        kept.connected_to(name),
        serving(name, tmp_path, static_files) as site,
        worker(DATA_DIR=str(tmp_path), SITE_URL=site.url) as process,
    ):
        make_groups()
        open_gate_of_editions()  # of approving all the first content tells another story
        yield Portal(site, tmp_path, process)


class Portal:
    def __init__(self, site, folder: Path, process):
        self.site, self.folder, self.worker = site, folder, process

    def first_link(self, address: str) -> str:
        """The one-time link that the command line prints to who sets up a portal."""
        said = io.StringIO()
        call_command("invite", address, "--role", "staff", "--language", "fr", stdout=said)
        return self.site.url + re.search(r"https?://[^/\s]+(\S+)", said.getvalue()).group(1)

    def link_to(self, address: str) -> str:
        """The one-time link in the mail to that address, once the worker has delivered it."""
        found = []

        def delivered():
            letters = (
                email.message_from_bytes(path.read_bytes(), policy=default)
                for path in (self.folder / "mail").glob("*.eml")
            )
            found.extend(letter for letter in letters if letter["To"] == address)
            return bool(found)

        wait_until(delivered, self.worker)
        return re.search(r"https?://\S+/invitation/\S+", found[0].get_content()).group()

    def get(self, path: str) -> bytes:
        """What anybody gets there."""
        with urllib.request.urlopen(self.site.url + path, timeout=60) as answer:
            return answer.read()

    def page(self, path: str) -> str:
        return self.get(path).decode()
