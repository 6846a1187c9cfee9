"""How partners are found: what counts how much, and the job that plans a season."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from amedip.core import jobs
from amedip.core.models import Job
from amedip.core.records import write_record
from amedip.core.rules import require
from exchanges.models import MatchingWeights
from exchanges.rules import leads_exchanges

SEASON = "exchanges.season"
LONGEST = datetime.timedelta(days=366)


def save_weights(points: Mapping[str, int], *, actor, expected: int) -> MatchingWeights:
    """Keep what a full match in each part is worth. Raises ``Stale``, ``PermissionDenied``, or ``ValidationError``."""
    require(leads_exchanges(actor))
    if not any(points.values()):
        raise ValidationError(_("At least one part counts: give it points."))
    with transaction.atomic():
        weights = MatchingWeights.objects.first() or MatchingWeights()
        if not weights._state.adding and all(getattr(weights, name) == value for name, value in points.items()):
            return weights
        adding = weights._state.adding
        columns = dict(points) | ({} if adding else {"version": expected + 1})
        return write_record(
            weights, actor=actor, columns=columns, expected=None if adding else expected, rule=leads_exchanges
        )


def ask_for_season(first: datetime.date, last: datetime.date, *, examples: bool, actor) -> Job:
    """Queue the job that plans the season from ``first`` to ``last``, inclusive; what it proposes is its result.

    Raises ``PermissionDenied``, or ``ValidationError`` for a season that is empty or longer than a year.
    """
    require(leads_exchanges(actor))
    if last < first:
        raise ValidationError({"last": _("The season ends before it begins.")})
    if last - first > LONGEST:
        raise ValidationError({"last": _("A season is a year long at most.")})
    payload = {"first": first.isoformat(), "last": last.isoformat(), "examples": examples}
    with transaction.atomic():
        return jobs.enqueue(SEASON, payload, actor=actor)
