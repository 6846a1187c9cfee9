"""Work given to translators: by whom, to whom, until when, and what is not given twice."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from amedip.core.models import Deed, Notice
from amedip.core.records import delete_record
from amedip.translations.actions import end_order, order_translations
from amedip.translations.models import Order
from tests.desk import staff
from tests.factories import PriorityFactory, ThemeFactory, TranslatorFactory, UserFactory

DAY = datetime.timedelta(days=1)
MAY = {"portal": True, "coordinator": True, "editor": True, "reader": False, "translator": False, "stranger": False}


def person(name):
    if name in ("coordinator", "editor", "reader"):
        return staff(name)
    return {"portal": lambda: None, "translator": lambda: TranslatorFactory().user, "stranger": UserFactory}[name]()


def tomorrow():
    return timezone.localdate() + DAY


@pytest.fixture
def translator(db):
    return TranslatorFactory().user


@pytest.mark.parametrize("who", MAY)
def test_order_translations_when_somebody_gives_and_takes_back_then_as_the_table_says(translator, who):
    actor, reference = person(who), ThemeFactory().reference

    if not MAY[who]:
        with pytest.raises(PermissionDenied):
            order_translations([reference], "ar", actor=actor, due=tomorrow(), translator=translator)
        given = Order.objects.create(reference=reference, language="ar", translator=translator, due=tomorrow())
        with pytest.raises(PermissionDenied):
            end_order(given, actor=actor)
        assert Order.objects.open().count() == 1
        return
    (order,) = order_translations([reference], "ar", actor=actor, due=tomorrow(), translator=translator)
    assert (order.translator, order.ordered_by, order.due) == (translator, actor, tomorrow())
    end_order(order, actor=actor)
    assert not Order.objects.open().exists()


def test_order_translations_when_several_are_given_then_the_translator_is_told_once(translator):
    references = [PriorityFactory().reference for _ in range(3)]
    mail.outbox.clear()

    orders = order_translations(references, "ar", actor=staff("editor"), due=tomorrow(), translator=translator)

    assert {order.reference for order in orders} == set(references)
    assert Notice.objects.filter(recipient=translator).count() == 1
    assert Deed.objects.filter(action="translation.order").count() == 3


def test_order_translations_when_some_lie_at_somebody_already_then_only_the_others_are_given(translator):
    first, second = ThemeFactory().reference, ThemeFactory().reference
    order_translations([first], "ar", actor=None, due=tomorrow(), agency="Words & Co")

    orders = order_translations([first, second, second], "ar", actor=None, due=tomorrow(), translator=translator)
    elsewhere = order_translations([first], "fr", actor=None, due=tomorrow(), agency="Words & Co")

    assert [order.reference for order in orders] == [second]
    assert len(elsewhere) == 1


def test_order_translations_when_a_record_was_taken_away_then_it_is_left_out(translator):
    theme = ThemeFactory()
    delete_record(theme, actor=None)

    assert order_translations([theme.reference], "ar", actor=None, due=tomorrow(), translator=translator) == []


WRONG = {
    "nobody": ({}, "translator"),
    "two": ({"agency": "Words & Co", "translator": "own"}, "translator"),
    "another language": ({"translator": "french"}, "translator"),
    "ended": ({"translator": "former"}, "translator"),
    "yesterday": ({"agency": "Words & Co", "due": -1}, "due"),
    "long name": ({"agency": "x" * 121}, "agency"),
}


@pytest.mark.parametrize("name", WRONG)
def test_order_translations_when_what_is_given_is_wrong_then_refused_by_field_and_nothing_is_given(translator, name):
    given, field = WRONG[name]
    people = {
        "own": translator,
        "french": TranslatorFactory(language="fr").user,
        "former": TranslatorFactory(until=timezone.localdate() - DAY).user,
    }
    due = timezone.localdate() + DAY * given.get("due", 1)

    with pytest.raises(ValidationError) as refusal:
        order_translations(
            [ThemeFactory().reference], "ar", actor=None, due=due, agency=given.get("agency", ""),
            translator=people.get(given.get("translator")),
        )  # fmt: skip

    assert list(refusal.value.message_dict) == [field]
    assert not Order.objects.exists()


def test_end_order_when_it_has_ended_then_it_stays_as_it_is(translator):
    (order,) = order_translations([ThemeFactory().reference], "ar", actor=None, due=tomorrow(), translator=translator)
    ended = end_order(order, actor=None).ended_at
    deeds = Deed.objects.count()

    assert end_order(order, actor=None).ended_at == ended
    assert Deed.objects.count() == deeds
