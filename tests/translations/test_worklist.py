"""The work list: what stands in it for whom, in which order, and that it costs the same however long it is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core.listing import page_of
from amedip.core.models import Standing, TextBeside, TextState
from amedip.core.records import write_record
from amedip.core.texts import set_texts, vouch
from amedip.translations.models import Order
from amedip.translations.worklist import Wanted, items, next_after, records_wanted, texts_wanted
from tests.desk import staff
from tests.factories import CountryFactory, PriorityFactory, ThemeFactory, TranslatorFactory

DAY = datetime.timedelta(days=1)
TITLES = {"title_ar": "مدارس", "title_en": "Schools", "title_fr": "Écoles"}


@pytest.fixture
def translator(db):
    return TranslatorFactory().user


def listed(user, wanted=Wanted.OWED, code="ar", **narrowed):
    rows = page_of(records_wanted(texts_wanted(user, code, wanted, **narrowed)), 1).object_list
    return [item.reference for item in items(rows, code)]


def give(record, due, code="ar", **taker):
    return Order.objects.create(
        reference=record.reference, language=code, due=due, **(taker or {"agency": "Words & Co"})
    )


def missing():
    return PriorityFactory(title_en="Schools")


def outdated():
    record = PriorityFactory(**TITLES)
    return write_record(record, actor=None, texts={"en": {"title": "All schools"}})


def by_machine():
    record = PriorityFactory(title_en="Schools", status="draft")
    set_texts(
        record, {"ar": {"title": "مدارس"}}, actor=None, state=Standing.MACHINE, origin="machine", source="en"
    )  # fmt: skip
    return record


def proposed():
    record = approved()
    set_texts(record, {"ar": {"title": "مدرسة"}}, actor=None, origin=TextBeside.Origin.FILE)
    return record


def draft():
    return PriorityFactory(**TITLES)


def approved():
    record = PriorityFactory(**TITLES)
    vouch(record, {"ar": ["title"]}, actor=None, state=Standing.APPROVED)
    return record


MAKERS = {
    "missing": missing, "outdated": outdated, "machine": by_machine, "proposed": proposed, "draft": draft,
    "approved": approved,
}  # fmt: skip
SHOWN = {
    Wanted.OWED: {"missing", "outdated", "machine"},
    Wanted.OUTDATED: {"outdated"},
    Wanted.MISSING: {"missing"},
    Wanted.MACHINE: {"machine"},
    Wanted.PROPOSED: {"proposed"},
    Wanted.UNAPPROVED: {"draft"},
}


@pytest.mark.parametrize("wanted", Wanted)
def test_list_when_something_is_wanted_then_just_the_records_with_such_texts(db, wanted):
    records = {name: make() for name, make in MAKERS.items()}
    countries = [record.country.code for record in records.values()]
    reader = staff("reader")  # what a machine wrote and nobody has read is not public

    found = listed(reader, wanted, kinds=["priority"])

    assert {name for name, record in records.items() if record.reference in found} == SHOWN[wanted]
    assert len(found) == len(SHOWN[wanted])
    assert set(listed(reader, wanted, kinds=["priority"], states=countries)) == set(found)


def test_list_when_a_record_is_not_public_then_translators_see_it_only_when_it_lies_at_them(translator):
    hidden = PriorityFactory(status="draft")
    assert hidden.reference not in listed(translator)
    assert hidden.reference in listed(staff("reader"))

    give(hidden, timezone.localdate(), translator=translator)

    assert hidden.reference in listed(translator)
    assert listed(translator, mine=True) == [hidden.reference]
    Order.objects.update(ended_at=timezone.now())
    assert hidden.reference not in listed(translator)


def test_list_when_ordered_then_what_is_due_first_and_then_what_has_waited_longest(translator):
    late, soon, old, new = (missing() for _ in range(4))
    today = timezone.localdate()
    give(late, today + 9 * DAY)
    give(soon, today + DAY)
    give(old, today, code="fr")
    ended = give(new, today)
    Order.objects.filter(pk=ended.pk).update(ended_at=timezone.now())
    TextState.objects.filter(reference=old.reference).update(at=timezone.now() - 99 * DAY)

    found = listed(translator, kinds=["priority"])

    assert found == [record.reference for record in (soon, late, old, new)]


@pytest.mark.parametrize("where", ["kind", "state", "none"])
def test_list_when_narrowed_then_only_what_fits(translator, where):
    tunisia, theme = CountryFactory(), ThemeFactory()
    record = PriorityFactory(country=tunisia)
    narrowed = {
        "kind": {"kinds": ["theme"]}, "state": {"states": [tunisia.code]}, "none": {"states": ["XX"]},
    }[where]  # fmt: skip

    found = listed(translator, **narrowed)

    assert found == {
        "kind": [theme.reference], "state": [tunisia.reference, record.reference], "none": [],
    }[where]  # fmt: skip


def test_items_when_a_record_is_listed_then_its_texts_are_counted_with_its_order(translator):
    record = PriorityFactory(**TITLES, description_en="For all")
    set_texts(record, {"ar": {"description": "للجميع"}}, actor=None, origin=TextBeside.Origin.MACHINE)
    order = give(record, timezone.localdate() - DAY, translator=translator)
    rows = records_wanted(texts_wanted(translator, "ar", Wanted.OWED, kinds=["priority"]))

    (item,) = items(rows, "ar")

    assert item.counts == {"draft": 1, "missing": 1, "proposed": 1}
    assert [state for state, _name, _many in item.states] == ["missing", "proposed", "draft"]
    assert item.order == order and item.order.is_overdue
    assert item.kind == "priority"


def test_list_when_it_is_longer_then_no_more_queries(translator):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            listed(translator)
        return len(captured)

    give(missing(), timezone.localdate(), translator=translator)
    before = cost()
    for _ in range(5):
        give(missing(), timezone.localdate(), translator=translator)

    assert cost() == before <= 8


# --- the next one -------------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(translator):
    """Four records in the order of the list: two due, two not."""
    records = [missing() for _ in range(4)]
    for number, record in enumerate(records):
        TextState.objects.filter(reference=record.reference).update(at=timezone.now() - (9 - number) * DAY)
        TextState.objects.filter(reference=record.country.reference).delete()
        if number < 2:
            give(record, timezone.localdate() + number * DAY)
    return [record.reference for record in records]


def test_next_after_when_followed_then_the_whole_list_and_round_again(translator, waiting):
    assert listed(translator) == waiting
    assert [next_after(translator, "ar", reference) for reference in waiting] == [*waiting[1:], waiting[0]]


def test_next_after_when_all_have_waited_alike_then_the_whole_list(translator, waiting):
    Order.objects.update(due=timezone.localdate())
    TextState.objects.update(at=timezone.now())

    assert [next_after(translator, "ar", reference) for reference in waiting] == [*waiting[1:], waiting[0]]


def test_next_after_when_the_record_owes_nothing_then_the_first(translator, waiting):
    done = ThemeFactory(name_ar="موضوع", name_en="Theme", name_fr="Thème")

    assert next_after(translator, "ar", done.reference) == waiting[0]


def test_next_after_when_nothing_else_waits_then_none(translator):
    theme = ThemeFactory()

    assert next_after(translator, "ar", theme.reference) is None
