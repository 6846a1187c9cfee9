"""How an invited state answers a request, line by line."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from exchanges.forms import AnswerForm
from exchanges.models import RequestAnswer
from exchanges.rules import answers_visible_to, may_answer, may_ask
from exchanges.views.desk import (
    SAVE,
    desk,
    expected_version,
    found_or_404,
    refused_with,
    require_own,
    steps_of,
    take_step,
    written,
)
from exchanges.workflow import ANSWER

SEND = "send"


@desk
def answer(request, ref):
    """The invitation with the request, its questions, and the lines to answer."""
    record = _found(request, ref)
    if request.method != "POST":
        return _page(request, record, AnswerForm(record=record))
    act = request.POST.get("act", "")
    if act in (SAVE, f"{SAVE}-{SEND}"):
        form = AnswerForm(request.POST, record=record)
        saved = written(request, form)
        if saved is None:
            return _page(request, _found(request, ref), form, status=refused_with(form))
        sending = act != SAVE
        if not (sending and take_step(request, ANSWER, saved, SEND, expected=saved.version)):
            messages.success(request, _("Saved."))
        return redirect("exchanges:workspace-answer", ref)
    if not take_step(request, ANSWER, record, act, expected=expected_version(request)):
        return _page(request, _found(request, ref), AnswerForm(record=record), status=409)
    return redirect("exchanges:workspace-answer", ref)


def _found(request, ref):
    rows = answers_visible_to(request.user).select_related("country__reference", "request__country__reference")
    found = found_or_404(rows.select_related("request__reference"), ref.upper())
    require_own(request.user, found)
    return found


def _page(request, record, form, *, status=200):
    allowed = may_answer(request.user, record)
    steps = steps_of(ANSWER, record, request.user)
    asked = record.request
    context = {
        "record": record,
        "asked": asked,
        "themes": [link.theme for link in asked.theme_links.select_related("theme__reference")],
        "questions": list(asked.questions.select_related("country__reference", "reference")),
        "may_ask": may_ask(request.user, asked),
        "form": form,
        "open": bool(allowed) and record.status == RequestAnswer.Status.INVITED,
        "closed": "" if allowed else allowed.reason,
        "steps": [step for step in steps if step.name != SEND],
    }
    return render(request, "exchanges/workspace/answer.html", context, status=status)
