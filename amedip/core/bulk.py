"""Many records of one kind in one deed: the same rules, constraints and traces as ``write_record``, set by set.

What ``write_record`` does for one record in some thirty statements this does for five hundred in hardly more.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages, references
from amedip.core.deeds import deed
from amedip.core.models import Citation, Record, TextBeside
from amedip.core.records import Links, Source, Stale, announce, check, refresh, set_sources, touch
from amedip.core.rules import Rule, require
from amedip.core.search import index
from amedip.core.texts import (
    Texts,
    assign,
    differing,
    held_back,
    propose,
    save_beside,
    save_states,
    split_guarded,
    states_after,
    states_of_all,
    texts_beside_all,
    translated_fields,
)
from amedip.core.updates import update_rows

_BATCH = 500
_FILE = TextBeside.Origin.FILE


@dataclass
class Draft:
    """What is to become of one record: the arguments of ``write_record`` for it."""

    obj: Record
    columns: Mapping[str, object] = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    links: Sequence[Links] = ()
    sources: Sequence[Source] | None = None
    ref: str = ""
    expected: int | None = None
    part_of: Record | None = None

    def __post_init__(self):
        self.new = self.obj._state.adding
        self.changed_columns: dict[str, object] = {}
        self.changed_texts: dict[str, dict[str, str | None]] = {}
        self.proposed_texts: dict[str, dict[str, str | None]] = {}


class Refusals(ValidationError):
    """Nothing was written: ``by_place`` says, by place in the list of drafts, what is wrong with which."""

    def __init__(self, by_place: Mapping[int, ValidationError]):
        super().__init__([message for error in by_place.values() for message in error.messages])
        self.by_place = by_place


def write_records(drafts: Sequence[Draft], *, actor, rule: Rule, action: str, why: str = "") -> None:
    """Write all of the drafts, which are of one kind, as one deed, or none of them.

    What a draft leaves as it is costs no write; what it changes raises the record's version. They come from a file:
    what a person has vouched for stays, and the file's words lie beside it. Raises ``Refusals`` for what a rule, a
    constraint or another person's save forbids; ``rule`` is asked of each record as it would be.
    """
    if not drafts:
        return
    with transaction.atomic():
        refused = _lock(drafts)
        for place, draft in enumerate(drafts):
            if place not in refused:
                try:
                    _take_up(draft, actor, rule)
                except ValidationError as error:
                    refused[place] = error
                except PermissionDenied as refusal:
                    refused[place] = ValidationError(str(refusal))
        if refused:
            raise Refusals(refused)
        _guard(drafts)
        links = _links_that_differ(drafts)
        touched = [
            draft
            for place, draft in enumerate(drafts)
            if draft.new
            or draft.changed_columns
            or draft.changed_texts
            or draft.proposed_texts
            or place in links
            or draft.sources is not None
        ]
        if not touched:
            return
        try:
            with deed(action, actor=actor, why=why):
                _name([(place, draft) for place, draft in enumerate(drafts) if draft.new])
                _write_all(touched, {id(drafts[place]): found for place, found in links.items()}, actor)
        except IntegrityError as error:
            raise Refusals(_culprits(drafts, error)) from error


def _lock(drafts) -> dict[int, ValidationError]:
    """Lock the stored records, bring them up to date, and tell which have moved on since their drafts were made."""
    stored = sorted((draft.obj.pk, place) for place, draft in enumerate(drafts) if not draft.new)
    locked = type(drafts[0].obj)._base_manager.select_for_update(of=("self",)).order_by("pk")
    refused: dict[int, ValidationError] = {}
    for begun in range(0, len(stored), _BATCH):
        batch = stored[begun : begun + _BATCH]
        rows = locked.in_bulk([key for key, _place in batch])
        for key, place in batch:
            draft, row = drafts[place], rows.get(key)
            if row is None or draft.expected not in (None, row.version):
                refused[place] = Stale(draft.obj)
            else:
                refresh(draft.obj, row)
    return refused


def _take_up(draft, actor, rule) -> None:
    """Put the draft into its object; what only the database can tell, it will tell when all are written."""
    obj = draft.obj
    if not draft.new:
        require(rule(actor, obj))
    draft.changed_columns = {
        name: value for name, value in draft.columns.items() if draft.new or getattr(obj, name) != value
    }
    for name, value in draft.changed_columns.items():
        setattr(obj, name, value)
    draft.changed_texts = differing(obj, draft.texts)
    outcome = copy(obj)
    assign(outcome, draft.changed_texts)
    require(rule(actor, outcome))
    relations = [column.name for column in obj._meta.concrete_fields if column.is_relation]
    outcome.clean_fields(exclude=[*translated_fields(type(obj)), *relations])
    outcome.clean()


def _guard(drafts) -> None:
    """Keep the file's words away from what a person has vouched for, and from what waits for approval."""
    stored = [(place, draft) for place, draft in enumerate(drafts) if draft.changed_texts and not draft.new]
    refused: dict[int, ValidationError] = {}
    for begun in range(0, len(stored), _BATCH):
        batch = stored[begun : begun + _BATCH]
        model, keys = type(batch[0][1].obj), [draft.obj.pk for _place, draft in batch]
        before, lying = states_of_all(model, keys), texts_beside_all(model, keys, _FILE)
        for (place, draft), held in zip(batch, held_back([draft.obj for _place, draft in batch]), strict=True):
            rows = before.get(draft.obj.pk, {})
            try:
                written, proposed = split_guarded(draft.obj, draft.changed_texts, rows, origin=_FILE, held=held)
            except ValidationError as error:
                refused[place] = error
                continue
            draft.changed_texts, there = written, lying.get(draft.obj.pk, {})
            # Brought twice, it changes nothing.
            draft.proposed_texts = {code: fields for code, fields in proposed.items()
                                    if fields.items() - there.get(code, {}).items()}  # fmt: skip
    if refused:
        raise Refusals(refused)


