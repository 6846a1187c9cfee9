"""A state's offers: grown from a practice, opened and closed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.forms import OfferForm
from exchanges.models import Offer
from exchanges.rules import offers_visible_to
from exchanges.views.desk import (
    SAVE,
    desk,
    expected_version,
    found_or_404,
    own_country,
    refused_with,
    require_own,
    steps_of,
    take_step,
    written,
)
from exchanges.workflow import OFFER
from registry.models import Practice

OPEN = "open"


@desk
def new_offer(request):
    """A new offer, from the practice that the address names or from none yet."""
    sent = request.POST or request.GET
    record = Offer(country=own_country(request, sent.get("state")))
    require_own(request.user, record)
    if request.method != "POST":
        ref = request.GET.get("practice", "").upper()
        named = Practice.objects.filter(country=record.country, reference__ref=ref).select_related("reference")
        return _page(request, record, OfferForm(record=record, practice=named.first() if ref else None))
    form = OfferForm(request.POST, record=record)
    saved = written(request, form)
    if saved is None:
        return _page(request, Offer(country=record.country), form, status=refused_with(form))
    return _after_saving(request, saved)


@desk
def one_offer(request, ref):
    """An offer, for its state and for staff."""
    record = _found(request, ref)
    if request.method != "POST":
        return _page(request, record, OfferForm(record=record))
    act = request.POST.get("act", "")
    if act in (SAVE, f"{SAVE}-{OPEN}"):
        form = OfferForm(request.POST, record=record)
        saved = written(request, form)
        if saved is None:
            return _page(request, _found(request, ref), form, status=refused_with(form))
        return _after_saving(request, saved)
    if not take_step(request, OFFER, record, act, expected=expected_version(request)):
        return _page(request, _found(request, ref), OfferForm(record=record), status=409)
    return redirect("exchanges:workspace-offer", ref)


def _after_saving(request, saved):
    opening = request.POST.get("act") == f"{SAVE}-{OPEN}"
    if not (opening and take_step(request, OFFER, saved, OPEN, expected=saved.version)):
        messages.success(request, _("Saved."))
    return redirect("exchanges:workspace-offer", saved.ref)


def _found(request, ref):
    found = found_or_404(offers_visible_to(request.user).select_related("country__reference"), ref.upper())
    require_own(request.user, found)
    return found


def _page(request, record, form, *, status=200):
    creating = record._state.adding
    steps = [] if creating else steps_of(OFFER, record, request.user)
    context = {
        "record": record,
        "form": form,
        "steps": [step for step in steps if step.name != OPEN],
        "opens": creating or any(step.name == OPEN for step in steps),
        "action": reverse("exchanges:workspace-offer-new")
        if creating
        else reverse("exchanges:workspace-offer", args=[record.ref]),
    }
    return render(request, "exchanges/workspace/offer.html", context, status=status)
