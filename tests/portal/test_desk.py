"""What waits for the team: counted right, and in few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core.models import Job
from amedip.core.records import write_record
from amedip.portal import desk
from registry.models import Priority, Theme
from tests.desk import at_desk, tree
from tests.factories import PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_coverage_when_a_text_lacks_a_language_then_it_counts_only_if_another_has_it():
    ThemeFactory(name_en="A", name_fr="A")  # no description at all: nothing is missing there
    ThemeFactory(name_ar="أ", name_en="B", name_fr="B", description_fr="…")

    (row,) = desk.coverage()

    assert row.table is Theme
    assert row.missing == {"ar": 2, "en": 1}
    assert row.outdated == {}


def test_coverage_when_the_meaning_changed_then_the_others_are_outdated():
    theme = ThemeFactory(name_ar="أ", name_en="A", name_fr="A")
    write_record(theme, actor=None, texts={"fr": {"name": "B"}})

    (row,) = desk.coverage()

    assert (row.missing, row.outdated) == ({}, {"ar": 1, "en": 1})


def test_coverage_when_there_is_more_then_it_costs_no_more_queries():
    def cost():
        with CaptureQueriesContext(connection) as captured:
            desk.coverage()
        return len(captured)

    ThemeFactory()
    PriorityFactory()
    cost()
    before = cost()
    for _number in range(5):
        PriorityFactory()

    assert cost() == before <= 3


def test_first_page_when_something_waits_then_it_leads_there():
    theme = ThemeFactory(name_en="A")
    waiting = PriorityFactory(status=Priority.Status.SUBMITTED, title_en="Need")
    Job.objects.create(kind="mail", state=Job.State.FAILED, due_at=timezone.now())
    client = at_desk("coordinator")
    write_record(theme, actor=None, texts={"en": {"name": "B"}})

    page = tree(client.get("/en/admin/"))

    links = dict(zip(page.xpath("//main//a/@href"), page.xpath("//main//a"), strict=True))
    assert "1 missing" in links["/en/admin/registry/theme/?texts=missing-ar"].text_content()
    assert "Need" in links[f"/en/admin/registry/priority/{waiting.pk}/change/"].text_content()
    assert "1 failed" in links["/en/admin/core/job/?state__exact=failed"].text_content()
