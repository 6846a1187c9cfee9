"""The pilots' public pages."""

from django.shortcuts import render
from django.utils import timezone

from amedip.core import languages
from amedip.core.listing import ListForm, page_of
from amedip.core.pages import missing, public_page
from pilots import rules
from pilots.models import PilotProject
from pilots.reading import Reading, for_reading
from pilots.structured import structured_pilot


@public_page
def pilots(request):
    wanted = ListForm(request.GET).read()
    page = page_of(rules.pilots_visible_to(request.user).for_listing().order_by("number"), wanted["page"])
    context = {
        "page": page,
        "examples": any(pilot.reference.example for pilot in page),
        # Without a day no project is complete for IATI, and then there is no file.
        "dated": any(pilot.start or pilot.began for pilot in page if not pilot.reference.example),
    }
    return render(request, "pilots/pilots.html", context)


@public_page
def pilot(request, number):
    found = for_reading(rules.pilots_visible_to(request.user)).filter(number=number).first()
    if found is None:
        return missing(request, PilotProject.KIND, f"P{number}")
    mirrored = languages.direction(languages.current()) == "rtl"
    reading = Reading(found, today=timezone.localdate(), mirrored=mirrored)
    return render(request, "pilots/pilot.html", {"pilot": found, "page": reading, "data": structured_pilot(found)})
