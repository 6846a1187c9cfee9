"""One search for everything public, in all three languages."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.errors import NothingHere
from amedip.core.pages import public_page
from amedip.core.search import finding
from amedip.portal import glance
from amedip.portal.forms import SearchForm
from registry.listing import Vocabulary

PAGE = 20


@public_page
def search(request):
    vocabulary, kinds = Vocabulary(), glance.kind_names()
    states = {row["code"]: languages.text_of(row, "name") for row in vocabulary.states.values()}
    themes = {row["ref"]: languages.text_of(row, "name") for row in vocabulary.themes.values()}
    form = SearchForm(request.GET, kinds=kinds.items(), states=states.items(), themes=themes.items())
    wanted = form.read()
    number = wanted["page"] or 1
    results = finding.find(
        wanted["q"],
        language=languages.current(),
        kind=wanted["kind"],
        state=wanted["state"],
        theme=wanted["theme"],
        offset=min((number - 1) * PAGE, finding.CANDIDATES),  # there is nothing behind them
        limit=PAGE,
    )
    if number > 1 and not results.hits:
        raise NothingHere(_("The results end before this page. Begin with the first page, or search for other words."))
    for hit in results.hits:
        hit.kind_name = kinds.get(hit.kind, hit.kind)
        hit.state_name = states.get(hit.state, "")
    return render(
        request,
        "portal/search.html",
        {
            "form": form,
            "words": wanted["q"],
            "narrowed": any(wanted[name] for name in ("kind", "state", "theme")),
            "results": results,
            # More than the search looks at: it ranks no further candidates.
            "bounded": results.total >= finding.CANDIDATES,
            "page": Paginator(range(results.total), PAGE).get_page(number),
        },
    )
