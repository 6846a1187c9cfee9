"""The public pages of the exchange of experts."""

from django.shortcuts import render

from amedip.core.listing import ListForm, page_of
from amedip.core.pages import missing, public_page
from exchanges import rules
from exchanges.models import Exchange, ExchangeRequest, Offer
from registry.models import Mechanism

AT_ONCE = 200  # requests and offers, the newest; each has its address on the one page


@public_page
def exchanges(request):
    wanted = ListForm(request.GET).read()
    page = page_of(rules.exchanges_visible_to(request.user).for_rows().order_by("-start", "-pk"), wanted["page"])
    requests = list(rules.requests_visible_to(request.user).for_rows().order_by("-pk")[:AT_ONCE])
    offers = list(rules.offers_visible_to(request.user).for_rows().order_by("-pk")[:AT_ONCE])
    return render(
        request,
        "exchanges/exchanges.html",
        {
            "page": page,
            "requests": requests,
            "offers": offers,
            "mechanism": Mechanism.objects.filter(slug="expert-exchange").order_by("-programme__start").first(),
            "examples": any(row.reference.example for row in [*page, *requests, *offers]),
        },
    )


@public_page
def exchange(request, number):
    found = rules.exchanges_visible_to(request.user).for_page().filter(reference__ref=number).first()
    if found is None:
        return missing(request, Exchange.KIND, number)
    # The request and the offer behind it may be on the list, or not public (any more).
    public = {
        "request": found.request if found.request and found.request.status in ExchangeRequest.PUBLIC_STATES else None,
        "offer": found.offer if found.offer and found.offer.status in Offer.PUBLIC_STATES else None,
    }
    return render(request, "exchanges/exchange.html", {"exchange": found, **public})
