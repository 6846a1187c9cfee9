"""Files of exchanges: what they change of the terms asks both sides again, and nothing moves past a workflow."""

import pytest
import tablib

from exchanges import resources
from exchanges.models import Exchange, ExchangePerson
from exchanges.workflow import EXCHANGE, WORKFLOWS
from tests.desk import staff
from tests.exchanges import lives
from tests.factories import CountryFactory, ExchangeFactory, ExchangeRequestFactory, OfferFactory

pytestmark = pytest.mark.django_db


def brought(resource_class, **cells):
    dataset = tablib.Dataset(list(cells.values()), headers=list(cells))
    return resource_class().import_data(dataset, user=staff("editor"), rollback_on_validation_errors=True)


def complaint(result) -> str:
    (row,) = result.invalid_rows
    return str(row.error)


def half_agreed(people) -> Exchange:
    return EXCHANGE.move(lives.prepared(people), "agree", actor=people.asker)


LIVING = [
    ("exchange-request", ExchangeRequestFactory, resources.ExchangeRequestResource),
    ("offer", OfferFactory, resources.OfferResource),
    ("exchange", ExchangeFactory, resources.ExchangeResource),
]


@pytest.mark.parametrize(("noun", "factory", "resource_class"), LIVING, ids=[row[0] for row in LIVING])
def test_file_when_it_names_a_status_then_only_the_present_one_is_taken(noun, factory, resource_class):
    record = factory()
    model, present = type(record), record.status

    for status in model.Status:
        result = brought(resource_class, ref=record.ref, status=status.value)
        if status == present:
            assert not result.invalid_rows
        else:
            assert "moves step by step" in complaint(result)
    assert model.objects.get().status == present
    assert set(WORKFLOWS[noun].transitions)


PARTS = [
    (resources.ExchangePartnerResource, {"state": "QX", "part": "pays"}),
    (resources.CostLineResource, {"id": "", "kind": "travel", "state": "QX", "amount": "100", "currency": "EUR"}),
]


@pytest.mark.parametrize(("resource_class", "cells"), PARTS)
def test_file_when_it_adds_to_what_one_side_agreed_to_then_both_are_asked_again(resource_class, cells):
    exchange = half_agreed(lives.two_states())
    CountryFactory(code="QX")

    result = brought(resource_class, **(cells | {"exchange": exchange.ref}))

    assert not result.invalid_rows, complaint(result)
    assert not exchange.agreements.exists()


def test_file_when_it_changes_the_format_then_both_are_asked_again():
    exchange = half_agreed(lives.two_states())

    assert not brought(resources.ExchangeResource, ref=exchange.ref, format="remote").invalid_rows

    assert not exchange.agreements.exists()


def test_file_when_it_changes_the_sides_of_what_was_agreed_then_it_is_refused():
    people = lives.two_states()
    exchange = lives.scheduled(people)
    CountryFactory(code="QX")
    said = "neither the host nor who receives changes"

    assert said in complaint(brought(resources.ExchangeResource, ref=exchange.ref, host="QX"))
    other_side = {"exchange": exchange.ref, "state": "QX", "part": "receives"}
    assert said in complaint(brought(resources.ExchangePartnerResource, **other_side))
    assert Exchange.objects.get().host == people.hosting and exchange.partners.count() == 1


def test_file_when_a_text_names_who_takes_part_then_it_is_refused():
    people = lives.two_states()
    exchange = lives.scheduled(people)
    ExchangePerson.objects.create(
        exchange=exchange, country=people.asking, name="Zeynab Quartermain", consent="mail", consent_on=lives.day(-1)
    )
    thanks = "With thanks to Zeynab Quartermain."

    for resource_class, cells in (
        (resources.ExchangeResource, {"ref": exchange.ref, "outcome_en": thanks}),
        (resources.ExchangeRequestResource, {"ref": exchange.request.ref, "tried_en": thanks}),
        (resources.RequestObjectiveResource, {"request": exchange.request.ref, "position": "0", "text_en": thanks}),
        (resources.EvaluationResource, {"exchange": exchange.ref, "state": people.asking.code, "comment_en": thanks}),
    ):
        assert "write the function" in complaint(brought(resource_class, **cells))
