"""Records with days, as a calendar that other programs subscribe to (iCalendar, RFC 5545 and 7986)."""

import datetime
from collections.abc import Iterable, Mapping

from django.conf import settings
from icalendar import Calendar, Event

from amedip.core import identifiers, languages, markup
from amedip.core.models import Record

MEDIA_TYPE = "text/calendar; charset=utf-8"
_DAY = datetime.timedelta(days=1)


def calendar_of(name: str, events: Iterable[Event]) -> bytes:
    """A published calendar of that name, in the language of the request."""
    written = Calendar()
    written.add("version", "2.0")
    written.add("prodid", f"-//{settings.SITE_NAME}//{settings.IDENTIFIER_DOMAIN}//{languages.current().upper()}")
    written.add("method", "PUBLISH")
    # The one is the standard's, the other what most programs read.
    written.add("name", name, parameters={"LANGUAGE": languages.current()})
    written.add("x-wr-calname", name)
    for event in events:
        written.add_component(event)
    return written.to_ical()


def event_of(
    record: Record, *, start: datetime.date, end: datetime.date, status: str, texts: Mapping[str, tuple[str, str]]
) -> Event:
    """A record as an event of whole days, the last one included.

    ``status``: CONFIRMED or TENTATIVE; ``texts``: by property, the text with its language, empty where there is none.
    """
    event = Event()
    event.add("uid", identifiers.event_uid(record.KIND, record.ref))
    # In a calendar that is published, the time at which its maker last touched the event.
    event.add("dtstamp", record.updated_at.astimezone(datetime.UTC))
    event.add("last-modified", record.updated_at.astimezone(datetime.UTC))
    event.add("sequence", record.version)
    event.add("dtstart", start)
    event.add("dtend", end + _DAY)  # the first day on which it is over
    event.add("status", status)
    event.add("transp", "TRANSPARENT")
    event.add("url", settings.SITE_URL + record.get_absolute_url())
    for name, (text, code) in texts.items():
        if text:
            event.add(name, markup.without_marks(text), parameters={"LANGUAGE": code})
    return event
