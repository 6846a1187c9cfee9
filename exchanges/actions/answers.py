"""How invited states answer a request, and how the one answer is made of theirs and sent."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.deeds import deed
from amedip.core.models import TextState
from amedip.core.notices import tell
from amedip.core.records import lock, touch, write_record
from amedip.core.rules import require
from amedip.core.texts import Texts
from exchanges.actions.requests import granted
from exchanges.compiling import content_of
from exchanges.models import AnswerLine, CompiledAnswer, ExchangeRequest, RequestAnswer, RequestObjective
from exchanges.notices import hearers
from exchanges.rules import leads_exchanges, may_answer, may_send_compiled

# Columns of a line whose inputs are called otherwise.
INPUTS = {"possible_from": "from", "possible_until": "until"}


@dataclass(frozen=True)
class LineOfAnswer:
    """What is said to one objective; ``how`` by language, the days inclusive."""

    objective: RequestObjective
    help: str
    how: Mapping[str, str | None] = field(default_factory=dict)
    possible_from: datetime.date | None = None
    possible_until: datetime.date | None = None
    bearer: str = ""


def save_answer(
    answer: RequestAnswer,
    *,
    actor,
    expected: int | None = None,
    texts: Texts | None = None,
    lines: Sequence[LineOfAnswer] = (),
) -> RequestAnswer:
    """Keep what the invited state says, line by line, and return the answer; it is sent by its workflow.

    Raises ``Stale``, ``PermissionDenied`` with the reason, or ``ValidationError``, for a line keyed as the
    workspace calls its inputs (``line31_until``, ``line31_how_fr``, ``line31``); nothing is written then.
    """
    require(may_answer(actor, answer))
    with transaction.atomic():
        lock(answer, expected)
        if answer.status == RequestAnswer.Status.SENT:
            raise ValidationError(_("The answer was sent. Take it back first to change it."), "state")
        write_record(answer, actor=actor, texts=texts, rule=may_answer)
        present = {row.objective_id: row for row in answer.lines.all()}
        for line in lines:
            if line.objective.request_id != answer.request_id:
                raise ValidationError(_("This line belongs to another request."))
            row = present.get(line.objective.pk) or AnswerLine(answer=answer, objective=line.objective)
            columns = {
                "help": line.help,
                "possible_from": line.possible_from,
                "possible_until": line.possible_until,
                "bearer": line.bearer,
            }
            how = {code: {"how": text} for code, text in line.how.items()}
            try:
                write_record(row, actor=actor, columns=columns, texts=how, part_of=answer, rule=granted, tell=False)
            except ValidationError as refusal:
                raise _of_line(refusal, line) from refusal
    return answer


def _of_line(refusal: ValidationError, line: LineOfAnswer) -> ValidationError:
    """The refusal of one of several lines, by the names of its inputs."""
    found = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
    name = f"line{line.objective.pk}"
    return ValidationError(
        {
            name if column == NON_FIELD_ERRORS else f"{name}_{INPUTS.get(column, column)}": reasons
            for column, reasons in found.items()
        }
    )


def save_compiled(request: ExchangeRequest, texts: Texts, *, actor, expected: int | None = None) -> CompiledAnswer:
    """Keep the words around the answers: an introduction and a conclusion. Raises as ``save_answer``."""
    require(leads_exchanges(actor))
    with transaction.atomic():
        locked = ExchangeRequest.objects.select_for_update(of=("self",)).select_related("reference").get(pk=request.pk)
        compiled = CompiledAnswer.objects.filter(request=request).select_related("reference").first()
        if compiled is None:
            compiled = CompiledAnswer(request=locked)
        else:
            lock(compiled, expected)
            compiled.request = locked
        if compiled.sent_at:
            raise ValidationError(_("The answer was sent already; it is sent once."), "state")
        return write_record(compiled, actor=actor, texts=texts, rule=leads_exchanges, example=locked.reference.example)


def send_compiled(compiled: CompiledAnswer, *, actor, expected: int | None = None) -> CompiledAnswer:
    """Freeze what the states say and send it, once, to the state that asked and to those that answered.

    Raises ``ValidationError`` where nobody answered, or where a text is missing in a language: it is one answer in
    three languages. Raises further as ``save_answer``.
    """
    with transaction.atomic():
        lock(compiled, expected)
        request = ExchangeRequest.objects.select_for_update(of=("self",)).get(pk=compiled.request_id)
        compiled.request = request
        require(may_send_compiled(actor, compiled))
        sent = RequestAnswer.objects.filter(request=request, status=RequestAnswer.Status.SENT)
        if not sent.exists():
            raise ValidationError(_("No state has answered. Decline the request, or invite others."))
        if missing := languages_missing(compiled, sent):
            named = languages.comma().join(languages.NAMES[code] for code in missing)
            raise ValidationError(
                _("Texts of the answers are missing or out of date in: %(languages)s. Have them translated first.")
                % {"languages": named}
            )
        columns = {"content": content_of(compiled), "sent_at": timezone.now(), "sent_by": actor}
        write_record(compiled, actor=actor, columns=columns, rule=granted)
        with deed("compiled-answer.send", actor=actor, about=compiled.reference) as done:
            tell(done, hearers(done.action, compiled))
        touch(compiled, bump=False)
    return compiled


def languages_missing(compiled: CompiledAnswer, sent) -> list[str]:
    """The languages in which a text of the compiled answer, or of the answers in it, is missing or out of date."""
    references = [compiled.reference_id, *sent.values_list("reference", flat=True)]
    owing = TextState.objects.filter(reference__in=references, state__in=["missing", "outdated"])
    found = set(owing.values_list("language", flat=True))
    return [code for code in languages.CODES if code in found]
