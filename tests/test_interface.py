"""No page speaks English to whoever reads Arabic or French: what it shows comes from the catalogues or from people."""

import logging
import re

import pytest

from registry.models import Country
from tests import factories
from tests.asking import signed_in, visitor
from tests.declared import DECLARED
from tests.filling import fill_tables
from tests.pages import PAGES
from tests.pseudo import Data, catalogues, spoken
from tests.samples import sample

# The same in all three languages.
NAMES = {
    "AMEDIP", "ICMPD", "CSV", "JSON", "PDF", "XLSX", "csv", "json", "xlsx", "XX", "xyzzyplugh", "amedip@localhost",
    "ar en fr",  # which versions a document has
    "English", "Français", "ID", "BibTeX", "RIS", "CSL-JSON",
}  # fmt: skip
# Names that the portal makes: of passages, of messages to webhooks.
MADE = re.compile(r"(\w+\.)?[psr]\d+|msg_[0-9a-f]{32}")
# What Django's own code says without asking its catalogues: the text behind the picture of a yes or no.
DJANGOS = {"True", "False", "None"}


@pytest.fixture
def pages(content):
    """A function from a language to the pages that people see in it, by who opens them and their address."""
    tunisia = Country.objects.get(code="TN")
    fill_tables(tunisia)
    clients = {
        "": visitor(),
        "workspace/": signed_in(factories.FocalPointFactory(country=tunisia, user__password="of no account").user),
        "admin/": signed_in(factories.UserFactory(is_staff=True, is_superuser=True, password="of no account")),
    }
    inside = {
        place: [sample(route)[4:] for route in sorted(DECLARED) if route.startswith(f"{{lang}}/{place}")]
        for place in ("workspace/", "admin/", "accounts/")
    }

    def walk(language):
        tours = [
            ("", [page.path for page in PAGES] + inside["accounts/"]),
            ("workspace/", ["", *inside["workspace/"], *inside["accounts/"]]),
            ("admin/", inside["admin/"]),
        ]
        for who, paths in tours:
            for path in paths:
                answer = clients[who].get(f"/{language}/{path}")
                if answer.content and answer.headers["Content-Type"].startswith("text/html"):
                    yield who, path, answer.content.decode()

    return walk


# What is not marked for translation is so in both; the other language takes as long again.
@pytest.mark.parametrize("language", ["ar", pytest.param("fr", marks=pytest.mark.soak)])
def test_pages_when_opened_then_every_word_is_of_a_catalogue_or_of_a_person(pages, language, caplog):
    caplog.set_level(logging.CRITICAL)
    with catalogues(language) as heard:
        said = {run: (who, path) for who, path, page in pages(language) for run in spoken(page)}

    data = Data.read()
    known = {run for run in said if run in NAMES | DJANGOS or MADE.fullmatch(run) or data.holds(run)}
    assert {run: place for run, place in said.items() if run not in known} == {}
    assert heard.english == set()
