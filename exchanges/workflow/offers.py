"""The life of an offer.

What was closed can be opened again:

    draft -> open <-> closed
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.workflow import Transition, Workflow
from exchanges.models import Offer
from exchanges.notices import hearers
from exchanges.rules import speaks_for_state
from registry.rules import serves_country


def _open(offer, actor, note):
    lacks = {}
    if offer.practice_id is None and serves_country(actor, offer):
        lacks["practice"] = _("Choose the practice of your state from which the offer grows.")
    if not offer.theme_links.exists():
        lacks["themes"] = _("Choose at least one theme.")
    if not offer.formats:
        lacks["formats"] = _("Choose at least one format.")
    if not offer.languages:
        lacks["languages"] = _("Name the languages in which your people can work.")
    if lacks:
        raise ValidationError(lacks)


OFFER = Workflow(
    "offer",
    [
        Transition(
            "open",
            frozenset({Offer.Status.DRAFT, Offer.Status.CLOSED}),
            Offer.Status.OPEN,
            may=speaks_for_state,
            label=gettext_lazy("Open the offer"),
            effect=_open,
        ),
        Transition(
            "close",
            frozenset({Offer.Status.OPEN}),
            Offer.Status.CLOSED,
            may=speaks_for_state,
            label=gettext_lazy("Close the offer"),
        ),
    ],
    told=hearers,
)
