"""How a consultation goes on: it opens, and states say that their entries are complete."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from amedip.core.models import Deed, Notice
from registry.actions import open_rounds, say_complete
from registry.models import ConsultationRound, RoundState
from tests.factories import FocalPointFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def mandate():
    return FocalPointFactory()


@pytest.fixture
def invited(mandate):
    today = timezone.localdate()
    return RoundState.objects.create(
        round=RoundFactory(opens=today - DAY, closes=today + 30 * DAY), country=mandate.country
    )


def say(invited, actor, *, complete=True):
    return say_complete(invited, actor=actor, complete=complete)


def test_complete_when_said_then_noted_with_its_deed_and_taken_back(invited, mandate):
    version = invited.round.version

    assert say(invited, mandate.user).completed_at is not None
    assert say(invited, mandate.user, complete=False).completed_at is None

    deeds = Deed.objects.filter(actor=mandate.user).order_by("pk")
    assert [deed.action for deed in deeds] == ["round.complete", "round.reopen"]
    assert {deed.reference for deed in deeds} == {invited.round.reference}
    # Staff who have the consultation's form open lose nothing by it.
    invited.round.refresh_from_db()
    assert invited.round.version == version


def test_complete_when_said_twice_then_the_first_day_stays(invited, mandate):
    first = say(invited, mandate.user).completed_at

    assert say(invited, mandate.user).completed_at == first
    assert Deed.objects.filter(action="round.complete").count() == 1


def test_complete_when_the_last_day_is_over_then_still_possible_until_staff_close(invited, mandate):
    today = timezone.localdate()
    ConsultationRound.objects.update(opens=today - 9 * DAY, closes=today - DAY)
    say(invited, mandate.user)

    ConsultationRound.objects.update(closed_at=timezone.now())
    with pytest.raises(PermissionDenied, match="closed"):
        say(invited, mandate.user, complete=False)


def test_complete_when_not_ones_own_state_or_not_begun_then_refused_with_the_reason(invited, mandate):
    for stranger in (FocalPointFactory().user, UserFactory(is_staff=True, is_superuser=True)):
        with pytest.raises(PermissionDenied, match="not a focal point of this state"):
            say(invited, stranger)

    ConsultationRound.objects.update(opens=timezone.localdate() + DAY)
    with pytest.raises(PermissionDenied, match="not begun"):
        say(invited, mandate.user)
    assert not RoundState.objects.exclude(completed_at=None).exists()


def test_open_when_the_scheduler_runs_every_day_then_each_hears_once_and_newcomers_when_they_come(invited, mandate):
    FocalPointFactory()  # of a state that is not invited
    assert open_rounds(actor=None) == 1
    deputy = FocalPointFactory(country=mandate.country, position="deputy")

    assert open_rounds(actor=None) == 1
    assert open_rounds(actor=None) == 0

    assert [notice.recipient for notice in Notice.objects.order_by("pk")] == [mandate.user, deputy.user]
    assert Deed.objects.filter(action="round.open").count() == 1


@pytest.mark.parametrize(
    "columns",
    [
        {"opens": datetime.date(2999, 1, 1), "closes": datetime.date(2999, 2, 1)},
        {"opens": datetime.date(2012, 1, 1), "closes": datetime.date(2012, 2, 1)},
        {"opens_precision": "month"},
        {"closed_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
        {"closes": None},
    ],
)
def test_open_when_it_does_not_run_or_its_days_are_not_known_then_nobody_hears(invited, columns):
    ConsultationRound.objects.update(**columns)

    assert open_rounds(actor=None) == 0
    assert not Deed.objects.filter(action="round.open").exists()


def test_open_when_a_person_tries_then_refused(mandate):
    with pytest.raises(PermissionDenied):
        open_rounds(actor=mandate.user)
