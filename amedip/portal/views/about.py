"""What the programme is and how the portal treats its readers."""

from django.http import Http404
from django.shortcuts import render

from amedip.core.pages import public_page
from amedip.portal import structured
from amedip.portal.context import newest_first
from registry.models import Country, Institution

# Where a mechanism of the programme can be seen on the portal.
PAGES = {
    "national-consultations": "registry/",
    "registry": "registry/",
    "expert-exchange": "exchanges/",
    "pilot-projects": "pilots/",
    "workshops": "workshops/",
    "operational-guidelines": "documents/",
}


@public_page
def about(request):
    programme = newest_first().select_related("reference", "implementer__reference").first()
    if programme is None:
        raise Http404
    objectives = list(programme.objectives.all())
    mechanisms = list(programme.mechanisms.all())
    for mechanism in mechanisms:
        mechanism.page = PAGES.get(mechanism.slug, "")
    donors = list(Country.objects.filter(programmes_funded=programme).select_related("reference").in_order())
    partners = Institution.objects.filter(programmes=programme).select_related("reference").order_by("reference__ref")
    return render(
        request,
        "portal/about.html",
        {
            "programme": programme,
            "overall": [objective for objective in objectives if objective.number == 0],
            "specific": [objective for objective in objectives if objective.number],
            "mechanisms": mechanisms,
            "donors": donors,
            "partners": [programme.implementer, *partners],
            "structured": structured.project(programme, donors),
        },
    )


@public_page
def accessibility(request):
    return render(request, "portal/accessibility.html")


@public_page
def privacy(request):
    return render(request, "portal/privacy.html")
