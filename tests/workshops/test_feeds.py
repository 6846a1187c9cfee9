"""Calendars of workshops, read by a parser of another house than the writer's."""

import datetime

import pytest
import vobject

from amedip.core import languages
from amedip.core.records import delete_record, write_record
from tests.asking import get, same_cost, visitor
from tests.calling import commit_triggers
from tests.factories import CountryFactory, WorkshopFactory

pytestmark = pytest.mark.django_db

ALL = "/{}/workshops/calendar.ics"


def read(address: str):
    """The calendar, once its lines are as RFC 5545 wants them."""
    answer = get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    return vobject.readOne(answer.content.decode())


@pytest.mark.parametrize("language", languages.CODES)
def test_calendar_when_read_then_the_workshops_with_their_days_and_names(content, language):
    events = {event.uid.value: event for event in read(ALL.format(language)).vevent_list}

    assert len(events) == 3
    tunis = events["workshop-tunis-2012@localhost"]
    assert (tunis.dtstart.value, tunis.dtend.value) == (datetime.date(2012, 11, 7), datetime.date(2012, 11, 9))
    assert tunis.dtstart.params["VALUE"] == ["DATE"]
    assert tunis.url.value.endswith(f"/{language}/workshops/tunis-2012/")
    for part in (tunis.summary, tunis.description, tunis.location):
        assert part.params["LANGUAGE"] == [language]
    assert tunis.last_modified.value.tzinfo


def test_event_when_the_workshop_changes_then_the_same_uid_and_a_later_sequence(settings):
    settings.IDENTIFIER_DOMAIN = "amedip.example"
    workshop = WorkshopFactory(ref="bees-2026", title_en="Bees")
    (before,) = read(ALL.format("en")).vevent_list

    write_record(workshop, actor=None, columns={"end": datetime.date(2026, 3, 6)}, expected=workshop.version)
    commit_triggers()
    (after,) = read(ALL.format("fr")).vevent_list

    assert before.uid.value == after.uid.value == "workshop-bees-2026@amedip.example"
    assert after.dtend.value == datetime.date(2026, 3, 7)
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.last_modified.value >= before.last_modified.value


def test_text_when_it_stands_in_another_language_then_it_says_so_and_keeps_its_signs():
    title = "النحل; العسل, \\ والشمع\r\nEND:VEVENT" + " نحل" * 50
    WorkshopFactory(
        title_en=None, title_ar=title.replace("\r\n", " "), city_ar="تونس", country=CountryFactory(name_ar="دولة")
    )

    (event,) = read(ALL.format("fr")).vevent_list

    assert event.summary.value == title.replace("\r\n", " ")
    assert event.summary.params["LANGUAGE"] == ["ar"]
    assert event.location.value == "تونس، دولة"


def test_calendar_of_one_when_asked_for_then_just_that():
    WorkshopFactory(ref="bees-2026", title_en="Bees")
    WorkshopFactory()

    (event,) = read("/en/workshops/bees-2026/calendar.ics").vevent_list

    assert event.summary.value == "Bees"


def test_calendar_of_one_when_it_is_gone_or_never_was_then_410_or_404():
    gone = WorkshopFactory(ref="bees-2026")
    commit_triggers()
    delete_record(gone, actor=None, why="Wrong")

    assert get("/en/workshops/bees-2026/calendar.ics").status_code == 410
    assert get("/en/workshops/wax-2026/calendar.ics").status_code == 404
    assert get("/en/workshops/Wax-2026/calendar.ics").status_code == 301


def test_calendar_when_there_is_no_workshop_then_an_empty_one():
    assert not hasattr(read(ALL.format("ar")), "vevent")


def test_calendar_when_it_is_an_example_then_not_among_the_others():
    WorkshopFactory(example=True)

    assert not hasattr(read(ALL.format("en")), "vevent")


def test_calendar_when_nothing_changed_then_304_and_the_same_bytes():
    WorkshopFactory()
    commit_triggers()
    first, second = get(ALL.format("en")), get(ALL.format("en"))
    assert first.content == second.content

    again = visitor().get(ALL.format("en"), headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304


def test_calendar_costs_the_same_with_one_workshop_and_with_seven():
    WorkshopFactory()
    with same_cost(ALL.format("en")):
        for _ in range(6):
            WorkshopFactory()
