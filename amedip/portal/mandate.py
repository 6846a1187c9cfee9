"""What a focal point finds in the workspace: mandates, open consultations, the state’s priorities by language."""

from django.db.models import Case, CharField, OuterRef, Prefetch, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from registry.models import ConsultationRound, FocalPoint, Priority, PriorityComment, RoundState
from registry.progress import Progress, progress_of
from registry.reminders import GIVEN_UP
from registry.rules import rounds_open_to

# What waits for the state comes first, what is settled last.
ORDER = (
    Priority.Status.SENT_BACK, Priority.Status.DRAFT, Priority.Status.SUBMITTED, Priority.Status.ACCEPTED,
    Priority.Status.PUBLISHED, Priority.Status.FULFILLED, Priority.Status.SUPERSEDED, Priority.Status.WITHDRAWN,
)  # fmt: skip


def mandates_of(user) -> list[FocalPoint]:
    """The user's mandates of today, with their states and ``successor``: who leads after a mandate's last day."""
    following = FocalPoint.objects.filter(
        country=OuterRef("country"), position=FocalPoint.Position.LEAD, since__gt=timezone.localdate()
    ).order_by("since")
    name = following.annotate(
        name=Coalesce(NullIf("user__full_name", Value("")), "user__email", output_field=CharField())
    ).values("name")[:1]
    serving = FocalPoint.objects.serving().filter(user=user).annotate(successor=Subquery(name))
    return list(serving.select_related("country__reference").order_by("country__code", "-since"))


def colleagues_of(user, countries) -> list[FocalPoint]:
    """The others who speak for the same states today."""
    serving = FocalPoint.objects.serving().filter(country__in=countries).exclude(user=user)
    return list(serving.select_related("user", "country").order_by("country__code", "-position", "-since"))


def open_rounds(countries) -> list[ConsultationRound]:
    """Consultations to which the states are invited and whose last day is known and not over."""
    return list(rounds_open_to(countries).select_related("reference").order_by("closes", "pk"))


def consultations_of(countries) -> list[Progress]:
    """How far the states are in the consultations that are not closed, those overdue for a fortnight included."""
    unclosed = ConsultationRound.objects.unclosed(timezone.localdate() - GIVEN_UP)
    invited = RoundState.objects.filter(country__in=countries, round__in=unclosed)
    return progress_of(invited.order_by("round__closes", "round", "country__code"))


def priorities_of(countries):
    """The states' priorities in every status, what is due first, each with the ``open_comments`` on it."""
    place = Case(
        When(revision=Priority.Revision.SENT_BACK, then=0),
        When(revision=Priority.Revision.DRAFT, then=1),
        *(When(status=status, then=rank) for rank, status in enumerate(ORDER)),
        default=len(ORDER),
    )
    comments = PriorityComment.objects.filter(settled_at=None).select_related("author")
    return (
        Priority.objects.filter(country__in=countries)
        .with_origin()
        .select_related("reference", "country__reference")
        .prefetch_related(Prefetch("comments", comments, to_attr="open_comments"))
        .order_by(place, "reference__ref")
    )
