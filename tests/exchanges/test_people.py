"""The people of exchanges: who sees them, how they are handed out, and that nothing of them is left."""

import base64
import email
import email.policy
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import connection, models
from modeltranslation.translator import translator

from amedip.core import jobs
from amedip.core.notices import send_digests
from amedip.core.records import Stale, write_record
from amedip.core.texts import fingerprint, translated_fields
from amedip.translations.actions import Translation, save_translations
from exchanges.actions import ask_question, erase_person, forget_people, people_called, save_person, what_is_kept
from exchanges.models import CompiledAnswer, Evaluation, Exchange, ExchangePerson, ExchangeReport, FollowUp
from exchanges.models.nameless import Nameless, names_someone
from exchanges.naming import OF_EXCHANGE, OF_OFFER, OF_REQUEST
from exchanges.rules import sees_people
from exchanges.workflow import EXCHANGE, REQUEST
from tests.asking import signed_in
from tests.desk import address
from tests.exchanges import lives
from tests.factories import FocalPointFactory, OfferFactory, UserFactory

pytestmark = pytest.mark.django_db

NAME, FUNCTION, EMAIL = "Zeynab Quartermain", "Head of the stilt office", "zeynab@quartermain.example"
SAID = "With thanks to ZEYNAB  quartermain."
CACHE = settings.CACHES["default"]["LOCATION"]
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


def packed_with(words: str) -> list[str]:
    """The sessions and cached values, which lie packed in their tables, that hold the words."""
    kept = {f"session {row.pk}": repr(row.get_decoded()).encode() for row in Session.objects.all()}
    with connection.cursor() as cursor:
        if CACHE in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT cache_key, value FROM {CACHE}")
            kept |= {f"cache {key}": base64.b64decode(value) for key, value in cursor.fetchall()}
    return [name for name, content in kept.items() if words.encode() in content]


def files_with(words: str) -> list[str]:
    """Every file below the data folder, mail and documents among them, that holds the words."""
    folders = [Path(settings.EMAIL_FILE_PATH), Path(default_storage.location), Path(settings.DATA_DIR)]
    paths = {path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()}
    return [str(path) for path in paths if words.encode() in content_of(path)]


def content_of(path: Path) -> bytes:
    """What stands in a file; the parts of a mail as they are read."""
    content = path.read_bytes()
    if path.suffix != ".eml":
        return content
    parts = email.message_from_bytes(content, policy=email.policy.default).walk()
    return content + b"".join(part.get_payload(decode=True) or b"" for part in parts)


def letters_with(words: str) -> list[str]:
    """The subjects of the mails that were sent and hold the words."""
    return [letter.subject for letter in mail.outbox if words in f"{letter.subject}\n{letter.body}"]


def traces_of(words: str) -> list[str]:
    return [*tables_with(words), *packed_with(words), *files_with(words), *letters_with(words)]


def deliver_everything() -> None:
    """Digests and mails, and all else that waits for the worker."""
    send_digests()
    for key in jobs.waiting_ids():
        jobs.run(key)


def test_person_when_erased_after_a_whole_exchange_then_the_name_is_nowhere():
    people = lives.two_states()
    exchange = lives.held(people)
    person = entered(people, exchange)
    save_person(person, actor=people.asker, columns={"function": f"{FUNCTION}, deputy"}, expected=person.version)
    for country, user in ((people.asking, people.asker), (people.hosting, people.host)):
        lives.report(exchange, country, user)
        EXCHANGE.move(exchange, "report", actor=user)
    for words in (NAME, "Quartermain", FUNCTION, EMAIL):
        assert traces_of(words) == ["exchanges_exchangeperson"]

    erase_person(person, actor=people.asker)

    for words in (NAME, "Quartermain", "stilt office", EMAIL):
        assert traces_of(words) == []


