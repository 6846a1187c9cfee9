"""The life of an exchange.

An arrow with a star leads on once the last side has taken it, and keeps the state until then:

    in preparation -*> agreed -> scheduled -> held -*> reported -*> evaluated -> published
                                  ^    |
                                  `----´ other days
    in preparation, agreed, scheduled -> cancelled
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.rules import require
from amedip.core.texts import take_over_working, vouch_for_originals
from amedip.core.workflow import Transition, Workflow
from exchanges.actions import erase_people_of, lacking_in, note_agreement
from exchanges.models import Evaluation, Exchange, ExchangeReport, ExchangeRequest
from exchanges.naming import refuse_names
from exchanges.notices import hearers
from exchanges.rules import leads_exchanges, sides_of, speaks_for_host, speaks_for_side
from exchanges.workflow.requests import REQUEST
from registry.models import Country
from registry.rules import countries_served_by

Request, State = ExchangeRequest.Status, Exchange.Status


def side_of(exchange, actor, side: Country | None) -> Country:
    """The side for which ``actor`` acts: the one given, or the only one of theirs.

    Raises ``ValidationError`` where it is not clear, ``PermissionDenied`` for a side that is not theirs.
    """
    sides, served = sides_of(exchange), countries_served_by(actor)
    if side is None:
        own = [key for key in sides if key in served]
        if len(own) != 1:
            raise ValidationError({"side": _("Say for which state.")})
        return Country.objects.get(pk=own[0])
    if side.pk not in sides:
        raise ValidationError({"side": _("This state is neither host nor does it receive.")})
    if side.pk not in served:
        require(leads_exchanges(actor))
    return side


def _agree(exchange, actor, note, side: Country | None = None):
    """Each side says yes; the last one's makes it an agreement."""
    if len(sides_of(exchange)) < 2:
        raise ValidationError(_("An exchange has a host and a state that receives. Enter both first."))
    if not exchange.format:
        raise ValidationError({"format": _("Choose the format.")})
    note_agreement(exchange, side_of(exchange, actor, side), actor=actor)
    agreed = set(exchange.agreements.values_list("country", flat=True))
    if set(sides_of(exchange)) - agreed:
        exchange.status = State.PREPARED


def _schedule(exchange, actor, note, start=None, end=None):
    if start is None or end is None:
        raise ValidationError({"start": _("Give the first and the last day.")})
    exchange.start, exchange.end = start, end


def _hold(exchange, actor, note):
    if exchange.start > timezone.localdate():
        raise ValidationError(_("The exchange has not begun yet."))


def _hand_in(model, exchange, country, missing):
    """Mark what the side has written as handed in; raise ``missing`` where there is nothing."""
    row = model.objects.filter(exchange=exchange, country=country).first()
    if row is None:
        raise ValidationError(missing)
    if row.handed_in_at is None:
        model.objects.filter(pk=row.pk).update(handed_in_at=timezone.now())
    return row


def _in_from_all(model, exchange) -> bool:
    handed_in = model.objects.filter(exchange=exchange, handed_in_at__isnull=False)
    return not set(sides_of(exchange)) - set(handed_in.values_list("country", flat=True))


def _report(exchange, actor, note, side: Country | None = None):
    """Each side hands its report in; with the last one the exchange is reported, if not evaluated as well."""
    country = side_of(exchange, actor, side)
    report = _hand_in(ExchangeReport, exchange, country, _("Write the report first."))
    if not any(getattr(report, f"done_{code}") for code in languages.CODES):
        raise ValidationError({"done": _("Say what was done, in at least one language.")})
    _go_on(exchange)


def _evaluate(exchange, actor, note, side: Country | None = None):
    """Each side hands its evaluation in, every mark with its reason."""
    country = side_of(exchange, actor, side)
    evaluation = _hand_in(Evaluation, exchange, country, _("Write the evaluation first."))
    if lacking_in(evaluation):
        raise ValidationError(_("Give the reason for each mark, in at least one language."))
    _go_on(exchange)


def _go_on(exchange):
    """As far as what both sides have handed in carries it."""
    exchange.status = State.HELD
    if _in_from_all(ExchangeReport, exchange):
        exchange.status = State.EVALUATED if _in_from_all(Evaluation, exchange) else State.REPORTED


def _waive_reports(exchange, actor, note):
    refuse_names([note], about=exchange)
    if _in_from_all(Evaluation, exchange):
        exchange.status = State.EVALUATED


def _check_words(exchange, actor, note):
    refuse_names([note], about=exchange)


def _publish(exchange, actor, note):
    """The result goes to the public, and the request behind it is done. Who publishes has read what stands there."""
    take_over_working(exchange, actor=actor)
    if not any(getattr(exchange, f"outcome_{code}") for code in languages.CODES):
        raise ValidationError({"outcome": _("Write the outcome first: the public reads it.")})
    if actor is not None:
        vouch_for_originals(exchange, actor=actor)
    exchange.published_at = timezone.now()
    behind = exchange.request
    if behind is not None and behind.status == Request.MATCHED:
        REQUEST.move(behind, "close", actor=actor)


def _cancel(exchange, actor, note):
    """Nobody takes part any more: who was to is forgotten."""
    refuse_names([note], about=exchange)
    erase_people_of(exchange)


EXCHANGE = Workflow(
    "exchange",
    [
        Transition(
            "agree",
            frozenset({State.PREPARED}),
            State.AGREED,
            may=speaks_for_side,
            label=gettext_lazy("Agree"),
            effect=_agree,
        ),
        Transition(
            "schedule",
            frozenset({State.AGREED, State.SCHEDULED}),
            State.SCHEDULED,
            may=speaks_for_host,
            label=gettext_lazy("Fix the days"),
            effect=_schedule,
        ),
        Transition(
            "hold",
            frozenset({State.SCHEDULED}),
            State.HELD,
            may=speaks_for_side,
            label=gettext_lazy("Mark as held"),
            effect=_hold,
        ),
        Transition(
            "report",
            frozenset({State.HELD}),
            State.REPORTED,
            may=speaks_for_side,
            label=gettext_lazy("Hand in the report"),
            effect=_report,
        ),
        Transition(
            "waive-reports",
            frozenset({State.HELD}),
            State.REPORTED,
            may=leads_exchanges,
            label=gettext_lazy("Go on without the missing report"),
            effect=_waive_reports,
            needs_note=True,
        ),
        Transition(
            "evaluate",
            frozenset({State.HELD, State.REPORTED}),
            State.EVALUATED,
            may=speaks_for_side,
            label=gettext_lazy("Hand in the evaluation"),
            effect=_evaluate,
        ),
        Transition(
            "waive-evaluations",
            frozenset({State.REPORTED}),
            State.EVALUATED,
            may=leads_exchanges,
            label=gettext_lazy("Go on without the missing evaluation"),
            effect=_check_words,
            needs_note=True,
        ),
        Transition(
            "publish",
            frozenset({State.EVALUATED}),
            State.PUBLISHED,
            may=leads_exchanges,
            label=gettext_lazy("Publish the result"),
            effect=_publish,
        ),
        Transition(
            "cancel",
            frozenset({State.PREPARED, State.AGREED, State.SCHEDULED}),
            State.CANCELLED,
            may=speaks_for_side,
            label=gettext_lazy("Cancel the exchange"),
            effect=_cancel,
            needs_note=True,
        ),
    ],
    told=hearers,
)
