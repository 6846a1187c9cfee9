"""Answers of invited states as their systems write them."""

import re
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.api.filters import ByReference, OneOf
from amedip.core.api.inputs import (
    ChoiceInput,
    CodeInput,
    DayInput,
    InputShape,
    ListInput,
    NumberInput,
    TextInput,
    by_language,
)
from amedip.core.api.shapes import Choice, Code, Day, Many, Moment, Number, RecordShape, Shape, Text
from amedip.partners.api import Step, Work, work_addresses
from amedip.partners.models import Scope
from exchanges.actions import INPUTS, LineOfAnswer, save_answer
from exchanges.models import AnswerLine, ExchangeRequest, RequestAnswer, RequestObjective
from exchanges.rules import answers_visible_to, speaks_for_state
from exchanges.workflow import ANSWER

# What is refused of a line, by the names of the workspace.
_OF_LINE = re.compile(r"line(?P<key>\d+)(_(?P<part>.+))?", re.ASCII)
_COLUMNS = {called: column for column, called in INPUTS.items()}


class AnswerLineShape(Shape):
    objective = Number("The objective, by its `id` in the request.", "objective_id", example=31)
    help = Choice("Whether the state can help.", choices=AnswerLine.Help, example="yes")
    how = Text("How.", example={"ar": None, "en": None, "fr": "Deux experts, une semaine."})
    possible_from = Day("First day possible.", null=True, example="2026-05-04")
    possible_until = Day("Last day possible, inclusive.", null=True, example="2026-05-29")
    bearer = Choice("Who bears the cost.", choices=AnswerLine.Bearer, null=True, example="shared")


class ExchangeAnswerShape(RecordShape):
    """An invitation to answer a request, and what the invited state says."""

    ref = Code("Permanent reference.", "reference.ref", example="R-2026-001-MA")
    request = Code(
        "Reference of the request, where its objectives stand.", "request.reference.ref", example="R-2026-001"
    )
    state = Code("ISO code of the invited state.", "country.code", example="MA")
    status = Choice("Where it stands.", choices=RequestAnswer.Status, example="invited")
    answers_due = Day("Last day for answers.", "request.answers_due", null=True, example="2026-12-15")
    remark = Text("What concerns the request as a whole.", example={"ar": None, "en": None, "fr": None})
    lines = Many(AnswerLineShape(), AnswerLine, "answer", "What is said to each objective.")
    sent_at = Moment("When it was sent.", null=True, example=None)


class AnswerLineInput(InputShape):
    """What is said to one objective; what is not sent stays."""

    objective = NumberInput("The objective, by its `id` in the request.", required=True, min_value=1, example=31)
    help = ChoiceInput("Whether the state can help.", choices=AnswerLine.Help, required=True, example="yes")
    how = TextInput("How. Names of people do not belong here.", example={"fr": "Deux experts, une semaine."})
    possible_from = DayInput("First day possible.", null=True, example="2026-05-04")
    possible_until = DayInput("Last day possible, inclusive.", null=True, example="2026-05-29")
    bearer = ChoiceInput("Who bears the cost.", choices=AnswerLine.Bearer, null=True, example="shared")


class ExchangeAnswerInput(InputShape):
    """Keeps what the state says; only the lines sent are touched. Sending it is a step of its own."""

    remark = TextInput("What concerns the request as a whole. Names of people do not belong here.", example={})
    lines = ListInput(AnswerLineInput(), "What is said to each objective.", most=100, of="objective")


class RefusalInput(InputShape):
    """Why the state cannot help."""

    note = CodeInput(
        "The reason; the other side reads it. Names of people do not belong here.",
        max_length=2_000,
        required=True,
        example="Our experts are bound until next year.",
    )


def _step(name: str):
    def take(answer, data, *, actor, expected):
        ANSWER.move(answer, name, actor=actor, expected=expected, note=data.get("note", ""))

    return take


class ExchangeAnswers(Work):
    """Invitations to answer requests, with the answers of the states for which the client speaks."""

    name, singular = "exchange-answers", "exchange-answer"
    model, shape, visible = RequestAnswer, ExchangeAnswerShape, answers_visible_to
    filters = {
        "request": ByReference("Reference of a request.", "request", ExchangeRequest, example="R-2026-001"),
        "status": OneOf("Where it stands.", "status", RequestAnswer.Status.values),
    }
    scope = Scope.REQUESTS
    changes = ExchangeAnswerInput
    steps = (
        Step("send", "Send the answer to a request", _step("send")),
        Step("refuse", "Say that the state cannot help", _step("refuse"), RefusalInput),
        Step("take-back", "Take an answer back, until the last day", _step("take-back")),
    )

    @classmethod
    def urls(cls):
        return work_addresses(cls)

    @classmethod
    def seen(cls, user):
        return answers_visible_to(user).select_related("request__reference", "country")

    @classmethod
    def may_write(cls, user, obj):
        return speaks_for_state(user, obj)

    @classmethod
    def change(cls, obj, data, *, actor, expected):
        objectives = RequestObjective.objects.filter(request=obj.request_id).in_bulk()
        present = {line.objective_id: line for line in obj.lines.all()}
        lines = [_line(one, objectives, present, place) for place, one in enumerate(data.get("lines", ()))]
        texts = by_language(data, ("remark",))
        try:
            return save_answer(obj, actor=actor, expected=expected, texts=texts, lines=lines)
        except ValidationError as refusal:
            if not hasattr(refusal, "error_dict"):
                raise
            sent = [line.objective.pk for line in lines]
            places = {_place(name, sent): reasons for name, reasons in refusal.error_dict.items()}
            raise ValidationError(places) from refusal


def _place(name: str, objectives: Sequence[int]) -> str:
    """Where in the input what is refused of a line (``line31_until``) stands."""
    found = _OF_LINE.fullmatch(name)
    if found is None:
        return name
    part = _COLUMNS.get(found["part"], found["part"] or "")
    field, _underline, code = part.rpartition("_")
    steps = [field, code] if code in languages.CODES else [part]
    return "/".join(["lines", str(objectives.index(int(found["key"]))), *filter(None, steps)])


def _line(
    sent: Mapping, objectives: Mapping[int, RequestObjective], present: Mapping[int, AnswerLine], place: int
) -> LineOfAnswer:
    """The line as it is to be: what was not sent is as it is at ``present``."""
    if sent["objective"] not in objectives:
        reason = ValidationError(_("The request has no such objective."), "unknown-value")
        raise ValidationError({f"lines/{place}/objective": reason})
    line = present.get(sent["objective"]) or AnswerLine()
    return LineOfAnswer(
        objectives[sent["objective"]],
        sent["help"],
        how=sent.get("how", {}),
        possible_from=sent.get("possible_from", line.possible_from),
        possible_until=sent.get("possible_until", line.possible_until),
        bearer=sent.get("bearer", line.bearer) or "",
    )
