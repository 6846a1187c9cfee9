"""The life of the answer of an invited state.

Either reply can be taken back:

    invited -> sent -> invited again, until the last day
       `-> cannot help -> invited again
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.workflow import Transition, Workflow
from exchanges.models import AnswerLine, RequestAnswer
from exchanges.naming import refuse_names
from exchanges.notices import hearers
from exchanges.rules import may_answer

Answer = RequestAnswer.Status


def _send(answer, actor, note):
    """Every line is answered."""
    objectives = set(answer.request.objectives.values_list("pk", flat=True))
    if objectives - set(AnswerLine.objects.filter(answer=answer).values_list("objective", flat=True)):
        raise ValidationError(_("Answer every line first, with yes, in part or no."))
    answer.sent_at = timezone.now()


def _refuse(answer, actor, note):
    refuse_names([note], about=answer.request)


def _take_back(answer, actor, note):
    answer.sent_at = None


ANSWER = Workflow(
    "exchange-answer",
    [
        Transition(
            "send",
            frozenset({Answer.INVITED}),
            Answer.SENT,
            may=may_answer,
            label=gettext_lazy("Send the answer"),
            effect=_send,
        ),
        Transition(
            "refuse",
            frozenset({Answer.INVITED}),
            Answer.REFUSED,
            may=may_answer,
            label=gettext_lazy("We cannot help"),
            effect=_refuse,
            needs_note=True,
        ),
        Transition(
            "take-back",
            frozenset({Answer.SENT, Answer.REFUSED}),
            Answer.INVITED,
            may=may_answer,
            label=gettext_lazy("Take the answer back"),
            effect=_take_back,
        ),
    ],
    told=hearers,
)
