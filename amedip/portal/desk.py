"""What waits for the team: texts missing or out of date, priorities to review, states nobody speaks for, jobs."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import capfirst

from amedip.accounts.models import Invitation
from amedip.core.models import Deed, Job, TextState
from registry.models import Country, FocalPoint, Priority

State = TextState.State
SILENCE = timedelta(days=90)


@dataclass
class Coverage:
    """One table's texts: how many are missing, and how many out of date, in each language."""

    table: type
    missing: dict[str, int] = field(default_factory=dict)
    outdated: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return capfirst(self.table._meta.verbose_name_plural)


def coverage() -> list[Coverage]:
    """The tables that lack something, in two queries however many texts there are.

    A text counts as missing in a language when it is there in another.
    """
    elsewhere = TextState.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), field=OuterRef("field")
    ).exclude(state=State.MISSING)
    counts = (
        TextState.objects.filter(Q(state=State.OUTDATED) | Q(state=State.MISSING) & Exists(elsewhere))
        .values_list("content_type", "language", "state")
        .annotate(texts=Count("pk"))
    )
    found: dict[int, dict] = defaultdict(lambda: {State.MISSING: {}, State.OUTDATED: {}})
    for kind, code, state, texts in counts:
        found[kind][state][code] = texts
    kinds = ContentType.objects.get_for_id
    rows = [Coverage(kinds(kind).model_class(), row[State.MISSING], row[State.OUTDATED]) for kind, row in found.items()]
    return sorted((row for row in rows if row.table is not None), key=lambda row: row.name)


def to_review() -> list[Priority]:
    """The first priorities, and changes of published ones, that states have submitted; the oldest first."""
    submitted = Priority.objects.filter(
        Q(status__in=[Priority.Status.SUBMITTED, Priority.Status.ACCEPTED]) | Q(revision=Priority.Revision.SUBMITTED)
    )
    return list(submitted.select_related("reference", "country").order_by("updated_at")[:10])


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
