"""An exchange as its two sides and staff see it: where it stands, and the steps to take."""

from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amedip.core.rules import require
from exchanges.forms import DaysForm
from exchanges.models import Exchange
from exchanges.rules import exchanges_of, leads_exchanges, sees_people, sides_of, speaks_for_side
from exchanges.views.desk import desk, expected_version, found_or_404, reason_of, steps_of, take_step
from exchanges.workflow import EXCHANGE
from registry.models import Country
from registry.rules import countries_served_by

# Steps that are taken on pages of their own.
ELSEWHERE = ("report", "evaluate", "publish")


def exchange_of(request, number) -> Exchange:
    """The exchange, for those whose state takes part; steps ask for more."""
    return found_or_404(exchanges_of(request.user).select_related("host__reference"), number)


def side_in(request, exchange, code: str | None) -> Country:
    """The side for which the person acts: the one named, else the first of their own."""
    sides = sides_of(exchange)
    served = countries_served_by(request.user)
    open_to = sides if leads_exchanges(request.user) else [key for key in sides if key in served]
    rows = Country.objects.select_related("reference")
    if code:
        found = rows.filter(code=code.upper(), pk__in=open_to).first()
        if found is None:
            raise BadRequest(_("This state is neither host nor does it receive."))
        return found
    require(speaks_for_side(request.user, exchange))
    first = next((key for key in open_to if key in served), open_to[0] if open_to else None)
    if first is None:
        raise BadRequest(_("The exchange has no sides yet. They are entered in the administration."))
    return rows.get(pk=first)


@desk
def exchange(request, number):
    record = exchange_of(request, number)
    if request.method != "POST":
        return _page(request, record)
    act, more, days = request.POST.get("act", ""), {}, None
    if act == "schedule":
        days = DaysForm(request.POST, exchange=record)
        if not days.is_valid():
            return _page(request, record, days=days, status=400)
        more = days.cleaned_data
    elif act == "agree":
        more = {"side": side_in(request, record, request.POST.get("side"))}
    elif act in ELSEWHERE:
        raise BadRequest(_("This step does not exist. Choose one of those on the page."))
    if not take_step(request, EXCHANGE, record, act, expected=expected_version(request), **more):
        return _page(request, exchange_of(request, number), days=days, status=409)
    return redirect("exchanges:workspace-exchange", number)


def _page(request, record, *, days=None, status=200):
    user, sides = request.user, sides_of(record)
    served = countries_served_by(user)
    states = {row.pk: row for row in Country.objects.filter(pk__in=sides).select_related("reference")}
    steps = steps_of(EXCHANGE, record, user)
    names = {step.name for step in steps}
    own = [states[key] for key in sides if key in served]
    agreed = set(record.agreements.values_list("country", flat=True))
    context = {
        "record": record,
        "sides": [(states[key], key in agreed, key in served) for key in sides],
        "own": own,
        "own_agreed": bool(own) and all(row.pk in agreed for row in own),
        "partners": list(record.partners.select_related("country__reference")),
        "agencies": list(record.agencies.select_related("institution__reference")),
        "costs": list(record.cost_lines.select_related("country__reference", "institution__reference")),
        "themes": [link.theme for link in record.theme_links.select_related("theme__reference")],
        "steps": [step for step in steps if step.name not in (*ELSEWHERE, "agree", "schedule")],
        "agrees": [row for row in states.values() if row.pk not in agreed and (row.pk in served or not own)]
        if "agree" in names
        else [],
        "days": (days or DaysForm(exchange=record)) if "schedule" in names else None,
        "writes": {"report": "report" in names, "evaluation": "evaluate" in names},
        "reports": list(record.reports.select_related("country__reference", "reference")),
        "evaluations": list(record.evaluations.select_related("country__reference")),
        "follow_ups": list(record.follow_ups.select_related("country__reference", "reference")),
        "leads": bool(leads_exchanges(user)),
        "sees_people": bool(sees_people(user, record)),
        "cancelled": reason_of(record, "exchange.cancel") if record.status == record.Status.CANCELLED else None,
    }
    return render(request, "exchanges/workspace/exchange.html", context, status=status)
