"""What the portal reminds focal points of: answers before their last day, and what both sides owe after an exchange."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.mail import queue_mail
from amedip.core.models import Job
from exchanges.models import Evaluation, Exchange, ExchangeReport, ExchangeRequest, RequestAnswer
from exchanges.notices import speaking_for
from exchanges.rules import sides_of

# How many days before the last day an answer is asked for once more.
ANSWERS_BEFORE = (("soon", 7), ("last-days", 2))
# How many days after its last day an exchange asks for what is missing, and after how many it gives up.
AFTERWARDS = (("first", 7), ("second", 21), ("third", 42))
GIVEN_UP = 90

Status = Exchange.Status
LACKS = {
    "held": _("Say that the exchange was held."),
    "report": _("Write the report and hand it in."),
    "evaluation": _("Write the evaluation and hand it in."),
    "answer": _("Answer the request line by line, or say that you cannot help."),
}


def remind_of_answers(today: datetime.date | None = None) -> int:
    """Remind the invited states that have not answered; return how many mails were queued."""
    today = today or timezone.localdate()
    waiting = RequestAnswer.objects.filter(
        status=RequestAnswer.Status.INVITED,
        request__status=ExchangeRequest.Status.CLARIFIED,
        request__answers_due__gte=today,
        request__reference__example=False,
    ).select_related("request__reference", "reference")
    queued = 0
    for answer in waiting:
        left = (answer.request.answers_due - today).days
        stage = next((name for name, days in reversed(ANSWERS_BEFORE) if left <= days), "")
        if stage:
            key = f"exchange-answer:{answer.pk}:{answer.request.answers_due:%Y-%m-%d}:{stage}"
            people = speaking_for([answer.country_id])
            queued += _remind(answer, people, ["answer"], key, due=answer.request.answers_due)
    return queued


def remind_of_afterwards(today: datetime.date | None = None) -> int:
    """Remind each side of what it owes after an exchange; return how many mails were queued."""
    today = today or timezone.localdate()
    over = Exchange.objects.filter(
        status__in=[Status.SCHEDULED, Status.HELD, Status.REPORTED],
        end__lte=today - datetime.timedelta(days=AFTERWARDS[0][1]),
        end__gt=today - datetime.timedelta(days=GIVEN_UP),
        reference__example=False,
    ).select_related("reference")
    queued = 0
    for exchange in over:
        gone = (today - exchange.end).days
        stage = next(name for name, days in reversed(AFTERWARDS) if gone >= days)
        for side in sides_of(exchange):
            if lacks := lacking_of(exchange, side):
                key = f"exchange-after:{exchange.pk}:{exchange.end:%Y-%m-%d}:{side}:{stage}"
                queued += _remind(exchange, speaking_for([side]), lacks, key)
    return queued


def lacking_of(exchange: Exchange, side: int) -> list[str]:
    """What the state with this key owes: names of ``LACKS``."""
    if exchange.status == Status.SCHEDULED:
        return ["held"]
    owed = [("evaluation", Evaluation)]
    if exchange.status == Status.HELD:
        owed.insert(0, ("report", ExchangeReport))
    return [
        name
        for name, model in owed
        if not model.objects.filter(exchange=exchange, country=side, handed_in_at__isnull=False).exists()
    ]


def _remind(record, people: Iterable, lacks, key: str, due: datetime.date | None = None) -> int:
    queued = 0
    for person in people:
        own = f"{key}:{person.pk}"
        if Job.objects.filter(key=own).exists():
            continue
        pages = f"{settings.SITE_URL}/{person.language}/"
        path = record.address if isinstance(record, RequestAnswer) else f"workspace/exchanges/{record.ref}/"
        with translation.override(person.language):
            context = {
                "person": person,
                "title": languages.first_available(record.names(), person.language)[0],
                "ref": record.ref,
                "lacks": [LACKS[name] for name in lacks],
                "due": due,
                "link": pages + path,
                "pages": pages,
            }
            queue_mail("exchange_due", person.email, context, actor=None, language=person.language, key=own)
        queued += 1
    return queued
