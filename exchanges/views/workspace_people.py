"""The people of an exchange: seen by its two sides and the staff who need to, handed out and erased on request."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amedip.core.rules import require
from exchanges.actions import erase_person
from exchanges.files import file_of
from exchanges.forms import PersonForm, sides_open_to
from exchanges.models import ExchangePerson
from exchanges.rules import keeps_person, people_permission, sees_people
from exchanges.views.desk import desk, refused_with, written
from exchanges.views.workspace_exchanges import exchange_of
from registry.models import Country
from registry.rules import countries_served_by

ERASE = "erase"


@require_safe
@desk
def people(request, number):
    """Who takes part, for both sides."""
    exchange = _exchange(request, number)
    rows = list(exchange.people.select_related("country__reference"))
    for row in rows:
        row.exchange = exchange
    served = countries_served_by(request.user)
    context = {
        "exchange": exchange,
        "people": [(row, _keeps(request, row, served)) for row in rows],
        "may_add": bool(_open_sides(request, exchange)),
    }
    return render(request, "exchanges/workspace/people.html", context)


@desk
def new_person(request, number):
    exchange = _exchange(request, number)
    sides = _open_sides(request, exchange)
    record = ExchangePerson(exchange=exchange, country_id=sides[0] if sides else exchange.host_id)
    require(keeps_person(request.user, record))
    form = PersonForm(request.POST if request.method == "POST" else None, person=record, countries=sides)
    if request.method == "POST" and written(request, form) is not None:
        messages.success(request, _("The person is entered."))
        return redirect("exchanges:workspace-people", number)
    return _form_page(request, exchange, form, creating=True)


@desk
def person(request, number, pk):
    """Correct what is kept of somebody, or erase it."""
    exchange, record = _person(request, number, pk)
    require(keeps_person(request.user, record))
    if request.method == "POST" and request.POST.get("act") == ERASE:
        erase_person(record, actor=request.user)
        messages.success(request, _("The person is erased: the portal knows the name no more."))
        return redirect("exchanges:workspace-people", number)
    form = PersonForm(request.POST if request.method == "POST" else None, person=record)
    if request.method == "POST" and written(request, form) is not None:
        messages.success(request, _("Saved."))
        return redirect("exchanges:workspace-people", number)
    return _form_page(request, exchange, form, key=pk)


@require_safe
@desk
def handed_out(request, number, pk, suffix):
    """All that is kept of somebody, as a file for them."""
    _exchange_found, record = _person(request, number, pk)
    require(keeps_person(request.user, record))
    return file_of([record], suffix)


def _exchange(request, number):
    found = exchange_of(request, number)
    require(sees_people(request.user, found))
    return found


def _person(request, number, pk):
    exchange = _exchange(request, number)
    record = exchange.people.select_related("country__reference").filter(pk=pk).first()
    if record is None:
        raise Http404
    record.exchange = exchange
    return exchange, record


def _open_sides(request, exchange) -> list[int]:
    """The sides for which the person enters people: their own; all for staff with the right."""
    if exchange.status == exchange.Status.CANCELLED:
        return []
    may_all = request.user.is_staff and request.user.has_perm(people_permission("change"))
    return sides_open_to(exchange, None if may_all else countries_served_by(request.user))


def _keeps(request, row, served) -> bool:
    return row.country_id in served or (request.user.is_staff and request.user.has_perm(people_permission("change")))


def _form_page(request, exchange, form, *, key=None, creating=False):
    sides = Country.objects.filter(pk=form.instance.country_id).select_related("reference")
    context = {"exchange": exchange, "form": form, "key": key, "side": None if creating else sides.first()}
    status = refused_with(form) if form.is_bound else 200
    return render(request, "exchanges/workspace/person.html", context, status=status)
