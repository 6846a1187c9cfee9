"""How far the states have come in a consultation: their entries by status, and whether they say they are complete."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max

from registry.models import FocalPoint, Priority, RoundState

Status = Priority.Status
# What the state has handed in; a draft, and what was sent back, still waits for it.
HANDED_IN = (Status.SUBMITTED, Status.ACCEPTED, Status.PUBLISHED, Status.FULFILLED, Status.SUPERSEDED)
COUNTED = (Status.DRAFT, Status.SENT_BACK, *HANDED_IN)


@dataclass
class Progress:
    """One invited state in one consultation; ``served`` says whether it has a focal point today."""

    invited: RoundState
    served: bool
    counts: dict[str, int] = field(default_factory=dict)
    last_activity: datetime | None = None

    @property
    def complete(self) -> bool:
        return self.invited.completed_at is not None

    @property
    def total(self) -> int:
        """All entries but the withdrawn."""
        return sum(self.counts.values())

    @property
    def handed_in(self) -> int:
        return sum(self.counts.get(status, 0) for status in HANDED_IN)

    @property
    def by_status(self) -> list[tuple[str, int]]:
        """The statuses that occur, in the order of a priority's life, as people call them, each with its number."""
        return [(status.label, self.counts[status]) for status in COUNTED if self.counts.get(status)]


def progress_of(invited) -> list[Progress]:
    """The progress of each of ``invited`` (``RoundState`` rows), in three queries however many they are."""
    rows = list(invited.select_related("round__reference", "country__reference"))
    served = set(
        FocalPoint.objects.serving()
        .filter(country__in=[row.country_id for row in rows], user__is_active=True)
        .values_list("country", flat=True)
    )
    found = {(row.round_id, row.country_id): Progress(row, row.country_id in served) for row in rows}
    for row in rows:
        found[row.round_id, row.country_id].last_activity = row.completed_at
    entries = Priority.objects.filter(round__in={row.round_id for row in rows}, status__in=COUNTED)
    for consultation, state, status, number, latest in (
        entries.order_by()
        .values_list("round", "country", "status")
        .annotate(number=Count("pk"), latest=Max("updated_at"))
    ):
        progress = found.get((consultation, state))
        if progress:
            progress.counts[status] = number
            progress.last_activity = max(filter(None, (progress.last_activity, latest)))
    return list(found.values())
