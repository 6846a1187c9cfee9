"""Values of indicators that staff enter themselves."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amedip.core.records import write_record
from amedip.core.texts import Texts
from pilots.models import Period, PilotProject

VALUE = ("actual", "measured_on")


@transaction.atomic
def save_period(
    period: Period,
    *,
    pilot: PilotProject,
    actor,
    columns: Mapping[str, object] | None = None,
    texts: Texts | None = None,
    why: str = "",
    **manner,
) -> Period:
    """Write a period as ``write_record`` does; a value that a member of staff changes is verified by this."""
    columns = dict(columns or {})
    if any(name in columns and columns[name] != getattr(period, name) for name in VALUE):
        told = columns.get("actual", period.actual) is not None
        columns |= {"verified_by": actor if told else None, "verified_at": timezone.now() if told else None}
    return write_record(period, actor=actor, columns=columns, texts=texts, why=why, part_of=pilot, **manner)
