"""How an offer is kept."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from amedip.core.records import Links, lock, write_record
from amedip.core.rules import require
from amedip.core.texts import Texts
from exchanges.models import Offer, OfferTheme
from exchanges.rules import speaks_for_state


def save_offer(
    offer: Offer,
    *,
    actor,
    expected: int | None = None,
    columns: Mapping[str, object] | None = None,
    texts: Texts | None = None,
    themes: Sequence[models.Model] | None = None,
    minor: bool = False,
) -> Offer:
    """Create a draft or change an offer, and return it; a new one has its ``country`` set.

    Raises ``Stale``, ``PermissionDenied`` with the reason, or ``ValidationError`` keyed by field; nothing is written
    then.
    """
    columns = dict(columns or {})
    require(speaks_for_state(actor, offer))
    practice = columns.get("practice")
    if practice is not None and practice.country_id != offer.country_id:
        raise ValidationError({"practice": _("The practice belongs to another state.")})
    with transaction.atomic():
        if not offer._state.adding:
            lock(offer, expected)
        links = [Links(OfferTheme, "offer", "theme", themes)] if themes is not None else []
        return write_record(
            offer, actor=actor, columns=columns, texts=texts, links=links, minor=minor, rule=speaks_for_state
        )
