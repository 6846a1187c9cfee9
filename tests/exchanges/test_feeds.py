"""Exchanges as a calendar, read by a program that is not the writer's."""

import datetime

import pytest
import vobject
from django.utils import timezone

from tests.asking import get
from tests.factories import CountryFactory, ExchangeFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 4)


def events(path: str) -> list:
    response = get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(vobject.readOne(response.content.decode()).contents.get("vevent", []))


def test_calendar_holds_what_has_days_and_nothing_else():
    host = CountryFactory(name_fr="Hôtie")
    agreed = ExchangeFactory(title_fr="Une visite", start=DAY, end=DAY.replace(day=6), host=host)
    ExchangeFactory(title_fr="Sans jours")
    ExchangeFactory(title_fr="En préparation", status="prepared", start=DAY)
    ExchangeFactory(title_fr="Un exemple", start=DAY, example=True)

    (event,) = events("/fr/exchanges/calendar.ics")

    assert event.summary.value == "Une visite" and event.location.value == "Hôtie"
    assert (event.dtstart.value, event.dtend.value) == (DAY, DAY.replace(day=7))
    assert event.status.value == "TENTATIVE"
    assert event.url.value.endswith(f"/fr/exchanges/{agreed.ref}/")


def test_calendar_of_one_exchange_stays_the_same_event_in_each_language():
    exchange = ExchangeFactory(
        title_ar="زيارة", title_en="A visit", start=DAY, end=DAY, status="published", published_at=timezone.now()
    )

    (arabic,), (english,) = (events(f"/{code}/exchanges/{exchange.ref}/calendar.ics") for code in ("ar", "en"))

    assert arabic.uid.value == english.uid.value
    assert arabic.summary.value == "زيارة" and english.status.value == "CONFIRMED"


@pytest.mark.parametrize("exchange", [{}, {"status": "prepared", "start": DAY}])
def test_calendar_of_what_has_no_days_or_is_not_public_is_missing(exchange):
    assert get(f"/en/exchanges/{ExchangeFactory(**exchange).ref}/calendar.ics").status_code == 404
