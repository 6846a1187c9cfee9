"""Exchanges as a calendar that other programs subscribe to (iCalendar, RFC 5545 and 7986)."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Event

from amedip.core import languages
from amedip.core.calendars import MEDIA_TYPE, calendar_of, event_of
from amedip.core.pages import missing, public_page
from exchanges import rules
from exchanges.models import Exchange


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


def _answer(exchanges: Iterable[Exchange], name: str) -> HttpResponse:
    return HttpResponse(calendar_of(name, map(_event, exchanges)), content_type=MEDIA_TYPE)


def _event(exchange: Exchange) -> Event:
    return event_of(
        exchange,
        start=exchange.start,
        end=exchange.end or exchange.start,
        status="TENTATIVE" if exchange.status == Exchange.Status.AGREED else "CONFIRMED",
        texts={
            "summary": languages.chosen(exchange, "title"),
            "description": languages.chosen(exchange, "description"),
            "location": languages.chosen(exchange.host, "name") if exchange.host else ("", ""),
        },
    )
