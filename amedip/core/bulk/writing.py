"""Drafts become rows: each table is written in a statement or two, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages, references
from amedip.core.bulk.checking import compare_links, guard, lock, take_up
from amedip.core.bulk.drafts import Draft, Refusals
from amedip.core.deeds import deed
from amedip.core.models import Citation, Record, TextBeside
from amedip.core.records import Links, announce, check, set_sources, touch
from amedip.core.rules import Rule
from amedip.core.search import index
from amedip.core.texts import (
    assign,
    differing,
    propose,
    save_beside,
    save_new_states,
    save_states,
    states_after,
    translated_fields,
)
from amedip.core.updates import defaults_of, insert_rows, insert_values, update_rows

_BATCH = 1_000


def write_records(
    drafts: Sequence[Draft], *, actor, rule: Rule, action: str, why: str = "", locked: bool = False
) -> None:
    """Write all of the drafts, which are of one kind, as one deed, or none of them.

    What a draft leaves as it is costs no write; what it changes raises the record's version. They come from a file:
    what a person has vouched for stays, and the file's words lie beside it. ``locked`` says that the caller has read
    the stored records under a lock in this transaction, versions and all. Raises ``Refusals`` for what a rule, a
    constraint or another person's save forbids; ``rule`` is asked of each record as it would be.
    """
    if not drafts:
        return
    with transaction.atomic():
        refused = {} if locked else lock(drafts)
        take_up(drafts, actor=actor, rule=rule, refused=refused)
        if refused:
            raise Refusals(refused)
        if refused := guard(drafts):
            raise Refusals(refused)
        compare_links(drafts)
        touched = [draft for draft in drafts if draft.changes]
        if not touched:
            return
        try:
            with deed(action, actor=actor, why=why):
                _name([(place, draft) for place, draft in enumerate(drafts) if draft.new])
                _write_all(touched, actor)
        except IntegrityError as error:
            raise Refusals(_culprits(drafts, error)) from error


def _write_all(drafts, actor) -> None:
    """Set by set, so that what is held at a time does not grow with the file."""
    rest = iter(drafts)
    while batch := list(islice(rest, _BATCH)):
        _write(batch, actor)
    for owner in {draft.part_of.pk: draft.part_of for draft in drafts if draft.part_of}.values():
        touch(owner)


def _write(drafts: Sequence[Draft], actor) -> None:
    model = type(drafts[0].obj)
    new, stored = [draft for draft in drafts if draft.new], [draft for draft in drafts if not draft.new]
    if new:
        insert_rows(model, [draft.obj for draft in new])
        save_new_states(model, [draft.obj.pk for draft in new], actor=actor)
    if stored:
        _change(stored, actor)
    _link(drafts)
    _cite([draft for draft in drafts if draft.sources is not None], actor)
    announce(index.ready([draft.obj for draft in drafts]))


def _change(drafts: Sequence[Draft], actor) -> None:
    """The columns and texts of stored records, and what comes to lie beside."""
    model, names, now = type(drafts[0].obj), set(), timezone.now()
    for draft in drafts:
        names |= assign(draft.obj, draft.changed_texts)
        names |= {draft.obj._meta.get_field(name).attname for name in draft.changed_columns}
        draft.obj.version, draft.obj.updated_at = draft.obj.version + 1, now
    update_rows(model, [draft.obj for draft in drafts], [*sorted(names), "version", "updated_at"])
    save_states(
        [
            row
            for draft in drafts
            if draft.changed_texts
            for row in states_after(draft.obj, draft.changed_texts, actor=actor, before=draft.before)
        ]
    )
    save_beside(
        [
            row
            for draft in drafts
            if draft.proposed_texts
            for row in propose(draft.obj, draft.proposed_texts, actor=actor, origin=TextBeside.Origin.FILE)
        ]
    )


def _name(new: Sequence[tuple[int, Draft]]) -> None:
    """Give the new records, each with its place, their texts and their references: those asked for, or the next."""
    refused: dict[int, ValidationError] = {}
    for place, draft in new:
        assign(draft.obj, draft.changed_texts)
        if draft.ref:
            try:
                draft.obj.reference = references.claim(draft.obj.KIND, draft.ref)
            except ValidationError as error:
                refused[place] = error
    if refused:
        raise Refusals(refused)
    unnamed = [draft.obj for _place, draft in new if not draft.ref]
    _read_relations(unnamed)
    references.next_for_all(unnamed)


def _read_relations(records: Sequence[Record]) -> None:
    """What new records point at, each row once: whose reference begins with the state's asks for its state."""
    if not records:
        return
    for field in type(records[0])._meta.concrete_fields:
        if not field.is_relation or field.name == "reference":
            continue
        waiting = [record for record in records if not field.is_cached(record)]
        keys = {getattr(record, field.attname) for record in waiting} - {None}
        found = field.related_model._base_manager.in_bulk(keys) if keys else {}
        for record in waiting:
            if linked := found.get(getattr(record, field.attname)):
                field.set_cached_value(record, linked)


