"""Workshops as a calendar that other programs subscribe to (iCalendar, RFC 5545 and 7986)."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from icalendar import Event

from amedip.core import languages
from amedip.core.calendars import MEDIA_TYPE, calendar_of, event_of
from amedip.core.pages import missing, public_page
from workshops import rules
from workshops.models import Workshop


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


def _answer(workshops: Iterable[Workshop], name: str) -> HttpResponse:
    return HttpResponse(calendar_of(name, map(_event, workshops)), content_type=MEDIA_TYPE)


def _event(workshop: Workshop) -> Event:
    return event_of(
        workshop,
        start=workshop.start,
        end=workshop.end,
        status="CONFIRMED",
        texts={
            "summary": languages.chosen(workshop, "title"),
            "description": languages.chosen(workshop, "summary"),
            "location": _place(workshop),
        },
    )


def _place(workshop: Workshop) -> tuple[str, str]:
    """Venue, city and state in one language: that of the city."""
    _city, code = languages.chosen(workshop, "city")
    rows = ((workshop, "venue"), (workshop, "city"), (workshop.country, "name"))
    parts = [getattr(row, f"{field}_{code}") for row, field in rows]
    return languages.comma(code).join(filter(None, parts)), code