def _links_that_differ(drafts) -> dict[int, list[tuple[Draft, Links]]]:
    """By place, the links that are not yet as wanted; one query for each table of links."""
    wanted = [(place, draft, link) for place, draft in enumerate(drafts) for link in draft.links]
    present: dict[type, dict[int, list[int]]] = {}
    for through, owner, target in {(link.through, link.owner, link.target) for _place, _draft, link in wanted}:
        found = present.setdefault(through, defaultdict(list))
        rows = through._base_manager.filter(**{f"{owner}__in": [draft.obj.pk for draft in drafts if not draft.new]})
        for key, linked in rows.order_by("position", "pk").values_list(f"{owner}_id", f"{target}_id"):
            found[key].append(linked)
    differ: dict[int, list[tuple[Draft, Links]]] = defaultdict(list)
    for place, draft, link in wanted:
        there = present[link.through].get(draft.obj.pk, []) if not draft.new else []
        if there != [target.pk for target in link.targets]:
            differ[place].append((draft, link))
    return differ


def _write_all(drafts, links, actor) -> None:
    """Set by set, so that what is held at a time does not grow with the file; ``links`` are by the draft's identity."""
    rest = iter(drafts)
    while batch := list(islice(rest, _BATCH)):
        _write(batch, [link for draft in batch for link in links.get(id(draft), ())], actor)
    for owner in {draft.part_of.pk: draft.part_of for draft in drafts if draft.part_of}.values():
        touch(owner)


def _write(drafts, links, actor) -> None:
    model = type(drafts[0].obj)
    names: set[str] = set()
    for draft in drafts:
        names |= assign(draft.obj, draft.changed_texts)
        names |= {draft.obj._meta.get_field(name).attname for name in draft.changed_columns}
    fresh, stored = [d.obj for d in drafts if d.new], [d.obj for d in drafts if not d.new]
    before = states_of_all(model, [obj.pk for obj in stored])
    model._base_manager.bulk_create(fresh, batch_size=_BATCH)
    now = timezone.now()
    for obj in stored:
        obj.version, obj.updated_at = obj.version + 1, now
    update_rows(model, stored, [*sorted(names), "version", "updated_at"])
    save_states(
        [
            row
            for draft in drafts
            for row in states_after(draft.obj, draft.changed_texts, actor=actor, before=before.get(draft.obj.pk, {}))
        ]
    )
    save_beside(
        [
            row
            for draft in drafts
            if draft.proposed_texts
            for row in propose(draft.obj, draft.proposed_texts, actor=actor, origin=_FILE)
        ]
    )
    _write_links(links)
    _cite([draft for draft in drafts if draft.sources is not None], actor)
    announce(index.read(model, [draft.obj.pk for draft in drafts]))


