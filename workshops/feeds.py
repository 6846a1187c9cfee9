"""Workshops as a calendar that other programs subscribe to (iCalendar, RFC 5545 and 7986)."""

import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from amedip.core import identifiers, languages, markup
from amedip.core.pages import missing, public_page
from workshops import rules
from workshops.models import Workshop

_DAY = datetime.timedelta(days=1)


@public_page
def calendar(request):
    """All workshops, in the reader's language."""
    found = rules.workshops_visible_to(request.user).filter(reference__example=False)
    return _answer(_rows(found).order_by("start", "pk"), _("%(site)s: workshops") % {"site": settings.SITE_NAME})


@public_page
def workshop_calendar(request, slug):
    """One workshop."""
    if slug != slug.lower():
        return redirect("workshops:workshop-calendar", slug.lower(), permanent=True)
    found = list(_rows(rules.workshops_visible_to(request.user).filter(reference__ref=slug)))
    if not found:
        return missing(request, Workshop.KIND, slug)
    return _answer(found, languages.text_of(found[0], "title"))


def _rows(workshops):
    return workshops.select_related("reference", "country")


def _answer(workshops, name: str) -> HttpResponse:
    written = Calendar()
    written.add("version", "2.0")
    written.add("prodid", f"-//{settings.SITE_NAME}//{settings.IDENTIFIER_DOMAIN}//{languages.current().upper()}")
    written.add("method", "PUBLISH")
    # The one is the standard's, the other what most programs read.
    written.add("name", name, parameters={"LANGUAGE": languages.current()})
    written.add("x-wr-calname", name)
    for workshop in workshops:
        written.add_component(_event(workshop))
    return HttpResponse(written.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(workshop: Workshop) -> Event:
    event = Event()
    event.add("uid", identifiers.event_uid(Workshop.KIND, workshop.ref))
    # In a calendar that is published, the time at which its maker last touched the event.
    event.add("dtstamp", workshop.updated_at.astimezone(datetime.UTC))
    event.add("last-modified", workshop.updated_at.astimezone(datetime.UTC))
    event.add("sequence", workshop.version)
    event.add("dtstart", workshop.start)
    event.add("dtend", workshop.end + _DAY)  # the first day on which it is over
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", settings.SITE_URL + workshop.get_absolute_url())
    _add_text(event, "summary", *languages.chosen(workshop, "title"))
    _add_text(event, "description", *languages.chosen(workshop, "summary"))
    _add_text(event, "location", *_place(workshop))
    return event


def _place(workshop: Workshop) -> tuple[str, str]:
    """Venue, city and state in one language: that of the city."""
    _city, code = languages.chosen(workshop, "city")
    rows = ((workshop, "venue"), (workshop, "city"), (workshop.country, "name"))
    parts = [getattr(row, f"{field}_{code}") for row, field in rows]
    return ("، " if code == "ar" else ", ").join(filter(None, parts)), code


def _add_text(event: Event, name: str, text: str, code: str) -> None:
    if text:
        event.add(name, markup.without_marks(text), parameters={"LANGUAGE": code})
