"""What waits for the team: texts missing or out of date, priorities to review, states nobody speaks for, jobs."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from amedip.accounts.models import Invitation
from amedip.core.models import Deed, Job, Standing
from amedip.portal.coverage import Coverage, of_tables
from pilots.models import Report
from registry.models import Country, FocalPoint, Priority

SILENCE = timedelta(days=90)


def coverage() -> list[Coverage]:
    """The tables whose texts are missing or out of date in some language, in two queries at most."""
    return of_tables(Standing.MISSING, Standing.OUTDATED)


def to_review() -> list[Priority]:
    """The first priorities, and changes of published ones, that states have submitted; the oldest first."""
    submitted = Priority.objects.filter(
        Q(status__in=[Priority.Status.SUBMITTED, Priority.Status.ACCEPTED]) | Q(revision=Priority.Revision.SUBMITTED)
    )
    return list(submitted.select_related("reference", "country").order_by("updated_at")[:10])


def reports_to_review() -> list[Report]:
    """The first reports on pilots that states have submitted, the oldest first."""
    submitted = Report.objects.filter(status=Report.Status.SUBMITTED).select_related("reference", "pilot")
    return list(submitted.order_by("submitted_at")[:10])


def jobs() -> dict[str, int]:
    """How many jobs wait, run and have failed."""
    wanted = {"waiting": Job.State.QUEUED, "running": Job.State.RUNNING, "failed": Job.State.FAILED}
    return Job.objects.aggregate(**{name: Count("pk", filter=Q(state=state)) for name, state in wanted.items()})


def vacant_states() -> list[Country]:
    """The partner states without a serving focal point."""
    served = FocalPoint.objects.serving().filter(user__is_active=True).values("country")
    return list(Country.objects.partners().exclude(pk__in=served).in_order().select_related("reference"))


def silent_states() -> list[Country]:
    """The states whose focal points, in office for longer than ``SILENCE``, have not signed in since."""
    long_ago = timezone.now() - SILENCE
    serving = FocalPoint.objects.serving().filter(user__is_active=True, country=OuterRef("pk"))
    heard_of = serving.filter(Q(user__last_login__gte=long_ago) | Q(since__gte=long_ago.date()))
    states = Country.objects.filter(Exists(serving), ~Exists(heard_of))
    return list(states.in_order().select_related("reference"))


def unanswered_invitations() -> list[Invitation]:
    """The latest invitation of each person who has accepted none, the oldest first."""
    later = Invitation.objects.filter(user=OuterRef("user")).filter(
        Q(accepted_at__isnull=False) | Q(pk__gt=OuterRef("pk"))
    )
    waiting = Invitation.objects.filter(~Exists(later), accepted_at=None, user__is_active=True)
    return list(waiting.select_related("user").order_by("created_at")[:10])


def own_deeds(user) -> list[Deed]:
    """What the user did last."""
    return list(Deed.objects.filter(actor=user).select_related("reference")[:10])
