"""The public pages of exchanges: all of them, one of them, what each state gave and received, and the calendar."""

from itertools import groupby

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import render
from django.utils import timezone

from amedip.core.listing import page_of
from amedip.core.models import Reference
from amedip.core.pages import missing, public_page
from exchanges import rules
from exchanges.forms.lists import CalendarForm, ExchangesForm, LedgerForm
from exchanges.listing import AHEAD, DONE, accounts_of, narrow_exchanges, with_agencies
from exchanges.models import Exchange, ExchangePartner, ExchangeRequest, Offer
from registry.listing import Vocabulary
from registry.models import Mechanism

LATEST = 8  # requests and offers on the page of all exchanges
MOST_OF_A_YEAR = 400  # exchanges in the calendar of a year, or in the account of a state


@public_page
def exchanges(request):
    vocabulary = Vocabulary()
    form = ExchangesForm(request.GET, vocabulary, everything=request.user.is_authenticated)
    wanted = form.read()
    found = narrow_exchanges(rules.exchanges_visible_to(request.user), **form.filters)
    page = page_of(found.for_rows().order_by("-start", "-pk"), wanted["page"])
    latest = [] if form.filters or page.number > 1 else list(_latest())
    return render(
        request,
        "exchanges/exchanges.html",
        {
            "form": form,
            "page": page,
            "requests": [row for row in latest if row.kind == ExchangeRequest.KIND][:LATEST],
            "offers": [row for row in latest if row.kind == Offer.KIND][:LATEST],
            "mechanism": Mechanism.objects.filter(slug="expert-exchange").order_by("-programme__start").first(),
            "examples": any(row.reference.example for row in page) or any(row.example for row in latest),
        },
    )


def _latest() -> QuerySet[Reference]:
    """The newest requests and offers that are public, by their references: one query for both."""
    kinds = [ExchangeRequest.KIND, Offer.KIND]
    return Reference.objects.public().filter(kind__in=kinds).order_by("-pk")[: LATEST * 4]


@public_page
def exchange(request, number):
    visible = with_agencies(rules.exchanges_visible_to(request.user).for_page())
    found = visible.filter(reference__ref=number).first()
    if found is None:
        return missing(request, Exchange.KIND, number)
    # The request and the offer behind it have pages only while they are public.
    request_behind, offer_behind = found.request, found.offer
    takes_part = rules.exchanges_of(request.user).filter(pk=found.pk).exists()
    parts = [row["part"] for row in (*found.partner_rows, *found.agency_rows)]
    return render(
        request,
        "exchanges/exchange.html",
        {
            "exchange": found,
            "request_behind": request_behind if request_behind and request_behind.is_public() else None,
            "offer_behind": offer_behind if offer_behind and offer_behind.is_public() else None,
            "triangular": any(part != ExchangePartner.Part.RECEIVES for part in parts),
            # What the two sides wrote is theirs until it is published; what they thought of each other stays so.
            "outcome_shown": takes_part or found.status == Exchange.Status.PUBLISHED,
            "evaluations": found.evaluations.all() if takes_part else [],
            "done": found.status in DONE,
            "data": _structured(found),
        },
    )


@public_page
def ledger(request):
    """What each state gave and received; with ``?state=`` the exchanges behind the numbers of one."""
    vocabulary = Vocabulary()
    form = LedgerForm(request.GET, vocabulary)
    keys = form.read()["state"][:1]
    visible = rules.exchanges_visible_to(None)
    state = vocabulary.states[keys[0]] if keys else None
    rows = _account(visible, state) if state else []
    return render(
        request,
        "exchanges/ledger.html",
        {
            "accounts": accounts_of(visible, vocabulary.states) if not state else [],
            "state": state,
            "account": _by_part(rows, state) if state else [],
            "any_row": bool(rows),
            "examples": visible.filter(reference__example=True).exists(),
        },
    )


def _account(visible, state) -> list[Exchange]:
    of_state = narrow_exchanges(visible.filter(status__in=[*DONE, *AHEAD]), state=[state["pk"]])
    return list(of_state.for_rows().order_by("-start", "-pk")[:MOST_OF_A_YEAR])


def _by_part(rows, state) -> list[tuple[str, list[Exchange]]]:
    """The exchanges of the state by what it did in them."""
    done = [row for row in rows if row.status in DONE]

    def in_part(part):
        return [
            row for row in done if any(one["code"] == state["code"] and one["part"] == part for one in row.partner_rows)
        ]

    return [
        ("given", [row for row in done if row.host_id == state["pk"]]),
        ("received", in_part(ExchangePartner.Part.RECEIVES)),
        ("supported", in_part(ExchangePartner.Part.SUPPORTS)),
        ("paid", in_part(ExchangePartner.Part.PAYS)),
        ("ahead", [row for row in rows if row.status in AHEAD]),
    ]


@public_page
def calendar(request):
    """The exchanges of a year, month by month; those without days yet stand below."""
    today = timezone.localdate()
    year = CalendarForm(request.GET).read()["year"] or today.year
    visible = rules.exchanges_visible_to(None)
    of_year = narrow_exchanges(visible, year=year).for_rows().order_by("start", "pk")[:MOST_OF_A_YEAR]
    undated = visible.filter(start=None, status__in=AHEAD).for_rows().order_by("pk")[:MOST_OF_A_YEAR]
    years = sorted({year, today.year, *(day.year for day in visible.exclude(start=None).dates("start", "year"))})
    months = [(month, list(rows)) for month, rows in groupby(of_year, key=lambda row: row.start.replace(day=1))]
    undated = list(undated) if year >= today.year else []
    return render(
        request,
        "exchanges/calendar.html",
        {
            "year": year,
            "years": years,
            "months": months,
            "undated": undated,
            "examples": any(
                row.reference.example for row in [*undated, *(row for _day, rows in months for row in rows)]
            ),
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
