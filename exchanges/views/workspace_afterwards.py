"""What each side writes after an exchange: report, evaluation, and half a year later what became of it."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amedip.core.rules import require
from exchanges.forms import EvaluationForm, FollowUpForm, ReportForm
from exchanges.models import Evaluation, ExchangeReport, FollowUp
from exchanges.rules import speaks_for_side
from exchanges.views.desk import SAVE, desk, refused_with, steps_of, take_step, written
from exchanges.views.workspace_exchanges import exchange_of, side_in
from exchanges.workflow import EXCHANGE

HAND_IN = "hand-in"


@desk
def report(request, number):
    """One side's report, kept as a draft until it is handed in."""
    return _write(request, number, ExchangeReport, ReportForm, "report", "exchanges/workspace/report.html")


@desk
def evaluation(request, number):
    """One side's evaluation; the questions are the same for both."""
    return _write(request, number, Evaluation, EvaluationForm, "evaluate", "exchanges/workspace/evaluation.html")


def _write(request, number, model, form_class, step, template):
    exchange = exchange_of(request, number)
    require(speaks_for_side(request.user, exchange))
    side = side_in(request, exchange, (request.POST or request.GET).get("side"))
    record = _row(model, exchange, side)
    open_to = step in {found.name for found in steps_of(EXCHANGE, exchange, request.user)}
    if request.method != "POST":
        form = form_class(record=record)
    elif not open_to or record.handed_in_at:
        raise BadRequest(_("This cannot be changed any more. Go back to the exchange to see where it stands."))
    else:
        form = form_class(request.POST, record=record)
        if (saved := written(request, form)) is not None:
            if request.POST.get("act", SAVE) == HAND_IN:
                take_step(request, EXCHANGE, exchange, step, expected=None, side=saved.country)
            else:
                messages.success(request, _("Saved."))
            return redirect("exchanges:workspace-exchange", number)
        record = _row(model, exchange, side)
    context = {"exchange": exchange, "side": side, "record": record, "form": form, "open": open_to}
    context["open"] = open_to and not record.handed_in_at
    return render(request, template, context, status=refused_with(form) if form.is_bound else 200)


def _row(model, exchange, side):
    """What the side has written, or a new row for it."""
    row = model.objects.filter(exchange=exchange, country=side).first()
    if row is None:
        return model(exchange=exchange, country=side)
    row.exchange, row.country = exchange, side
    return row


@desk
def follow_up(request, number):
    """What became of the exchange, as one side sees it."""
    exchange = exchange_of(request, number)
    require(speaks_for_side(request.user, exchange))
    side = side_in(request, exchange, (request.POST or request.GET).get("side"))
    record = FollowUp.objects.filter(exchange=exchange, country=side).select_related("reference").first()
    if record is None:
        raise Http404
    record.exchange, record.country = exchange, side
    form = FollowUpForm(request.POST if request.method == "POST" else None, record=record)
    if request.method == "POST" and written(request, form) is not None:
        messages.success(request, _("Thank you: your answer is kept."))
        return redirect("exchanges:workspace-exchange", number)
    context = {"exchange": exchange, "side": side, "record": record, "form": form}
    status = refused_with(form) if form.is_bound else 200
    return render(request, "exchanges/workspace/follow_up.html", context, status=status)
