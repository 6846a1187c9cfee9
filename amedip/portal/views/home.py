"""The home page."""

from django.shortcuts import render

from amedip.core.pages import public_page
from amedip.portal import glance, structured
from amedip.portal.context import newest_in_brief

NEWEST = 6


@public_page
def home(request):
    states, masthead = glance.partner_states(), newest_in_brief()
    return render(
        request,
        "portal/home.html",
        {
            "masthead": masthead,
            "structured": structured.website(masthead),
            "states": states,
            "map": glance.mapped(states),
            "count": len(states),
            "silent": [state for state in states if not state["count"]],
            "speaking": sum(1 for state in states if state["count"]),
            "priorities": sum(state["count"] for state in states),
            "workshop": glance.workshop_to_show(),
            "themes": glance.themes_by_weight(),
            "newest": glance.newest(NEWEST),
            "kinds": glance.kind_names(),
        },
    )
