"""Exchanges as a calendar that other programs subscribe to (iCalendar, RFC 5545 and 7986)."""

import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from amedip.core import identifiers, languages
from amedip.core.pages import missing, public_page
from exchanges import rules
from exchanges.models import Exchange

_DAY = datetime.timedelta(days=1)


@public_page
def calendar(request):
    """All exchanges that have days, in the reader's language; examples stay out of people's calendars."""
    found = _dated().filter(reference__example=False).order_by("start", "pk")
    return _answer(found, _("%(site)s: exchanges of experts") % {"site": settings.SITE_NAME})


@public_page
def exchange_calendar(request, number):
    """One exchange."""
    found = list(_dated().filter(reference__ref=number))
    if not found:
        return missing(request, Exchange.KIND, number)
    return _answer(found, languages.text_of(found[0], "title"))


def _dated() -> QuerySet[Exchange]:
    """What is public, whoever asks: calendars are handed on."""
    return rules.exchanges_visible_to(None).exclude(start=None).select_related("reference", "host")


def _answer(exchanges, name: str) -> HttpResponse:
    written = Calendar()
    written.add("version", "2.0")
    written.add("prodid", f"-//{settings.SITE_NAME}//{settings.IDENTIFIER_DOMAIN}//{languages.current().upper()}")
    written.add("method", "PUBLISH")
    # The one is the standard's, the other what most programs read.
    written.add("name", name, parameters={"LANGUAGE": languages.current()})
    written.add("x-wr-calname", name)
    for exchange in exchanges:
        written.add_component(_event(exchange))
    return HttpResponse(written.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(exchange: Exchange) -> Event:
    event = Event()
    event.add("uid", identifiers.event_uid(Exchange.KIND, exchange.ref))
    # In a calendar that is published, the time at which its maker last touched the event.
    event.add("dtstamp", exchange.updated_at.astimezone(datetime.UTC))
    event.add("last-modified", exchange.updated_at.astimezone(datetime.UTC))
    event.add("sequence", exchange.version)
    event.add("dtstart", exchange.start)
    event.add("dtend", (exchange.end or exchange.start) + _DAY)  # the first day on which it is over
    event.add("status", "TENTATIVE" if exchange.status == Exchange.Status.AGREED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", settings.SITE_URL + exchange.get_absolute_url())
    _add_text(event, "summary", *languages.chosen(exchange, "title"))
    _add_text(event, "description", *languages.chosen(exchange, "description"))
    if exchange.host:
        _add_text(event, "location", *languages.chosen(exchange.host, "name"))
    return event


def _add_text(event: Event, name: str, text: str, code: str) -> None:
    if text:
        event.add(name, text, parameters={"LANGUAGE": code})
