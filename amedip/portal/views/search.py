"""One search for everything public, in all three languages."""

from collections.abc import Mapping
from functools import cache

from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.errors import NothingHere
from amedip.core.models import Reference
from amedip.core.pages import public_page
from amedip.core.search import finding, suggesting
from amedip.core.search.advising import advise
from amedip.core.statements import RowStatement
from amedip.portal import glance
from amedip.portal.forms import SearchForm
from registry.models import Country, Theme

PAGE = 20
LONGEST_BEGINNING = 100


@public_page
def search(request):
    names = _names()
    form = SearchForm(
        request.GET, kinds=names["kind"].items(), states=names["state"].items(), themes=names["theme"].items()
    )
    wanted = form.read()
    number = wanted["page"] or 1
    results = finding.find(
        wanted["q"],
        language=languages.current(),
        kind=wanted["kind"],
        state=wanted["state"],
        theme=wanted["theme"],
        year=wanted["year"],
        only=wanted["language"],
        exact=wanted["exact"],
        offset=min((number - 1) * PAGE, finding.REACH),  # there is nothing behind it
        limit=PAGE,
    )
    if number > 1 and not results.hits:
        raise NothingHere(_("The results end before this page. Begin with the first page, or search for other words."))
    for hit in results.hits:
        hit.kind_name = names["kind"].get(hit.kind, hit.kind)
        hit.state_name = names["state"].get(hit.state, "")
    return render(
        request,
        "portal/search.html",
        {
            "form": form,
            "words": wanted["q"],
            "narrowed": form.drop_narrowing(),
            "kept": form.narrowing,
            "exact": wanted["exact"],
            "results": results,
            "added": results.wording.added,
            "partly": next((place for place, hit in enumerate(results.hits) if not hit.whole), None),
            "facets": _facets(request, form, results, names),
            "page": Paginator(range(results.total), PAGE).get_page(number),
            **(_advice(request, wanted["q"], results, exact=wanted["exact"]) if not results.total else {}),
        },
    )


@public_page
def suggest(request):
    """What begins as typed, for the box: ``{"suggestions": [{"text", "lang", "dir"}]}``."""
    typed = request.GET.get("q", "")[:LONGEST_BEGINNING]
    found = suggesting.suggest(typed, language=languages.current())
    return JsonResponse({"suggestions": [one.as_json() for one in found]})


def _names() -> dict[str, dict[str, str]]:
    """What each value of a facet is called in the reader's language."""
    called: dict[str, dict[str, str]] = {"state": {}, "theme": {}}
    for row in _states_and_themes().rows():
        called[row["kind"]][row["ref"]] = languages.text_of(row, "title")
    return {"kind": glance.kind_names(), "language": languages.NAMES, **called}


@cache
def _states_and_themes() -> RowStatement:
    rows = Reference.objects.public().filter(kind__in=[Country.KIND, Theme.KIND])
    return RowStatement(rows, {name: name for name in ("kind", "ref", *languages.columns(["title"]))})


def _facets(request: HttpRequest, form: SearchForm, results: finding.Results, names: Mapping) -> list[dict]:
    """The facets by which the results can be narrowed, each value with its number and the query that narrows."""
    facets = []
    for name in form.NARROWING:
        counted = results.facets.get(name, ())
        if name in form.narrowing or len(counted) < 2:
            continue
        values = [
            {
                "label": capfirst(str(names.get(name, {}).get(value, value))),
                "code": value if name == "language" else "",
                "count": count,
                "query": _query(request, **{name: value}),
            }
            for value, count in counted
        ]
        facets.append({"label": form.fields[name].label, "values": values})
    return facets


def _query(request: HttpRequest, **changed) -> str:
    """The address's query with other values, from the first page on."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


def _advice(request: HttpRequest, words: str, results: finding.Results, *, exact: bool) -> dict:
    """What to search for instead of what is not there: corrected words that are found, and concepts nearby."""
    advice = advise(words, results.wording, language=languages.current(), filters=results.filters, exact=exact)
    return {
        "corrected": [{"text": text, "query": _query(request, q=text)} for text in advice.corrected],
        "related": [{"term": term, "query": _query(request, q=term.text)} for term in advice.related],
    }
