"""All that a state holds in the portal, and all that waits for it, as its next focal point needs to know it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from amedip.core.history import Alteration
from amedip.core.models import Deed
from registry.drafts import pending_differences
from registry.models import (
    ConsultationRound,
    CoordinationMechanism,
    Country,
    FocalPoint,
    Institution,
    Practice,
    Priority,
    PriorityComment,
    RoundState,
)
from registry.progress import Progress, progress_of
from registry.reminders import GIVEN_UP
from registry.standing import add_languages, reasons_of

HISTORY = timedelta(days=365)
MOST_DEEDS = 200


@dataclass
class Held:
    """A priority with what waits for the state: why it came back, what a change would alter, comments, languages."""

    priority: Priority
    sent_back: Deed | None
    comments: list[PriorityComment]
    changes: list[Alteration] = field(default_factory=list)

    @property
    def unsubmitted(self) -> bool:
        """Does it, or the change beside it, wait for the state to hand it in?"""
        waiting = (Priority.Status.DRAFT, Priority.Status.SENT_BACK)
        changed = (Priority.Revision.DRAFT, Priority.Revision.SENT_BACK)
        return self.priority.status in waiting or self.priority.revision in changed

    def lacking(self, state: str) -> list[str]:
        """The languages that are ``missing``, ``partial`` or ``outdated``."""
        return [tongue["code"] for tongue in self.priority.tongues if tongue["state"] == state]


@dataclass
class Holdings:
    """Everything of one state at the moment ``at``; of people only those in office or named to follow."""

    country: Country
    at: datetime
    consultations: list[Progress]
    priorities: list[Held]
    practices: list[Practice]
    institutions: list[Institution]
    mechanisms: list[CoordinationMechanism]
    people: list[FocalPoint]
    history: list[Deed]


def holdings_of(country: Country) -> Holdings:
    """What the state holds now."""
    today = timezone.localdate()
    rows = country.priorities.for_listing().select_related("reference", "institution__reference", "round__reference")
    priorities = list(rows.prefetch_related("institutions__reference").order_by("reference__ref"))
    add_languages(priorities)
    reasons = reasons_of(priorities)
    comments: dict[int, list[PriorityComment]] = {}
    for comment in PriorityComment.objects.filter(priority__in=priorities, settled_at=None).select_related("author"):
        comments.setdefault(comment.priority_id, []).append(comment)
    unclosed = ConsultationRound.objects.unclosed(today - GIVEN_UP)
    invited = RoundState.objects.filter(country=country, round__in=unclosed)
    return Holdings(
        country=country,
        at=timezone.now().replace(microsecond=0),
        consultations=progress_of(invited.order_by("round__closes", "round")),
        priorities=[
            Held(
                priority,
                reasons.get(priority.reference_id),
                comments.get(priority.pk, []),
                pending_differences(priority) if priority.revision else [],
            )
            for priority in priorities
        ],
        practices=list(country.practices.for_listing().order_by("reference__ref")),
        institutions=list(country.institutions.select_related("reference", "parent").order_by("reference__ref")),
        mechanisms=list(
            country.coordination_mechanisms.select_related("reference", "country")
            .prefetch_related("members__institution")
            .order_by("reference__ref")
        ),
        people=list(
            FocalPoint.objects.filter(Q(until=None) | Q(until__gte=today), country=country, user__is_active=True)
            .select_related("user")
            .order_by("-position", "since")
        ),
        history=_history(country),
    )


def _history(country) -> list[Deed]:
    """What was done in the last year to the state's records, the latest first."""
    of_state = Q()
    for kind in ("priority", "practice", "institution", "coordinationmechanism"):
        of_state |= Q(**{f"reference__{kind}__country": country})
    deeds = Deed.objects.filter(of_state | Q(reference=country.reference), at__gte=timezone.now() - HISTORY)
    return list(deeds.select_related("reference", "actor").order_by("-pk")[:MOST_DEEDS])
