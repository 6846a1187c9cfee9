"""The life of a request.

What is declined or withdrawn is not taken up again:

    draft -> submitted -> clarified -> matched -> closed
      ^          |           ^           |
      `----------´           `-----------´ no exchange came of it
    submitted, clarified -> declined
    draft, submitted, clarified, matched -> withdrawn
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.workflow import Transition, Workflow
from exchanges.actions import prepare_exchange
from exchanges.models import ExchangeRequest, Offer
from exchanges.naming import refuse_names
from exchanges.notices import hearers
from exchanges.rules import leads_exchanges, speaks_for_state, uninvited, without_exchange
from registry.models import Country
from registry.rules import serves_country

Request = ExchangeRequest.Status


def _submit(request, actor, note):
    """Whoever reads the request knows enough to answer it."""
    lacks = {}
    if request.priority_id is None and serves_country(actor, request):
        lacks["priority"] = _("Choose the priority of your state from which the request comes.")
    if not request.theme_links.exists():
        lacks["themes"] = _("Choose at least one theme.")
    if not request.objectives.exists():
        lacks["objectives"] = _("Write at least one objective: others answer them line by line.")
    if not request.format:
        lacks["format"] = _("Choose the format.")
    if not request.languages:
        lacks["languages"] = _("Name the languages in which your people can work.")
    if not request.people:
        lacks["people"] = _("Say how many people would take part.")
    if request.wanted_from is None or request.wanted_until is None:
        lacks["wanted_until"] = _("Give the first and the last day possible.")
    elif request.wanted_until < timezone.localdate():
        lacks["wanted_until"] = _("The days possible are over. Give later ones.")
    if lacks:
        raise ValidationError(lacks)
    request.submitted_at = timezone.now()


def _check_note(request, actor, note):
    refuse_names([note], about=request)


def _match(
    request, actor, note, host: Country | None = None, offer: Offer | None = None, receivers: Sequence[Country] = ()
):
    """The exchange begins to be prepared, with this host."""
    if host is None:
        raise ValidationError({"host": _("Choose the host state.")})
    prepare_exchange(actor=actor, host=host, receivers=receivers, request=request, offer=offer)


REQUEST = Workflow(
    "exchange-request",
    [
        Transition(
            "submit",
            frozenset({Request.DRAFT}),
            Request.SUBMITTED,
            may=speaks_for_state,
            label=gettext_lazy("Submit"),
            effect=_submit,
        ),
        Transition(
            "send-back",
            frozenset({Request.SUBMITTED, Request.CLARIFIED}),
            Request.DRAFT,
            may=uninvited(leads_exchanges),
            label=gettext_lazy("Send back"),
            effect=_check_note,
            needs_note=True,
        ),
        Transition(
            "clarify",
            frozenset({Request.SUBMITTED}),
            Request.CLARIFIED,
            may=leads_exchanges,
            label=gettext_lazy("Mark as clarified"),
        ),
        Transition(
            "match",
            frozenset({Request.CLARIFIED}),
            Request.MATCHED,
            may=leads_exchanges,
            label=gettext_lazy("Match with a host"),
            effect=_match,
        ),
        Transition(
            "reopen",
            frozenset({Request.MATCHED}),
            Request.CLARIFIED,
            may=without_exchange(leads_exchanges),
            label=gettext_lazy("Look for another host"),
        ),
        Transition(
            "decline",
            frozenset({Request.SUBMITTED, Request.CLARIFIED}),
            Request.DECLINED,
            may=leads_exchanges,
            label=gettext_lazy("Decline"),
            effect=_check_note,
            needs_note=True,
        ),
        Transition(
            "withdraw",
            frozenset({Request.DRAFT, Request.SUBMITTED, Request.CLARIFIED, Request.MATCHED}),
            Request.WITHDRAWN,
            may=without_exchange(speaks_for_state),
            label=gettext_lazy("Withdraw"),
            effect=_check_note,
            needs_note=True,
        ),
        Transition(
            "close",
            frozenset({Request.MATCHED}),
            Request.CLOSED,
            may=leads_exchanges,
            label=gettext_lazy("Close"),
        ),
    ],
    told=hearers,
)
