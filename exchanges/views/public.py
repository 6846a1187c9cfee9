"""The public pages of the exchange of experts."""

from django.conf import settings
from django.shortcuts import render

from amedip.core.listing import ListForm, page_of
from amedip.core.pages import missing, public_page
from exchanges import rules
from exchanges.models import Exchange, ExchangePartner
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
    # The request and the offer behind it are on the list only while they are public.
    request_behind, offer_behind = found.request, found.offer
    return render(
        request,
        "exchanges/exchange.html",
        {
            "exchange": found,
            "request_behind": request_behind if request_behind and request_behind.is_public() else None,
            "offer_behind": offer_behind if offer_behind and offer_behind.is_public() else None,
            "triangular": any(row["part"] != ExchangePartner.Part.RECEIVES for row in found.partner_rows),
            "data": _structured(found),
        },
    )


def _structured(exchange) -> dict:
    """The exchange in the words of schema.org."""
    address = f"{settings.SITE_URL}{exchange.get_absolute_url()}"
    data = {"@type": "Event", "@id": address, "url": address, "identifier": exchange.ref, "name": exchange.headline}
    if exchange.start:
        data["startDate"] = exchange.start.isoformat()
    if exchange.end:
        data["endDate"] = exchange.end.isoformat()
    if exchange.host:
        data["location"] = {"@type": "Country", "name": exchange.host.headline, "identifier": exchange.host.code}
    return data