# --- links and sources ---------------------------------------------------------------------------------------------


def _link(drafts: Iterable[Draft]) -> None:
    """Make the links as wanted; rows that stay keep their key, so that history shows only what changed."""
    by_table: dict[tuple, list[tuple[Draft, Links]]] = defaultdict(list)
    for draft in drafts:
        for link in draft.changed_links:
            by_table[link.through, link.owner, link.target].append((draft, link))
    for (through, owner, target), wanted in by_table.items():
        stored = [draft.obj.pk for draft, _link in wanted if not draft.new]
        rows = through._base_manager.filter(**{f"{owner}__in": stored})
        present = {(getattr(row, f"{owner}_id"), getattr(row, f"{target}_id")): row for row in rows}
        made, moved, kept = [], [], set()
        for draft, link in wanted:
            for position, linked in enumerate(link.targets):
                row = present.get((draft.obj.pk, linked.pk))
                if row is None:
                    made.append((draft.obj.pk, linked.pk, position))
                    continue
                kept.add(row.pk)
                if row.position != position:
                    row.position = position
                    moved.append(row)
        gone = [row.pk for row in present.values() if row.pk not in kept]
        if gone:
            through._base_manager.filter(pk__in=gone).delete()
        update_rows(through, moved, ["position"])
        _insert(through, [f"{owner}_id", f"{target}_id", "position"], made)


def _insert(model: type[models.Model], columns: list[str], rows: Sequence[tuple]) -> None:
    """Insert rows given by some columns; the others hold what they do in a new object."""
    rest = defaults_of(model, columns)
    insert_values(model, [*columns, *rest], ((*row, *rest.values()) for row in rows))


def _cite(drafts: Sequence[Draft], actor) -> None:
    """The sources of new records set by set; those of stored ones, which seldom change, one by one."""
    plain, noted = [], []
    for draft in drafts:
        if not draft.new:
            set_sources(draft.obj, draft.sources, actor=actor)
            continue
        for position, source in enumerate(draft.sources):
            if any((source.note or {}).values()):
                noted.append((draft, position, source))
            else:
                plain.append((draft.obj.reference_id, source.reference.pk, source.section, position))
    field = Citation._meta.get_field("section")
    for section in {source.section for draft in drafts if draft.new for source in draft.sources} - {""}:
        try:
            field.clean(section, None)
        except ValidationError as error:
            raise ValidationError({"section": error.error_list}) from error
    bare = translated_fields(Citation)
    columns = ["owner_id", "source_id", "section", "position", *bare]
    _insert(Citation, columns, [(*row, *("" for _name in bare)) for row in plain])
    _cite_with_notes(noted, actor)


def _cite_with_notes(noted, actor) -> None:
    made = []
    for draft, position, source in noted:
        citation = Citation(
            owner=draft.obj.reference, source=source.reference, section=source.section, position=position
        )
        notes = {code: {"note": text} for code in languages.CODES if (text := source.note.get(code))}
        notes = differing(citation, notes)
        assign(citation, notes)
        made.append((citation, notes))
    insert_rows(Citation, [citation for citation, _notes in made])
    save_states([row for one, notes in made for row in states_after(one, notes, actor=actor, before={})])


# --- what the database refused -------------------------------------------------------------------------------------


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
