"""A state's requests: written, submitted, withdrawn, and the questions that are asked about them."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amedip.core.rules import require
from exchanges.actions import closed_because
from exchanges.forms import QuestionAnswerForm, QuestionForm, RequestForm
from exchanges.models import Exchange, ExchangeRequest, RequestAnswer, RequestQuestion
from exchanges.rules import (
    compiled_answers_visible_to,
    exchanges_of,
    follows_talk,
    may_ask,
    requests_visible_to,
    speaks_for_state,
)
from exchanges.views.desk import (
    SAVE,
    desk,
    expected_version,
    found_or_404,
    own_country,
    reason_of,
    refused_with,
    require_own,
    steps_of,
    take_step,
    written,
)
from exchanges.workflow import REQUEST
from registry.models import Priority
from registry.rules import countries_served_by

SUBMIT = "submit"


@desk
def new_request(request):
    """A new request, from the priority that the address names or from none yet."""
    sent = request.POST or request.GET
    record = ExchangeRequest(country=own_country(request, sent.get("state")))
    require_own(request.user, record)
    if request.method != "POST":
        ref = request.GET.get("priority", "").upper()
        named = Priority.objects.filter(country=record.country, reference__ref=ref).select_related("reference")
        return _page(request, record, RequestForm(record=record, priority=named.first() if ref else None))
    form = RequestForm(request.POST, record=record)
    saved = written(request, form)
    if saved is None:
        record = ExchangeRequest(country=record.country)
        return _page(request, record, form, status=refused_with(form))
    return _after_saving(request, saved)


@desk
def one_request(request, ref):
    """A request as its state, the states invited and staff see it; only its state and staff change it."""
    record = _found(request, ref)
    if request.method != "POST":
        return _page(request, record, None)
    act = request.POST.get("act", "")
    if act in (SAVE, SUBMIT) and not closed_because(record, request.user):
        require_own(request.user, record)
        form = RequestForm(request.POST, record=record)
        saved = written(request, form)
        if saved is None:
            return _page(request, _found(request, ref), form, status=refused_with(form))
        return _after_saving(request, saved)
    if act == "match":
        raise BadRequest(_("The host is chosen in the administration."))
    if not take_step(request, REQUEST, record, act, expected=expected_version(request)):
        return _page(request, _found(request, ref), None, status=409)
    return redirect("exchanges:workspace-request", ref)


def _after_saving(request, saved):
    if request.POST.get("act") == SUBMIT and take_step(request, REQUEST, saved, SUBMIT, expected=saved.version):
        return redirect("exchanges:workspace-request", saved.ref)
    messages.success(request, _("Saved."))
    return redirect("exchanges:workspace-request", saved.ref)


@desk
def ask(request, ref):
    """Ask something about a request; all invited read it."""
    record = _found(request, ref)
    require(may_ask(request.user, record))
    asked = RequestQuestion(request=record, country=_asking_state(request, record))
    form = QuestionForm(request.POST if request.method == "POST" else None, record=asked)
    if request.method == "POST" and written(request, form):
        messages.success(request, _("The question is asked. All who were invited read it, and its answer."))
        return redirect("exchanges:workspace-request", ref)
    return _talk_page(request, record, form, _("Ask a question"))


@desk
def answer_question(request, ref, number):
    """Answer a question; the state that asks for expertise, or staff."""
    record = _found(request, ref)
    rows = RequestQuestion.objects.filter(request=record, number=number)
    question = found_or_404(rows, f"{record.ref}-Q{number}")
    question.request = record
    require_own(request.user, record)
    form = QuestionAnswerForm(request.POST if request.method == "POST" else None, record=question)
    if request.method == "POST" and written(request, form):
        messages.success(request, _("The answer stands for all who were invited."))
        return redirect("exchanges:workspace-request", ref)
    return _talk_page(request, record, form, _("Answer the question"), question=question)


def _asking_state(request, record):
    """The invited state for which the person asks; none for staff."""
    invited = RequestAnswer.objects.filter(request=record, country__in=countries_served_by(request.user))
    row = invited.select_related("country").order_by("pk").first()
    return row.country if row else None


def _found(request, ref):
    """The request, for those who take part in it; 404 where they may not see it, 403 where they only read it."""
    found = found_or_404(requests_visible_to(request.user).select_related("country__reference"), ref.upper())
    require(follows_talk(request.user, found))
    return found


# --- pages ---------------------------------------------------------------------------------------------------------


def _page(request, record, form, *, status=200):
    creating = record._state.adding
    own = bool(speaks_for_state(request.user, record))
    closed = "" if creating else (closed_because(record, request.user) if own else _("Another state asks for this."))
    steps = [] if creating or not own else steps_of(REQUEST, record, request.user)
    context = {
        "record": record,
        "form": form or RequestForm(record=record),
        "closed": closed,
        "own": own,
        "steps": [step for step in steps if step.name not in (SUBMIT, "match")],
        "submits": creating or any(step.name == SUBMIT for step in steps),
        "action": reverse("exchanges:workspace-request-new")
        if creating
        else reverse("exchanges:workspace-request", args=[record.ref]),
    }
    if not creating:
        context |= {
            "objectives": list(record.objectives.all()),
            "themes": [link.theme for link in record.theme_links.select_related("theme__reference")],
            "questions": list(record.questions.select_related("country__reference", "reference")),
            "may_ask": may_ask(request.user, record),
            "answers": list(record.answers.select_related("country__reference", "reference")) if own else [],
            "compiled": compiled_answers_visible_to(request.user).filter(request=record).first(),
            "exchanges": list(
                exchanges_of(request.user)
                .filter(request=record)
                .exclude(status=Exchange.Status.CANCELLED)
                .select_related("reference")
            ),
            "ended": reason_of(
                record, "exchange-request.send-back", "exchange-request.decline", "exchange-request.withdraw"
            )
            if record.status in (record.Status.DRAFT, record.Status.DECLINED, record.Status.WITHDRAWN)
            else None,
        }
    return render(request, "exchanges/workspace/request.html", context, status=status)


def _talk_page(request, record, form, title, question=None):
    status = refused_with(form) if form.is_bound else 200
    context = {"record": record, "form": form, "title": title, "question": question}
    return render(request, "exchanges/workspace/question.html", context, status=status)
