"""Many priorities saved as one: each under the rules of a single save, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from amedip.core.bulk import Draft, Refusals, write_records
from amedip.core.deeds import deed
from amedip.core.models import TextBeside
from amedip.core.records import Stale
from amedip.core.rules import require
from amedip.core.texts import Texts, propose, save_beside
from amedip.core.updates import update_rows
from registry.actions.priorities import check_fit, put_beside, refused_beside, require_open
from registry.drafts import links_to, values_of_all
from registry.models import Priority
from registry.rules import speaks_for_many

_BATCH = 500


@dataclass
class PriorityChange:
    """What is to become of one priority: the arguments of ``save_priority`` for it."""

    priority: Priority
    expected: int | None = None
    columns: Mapping[str, object] = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    links: Mapping[str, Sequence[models.Model]] = field(default_factory=dict)


def save_priorities(changes: Sequence[PriorityChange], *, actor, why: str = "") -> None:
    """Do what ``save_priority`` does for each of the changes, all of them or none, set by set.

    Drafts, new and old, are one deed; changes beside what is published another. Raises ``Refusals``, by the place in
    ``changes``, for what a rule, a constraint or another person's save forbids; nothing is written then.
    """
    rule = speaks_for_many(actor)
    with transaction.atomic():
        refused: dict[int, ValidationError] = {}
        _lock(changes, refused)
        drafts: list[int] = []
        beside: list[tuple[int, dict]] = []
        for begun in range(0, len(changes), _BATCH):
            places = [place for place in range(begun, min(begun + _BATCH, len(changes))) if place not in refused]
            values = values_of_all(changes[place].priority for place in places if changes[place].priority.pk)
            for place in places:
                try:
                    new_texts = _look_at(changes[place], values, actor, rule)
                except ValidationError as error:
                    refused[place] = error
                except PermissionDenied as refusal:
                    refused[place] = ValidationError(str(refusal))
                else:
                    if changes[place].priority.status != Priority.Status.PUBLISHED:
                        drafts.append(place)
                    elif new_texts is not None:
                        beside.append((place, new_texts))
            begun_beside = [place for place, _texts in beside if place >= begun]
            reasons = refused_beside([changes[place].priority for place in begun_beside])
            refused |= {begun_beside[at]: reason for at, reason in reasons.items()}
        if refused:
            raise Refusals(refused)
        try:
            write_records(
                [_draft(changes[place]) for place in drafts],
                actor=actor,
                rule=rule,
                action="priority.import",
                why=why,
                locked=True,
            )
        except Refusals as error:
            raise Refusals({drafts[place]: reason for place, reason in error.by_place.items()}) from error
        _write_beside([(changes[place].priority, texts) for place, texts in beside], actor=actor, why=why)


def _lock(changes, refused) -> None:
    """Lock the stored priorities and bring them up to date; note those that are in another version than expected."""
    stored = sorted((change.priority.pk, place) for place, change in enumerate(changes) if change.priority.pk)
    locked = Priority.objects.select_for_update(of=("self",)).select_related("reference", "country__reference")
    for begun in range(0, len(stored), _BATCH):
        batch = stored[begun : begun + _BATCH]
        rows = locked.order_by("pk").in_bulk([key for key, _place in batch])
        for key, place in batch:
            row, change = rows.get(key), changes[place]
            if row is None or change.expected not in (None, row.version):
                refused[place] = Stale(change.priority)
            else:
                # In place: of thousands of rows there is one copy, not two.
                change.priority.__dict__.update(row.__dict__)
    for change in changes:
        if change.priority._state.adding:
            change.priority.country = change.columns["country"]


def _look_at(change, values, actor, rule):
    """The texts to put beside a published priority; raises for what may not be."""
    priority = change.priority
    require(rule(actor, priority))
    if priority._state.adding:
        check_fit(priority, change.columns, change.links, held={})
        return None
    require_open(priority)
    stored, pending = values[priority.pk]
    check_fit(priority, change.columns, change.links, held=stored | pending)
    if priority.status != Priority.Status.PUBLISHED:
        return None
    found = {"columns": change.columns, "texts": change.texts, "links": change.links}
    return put_beside(priority, (stored, pending), constraints=False, **found)


def _draft(change) -> Draft:
    """By the keys of relations, so that comparing reads none of them."""
    columns = {
        Priority._meta.get_field(name).attname: value.pk if isinstance(value, models.Model) else value
        for name, value in change.columns.items()
    }
    links = [links_to(name, targets) for name, targets in change.links.items()]
    return Draft(change.priority, columns=columns, texts=change.texts, links=links)


def _write_beside(beside: list[tuple[Priority, dict]], *, actor, why: str) -> None:
    if not beside:
        return
    with deed("priority.revise", actor=actor, why=why):
        for begun in range(0, len(beside), _BATCH):
            batch = beside[begun : begun + _BATCH]
            save_beside(
                [
                    row
                    for priority, texts in batch
                    for row in propose(priority, texts, actor=actor, origin=TextBeside.Origin.CHANGE)
                ]
            )
            for priority, _texts in batch:
                priority.version += 1
            priorities = [priority for priority, _texts in batch]
            update_rows(Priority, priorities, ["revised", "revision", "version"])
