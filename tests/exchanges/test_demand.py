"""The public pages of requests and offers."""

import datetime

import pytest

from amedip.core.records import delete_record, write_record
from exchanges.models import RequestObjective
from tests.asking import get, page, signed_in
from tests.factories import (
    ExchangeFactory,
    ExchangeRequestFactory,
    FocalPointFactory,
    OfferFactory,
    PracticeFactory,
    PriorityFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 4)
KINDS = [(ExchangeRequestFactory, "requests"), (OfferFactory, "offers")]


def test_request_shows_all_that_is_public_of_it():
    priority = PriorityFactory(title_en="The need behind")
    request = ExchangeRequestFactory(
        title_en="A request", description_en="Why.", tried_en="A leaflet.", priority=priority, format="peer-review",
        languages=["fr"], people=7, wanted_from=DAY, wanted_until=DAY.replace(day=9),
    )  # fmt: skip
    write_record(RequestObjective(request=request), actor=None, texts={"en": {"text": "To learn."}}, part_of=request)
    ExchangeFactory(title_en="What came", request=request)
    ExchangeFactory(title_en="What is prepared", request=request, status="prepared")

    text = page(f"/en/exchanges/requests/{request.ref}/")

    for wanted in (
        "A request", "Why.", "A leaflet.", "The need behind", "peer review", "French", "<dd>7</dd>", "4–9 March 2026",
        "To learn.", "What came",
    ):  # fmt: skip
        assert wanted in text
    assert "What is prepared" not in text


def test_request_does_not_name_a_priority_that_is_not_public():
    request = ExchangeRequestFactory(priority=PriorityFactory(title_en="A drafted need", status="draft"))

    assert "A drafted need" not in page(f"/en/exchanges/requests/{request.ref}/")


def test_offer_shows_all_that_is_public_of_it():
    offer = OfferFactory(
        title_en="An offer", practice=PracticeFactory(title_en="A practice"), formats=["remote", "training"],
        capacity=3, languages=["ar"], available_from=DAY,
    )  # fmt: skip

    text = page(f"/en/exchanges/offers/{offer.ref}/")

    for wanted in (
        "An offer",
        "A practice",
        "remote exchange",
        "training",
        "Arabic",
        "3 exchanges a year",
        "4 March 2026",
    ):
        assert wanted in text


@pytest.mark.parametrize(("factory", "folder"), KINDS)
def test_list_shows_what_meets_the_filters(factory, folder):
    theme = ThemeFactory(ref="money")
    formats = {"format": "training"} if folder == "requests" else {"formats": ["remote", "training"]}
    wanted = factory(title_en="The one", themes=[theme], **formats)
    factory(title_en="Of another format", themes=[theme])
    factory(title_en="Of another theme", **formats)
    factory(title_en="A drafted one", themes=[theme], status="draft", **formats)

    text = page(f"/en/exchanges/{folder}/?state={wanted.country.code}&theme=money&format=training")

    assert "The one" in text and f'id="{wanted.ref}"' in text
    for other in ("Of another format", "Of another theme", "A drafted one"):
        assert other not in text


@pytest.mark.parametrize(("factory", "folder"), KINDS)
def test_page_is_for_whom_it_may_concern(factory, folder):
    drafted = factory(status="draft")
    path = f"/en/exchanges/{folder}/{drafted.ref}/"

    assert get(path).status_code == 404
    assert get(path, signed_in(FocalPointFactory(country=drafted.country).user)).status_code == 200
    assert get(path.replace(drafted.ref, drafted.ref.lower())).status_code == 301
    delete_record(public := factory(title_en="Gone"), actor=None)
    assert get(f"/en/exchanges/{folder}/{public.ref}/").status_code == 410


@pytest.mark.parametrize(("factory", "folder"), KINDS)
def test_examples_say_so(factory, folder):
    example, real = factory(example=True), factory()

    for ref in ("", f"{example.ref}/"):
        assert 'class="note example"' in page(f"/en/exchanges/{folder}/{ref}")
    assert 'class="note example"' not in page(f"/en/exchanges/{folder}/{real.ref}/")
