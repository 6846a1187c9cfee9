"""Who sees which priorities and practices."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from registry.models import Priority
from registry.rules import practices_visible_to, priorities_visible_to
from tests.factories import (
    CountryFactory,
    FocalPointFactory,
    PracticeFactory,
    PriorityFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PUBLIC = {"published", "fulfilled", "superseded"}


@pytest.fixture
def country():
    return CountryFactory()


@pytest.fixture
def every_status(country):
    """One priority of the state in each status."""
    successor = PriorityFactory(country=country)
    rows = {successor.pk}
    for status in Priority.Status:
        superseded_by = successor if status == Priority.Status.SUPERSEDED else None
        rows.add(PriorityFactory(country=country, status=status, superseded_by=superseded_by).pk)
    return rows


@pytest.mark.parametrize("user", [None, AnonymousUser()])
def test_public_sees_public_statuses_only(every_status, user):
    assert set(priorities_visible_to(user).values_list("status", flat=True)) == PUBLIC


def test_stranger_with_an_account_sees_public_statuses_only(every_status):
    assert set(priorities_visible_to(UserFactory()).values_list("status", flat=True)) == PUBLIC


def test_focal_point_sees_every_status_of_the_own_state(every_status, country):
    user = FocalPointFactory(country=country).user

    assert set(priorities_visible_to(user).values_list("pk", flat=True)) == every_status


def test_focal_point_of_another_state_sees_public_statuses_only(every_status):
    user = FocalPointFactory().user

    assert set(priorities_visible_to(user).values_list("status", flat=True)) == PUBLIC


def test_former_focal_point_sees_public_statuses_only(every_status, country):
    user = FocalPointFactory(country=country, until=datetime.date(2021, 1, 1)).user

    assert set(priorities_visible_to(user).values_list("status", flat=True)) == PUBLIC


def test_staff_sees_everything(every_status):
    assert set(priorities_visible_to(UserFactory(is_staff=True)).values_list("pk", flat=True)) == every_status


def test_staff_whose_account_is_switched_off_sees_public_statuses_only(every_status):
    user = UserFactory(is_staff=True, is_active=False)

    assert set(priorities_visible_to(user).values_list("status", flat=True)) == PUBLIC


def test_unpublished_practice_is_for_its_state_and_for_staff(country):
    PracticeFactory(country=country, published=False)

    assert not practices_visible_to(AnonymousUser()).exists()
    assert not practices_visible_to(FocalPointFactory().user).exists()
    assert practices_visible_to(FocalPointFactory(country=country).user).exists()
    assert practices_visible_to(UserFactory(is_staff=True)).exists()
