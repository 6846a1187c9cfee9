"""What waits for the team: counted right, and in few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.accounts.actions import invite_person, send_invitation
from amedip.accounts.models import Invitation, User
from amedip.core import languages
from amedip.core.models import Job
from amedip.core.records import write_record
from amedip.portal import desk
from registry.models import Priority, Theme
from tests.desk import at_desk, tree
from tests.factories import CountryFactory, FocalPointFactory, PartnerStateFactory, PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def numbers(row, state) -> dict[str, int]:
    return {code: number for code in languages.CODES if (number := row.number(code, state))}


def test_coverage_when_a_text_lacks_a_language_then_it_counts_only_if_another_has_it():
    ThemeFactory(name_en="A", name_fr="A")  # no description at all: nothing is missing there
    ThemeFactory(name_ar="أ", name_en="B", name_fr="B", description_fr="…")

    (row,) = desk.coverage()

    assert row.table is Theme
    assert numbers(row, "missing") == {"ar": 2, "en": 1}
    assert numbers(row, "outdated") == {}


def test_coverage_when_the_meaning_changed_then_the_others_are_outdated():
    theme = ThemeFactory(name_ar="أ", name_en="A", name_fr="A")
    write_record(theme, actor=None, texts={"fr": {"name": "B"}})

    (row,) = desk.coverage()

    assert numbers(row, "missing") == {}
    assert numbers(row, "outdated") == {"ar": 1, "en": 1}


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


# --- who speaks for the states ------------------------------------------------------------------------------------


def test_vacant_when_nobody_is_in_office_then_partner_states_only():
    empty, former, off = PartnerStateFactory(), PartnerStateFactory(), PartnerStateFactory()
    FocalPointFactory(country=former, until="2021-01-01")
    FocalPointFactory(country=off, user__is_active=False)
    FocalPointFactory(country=PartnerStateFactory())
    CountryFactory()

    assert set(desk.vacant_states()) == {empty, former, off}


def test_silent_when_nobody_of_the_state_has_signed_in_for_ninety_days():
    now = timezone.now()
    silent = FocalPointFactory(user__last_login=now - timedelta(days=91)).country
    FocalPointFactory(country=silent, position="deputy")
    heard = FocalPointFactory().country
    FocalPointFactory(country=heard, position="deputy", user__last_login=now - timedelta(days=89))
    FocalPointFactory(since=timezone.localdate() - timedelta(days=30))

    assert desk.silent_states() == [silent]


def test_unanswered_when_invited_then_the_latest_of_those_who_accepted_none():
    invite_person("came@example.org", actor=None, language="en")
    Invitation.objects.update(accepted_at=timezone.now())
    send_invitation(User.objects.get(), actor=None)
    first = invite_person("waits@example.org", actor=None, language="en")
    again = send_invitation(first.user, actor=None)
    invite_person("off@example.org", actor=None, language="en")
    User.objects.filter(email="off@example.org").update(is_active=False)

    assert desk.unanswered_invitations() == [again.invitation]


def test_first_page_when_states_are_vacant_then_the_coordinator_sees_it_and_the_editor_does_not():
    PartnerStateFactory(name_en="Atlantis")
    over = invite_person("waits@example.org", actor=None, language="en").invitation
    Invitation.objects.update(expires_at=timezone.now())

    text = tree(at_desk("coordinator").get("/en/admin/")).text_content()

    assert "No focal point in office:" in text and "Atlantis" in text
    assert "waits@example.org" in text and "invitation not accepted, over since" in text
    assert over.user.email not in tree(at_desk("editor").get("/en/admin/")).text_content()


@pytest.mark.parametrize(("group", "exchanges"), [("editor", True), ("reader", False)])
def test_first_page_when_opened_then_it_leads_to_the_translations_and_files_that_one_may_see(group, exchanges):
    client = at_desk(group)

    links = set(tree(client.get("/en/admin/")).xpath("//a/@href"))

    assert {f"/en/workspace/translations/{code}/" for code in languages.CODES} <= links
    assert ("/en/workspace/translations/files/" in links) == exchanges
    assert client.get("/en/workspace/translations/ar/").status_code == 200