def _name(new) -> None:
    """Give the new records, each with its place, their references: those asked for, or the next of their kind."""
    refused: dict[int, ValidationError] = {}
    for place, draft in new:
        if draft.ref:
            try:
                draft.obj.reference = references.claim(draft.obj.KIND, draft.ref)
            except ValidationError as error:
                refused[place] = error
    if refused:
        raise Refusals(refused)
    unnamed = [draft.obj for _place, draft in new if not draft.ref]
    if unnamed:
        # Whose reference begins with the state's asks each record for its state.
        relations = [column.name for column in unnamed[0]._meta.concrete_fields if column.remote_field]
        prefetch_related_objects(unnamed, *(name for name in relations if name != "reference"))
    references.next_for_all(unnamed)


def _write_links(links) -> None:
    """Make the links as wanted; rows that stay keep their key, so that history shows only what changed."""
    by_table = defaultdict(list)
    for draft, link in links:
        by_table[link.through, link.owner, link.target].append((draft.obj, link))
    for (through, owner, target), wanted in by_table.items():
        rows = through._base_manager.filter(**{f"{owner}__in": [obj.pk for obj, _link in wanted]})
        present = {(getattr(row, f"{owner}_id"), getattr(row, f"{target}_id")): row for row in rows}
        made, moved, kept = [], [], set()
        for obj, link in wanted:
            for position, linked in enumerate(link.targets):
                row = present.get((obj.pk, linked.pk))
                if row is None:
                    made.append(through(**{f"{owner}_id": obj.pk, f"{target}_id": linked.pk, "position": position}))
                    continue
                kept.add(row.pk)
                if row.position != position:
                    row.position = position
                    moved.append(row)
        gone = [row.pk for row in present.values() if row.pk not in kept]
        through._base_manager.filter(pk__in=gone).delete()
        through._base_manager.bulk_update(moved, ["position"], batch_size=_BATCH)
        through._base_manager.bulk_create(made, batch_size=_BATCH)


def _cite(drafts, actor) -> None:
    """The sources of new records set by set; those of stored ones, which seldom change, one by one."""
    made = []
    for draft in drafts:
        if not draft.new:
            set_sources(draft.obj, draft.sources, actor=actor)
            continue
        for position, source in enumerate(draft.sources):
            citation = Citation(
                owner=draft.obj.reference, source=source.reference, section=source.section, position=position
            )
            citation.full_clean(exclude=["owner", "source", "note"], validate_unique=False, validate_constraints=False)
            notes = {code: {"note": text} for code in languages.CODES if (text := (source.note or {}).get(code))}
            notes = differing(citation, notes)
            assign(citation, notes)
            made.append((citation, notes))
    Citation.objects.bulk_create([citation for citation, _notes in made], batch_size=_BATCH)
    save_states([row for one, notes in made for row in states_after(one, notes, actor=actor, before={})])


def _culprits(drafts, error: IntegrityError) -> dict[int, ValidationError]:
    """Which of the drafts a constraint forbids: each is checked alone, which is slow, and seldom needed."""
    found: dict[int, ValidationError] = {}
    for place, draft in enumerate(drafts):
        if draft.new:
            draft.obj.pk, draft.obj._state.adding = None, True
        try:
            check(draft.obj)
        except ValidationError as refusal:
            found[place] = refusal
    if found:
        return found
    # Each alone would do, all together do not: two rows of the file are in each other's way.
    name = getattr(error.__cause__.diag, "constraint_name", "")
    for constraint in type(drafts[0].obj)._meta.constraints:
        if constraint.name == name:
            return {0: ValidationError(constraint.get_violation_error_message())}
    return {0: ValidationError(_("These rows do not go together with one another, or with what is stored."))}
