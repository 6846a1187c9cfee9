"""Who sees which requests, offers and exchanges."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from exchanges.models import Exchange, ExchangePartner, ExchangeRequest, Offer
from exchanges.rules import exchanges_visible_to, offers_visible_to, requests_visible_to
from tests.factories import (
    CountryFactory,
    ExchangeFactory,
    ExchangeRequestFactory,
    FocalPointFactory,
    OfferFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 4)


def on_days(**columns):
    """An exchange that may be scheduled."""
    return ExchangeFactory(start=DAY, end=DAY, **columns)


KINDS = [
    (ExchangeRequestFactory, ExchangeRequest, requests_visible_to, "country"),
    (OfferFactory, Offer, offers_visible_to, "country"),
    (on_days, Exchange, exchanges_visible_to, "host"),
]


@pytest.mark.parametrize(("factory", "model", "visible_to", "owner"), KINDS)
def test_public_and_strangers_see_public_statuses_only(factory, model, visible_to, owner):
    for status in model.Status:
        factory(status=status)

    for user in (None, AnonymousUser(), UserFactory(), FocalPointFactory().user):
        assert set(visible_to(user).values_list("status", flat=True)) == set(model.PUBLIC_STATES)


@pytest.mark.parametrize(("factory", "model", "visible_to", "owner"), KINDS)
def test_focal_point_sees_every_status_of_the_own_state(factory, model, visible_to, owner):
    country = CountryFactory()
    for status in model.Status:
        factory(status=status, **{owner: country})

    user = FocalPointFactory(country=country).user

    assert set(visible_to(user).values_list("status", flat=True)) == set(model.Status)


@pytest.mark.parametrize(("factory", "model", "visible_to", "owner"), KINDS)
def test_staff_sees_everything(factory, model, visible_to, owner):
    for status in model.Status:
        factory(status=status)

    assert set(visible_to(UserFactory(is_staff=True)).values_list("status", flat=True)) == set(model.Status)


def test_partner_sees_an_exchange_in_preparation():
    mandate = FocalPointFactory()
    exchange = ExchangeFactory(status="prepared")
    ExchangePartner.objects.create(exchange=exchange, country=mandate.country)

    assert list(exchanges_visible_to(mandate.user)) == [exchange]


def test_partner_in_two_parts_sees_an_exchange_once():
    mandate = FocalPointFactory()
    exchange = ExchangeFactory(host=mandate.country)
    for part in ("receives", "pays"):
        ExchangePartner.objects.create(exchange=exchange, country=mandate.country, part=part)

    assert list(exchanges_visible_to(mandate.user)) == [exchange]
