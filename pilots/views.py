"""The pilots' public pages."""

import datetime
from collections import defaultdict

from django.conf import settings
from django.shortcuts import render

from amedip.core import languages
from amedip.core.listing import ListForm, page_of
from amedip.core.pages import missing, public_page
from pilots import rules
from pilots.figures import course_of, latest_of, scale, timeline
from pilots.models import PilotProject


@public_page
def pilots(request):
    wanted = ListForm(request.GET).read()
    page = page_of(rules.pilots_visible_to(request.user).for_listing().order_by("number"), wanted["page"])
    return render(
        request, "pilots/pilots.html", {"page": page, "examples": any(pilot.reference.example for pilot in page)}
    )


@public_page
def pilot(request, number):
    visible = rules.pilots_visible_to(request.user)
    found = visible.for_page().filter(number=number).first()
    if found is None:
        return missing(request, PilotProject.KIND, f"P{number}")
    mirrored = languages.direction(languages.current()) == "rtl"
    milestones = [row | {"due": _day(row["due"]), "done": _day(row["done"])} for row in found.milestone_rows]
    indicators = []
    for indicator in found.indicators.prefetch_related("periods"):
        period = latest_of(indicator.periods.all())
        indicators.append((indicator, period, scale(indicator.baseline, period, mirrored=mirrored)))
    budget = list(found.budget_lines.select_related("donor__reference"))
    return render(
        request,
        "pilots/pilot.html",
        {
            "pilot": found,
            "course": course_of(found.phase),
            "milestones": milestones,
            "timeline": timeline(found, milestones, mirrored=mirrored),
            "indicators": indicators,
            "updates": list(found.updates.all()),
            "budget": budget,
            "sums": _sums(budget),
            "others": [row | {"label": PilotProject.Phase(row["phase"]).label} for row in found.others],
            "data": _structured(found),
        },
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _sums(budget):
    """What all lines come to, by currency."""
    sums = defaultdict(int)
    for line in budget:
        sums[line.currency] += line.amount
    return sorted(sums.items())


def _structured(pilot) -> dict:
    """The pilot in the words of schema.org."""
    address = f"{settings.SITE_URL}{pilot.get_absolute_url()}"
    data = {
        "@type": "Project",
        "@id": address,
        "url": address,
        "identifier": pilot.ref,
        "name": pilot.headline,
        "location": {"@type": "Country", "name": pilot.country.headline, "identifier": pilot.country.code},
    }
    for name, day in (("foundingDate", pilot.start), ("dissolutionDate", pilot.end)):
        if day:
            data[name] = day.isoformat()
    if pilot.institution:
        data["parentOrganization"] = {"@type": "GovernmentOrganization", "name": pilot.institution.headline}
    return data
