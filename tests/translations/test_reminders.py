"""Reminders: languages announced for a day and still missing, and orders that are due; each record once."""

import datetime

import pytest
from django.utils import timezone

from amedip.core import languages
from amedip.core.models import Change, Job, TextState
from amedip.core.records import write_record
from amedip.core.texts import set_texts
from amedip.translations import reminders
from amedip.translations.actions import name_translator, order_translations
from amedip.translations.models import Gate, Order
from pilots.models import Update
from tests.approving import ask
from tests.desk import staff
from tests.factories import PilotFactory, PriorityFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate


def mails() -> list[dict]:
    return [job.payload | {"language": job.language} for job in Job.objects.filter(kind="mail").order_by("pk")]


@pytest.fixture
def translator():
    person = UserFactory(language="fr", full_name="Amina")
    name_translator(person, "ar", actor=None)
    return person


@pytest.fixture
def priority():
    """Published today with its title in English only: Arabic and French are announced for thirty days later."""
    return PriorityFactory(title_en="Lower fees", title_fr="Moins de frais")


def on(left: int) -> datetime.date:
    """The day on which so many days are left until the one announced."""
    return TODAY() + (30 - left) * DAY


def test_missing_when_the_scheduler_runs_every_day_then_once_before_the_day_and_once_after_it(translator, priority):
    sent = {left: reminders.remind_of_missing(on(left)) for left in range(20, -20, -1)}

    assert {left: number for left, number in sent.items() if number} == {7: 1, -1: 1}


def test_missing_when_read_then_in_the_persons_language_with_record_day_and_link(translator, priority, settings):
    settings.SITE_URL = "https://amedip.example"

    reminders.remind_of_missing(on(7))

    (mail,) = mails()
    assert (mail["to"], mail["language"]) == (translator.email, "fr")
    page = f"https://amedip.example/fr/workspace/translations/priority/{priority.ref}/ar/"
    for words in ("Amina", priority.ref, "Moins de frais", page):
        assert words in mail["body"]


def test_missing_when_several_records_lack_then_all_in_one_mail_and_a_later_one_in_its_own(translator, priority):
    other = PriorityFactory()
    reminders.remind_of_missing(on(7))
    later = PriorityFactory()
    TextState.objects.filter(object_id=later.pk).update(at=timezone.now() + DAY)

    reminders.remind_of_missing(on(6))

    first, second = mails()
    assert priority.ref in first["body"] and other.ref in first["body"]
    assert later.ref in second["body"] and other.ref not in second["body"]


def test_missing_when_it_happens_then_translators_of_the_language_and_coordinators_are_told(translator, priority):
    coordinator, editor = staff("coordinator"), staff("editor")
    name_translator(UserFactory(), "en", actor=None)
    name_translator(UserFactory(is_active=False), "ar", actor=None)
    name_translator(UserFactory(), "ar", actor=None, since=TODAY() - 30 * DAY, until=TODAY() - DAY)

    reminders.remind_of_missing(on(7))

    assert {mail["to"] for mail in mails()} == {translator.email, coordinator.email}
    assert editor.email not in {mail["to"] for mail in mails()}


@pytest.mark.parametrize(
    "change",
    [
        lambda priority: set_texts(priority, {"ar": {"title": "رسوم أقل"}}, actor=None),
        lambda _: ask(Gate.Kind.PRIORITY, Gate.Languages.ALL),
        lambda priority: type(priority.reference).objects.filter(pk=priority.reference_id).update(public=False),
        lambda priority: type(priority.reference).objects.filter(pk=priority.reference_id).update(example=True),
        lambda _: ask(Gate.Kind.PRIORITY, Gate.Languages.ONE, days=60),
    ],
    ids=["translated", "all languages asked", "not public", "example", "more days"],
)
def test_missing_when_nothing_is_announced_for_the_day_then_nobody_is_told(translator, priority, change):
    change(priority)

    assert reminders.remind_of_missing(on(7)) == 0


def test_missing_when_the_draft_is_old_then_the_days_count_from_the_publication(translator, priority):
    TextState.objects.filter(object_id=priority.pk).update(at=timezone.now() - 90 * DAY)

    assert reminders.remind_of_missing(on(8)) == 0
    assert reminders.remind_of_missing(on(7)) == 1


def test_missing_when_the_text_is_younger_than_the_page_then_the_days_count_from_the_text(translator, priority):
    Change.objects.all().update(at=timezone.now() - 90 * DAY)

    assert reminders.remind_of_missing(on(8)) == 0
    assert reminders.remind_of_missing(on(7)) == 1


def test_missing_when_an_update_lacks_a_language_then_its_pilot_is_named(translator):
    pilot = PilotFactory(title_ar="مشروع", title_en="Pilot", title_fr="Projet")
    news = Update(pilot=pilot, day=TODAY())
    write_record(news, actor=None, texts={"en": {"title": "News"}}, part_of=pilot)

    assert reminders.remind_of_missing(on(7)) == 1
    assert f"translations/pilot/{pilot.ref}/ar/" in mails()[0]["body"]


# --- orders -------------------------------------------------------------------------------------------------------


@pytest.fixture
def order(translator, priority):
    orderer = staff("editor")
    (order,) = order_translations(
        [priority.reference], "ar", actor=orderer, due=TODAY() + 10 * DAY, translator=translator
    )
    Job.objects.all().delete()
    return order


def test_order_when_the_scheduler_runs_every_day_then_the_translator_twice_and_who_ordered_once(order, translator):
    sent = {left: reminders.remind_of_orders(order.due - left * DAY) for left in range(8, -8, -1)}

    assert {left: number for left, number in sent.items() if number} == {3: 1, -1: 2}
    assert [mail["to"] for mail in mails()] == [translator.email, translator.email, order.ordered_by.email]
    assert order.reference.ref in mails()[2]["body"] and "Amina" in mails()[2]["body"]


def test_order_when_it_has_ended_then_nobody_is_told(order):
    Order.objects.update(ended_at=timezone.now())

    assert reminders.remind_of_orders(order.due + DAY) == 0


def test_order_when_the_day_moves_then_the_reminder_comes_anew(order):
    reminders.remind_of_orders(order.due)
    Order.objects.update(due=order.due + 5 * DAY)

    assert reminders.remind_of_orders(order.due + 4 * DAY) == 1


def test_order_when_it_lies_at_an_agency_then_only_who_ordered_is_told_and_reads_its_name(priority):
    orderer = staff("editor")
    (order,) = order_translations([priority.reference], "ar", actor=orderer, due=TODAY(), agency="Tarjama & Co")

    assert reminders.remind_of_orders(order.due) == 0
    assert reminders.remind_of_orders(order.due + DAY) == 1
    assert "Tarjama & Co" in mails()[-1]["body"]


@pytest.mark.parametrize("code", languages.CODES)
def test_mails_when_written_in_a_language_then_whole_and_with_the_page_in_it(code, priority):
    person = staff("coordinator", language=code, full_name="Amina")
    name_translator(person, "ar", actor=None)
    other = staff("editor", language=code)
    order_translations([priority.reference], "ar", actor=other, due=TODAY(), translator=person)
    Job.objects.all().delete()

    reminders.remind_of_missing(on(7))
    reminders.remind_of_orders(TODAY() + DAY)

    assert len(mails()) == 3
    for mail in mails():
        assert mail["subject"] and mail["language"] == code
        assert f"/{code}/workspace/translations/priority/{priority.ref}/ar/" in mail["body"]
        assert not {"{{", "{%", "%("} & set(mail["body"].split())
