"""Mandates: given by whom, to whom, and one lead in each state at a time."""

import datetime
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from amedip.accounts.models import User
from amedip.core.models import Deed, Job
from registry.actions import appoint_focal_point, invite_focal_point
from registry.models import FocalPoint
from registry.rules import countries_served_by
from tests.factories import CountryFactory, FocalPointFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def appoint(country, user=None, **options):
    return appoint_focal_point(user or UserFactory(), country, **{"actor": None, **options})


def test_appoint_when_the_state_has_no_lead_then_in_office_from_today():
    country, user = CountryFactory(), UserFactory()

    mandate = appoint(country, user)

    assert (mandate.since, mandate.until, mandate.position) == (timezone.localdate(), None, "lead")
    assert countries_served_by(user) == {country.pk}
    assert Deed.objects.filter(action="focal-point.appoint", reference=country.reference).exists()


def test_appoint_when_another_state_has_a_lead_then_no_matter():
    appoint(CountryFactory())

    assert appoint(CountryFactory())


def test_appoint_when_the_state_has_a_lead_in_these_days_then_refused_in_words():
    country = FocalPointFactory().country

    with pytest.raises(ValidationError, match="another lead focal point"):
        appoint(country)

    assert FocalPoint.objects.count() == 1


def test_appoint_when_the_term_before_has_ended_or_it_is_a_deputy_then_allowed():
    today = timezone.localdate()
    country = FocalPointFactory(until=today - DAY).country

    assert appoint(country)
    assert appoint(country, position=FocalPoint.Position.DEPUTY)


def test_appoint_when_the_person_holds_the_position_already_then_the_term_stays():
    mandate = FocalPointFactory()

    assert appoint(mandate.country, mandate.user) == mandate
    assert FocalPoint.objects.count() == 1


def test_appoint_when_the_actor_has_no_right_then_denied():
    for actor in (UserFactory(), UserFactory(is_staff=True)):
        with pytest.raises(PermissionDenied):
            appoint(CountryFactory(), actor=actor)


def test_appoint_when_it_is_a_group_of_states_then_refused():
    with pytest.raises(ValidationError):
        appoint(CountryFactory(is_group=True))


@pytest.mark.django_db(transaction=True)
def test_appoint_when_six_at_once_then_one_lead():
    country, users = CountryFactory(), UserFactory.create_batch(6)
    begin, refused = threading.Barrier(6), []

    def race(user):
        begin.wait()
        try:
            appoint(country, user)
        except ValidationError as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=race, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (FocalPoint.objects.count(), len(refused)) == (1, 5)


def test_invite_when_the_mandate_is_refused_then_neither_account_nor_mail():
    country = FocalPointFactory().country

    with pytest.raises(ValidationError):
        invite_focal_point("new@example.org", country, actor=None, language="en")

    assert not User.objects.filter(email="new@example.org").exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("since", "until", "serves"), [(-2, None, True), (0, 0, True), (1, None, False), (-2, -1, False)]
)
def test_mandate_when_the_day_is_outside_the_term_then_it_gives_nothing(since, until, serves):
    today = timezone.localdate()
    mandate = FocalPointFactory(since=today + since * DAY, until=None if until is None else today + until * DAY)

    assert bool(countries_served_by(mandate.user)) == serves


def test_mandate_when_the_account_is_switched_off_then_it_gives_nothing():
    mandate = FocalPointFactory()
    mandate.user.is_active = False

    assert not countries_served_by(mandate.user)
