"""What waits for the team: texts that are missing or out of date, priorities to review, jobs that wait or failed."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.text import capfirst

from amedip.core.models import Deed, Job, TextState
from registry.models import Priority

State = TextState.State


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


def own_deeds(user) -> list[Deed]:
    """What the user did last."""
    return list(Deed.objects.filter(actor=user).select_related("reference")[:10])
