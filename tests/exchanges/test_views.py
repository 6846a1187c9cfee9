"""The public pages of the exchange of experts, as a visitor sees them."""

import datetime

import pytest
from django.utils import timezone
from lxml import html

from amedip.core.records import delete_record, write_record
from exchanges.models import Evaluation, ExchangeAgency, ExchangePartner
from tests.asking import get, page, same_cost, signed_in, visitor
from tests.factories import (
    CountryFactory,
    ExchangeFactory,
    ExchangeRequestFactory,
    FocalPointFactory,
    InstitutionFactory,
    OfferFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 4)


def partner(exchange, part, **country):
    row = ExchangePartner(exchange=exchange, country=CountryFactory(**country), part=part)
    return write_record(row, actor=None, part_of=exchange)


def evaluate(exchange, comment="Useful."):
    row = Evaluation(
        exchange=exchange, country=CountryFactory(), relevance=5, quality=4, follow_up=2, handed_in_at=timezone.now()
    )
    return write_record(row, actor=None, texts={"en": {"comment": comment}}, part_of=exchange)


def test_empty_page_explains_the_mechanism_and_says_that_nothing_is_held():
    text = page("/en/exchanges/")

    assert "How it works" in text
    assert "The portal holds no request, offer or exchange." in text


def test_first_content_says_since_when(content):
    text = page("/en/exchanges/")

    assert "January 2013" in text
    assert "The portal holds no request, offer or exchange." in text


def test_page_shows_what_is_public_with_the_address_of_each_request_and_offer():
    request = ExchangeRequestFactory(title_en="A request", themes=[ThemeFactory(name_en="A theme")])
    offer = OfferFactory(title_en="An offer", capacity=3)
    exchange = ExchangeFactory(title_en="An exchange", start=DAY, end=DAY)
    ExchangeRequestFactory(title_en="A drafted request", status="draft")
    OfferFactory(title_en="A drafted offer", status="draft")
    ExchangeFactory(title_en="One in preparation", status="prepared")

    text = page("/en/exchanges/")

    for wanted in (
        f'id="{request.ref}"',
        f'id="{offer.ref}"',
        request.get_absolute_url(),
        offer.get_absolute_url(),
        exchange.get_absolute_url(),
    ):
        assert wanted in text
    for hidden in ("A drafted request", "A drafted offer", "One in preparation", "The portal holds no"):
        assert hidden not in text


def test_page_of_an_exchange_shows_all_there_is():
    request, offer = ExchangeRequestFactory(title_en="A request"), OfferFactory(title_en="An offer")
    exchange = ExchangeFactory(
        status="published", published_at=timezone.now(), request=request, offer=offer, title_en="An exchange",
        description_en="What was done.",
        outcome_en="What came of it.", start=DAY, end=DAY.replace(day=5), themes=[ThemeFactory(name_en="A theme")],
    )  # fmt: skip
    partner(exchange, "receives", name_en="Receptia")
    partner(exchange, "pays", name_en="Donatia")
    agency = InstitutionFactory(name_en="Agencia")
    write_record(ExchangeAgency(exchange=exchange, institution=agency), actor=None, part_of=exchange)

    text = page(f"/en/exchanges/{exchange.ref}/")

    for wanted in (
        "A request", "An offer", "What was done.", "What came of it.", "4–5 March 2026", "A theme", "Receptia",
        "Donatia", "Agencia", "triangular",
    ):  # fmt: skip
        assert wanted in text


def test_exchange_between_two_states_is_not_called_triangular():
    exchange = ExchangeFactory()
    partner(exchange, "receives")

    assert "triangular" not in page(f"/en/exchanges/{exchange.ref}/")


def test_request_that_is_no_longer_public_is_not_named():
    exchange = ExchangeFactory(request=ExchangeRequestFactory(title_en="A withdrawn request", status="withdrawn"))

    assert "A withdrawn request" not in page(f"/en/exchanges/{exchange.ref}/")


@pytest.mark.parametrize(
    ("status", "said"), [("agreed", "still to take place"), ("held", "No result has been published")]
)
def test_exchange_without_a_report_says_why(status, said):
    exchange = ExchangeFactory(status=status)

    assert said in page(f"/en/exchanges/{exchange.ref}/")


def test_examples_say_so_on_the_list_and_on_their_page():
    ExchangeFactory(ref="EX-1", example=True)

    for path in ("/en/exchanges/", "/en/exchanges/EX-1/"):
        assert "This page shows <strong>examples</strong>" in page(path)


def test_a_real_exchange_is_not_called_an_example():
    exchange = ExchangeFactory()

    for path in ("/en/exchanges/", f"/en/exchanges/{exchange.ref}/"):
        assert "examples</strong>" not in page(path)


def test_exchange_in_preparation_is_for_those_who_take_part():
    exchange = ExchangeFactory(status="prepared")
    path = f"/en/exchanges/{exchange.ref}/"

    assert get(path).status_code == 404
    assert get(path, signed_in(FocalPointFactory().user)).status_code == 404
    assert get(path, signed_in(FocalPointFactory(country=exchange.host).user)).status_code == 200


