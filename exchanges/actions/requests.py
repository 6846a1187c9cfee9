"""How a request is kept, who is invited to answer it, and what is asked about it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core.deeds import deed
from amedip.core.notices import tell
from amedip.core.records import Links, delete_record, lock, touch, write_record
from amedip.core.rules import Allowed, require
from amedip.core.texts import Texts
from exchanges.models import ExchangeRequest, RequestAnswer, RequestObjective, RequestQuestion, RequestTheme
from exchanges.notices import hearers
from exchanges.rules import follows_talk, leads_exchanges, may_ask, speaks_for_state
from registry.models import Country

Status = ExchangeRequest.Status
# Where a request may be changed: by its state, and by those who run the exchanges.
OPEN_TO_STATE = (Status.DRAFT,)
OPEN_TO_STAFF = (Status.DRAFT, Status.SUBMITTED, Status.CLARIFIED)


def granted(user, obj=None) -> Allowed:
    """The rule of what is written as part of a deed whose own rule has been checked."""
    return Allowed()


@dataclass(frozen=True)
class Line:
    """An objective to be: ``texts`` by language; with the ``key`` of one that stands, that one."""

    texts: Mapping[str, str | None]
    key: int | None = None

    @property
    def empty(self) -> bool:
        return not any((text or "").strip() for text in self.texts.values())


def closed_because(request: ExchangeRequest, user) -> str:
    """Why the user cannot change the request now; empty if they can."""
    if request.status in OPEN_TO_STATE or (request.status in OPEN_TO_STAFF and leads_exchanges(user)):
        return ""
    if request.status in OPEN_TO_STAFF:
        return _("The request is with ICMPD. Ask for it to be sent back if something must change.")
    return _("The request stands as it is: in its present state nothing is changed any more.")


def save_request(
    request: ExchangeRequest,
    *,
    actor,
    expected: int | None = None,
    columns: Mapping[str, object] | None = None,
    texts: Texts | None = None,
    themes: Sequence[models.Model] | None = None,
    objectives: Sequence[Line] | None = None,
    minor: bool = False,
) -> ExchangeRequest:
    """Create a draft or change a request, with its objectives in order, and return it.

    A new one has its ``country`` set. Raises ``Stale``, ``PermissionDenied`` with the reason, or ``ValidationError``
    keyed by field, also where the state takes no change; nothing is written then.
    """
    columns = dict(columns or {})
    require(speaks_for_state(actor, request))
    with transaction.atomic():
        if not request._state.adding:
            lock(request, expected)
            if reason := closed_because(request, actor):
                raise ValidationError(reason, "state")
        priority = columns.get("priority")
        if priority is not None and priority.country_id != request.country_id:
            raise ValidationError({"priority": _("The priority belongs to another state.")})
        links = [Links(RequestTheme, "request", "theme", themes)] if themes is not None else []
        write_record(
            request, actor=actor, columns=columns, texts=texts, links=links, minor=minor, rule=speaks_for_state
        )
        if objectives is not None:
            _write_objectives(request, objectives, actor=actor)
    return request


def _write_objectives(request, lines, *, actor):
    present = {row.pk: row for row in request.objectives.all()}
    position = 0
    for line in lines:
        row = present.pop(line.key, None) if line.key else None
        if line.empty:
            if row is not None:
                _drop(row, request, actor=actor)
            continue
        row = row or RequestObjective(request=request)
        texts = {code: {"text": text} for code, text in line.texts.items()}
        write_record(row, actor=actor, columns={"position": position}, texts=texts, part_of=request, rule=granted)
        position += 1
    for row in present.values():
        _drop(row, request, actor=actor)


def _drop(objective, request, *, actor):
    if objective.answer_lines.exists():
        raise ValidationError(_("An objective that was answered already stays. Change its wording instead."))
    delete_record(objective, actor=actor, part_of=request, rule=granted)


def invite_states(
    request: ExchangeRequest, countries: Sequence[Country], *, actor, due: datetime.date, expected: int | None = None
) -> list[RequestAnswer]:
    """Invite states to answer until the last day ``due``; return the new invitations.

    Whoever is invited already stays so, and the last day moves for all. Raises as ``save_request``.
    """
    require(leads_exchanges(actor))
    if due < timezone.localdate():
        raise ValidationError({"due": _("The last day for answers lies in the past.")})
    if any(country.pk == request.country_id for country in countries):
        raise ValidationError({"countries": _("The state that asks does not answer itself.")})
    with transaction.atomic():
        lock(request, expected)
        if request.status != Status.CLARIFIED:
            raise ValidationError(_("States are invited once the request is clarified."), "state")
        if not request.objectives.exists():
            raise ValidationError(_("The request has no objectives that could be answered. Add them first."))
        write_record(request, actor=actor, columns={"answers_due": due}, rule=leads_exchanges)
        invited = set(request.answers.values_list("country", flat=True))
        return [_invite(request, country, actor=actor) for country in countries if country.pk not in invited]


def _invite(request, country, *, actor):
    answer = RequestAnswer(request=request, country=country)
    write_record(answer, actor=actor, rule=leads_exchanges, example=request.reference.example)
    with deed("exchange-answer.invite", actor=actor, about=answer.reference) as done:
        tell(done, hearers(done.action, answer))
    return answer


def ask_question(request: ExchangeRequest, texts: Texts, *, actor, country: Country | None = None) -> RequestQuestion:
    """Ask something about a request, which all invited read; ``country`` is the state that asks, none for staff.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` for a question without words.
    """
    require(may_ask(actor, request))
    _require_words(texts, "text", _("Write the question first."))
    with transaction.atomic():
        ExchangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        number = (request.questions.aggregate(last=Max("number"))["last"] or 0) + 1
        question = RequestQuestion(request=request, country=country, number=number)
        write_record(question, actor=actor, texts=texts, rule=granted, example=request.reference.example)
        with deed("exchange-question.ask", actor=actor, about=question.reference) as done:
            tell(done, hearers(done.action, question))
    return question


def answer_question(question: RequestQuestion, texts: Texts, *, actor, expected: int | None = None) -> RequestQuestion:
    """Answer a question: the state that asks for expertise, or staff. Raises as ``ask_question``, or ``Stale``."""
    request = question.request
    require(follows_talk(actor, request))
    require(speaks_for_state(actor, request))
    _require_words(texts, "answer", _("Write the answer first."))
    with transaction.atomic():
        columns = {"answered_at": timezone.now()}
        write_record(question, actor=actor, columns=columns, texts=texts, expected=expected, rule=granted)
        with deed("exchange-question.answer", actor=actor, about=question.reference) as done:
            tell(done, hearers(done.action, question))
        touch(question, bump=False)
    return question


def _require_words(texts, field, reason):
    if not any((fields.get(field) or "").strip() for fields in texts.values()):
        raise ValidationError({field: reason})
