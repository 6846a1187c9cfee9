"""The golden thread as an overview: of all states and themes, or of some."""

from django.shortcuts import render

from amedip.core.listing import page_of
from amedip.core.pages import public_page
from amedip.portal.chains import chains_of
from amedip.portal.forms import ThreadForm
from amedip.portal.lines import lines_of, untouched
from registry.listing import Vocabulary


@public_page
def thread(request):
    form = ThreadForm(request.GET, Vocabulary())
    wanted = form.read()
    page = page_of(lines_of(**form.filters), wanted["page"])
    found = chains_of(row.pk for row in page)
    chains = [found[row.pk] for row in page]
    context = {
        "form": form,
        "page": page,
        "chains": chains,
        "untouched": untouched(**form.filters),
        "query": form.query,
        "examples": any(row["example"] for chain in chains for row in chain.rows),
    }
    return render(request, "portal/thread.html", context)
