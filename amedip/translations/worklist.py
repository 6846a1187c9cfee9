"""What waits for translators: records with what they owe in a language, the most urgent first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Reference, Standing, TextBeside, TextState
from amedip.translations.models import Order
from amedip.translations.rules import references_visible_to
from amedip.translations.units import OWED, kinds


class Wanted(models.TextChoices):
    """What a list shows."""

    OWED = "owed", _("to translate")
    OUTDATED = "outdated", _("outdated")
    MISSING = "missing", _("missing")
    MACHINE = "machine", _("machine translations")
    PROPOSED = "proposed", _("proposals to approve")
    UNAPPROVED = "unapproved", _("not approved yet")


_STATES = {
    Wanted.OWED: OWED,
    Wanted.OUTDATED: [Standing.OUTDATED],
    Wanted.MISSING: [Standing.MISSING],
    Wanted.MACHINE: [Standing.MACHINE],
    Wanted.UNAPPROVED: [Standing.DRAFT, Standing.REVIEWED],
}
# What is to be done stands before what is done.
_IN_ORDER = ("outdated", "missing", "machine", "proposed", "draft", "reviewed", "approved")


@dataclass
class Item:
    """A record with the number of its texts by state, of proposals, since when the oldest is owed, and its order."""

    reference: Reference
    since: datetime.datetime
    counts: dict[str, int] = field(default_factory=dict)
    order: Order | None = None

    @property
    def kind(self) -> str:
        return kinds()[self.reference.kind]._meta.verbose_name

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """The states that it has texts in, with their names and numbers."""
        names = {Wanted.PROPOSED.value: Wanted.PROPOSED.label} | {state.value: state.label for state in Standing}
        return [(state, names[state], self.counts[state]) for state in _IN_ORDER if state in self.counts]


def texts_wanted(
    user, code: str, wanted: str, *, kinds: Sequence[str] = (), states: Sequence[str] = (), mine: bool = False
) -> QuerySet:
    """The texts in the language that the list is made of, as far as the user may see their records.

    ``kinds`` and ``states`` (ISO codes) narrow it down, ``mine`` to what lies at the user.
    """
    references = references_visible_to(user)
    if kinds:
        references = references.filter(kind__in=kinds)
    if states:
        references = references.filter(of_states(states))
    if mine:
        references = references.filter(Exists(_orders(code).filter(reference=OuterRef("pk"), translator=user)))
    if wanted == Wanted.PROPOSED:
        rows = TextBeside.objects.exclude(origin=TextBeside.Origin.CHANGE)
    else:
        rows = TextState.objects.filter(state__in=_STATES[Wanted(wanted)])
    return rows.filter(language=code, reference__in=references.values("pk"))


def records_wanted(texts: QuerySet) -> QuerySet:
    """One row for each record: its key, since when, due when; what is due on a day comes first, then the oldest."""
    since = Coalesce("outdated_at", "at") if texts.model is TextState else F("at")
    open_order = FilteredRelation(
        "reference__orders",
        condition=Q(reference__orders__ended_at=None, reference__orders__language=F("language")),
    )
    return (
        texts.annotate(open_order=open_order)
        .values("reference")
        .annotate(since=Min(since), due=Min("open_order__due"))
        .order_by(F("due").asc(nulls_last=True), "since", "reference")
    )


def items(rows, code: str) -> list[Item]:
    """The rows of one page of the list with all that it shows, in three queries."""
    keys = [row["reference"] for row in rows]
    references = Reference.objects.in_bulk(keys)
    orders = {
        order.reference_id: order for order in _orders(code).filter(reference__in=keys).select_related("translator")
    }
    found = {row["reference"]: Item(references[row["reference"]], row["since"]) for row in rows}
    standing = TextState.objects.filter(reference__in=keys, language=code).annotate(as_what=F("state"))
    proposals = TextBeside.objects.filter(reference__in=keys, language=code).exclude(origin=TextBeside.Origin.CHANGE)
    proposed = proposals.annotate(as_what=Value(Wanted.PROPOSED.value))
    counts, more = (
        rows.order_by().values_list("reference", "as_what").annotate(many=Count("pk")) for rows in (standing, proposed)
    )
    for key, what, many in counts.union(more, all=True):
        found[key].counts[what] = many
    for key, item in found.items():
        item.order = orders.get(key)
    return list(found.values())


def next_after(user, code: str, reference: Reference) -> Reference | None:
    """The record to translate after this one, from the end of the list the first again; None if nothing else waits."""
    rows = records_wanted(texts_wanted(user, code, Wanted.OWED))
    others = rows.exclude(reference=reference)
    here = rows.filter(reference=reference).first()
    row = (others.filter(_after(here)).first() if here else None) or others.first()
    return Reference.objects.get(pk=row["reference"]) if row else None


def _after(here: dict) -> Q:
    """The condition that a row of ``records_wanted`` comes after ``here``."""
    later = Q(since__gt=here["since"]) | Q(since=here["since"], reference__gt=here["reference"])
    if here["due"] is None:
        return Q(due=None) & later
    return Q(due=None) | Q(due__gt=here["due"]) | Q(due=here["due"]) & later


def of_states(codes: Sequence[str]) -> Q:
    """The condition that a reference's record belongs to one of the states, is hosted by one, or is one itself."""
    condition = Q(pk=None)
    for model in kinds().values():
        columns = {column.name for column in model._meta.concrete_fields}
        owner = next((name for name in ("country", "host") if name in columns), "")
        if owner:
            theirs = model._base_manager.filter(**{f"{owner}__code__in": codes})
        elif model.KIND == "state":
            theirs = model._base_manager.filter(code__in=codes)
        else:
            continue
        condition |= Q(pk__in=theirs.values("reference"))
    return condition


def _orders(code) -> QuerySet:
    return Order.objects.open().filter(language=code)
