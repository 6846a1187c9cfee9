"""Requests, offers and exchanges in the API."""

import pytest

from exchanges.models import Exchange, ExchangePartner, ExchangeRequest, Offer
from tests.calling import answer_schema, assert_matches, call, problem, queries_of, read, refs, results
from tests.factories import (
    CountryFactory,
    ExchangeFactory,
    ExchangeRequestFactory,
    OfferFactory,
    PracticeFactory,
    PriorityFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

KINDS = [
    ("exchange-requests", ExchangeRequestFactory, ExchangeRequest, 4),
    ("offers", OfferFactory, Offer, 3),
    ("exchanges", ExchangeFactory, Exchange, 5),
]
HIDDEN = [
    (name, factory, status)
    for name, factory, model, _ in KINDS
    for status in model.Status
    if status not in model.PUBLIC_STATES
]


@pytest.mark.parametrize(("name", "factory", "model", "queries"), KINDS, ids=str)
def test_list_when_filled_then_it_is_what_the_schema_says(name, factory, model, queries):
    made = factory(themes=[ThemeFactory(ref="money")], ref="X-2026-001", example=True)

    page = read(f"{name}/")

    assert_matches(answer_schema(f"/api/v1/{name}/"), page)
    assert_matches(answer_schema(f"/api/v1/{name}/{{ref}}/"), read(f"{name}/{made.ref}/"))
    assert page["results"][0]["example"] is True
    assert page["results"][0]["themes"] == ["money"]


@pytest.mark.parametrize(("name", "factory", "status"), HIDDEN)
def test_list_when_something_is_not_public_then_it_is_nowhere(name, factory, status):
    hidden = factory(title_en="Utmost secrecy", status=status)

    assert results(f"{name}/") == results("search/?q=secrecy") == []
    problem(call(f"{name}/{hidden.ref}/"), 404)
    problem(call(f"{name}/?status={status}"), 400)


def test_request_when_its_priority_is_a_draft_then_it_is_not_named():
    request = ExchangeRequestFactory(priority=PriorityFactory(status="draft"))

    assert read(f"exchange-requests/{request.ref}/")["priority"] is None


def test_offer_when_its_practice_is_public_then_it_is_named():
    practice = PracticeFactory()

    assert read(f"offers/{OfferFactory(practice=practice).ref}/")["practice"] == practice.ref
    hidden = PracticeFactory(published=False)
    assert read(f"offers/{OfferFactory(practice=hidden).ref}/")["practice"] is None


def test_exchange_when_its_request_and_offer_are_drafts_then_they_are_not_named():
    request, offer = ExchangeRequestFactory(status="draft"), OfferFactory(status="draft")
    exchange = read(f"exchanges/{ExchangeFactory(request=request, offer=offer).ref}/")

    assert exchange["request"] is exchange["offer"] is None


def test_exchanges_when_filtered_by_state_then_host_or_partner():
    host, partner, other = (CountryFactory(code=code) for code in ("AA", "BB", "CC"))
    hosted = ExchangeFactory(host=host)
    ExchangePartner.objects.create(exchange=hosted, country=partner)
    ExchangePartner.objects.create(exchange=hosted, country=partner, part="pays")
    ExchangeFactory(host=other)

    assert refs("exchanges/?state=AA") == refs("exchanges/?state=BB") == [hosted.ref]
    assert read(f"exchanges/{hosted.ref}/")["partners"] == [
        {"state": "BB", "part": "receives"},
        {"state": "BB", "part": "pays"},
    ]


def test_exchanges_when_filtered_then_those_that_match():
    theme = ThemeFactory(ref="money")
    ExchangeFactory(themes=[theme])
    held = ExchangeFactory(status="held", themes=[theme])

    assert refs("exchanges/?status=held&theme=money") == [held.ref]


@pytest.mark.parametrize(("name", "factory", "model", "queries"), KINDS, ids=str)
def test_list_when_fifty_then_as_many_queries_as_for_one(name, factory, model, queries):
    themes, country = [ThemeFactory()], CountryFactory()
    place = {"host" if name == "exchanges" else "country": country}

    factory(themes=themes, **place)
    assert queries_of(f"{name}/") == queries
    factory.create_batch(49, themes=themes, **place)
    assert queries_of(f"{name}/") == queries
    assert len(results(f"{name}/")) == 50