def test_person_when_all_was_done_on_pages_then_erasing_leaves_no_trace():
    people = lives.two_states()
    exchange = lives.held(people)
    asker, staff, desk = signed_in(people.asker), signed_in(people.staff), f"/en/workspace/exchanges/{exchange.ref}/"
    typed = {"name": NAME, "function": FUNCTION, "email": EMAIL, "country": people.asking.pk} | CONSENT
    assert asker.post(f"{desk}people/new/", typed | {"consent": ""}).status_code == 400
    assert asker.post(f"{desk}people/new/", typed).status_code == 302
    key = ExchangePerson.objects.get().pk
    for path in ("people/", f"people/{key}/", f"people/{key}.json", f"people/{key}.csv"):
        assert NAME in asker.get(desk + path).content.decode()
    # Words that are refused, where something of what was typed might be kept.
    step = {"step": "waive-reports", "note": SAID, "expected": exchange.version}
    assert staff.post(address(Exchange, "move", exchange.pk), step).status_code == 302
    assert asker.post(f"{desk}report/", {"act": "save", "done_en": SAID, "expected": ""}).status_code == 400
    assert NAME in staff.post(address(ExchangePerson, "find"), {"words": NAME, "act": "find"}).content.decode()
    staff.get("/en/search/", {"q": "Quartermain"})
    deliver_everything()

    assert traces_of("uartermain") == ["exchanges_exchangeperson"]
    assert asker.post(f"{desk}people/{key}/", {"act": "erase"}).status_code == 302
    deliver_everything()

    for words in ("uartermain", "UARTERMAIN", "stilt office", EMAIL):
        assert traces_of(words) == []


def test_people_when_the_table_is_looked_at_then_it_has_neither_history_nor_search_nor_api():
    assert not hasattr(ExchangePerson, "pgh_event_models")
    assert "exchanges.exchangepersonevent" not in {model._meta.label_lower for model in apps.get_models()}
    assert NAME not in str(ExchangePerson(name=NAME))


def test_texts_of_exchanges_when_listed_then_each_is_looked_at_for_names():
    translated = {model for model in translator.get_registered_models() if model._meta.app_label == "exchanges"}

    assert translated == {*OF_EXCHANGE, *OF_REQUEST, *OF_OFFER}
    assert all(issubclass(model, Nameless) for model in translated)


def everything_said(people) -> dict[str, models.Model]:
    """One row of every table with texts, around one exchange in which somebody takes part."""
    request, answer = lives.answered(people)
    offer = OfferFactory(country=people.hosting)
    asked = ask_question(request, {"en": {"text": "How many days?"}}, actor=people.staff)
    request = REQUEST.move(request, "match", actor=people.staff, host=people.hosting, offer=offer)
    exchange = request.exchanges.select_related("reference").get()
    entered(people, exchange)
    side = {"exchange": exchange, "country": people.asking}
    rows = [
        request, request.objectives.first(), answer, answer.lines.first(), asked, CompiledAnswer(request=request),
        offer, exchange, ExchangeReport(**side), Evaluation(**side),
        FollowUp(**side, asked_on=lives.day(0)),
    ]  # fmt: skip
    return {type(row).__name__: row for row in rows}


def test_text_when_it_names_somebody_who_takes_part_then_it_is_refused_in_every_table():
    people = lives.two_states()
    rows = everything_said(people)
    assert {type(row) for row in rows.values()} == {*OF_EXCHANGE, *OF_REQUEST, *OF_OFFER}

    for row in rows.values():
        for field in translated_fields(type(row)):
            with pytest.raises(ValidationError, match="write the function"):
                write_record(row, actor=None, texts={"en": {field: SAID}})

    assert tables_with(NAME) == ["exchanges_exchangeperson"]


def test_translation_when_it_names_somebody_who_takes_part_then_it_is_refused():
    people = lives.two_states()
    exchange = lives.held(people)
    entered(people, exchange)
    named = Translation("title", SAID, source="fr", seen=fingerprint(exchange.title_fr), shown="")

    with pytest.raises(ValidationError, match="write the function"):
        save_translations(exchange, [named], "en", actor=people.staff)

    assert traces_of(NAME) == ["exchanges_exchangeperson"]


def test_reason_when_it_names_somebody_who_takes_part_then_it_is_refused():
    people = lives.two_states()
    exchange = lives.held(people)
    entered(people, exchange)

    with pytest.raises(ValidationError, match="write the function"):
        EXCHANGE.move(exchange, "waive-reports", actor=people.staff, note=SAID)

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
