"""The pages of what the Registry holds today: priorities, their comparison, practices."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, urlencode

from amedip.core import languages
from amedip.core.listing import page_of
from amedip.core.pages import missing, public_page
from amedip.core.publications.words import written_today
from registry import pages, rules
from registry.forms import CompareForm, PracticesForm, PrioritiesForm
from registry.listing import (
    Vocabulary,
    counts_by_state,
    counts_by_theme,
    dress,
    narrow,
    practice_rows,
    priority_rows,
)
from registry.models import Practice, PracticeTheme, Priority, PriorityTheme
from registry.publications import MEDIA_TYPES, comparison, file_name
from registry.structured import structured

MOST_SIDE_BY_SIDE = 400  # priorities of two to four states


@public_page
def priorities(request):
    vocabulary = Vocabulary()
    statuses = Priority.Status if request.user.is_authenticated else Priority.PUBLIC_STATES
    form = PrioritiesForm(request.GET, vocabulary, statuses)
    wanted = form.read()
    found = narrow(rules.priorities_visible_to(request.user), PriorityTheme, **form.filters)
    page = page_of(priority_rows(found.latest_first()), wanted["page"])
    return render(
        request,
        "registry/priorities.html",
        {
            "form": form,
            "page": page,
            "priorities": [dress(row, vocabulary) for row in page],
            # What explains an empty list: a state without entries, a consultation whose entries are not held.
            "state": _only(vocabulary.states, wanted["state"]),
            "round": _only(vocabulary.rounds, wanted["round"]),
        },
    )


@public_page
def priority(request, ref):
    if ref != ref.upper():
        return redirect("registry:priority", ref.upper(), permanent=True)
    found = pages.priority(ref, request.user)
    if found is None:
        return missing(request, Priority.KIND, ref)
    return render(request, "registry/priority.html", {"priority": found, "data": structured(found, "Report")})


@public_page
def compare(request):
    vocabulary = Vocabulary()
    form = CompareForm(request.GET, vocabulary)
    if not form.is_valid():
        return render(request, "registry/compare.html", _matrix(request, vocabulary, form), status=400)
    if not form.cleaned_data["state"]:
        return render(request, "registry/compare.html", _matrix(request, vocabulary, form))
    return render(request, "registry/side_by_side.html", _side_by_side(request, vocabulary, form))


@public_page
def compare_file(request, suffix):
    """What the page with the same question shows, as a table of the page's language; kept as pages are."""
    if suffix not in comparison.RENDERERS:
        raise Http404
    vocabulary = Vocabulary()
    form = CompareForm(request.GET, vocabulary)
    if not form.is_valid():
        raise BadRequest(" ".join(form.errors["state"]))
    if form.cleaned_data["state"]:
        table = comparison.side_by_side(_side_by_side(request, vocabulary, form))
    else:
        table = comparison.matrix(_matrix(request, vocabulary, form))
    response = HttpResponse(comparison.RENDERERS[suffix](table), content_type=MEDIA_TYPES[suffix])
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file_name(suffix, day=f"{table.title} – {written_today()}")
    )
    return response


def _matrix(request, vocabulary, form):
    """States × themes: a row for each partner state and each other that names something."""
    visible = rules.priorities_visible_to(request.user).public()
    counts, totals = counts_by_theme(visible), counts_by_state(visible)
    themes = list(vocabulary.themes.values())
    rows = [
        {
            "state": state,
            "cells": [{"theme": theme, "count": counts.get((key, theme["pk"]), 0)} for theme in themes],
            "total": totals.get(key, 0),
        }
        for key, state in vocabulary.states.items()
        if state["partner"] or key in totals
    ]
    by_theme = [sum(row["cells"][place]["count"] for row in rows) for place in range(len(themes))]
    return {
        "form": form,
        "themes": themes,
        "rows": rows,
        "by_theme": by_theme,
        "total": sum(totals.values()),
        "widest": _widest(rows, themes),
        "silent": [languages.text_of(row["state"]) for row in rows if not row["total"]],
    }


def _widest(rows, themes):
    """The theme that most states name, with how many they are; None while nobody names any."""
    naming = [(sum(1 for row in rows if row["cells"][place]["count"]), -place) for place in range(len(themes))]
    states, place = max(naming, default=(0, 0))
    return {"label": languages.text_of(themes[-place]), "states": states} if states else None


def _side_by_side(request, vocabulary, form):
    """For every theme that one of the chosen states names: their priorities under it, state by state."""
    chosen = [vocabulary.states[key] for key in form.cleaned_data["state"]]
    visible = rules.priorities_visible_to(request.user).public()
    found = narrow(visible, PriorityTheme, state=form.cleaned_data["state"]).latest_first()
    rows = [dress(row, vocabulary) for row in priority_rows(found)[:MOST_SIDE_BY_SIDE]]
    by_theme = [
        _abreast(theme, chosen, [row for row in rows if key in row["theme_keys"]])
        for key, theme in vocabulary.themes.items()
    ]
    themeless = [row for row in rows if not row["theme_keys"]]
    comma = languages.comma()
    return {
        "form": form,
        "states": chosen,
        "question": "?" + urlencode([("state", state["code"]) for state in chosen]),
        "names": comma.join(languages.text_of(state) for state in chosen),
        # What all of them name first; the sort keeps the themes' own order among equals.
        "themes": sorted((row for row in by_theme if row["naming"]), key=lambda row: -row["naming"])
        + ([_abreast(None, chosen, themeless)] if themeless else []),
        "unnamed": [row["theme"] for row in by_theme if not row["naming"]],
    }


def _abreast(theme, states, rows):
    """``rows`` state by state, and how many of the states have one."""
    columns = [
        {"state": state, "priorities": [row for row in rows if row["country_key"] == state["pk"]]} for state in states
    ]
    return {"theme": theme, "columns": columns, "naming": sum(1 for column in columns if column["priorities"])}


@public_page
def practices(request):
    vocabulary = Vocabulary()
    form = PracticesForm(request.GET, vocabulary)
    wanted = form.read()
    found = narrow(rules.practices_visible_to(request.user), PracticeTheme, **form.filters)
    page = page_of(practice_rows(found.latest_first()), wanted["page"])
    return render(
        request,
        "registry/practices.html",
        {
            "form": form,
            "page": page,
            "practices": [dress(row, vocabulary) for row in page],
            "state": _only(vocabulary.states, wanted["state"]),
        },
    )


@public_page
def practice(request, ref):
    if ref != ref.upper():
        return redirect("registry:practice", ref.upper(), permanent=True)
    found = pages.practice(ref, request.user)
    if found is None:
        return missing(request, Practice.KIND, ref)
    return render(request, "registry/practice.html", {"practice": found, "data": structured(found, "Article")})


def _only(rows, keys):
    """The one row chosen, if it is just one, with the ``label`` it has in the reader's language."""
    if len(keys) != 1:
        return None
    row = rows[keys[0]]
    return row | {"label": languages.text_of(row, "name" if "name_en" in row else "title")}
