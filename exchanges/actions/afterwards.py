"""What both sides say afterwards: reports, evaluations, and half a year later what became of it."""

import calendar
import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core.deeds import deed
from amedip.core.notices import tell
from amedip.core.records import lock, touch, write_record
from amedip.core.rules import is_portal, require
from amedip.core.texts import Texts
from exchanges.models import Evaluation, Exchange, ExchangeReport, FollowUp
from exchanges.notices import hearers
from exchanges.rules import sides_of, speaks_for_state
from registry.models import Country

Status = Exchange.Status
# From when on a side can write, and until when it can still change what it wrote.
TAKING_REPORTS = (Status.HELD,)
TAKING_EVALUATIONS = (Status.HELD, Status.REPORTED)
FOLLOW_UP_AFTER = 6  # months
FOLLOW_UP_UNTIL = 12  # months: after that nobody is asked any more


def save_report(report: ExchangeReport, *, actor, texts: Texts, expected: int | None = None) -> ExchangeReport:
    """Keep one side's report; a new one has its ``exchange`` and ``country`` set.

    Raises ``Stale``, ``PermissionDenied`` with the reason, or ``ValidationError``; nothing is written then.
    """
    _check(report, actor)
    with transaction.atomic():
        _require_state(report.exchange, TAKING_REPORTS)
        if not report._state.adding:
            lock(report, expected)
        if report.handed_in_at:
            raise ValidationError(_("The report was handed in already."), "state")
        return write_record(
            report, actor=actor, texts=texts, rule=speaks_for_state, example=report.exchange.reference.example
        )


def save_evaluation(
    evaluation: Evaluation,
    *,
    actor,
    marks: Mapping[str, int],
    texts: Texts,
    expected: int | None = None,
) -> Evaluation:
    """Keep one side's evaluation: ``marks`` by ``Evaluation.MARKS``, each with its reason among ``texts``.

    Raises as ``save_report``.
    """
    _check(evaluation, actor)
    with transaction.atomic():
        exchange = _require_state(evaluation.exchange, TAKING_EVALUATIONS)
        if not evaluation._state.adding:
            lock(evaluation, expected)
        if evaluation.handed_in_at:
            raise ValidationError(_("The evaluation was handed in already."), "state")
        columns = dict(marks) | ({} if evaluation._state.adding else {"version": evaluation.version + 1})
        return write_record(
            evaluation, actor=actor, columns=columns, texts=texts, part_of=exchange, rule=speaks_for_state
        )


def _check(said, actor):
    require(speaks_for_state(actor, said))
    if said.country_id not in sides_of(said.exchange):
        raise ValidationError({"country": _("Only the two sides of the exchange report on it and evaluate it.")})


def _require_state(exchange, states) -> Exchange:
    locked = Exchange.objects.select_for_update(of=("self",)).select_related("reference").get(pk=exchange.pk)
    if locked.status not in states:
        raise ValidationError(_("This is not possible in the present state."), "state")
    return locked


def lacking_in(evaluation: Evaluation) -> list[str]:
    """The marks of the evaluation that have no reason in any language yet."""
    return [
        name
        for name in Evaluation.MARKS
        if not any(getattr(evaluation, f"{name}_reason_{code}") for code in ("ar", "en", "fr"))
    ]


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months earlier, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def ask_follow_ups(*, actor, today: datetime.date | None = None) -> int:
    """Ask each side, six months after an exchange, what became of it; return how many were asked. Once for each."""
    require(is_portal(actor))
    today = today or timezone.localdate()
    due = Exchange.objects.filter(
        status__in=[Status.HELD, Status.REPORTED, Status.EVALUATED, Status.PUBLISHED],
        end__lte=months_before(today, FOLLOW_UP_AFTER),
        end__gt=months_before(today, FOLLOW_UP_UNTIL),
        reference__example=False,
    )
    asked = 0
    for exchange in due.select_related("reference").order_by("pk"):
        with transaction.atomic():
            Exchange.objects.select_for_update(of=("self",)).get(pk=exchange.pk)
            known = set(exchange.follow_ups.values_list("country", flat=True))
            sides = [key for key in sides_of(exchange) if key not in known]
            for country in Country.objects.filter(pk__in=sides).order_by("code"):
                question = FollowUp(exchange=exchange, country=country, asked_on=today)
                write_record(question, actor=actor)
                with deed("exchange-follow-up.ask", actor=actor, about=question.reference) as done:
                    tell(done, hearers(done.action, question))
                asked += 1
    return asked


def answer_follow_up(question: FollowUp, *, actor, used: str, texts: Texts, expected: int | None = None) -> FollowUp:
    """Note what became of the exchange, as one side sees it; it may be changed later. Raises as ``save_report``."""
    require(speaks_for_state(actor, question))
    if used not in FollowUp.Used.values:
        raise ValidationError({"used": _("Say whether the result is used.")})
    with transaction.atomic():
        columns = {"used": used, "answered_at": timezone.now()}
        write_record(question, actor=actor, columns=columns, texts=texts, expected=expected, rule=speaks_for_state)
        with deed("exchange-follow-up.answer", actor=actor, about=question.reference) as done:
            tell(done, hearers(done.action, question))
        touch(question, bump=False)
    return question
