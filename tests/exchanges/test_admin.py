"""Requests, offers and exchanges in the administration."""

import pytest

from exchanges.models import Exchange, ExchangeRequest
from tests.desk import address, at_desk, change, errors, filled
from tests.factories import CountryFactory, ExchangeFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_request_when_new_then_it_gets_the_number_of_the_year():
    client, theme = at_desk("editor"), ThemeFactory()
    empty = filled(client.get(address(ExchangeRequest, "add")))

    answer = client.post(
        address(ExchangeRequest, "add"),
        empty | {"country": CountryFactory().pk, "title_ar": "طلب خبرة", "themes": [theme.pk]},
    )

    assert answer.status_code == 302, errors(answer)
    request = ExchangeRequest.objects.get()
    assert request.ref.startswith("R-") and request.ref.endswith("-001")
    assert list(request.themes.all()) == [theme]


def test_exchange_when_partners_and_evaluations_are_entered_then_they_stand():
    exchange, partner = ExchangeFactory(), CountryFactory()
    marks = {"country": partner.pk, "relevance": "5", "quality": "4", "follow_up": "3", "comment_fr": "Utile"}

    answer = change(
        at_desk(),
        exchange,
        **{"partners-TOTAL_FORMS": "1", "partners-0-country": partner.pk, "partners-0-part": "pays"},
        **{"evaluations-TOTAL_FORMS": "1"} | {f"evaluations-0-{name}": value for name, value in marks.items()},
    )

    assert answer.status_code == 302, errors(answer)
    assert exchange.partners.get().part == "pays"
    assert exchange.evaluations.get().comment_fr == "Utile"


def test_exchange_when_agreed_without_a_host_then_it_is_refused():
    exchange = ExchangeFactory()

    answer = change(at_desk(), exchange, host="")

    assert "has a host state" in errors(answer)
    assert Exchange.objects.get(pk=exchange.pk).host
