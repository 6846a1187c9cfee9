"""A mandate goes to a successor: both terms, the way in, and who may do it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from amedip.accounts.models import Invitation, User
from amedip.core.models import Deed, Job, Notice
from registry.actions import hand_over
from registry.models import FocalPoint
from registry.rules import countries_served_by
from tests.desk import staff
from tests.factories import FocalPointFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def mandate():
    return FocalPointFactory()


def hand(mandate, email="next@example.org", *, actor=None, since=None, **more):
    """To the address, by who holds the mandate, from tomorrow on."""
    since = since or timezone.localdate() + DAY
    return hand_over(mandate, email, actor=actor or mandate.user, since=since, **{"language": "ar", **more})


def refused(mandate, error=ValidationError, *args, **more) -> str:
    """Why it was refused; nothing was written then."""
    before = (User.objects.count(), Deed.objects.count())
    with pytest.raises(error) as refusal:
        hand(mandate, *args, **more)
    mandate.refresh_from_db()
    assert (mandate.until, FocalPoint.objects.filter(country=mandate.country).count()) == (None, 1)
    assert not Job.objects.exists()
    assert (User.objects.count(), Deed.objects.count()) == before
    return str(refusal.value)


def test_hand_over_when_the_lead_names_somebody_new_then_invited_and_in_office_the_day_after_the_last(mandate):
    today = timezone.localdate()

    done = hand(mandate, "Next@Example.org ", full_name="سلمى")

    mandate.refresh_from_db()
    successor = done.successor
    assert (mandate.until, successor.since, successor.until) == (today, today + DAY, None)
    assert (successor.user.email, successor.user.full_name) == ("next@example.org", "سلمى")
    assert (successor.user.language, successor.user.is_staff, successor.position) == ("ar", False, "lead")
    assert Invitation.objects.open().get().invited_by == mandate.user
    assert countries_served_by(mandate.user) == {mandate.country_id}
    assert countries_served_by(successor.user) == set()
    assert Deed.objects.get(action="focal-point.hand-over").reference == mandate.country.reference
    assert [job.payload["to"] for job in Job.objects.all()] == ["next@example.org"]


def test_hand_over_when_the_successor_has_an_account_then_no_invitation_but_a_notice(mandate):
    successor = UserFactory(password="a calm and long sentence")
    coordinator = staff("coordinator")

    done = hand(mandate, successor.email)

    assert (done.successor.user, done.sent) == (successor, None)
    assert not Invitation.objects.exists()
    assert {notice.recipient for notice in Notice.objects.all()} == {successor, coordinator}


def test_hand_over_when_the_own_term_ends_earlier_then_it_keeps_its_end():
    today = timezone.localdate()
    mandate = FocalPointFactory(until=today + DAY)

    hand(mandate, since=today + 30 * DAY)

    mandate.refresh_from_db()
    assert mandate.until == today + DAY


def test_hand_over_when_a_deputy_or_a_stranger_or_a_former_lead_tries_then_refused(mandate):
    deputy = FocalPointFactory(position="deputy")
    assert "Only the lead" in refused(deputy, PermissionDenied)
    assert "Only the lead" in refused(mandate, PermissionDenied, actor=UserFactory())
    assert "Only the lead" in refused(mandate, PermissionDenied, actor=staff("editor"))

    former = FocalPointFactory(until="2021-01-01")
    with pytest.raises(PermissionDenied):
        hand(former)


def test_hand_over_when_staff_do_it_then_for_any_mandate():
    deputy = FocalPointFactory(position="deputy")

    assert hand(deputy, actor=staff("coordinator")).successor.position == "deputy"


@pytest.mark.parametrize("days", [-1, -10_000])
def test_hand_over_when_the_day_is_past_then_refused(mandate, days):
    assert "today at the earliest" in refused(mandate, since=timezone.localdate() + days * DAY)


def test_hand_over_when_the_term_began_today_then_it_cannot_end_yesterday():
    mandate = FocalPointFactory(since=timezone.localdate())

    assert "after the first day" in refused(mandate, since=timezone.localdate())


def test_hand_over_when_the_address_is_the_own_or_none_or_switched_off_then_refused(mandate):
    UserFactory(email="off@example.org", is_active=False)

    assert "who holds the mandate now" in refused(mandate, ValidationError, mandate.user.email.upper())
    assert "email" in refused(mandate, ValidationError, "nobody")
    assert "switched off" in refused(mandate, ValidationError, "off@example.org")


def test_hand_over_when_the_address_is_that_of_invited_staff_then_a_focal_point_cannot_invite_them(mandate):
    UserFactory(email="boss@example.org", is_staff=True, is_superuser=True)

    assert "right to invite" in refused(mandate, PermissionDenied, "boss@example.org")


def test_hand_over_when_done_twice_then_the_second_is_refused_in_words(mandate):
    hand(mandate)

    with pytest.raises(ValidationError, match="another lead focal point"):
        hand(mandate, "third@example.org")

    assert not User.objects.filter(email="third@example.org").exists()
