"""The shared vocabulary: all themes, and what stands under one of them."""

from django.shortcuts import redirect, render

from amedip.core.pages import missing, public_page
from amedip.portal import glance, profiles, structured
from registry.listing import Vocabulary, dress, practice_rows, priority_rows
from registry.models import Theme
from registry.rules import practices_visible_to, priorities_visible_to


@public_page
def themes(request):
    return render(request, "portal/themes.html", {"themes": glance.themes_by_weight()})


@public_page
def theme(request, slug):
    if slug != slug.lower():
        return redirect("portal:theme", slug.lower(), permanent=True)
    found = profiles.theme(slug)
    if found is None:
        return missing(request, Theme.KIND, slug)
    vocabulary = Vocabulary()
    priorities = priority_rows(
        priorities_visible_to(request.user).public().filter(theme_links__theme=found).latest_first()
    )
    practices = practice_rows(
        practices_visible_to(request.user).public().filter(theme_links__theme=found).latest_first()
    )
    counts = {row["state"]: row["count"] for row in found.state_counts}
    return render(
        request,
        "portal/theme.html",
        {
            "theme": found,
            "states": [row | {"count": counts[key]} for key, row in vocabulary.states.items() if key in counts],
            "priorities": [dress(row, vocabulary) for row in priorities[: profiles.SHOWN]],
            "practices": [dress(row, vocabulary) for row in practices[: profiles.SHOWN]],
            "structured": structured.term(found),
        },
    )
