"""The public pages of what states ask for and what they offer."""

from django.shortcuts import redirect, render

from amedip.core.listing import page_of
from amedip.core.pages import missing, public_page
from exchanges import rules
from exchanges.forms.lists import OffersForm, RequestsForm
from exchanges.models import Exchange, ExchangeRequest, Format, Offer, OfferTheme, RequestTheme
from registry.listing import Vocabulary, narrow


@public_page
def requests(request):
    form = RequestsForm(request.GET, Vocabulary(), everything=request.user.is_authenticated)
    return _list(request, form, rules.requests_visible_to(request.user), RequestTheme, "exchanges/requests.html")


@public_page
def offers(request):
    form = OffersForm(request.GET, Vocabulary(), everything=request.user.is_authenticated)
    wanted = form.read()
    # An offer has several formats, so the filter looks into a list.
    found = rules.offers_visible_to(request.user)
    if wanted["format"]:
        found = found.filter(formats__overlap=wanted["format"])
    return _list(request, form, found, OfferTheme, "exchanges/offers.html", "format")


def _list(request, form, visible, links, template, *answered):
    wanted = form.read()
    filters = {name: value for name, value in form.filters.items() if name not in answered}
    found = narrow(visible, links, **filters)
    page = page_of(found.for_rows().order_by("-pk"), wanted["page"])
    examples = any(row.reference.example for row in page)
    return render(request, template, {"form": form, "page": page, "examples": examples})


@public_page
def exchange_request(request, ref):
    if ref != ref.upper():
        return redirect("exchanges:request", ref.upper(), permanent=True)
    visible = rules.requests_visible_to(request.user).for_rows().select_related("priority__reference")
    found = visible.filter(reference__ref=ref).first()
    if found is None:
        return missing(request, ExchangeRequest.KIND, ref)
    page = {
        "request_shown": found,
        "objectives": found.objectives.all(),
        "came_of_it": _came_of(request, request_id=found.pk),
    }
    return render(request, "exchanges/request.html", page)


@public_page
def offer(request, ref):
    if ref != ref.upper():
        return redirect("exchanges:offer", ref.upper(), permanent=True)
    visible = rules.offers_visible_to(request.user).for_rows().select_related("practice__reference")
    found = visible.filter(reference__ref=ref).first()
    if found is None:
        return missing(request, Offer.KIND, ref)
    page = {
        "offer": found,
        "formats": [Format(value).label for value in found.formats],
        "came_of_it": _came_of(request, offer_id=found.pk),
    }
    return render(request, "exchanges/offer.html", page)


def _came_of(request, **behind) -> list[Exchange]:
    """The exchanges that came of a request or an offer, as far as the reader may see them."""
    return list(rules.exchanges_visible_to(request.user).filter(**behind).for_rows().order_by("-start", "-pk")[:50])
