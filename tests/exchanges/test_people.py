"""The people of exchanges: who sees them, how they are handed out, and that nothing of them is left."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import connection

from amedip.core.records import Stale
from exchanges import actions
from exchanges.actions import erase_person, forget_people, people_called, save_person, what_is_kept
from exchanges.models import ExchangePerson, ExchangeReport
from exchanges.naming import names_someone, refuse_names
from exchanges.rules import sees_people
from exchanges.workflow import EXCHANGE
from tests.exchanges import lives
from tests.factories import FocalPointFactory, UserFactory

pytestmark = pytest.mark.django_db

NAME, FUNCTION, EMAIL = "Zeynab Quartermain", "Head of the stilt office", "zeynab@quartermain.example"
CONSENT = {"consent": "signed", "consent_on": lives.day(-20), "role": "expert"}


def entered(people, exchange, country=None, **columns) -> ExchangePerson:
    country = country or people.asking
    person = ExchangePerson(exchange=exchange, country=country)
    said = {"name": NAME, "function": FUNCTION, "email": EMAIL, **CONSENT, **columns}
    return save_person(person, actor=people.asker if country == people.asking else people.host, columns=said)


def tables_with(words: str) -> list[str]:
    """Every table of the database, histories and caches among them, in which some row holds the words."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT count(*) FROM {quoted} AS t WHERE t::text ILIKE %s", [f"%{words}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def files_with(words: str) -> list[str]:
    """Every file below the data folder, mail and documents among them, that holds the words."""
    folders = [Path(settings.EMAIL_FILE_PATH), Path(default_storage.location), Path(settings.DATA_DIR)]
    paths = {path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()}
    return [str(path) for path in paths if words.encode() in path.read_bytes()]


def test_person_when_erased_after_a_whole_exchange_then_the_name_is_nowhere():
    people = lives.two_states()
    exchange = lives.held(people)
    person = entered(people, exchange)
    save_person(person, actor=people.asker, columns={"function": f"{FUNCTION}, deputy"}, expected=person.version)
    for country, user in ((people.asking, people.asker), (people.hosting, people.host)):
        lives.report(exchange, country, user)
        EXCHANGE.move(exchange, "report", actor=user)
    for words in (NAME, "Quartermain", FUNCTION, EMAIL):
        assert tables_with(words) == ["exchanges_exchangeperson"]
        assert files_with(words) == []

    erase_person(person, actor=people.asker)

    for words in (NAME, "Quartermain", "stilt office", EMAIL):
        assert tables_with(words) == []
        assert files_with(words) == []


def test_people_when_the_table_is_looked_at_then_it_has_neither_history_nor_search_nor_api():
    assert not hasattr(ExchangePerson, "pgh_event_models")
    assert "exchanges.exchangepersonevent" not in {model._meta.label_lower for model in apps.get_models()}
    assert NAME not in str(ExchangePerson(name=NAME))


SAID = "With thanks to ZEYNAB  quartermain."


def in_a_report(people, exchange):
    report = ExchangeReport(exchange=exchange, country=people.asking)
    actions.save_report(report, actor=people.asker, texts={"en": {"done": SAID}})


def in_the_outcome(people, exchange):
    lives.save_exchange(exchange, actor=people.staff, texts={"en": {"outcome": SAID}})


def in_a_note(people, exchange):
    EXCHANGE.move(exchange, "waive-reports", actor=people.staff, note=SAID)


def in_the_request(people, exchange):
    refuse_names([SAID], request=exchange.request)


@pytest.mark.parametrize("write", [in_a_report, in_the_outcome, in_a_note, in_the_request])
def test_text_when_it_names_somebody_who_takes_part_then_it_is_refused(write):
    people = lives.two_states()
    exchange = lives.held(people)
    entered(people, exchange)

    with pytest.raises(ValidationError, match="write the function"):
        write(people, exchange)

    assert tables_with(NAME) == ["exchanges_exchangeperson"]


def test_person_when_the_name_stands_in_a_text_already_then_it_is_not_entered():
    people = lives.two_states()
    exchange = lives.scheduled(people)
    lives.save_exchange(exchange, actor=people.staff, texts={"en": {"description": f"Led by {NAME}."}})

    with pytest.raises(ValidationError) as refusal:
        entered(people, exchange)

    assert "name" in refusal.value.message_dict


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Amélie Nour", "avec AMELIE  NOUR, hier", True),
        ("أمينة علي", "مع أمينـة عليّ.", True),
        ("Ali Ba", "Alibaba", False),
        ("Ali", "the alignment", False),
        ("", "anything", False),
    ],
)
def test_names_when_compared_then_case_accents_and_blanks_do_not_count(name, text, found):
    assert names_someone([name], [text]) is found


def test_people_when_somebody_looks_then_only_both_sides_and_staff_with_the_right_see_them():
    people = lives.two_states()
    exchange = lives.scheduled(people)
    paying = FocalPointFactory()
    exchange.partners.create(country=paying.country, part="pays")

    assert sees_people(people.asker, exchange) and sees_people(people.host, exchange)
    assert sees_people(people.staff, exchange)
    for user in (paying.user, FocalPointFactory().user, UserFactory(is_staff=True)):
        assert not sees_people(user, exchange)


def test_person_when_the_other_side_corrects_then_it_is_refused():
    people = lives.two_states()
    person = entered(people, lives.scheduled(people))

    with pytest.raises(PermissionDenied):
        save_person(person, actor=people.host, columns={"name": "Other"})
    with pytest.raises(PermissionDenied):
        erase_person(person, actor=people.host)


def test_person_when_consent_lies_ahead_or_the_version_is_old_then_nothing_is_kept():
    people = lives.two_states()
    exchange = lives.scheduled(people)

    with pytest.raises(ValidationError):
        entered(people, exchange, consent_on=lives.day(1))
    with pytest.raises(ValidationError):
        entered(people, exchange, consent="")
    assert not ExchangePerson.objects.exists()
    person = entered(people, exchange)
    with pytest.raises(Stale):
        save_person(person, actor=people.asker, columns={"name": "Other"}, expected=person.version + 1)


def test_people_when_two_years_are_over_then_they_are_forgotten_and_not_before():
    people = lives.two_states()
    exchange = lives.scheduled(people, start=10, end=12)
    entered(people, exchange)
    last = exchange.end

    almost = last.replace(year=last.year + 2) - (lives.day(1) - lives.day(0))
    assert forget_people(actor=None, today=almost) == 0
    assert forget_people(actor=None, today=last.replace(year=last.year + 2)) == 1
    assert tables_with(NAME) == []


def test_person_when_asked_for_then_all_that_is_kept_is_handed_out_as_plain_values():
    people = lives.two_states()
    exchange = lives.scheduled(people)
    entered(people, exchange)

    found = people_called(f" {EMAIL.upper()} ", actor=people.staff)
    kept = json.loads(json.dumps(what_is_kept(found)))

    assert kept[0] | {"entered_on": ""} == {
        "exchange": exchange.ref, "state": people.asking.code, "role": "expert", "name": NAME, "function": FUNCTION,
        "email": EMAIL, "consent": "signed", "consent_on": lives.day(-20).isoformat(), "entered_on": "",
    }  # fmt: skip
    with pytest.raises(PermissionDenied):
        people_called(NAME, actor=people.asker)