def test_exchange_taken_away_answers_410():
    exchange = ExchangeFactory(title_en="Taken away later")
    delete_record(exchange, actor=None)

    response = get(f"/en/exchanges/{exchange.ref}/")

    assert response.status_code == 410
    assert "Taken away later" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/exchanges/99/", 404),
        ("/en/exchanges/nothing/", 404),
        ("/en/exchanges/?year=12", 400),
        ("/en/exchanges/?format=dance", 400),
        ("/en/exchanges/calendar/?year=99999", 400),
        ("/en/exchanges/ledger/?state=XX", 400),
        ("/en/exchanges/requests/R-2020-001/", 404),
        ("/en/exchanges/offers/?page=9999", 404),
        (f"/en/exchanges/{'9' * 300}/", 404),
        ("/en/exchanges/?page=9999", 404),
        ("/en/exchanges/?page=x", 400),
        ("/en/exchanges/?page=%00", 400),
        ("/en/exchanges/?x=" + "y" * 10_000, 400),
    ],
)
def test_bad_input_is_answered_with_a_page(path, status):
    response = get(path)

    assert response.status_code == status
    assert 'class="say"' in response.content.decode()


@pytest.mark.parametrize("path", ["exchanges/", "exchanges/12/"])
def test_pages_are_for_reading(path):
    assert visitor().post(f"/en/{path}").status_code == 405


def test_list_costs_the_same_for_1_and_for_50_of_each():
    themes = [ThemeFactory(), ThemeFactory()]
    for factory in (ExchangeRequestFactory, OfferFactory):
        factory(themes=themes[:1])
    partner(ExchangeFactory(themes=themes[:1]), "receives")

    with same_cost("/en/exchanges/"):
        country = CountryFactory()
        for _number in range(25):
            for factory in (ExchangeRequestFactory, OfferFactory):
                factory(country=country, themes=themes)
            partner(ExchangeFactory(host=country, themes=themes), "receives")


def test_page_costs_the_same_with_1_and_with_many():
    exchange = ExchangeFactory(themes=[ThemeFactory()])
    partner(exchange, "receives")
    evaluate(exchange)

    with same_cost(f"/en/exchanges/{exchange.ref}/"):
        for _number in range(9):
            partner(exchange, "supports")
            evaluate(exchange)


def test_outcome_and_evaluations_stay_with_those_who_take_part():
    exchange = ExchangeFactory(status="evaluated", outcome_en="Not out yet.", start=DAY, end=DAY)
    evaluate(exchange, "Frankly: too short.")
    path = f"/en/exchanges/{exchange.ref}/"

    public, stranger = page(path), page(path, signed_in(FocalPointFactory().user))
    own = page(path, signed_in(FocalPointFactory(country=exchange.host).user))

    for text in (public, stranger):
        assert "Not out yet." not in text and "Frankly" not in text
    assert "Not out yet." in own and "Frankly: too short." in own


def test_list_when_filtered_then_what_meets_all_conditions():
    theme = ThemeFactory(ref="money", name_en="Money")
    wanted = ExchangeFactory(title_en="The one", themes=[theme], format="training", start=DAY, end=DAY)
    state = partner(wanted, "receives", code="QX").country
    for other in ({"format": "remote"}, {"start": DAY.replace(year=2025)}, {"themes": []}, {}):
        values = {"themes": [theme], "format": "training", "start": DAY} | other
        another = ExchangeFactory(title_en="Another", **values)
        if other:
            write_record(ExchangePartner(exchange=another, country=state), actor=None, part_of=another)

    text = page("/en/exchanges/?state=QX&theme=money&format=training&year=2026")

    assert "The one" in text and "Another" not in text
    assert "1 exchange" in text


def test_ledger_counts_what_took_place_and_what_is_to_come():
    host = CountryFactory(code="QH", name_en="Hostia")
    for status in ("held", "published", "agreed", "prepared", "cancelled"):
        published = timezone.now() if status == "published" else None
        partner(ExchangeFactory(host=host, status=status, published_at=published), "receives")

    table = html.fromstring(page("/en/exchanges/ledger/")).find(".//table")
    rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]

    assert ["Hostia", "2", "0", "0", "0", "1"] in rows


def test_ledger_of_a_state_tells_by_part():
    exchange = ExchangeFactory(title_en="A visit", status="held")
    payer = partner(exchange, "pays").country

    text = page(f"/en/exchanges/ledger/?state={payer.code}")

    assert "Paid for" in text and "A visit" in text and "<h2>Given" not in text
    assert "A visit" in page(f"/en/exchanges/ledger/?state={exchange.host.code}")


def test_calendar_shows_the_year_month_by_month_and_what_has_no_days():
    ExchangeFactory(title_en="In March", start=DAY, end=DAY)
    ExchangeFactory(title_en="Last year", start=DAY.replace(year=2025), end=None)
    ExchangeFactory(title_en="Some day")

    text = page("/en/exchanges/calendar/?year=2026")

    assert "March 2026" in text and "In March" in text and "Last year" not in text
    assert "?year=2025" in text and "Last year" in page("/en/exchanges/calendar/?year=2025")
    assert "Some day" in page("/en/exchanges/calendar/")


@pytest.mark.parametrize("path", ["ledger/", "calendar/?year=2026", "requests/", "offers/"])
def test_page_costs_the_same_for_one_and_for_many(path):
    themes, country = [ThemeFactory()], CountryFactory()

    def add():
        partner(ExchangeFactory(start=DAY, end=DAY, themes=themes, host=country, status="held"), "receives")
        ExchangeRequestFactory(country=country, themes=themes)
        OfferFactory(country=country, themes=themes)

    add()
    with same_cost(f"/en/exchanges/{path}"):
        for _number in range(4):
            add()
