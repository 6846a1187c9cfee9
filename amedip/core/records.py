"""The one door for plain records: columns, texts, links and sources in one deed, under one rule and one version.

Kinds with a life of their own (priorities, exchanges…) have actions that call these after their own rule.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, router, transaction
from django.db.models import F
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages, references, stamp
from amedip.core.deeds import deed
from amedip.core.models import Citation, Record, Reference, Standing, TextBeside
from amedip.core.rules import Rule, may_keep, require
from amedip.core.search import index
from amedip.core.texts import (
    Texts,
    assign,
    differing,
    forget_texts,
    owed,
    require_read,
    set_texts,
    translated_fields,
)


class Stale(ValidationError):
    """Somebody else saved the object since the version this write was made from."""

    def __init__(self, obj):
        super().__init__(
            _(
                "Somebody else has changed this record since you opened it. Nothing was saved: "
                "look at the current text and apply your change again."
            ),
            "stale",
        )
        self.obj = obj


@dataclass(frozen=True)
class Links:
    """The wanted targets, in order, of one many-to-many table, whose rows carry a ``position``."""

    through: type[models.Model]
    owner: str
    target: str
    targets: Sequence[models.Model]

    def holds(self, obj) -> bool:
        """Are these, in this order, just the links there are?"""
        return list(self._rows(obj).values_list(f"{self.target}_id", flat=True)) == [
            target.pk for target in self.targets
        ]

    def write(self, obj) -> None:
        """Make them so: rows that stay keep their key, so that history shows only what changed."""
        present = {getattr(row, f"{self.target}_id"): row for row in self._rows(obj)}
        wanted = [target.pk for target in self.targets]
        self._rows(obj).exclude(**{f"{self.target}__in": wanted}).delete()
        for position, pk in enumerate(wanted):
            if pk not in present:
                self.through.objects.create(**{self.owner: obj, f"{self.target}_id": pk, "position": position})
            elif present[pk].position != position:
                self._rows(obj).filter(pk=present[pk].pk).update(position=position)

    def _rows(self, obj):
        return self.through.objects.filter(**{self.owner: obj}).order_by("position", "pk")


@dataclass(frozen=True)
class Source:
    """A passage to cite: ``note`` is ``{language: text}``."""

    reference: Reference
    section: str = ""
    note: Mapping[str, str] | None = None


def write_record(
    obj: models.Model,
    *,
    actor,
    columns: Mapping[str, object] | None = None,
    texts: Texts | None = None,
    links: Iterable[Links] = (),
    sources: Sequence[Source] | None = None,
    ref: str = "",
    example: bool = False,
    expected: int | None = None,
    minor: bool = False,
    text_state: str = Standing.DRAFT,
    source_language: str = "",
    origin: str = TextBeside.Origin.PERSON,
    rule: Rule | None = None,
    action: str = "",
    why: str = "",
    part_of: Record | None = None,
    tell: bool = True,
) -> models.Model:
    """Create or change ``obj`` and return it; a call that changes nothing writes nothing.

    ``columns`` are plain columns by name; ``texts``, ``text_state``, ``source_language`` and ``origin`` as in
    ``set_texts``. A new record takes the reference ``ref``, or the next of its kind. ``expected`` is the version the
    caller saw: another one raises ``Stale``. ``part_of`` is the record whose page shows ``obj`` (a session's workshop):
    its version moves too. Without ``tell`` the caller announces what it wrote itself, many records at once, in the same
    transaction. Raises ``PermissionDenied`` with the reason, or ``ValidationError`` keyed by field; nothing is written
    then.
    """
    creating = obj._state.adding
    require((rule or may_keep("add" if creating else "change"))(actor, obj))
    with transaction.atomic():
        if not creating:
            lock(obj, expected)
        values = {name: value for name, value in (columns or {}).items() if creating or getattr(obj, name) != value}
        for name, value in values.items():
            setattr(obj, name, value)
        if creating and isinstance(obj, Record) and obj.reference_id is None:
            _name(obj, ref, example)
        new_texts = differing(obj, texts or {})
        check(obj, new_texts, constraints=False)
        new_links = [link for link in links if creating or not link.holds(obj)]
        new_sources = sources if sources is not None and (creating or not _cited(obj, sources)) else None
        if not (creating or values or new_texts or new_links or new_sources is not None):
            return obj
        action = action or f"{obj._meta.model_name}.{'create' if creating else 'edit'}"
        shown = [record for record in (obj, part_of) if isinstance(record, Record)]
        about = shown[0].reference if shown else None
        with explained(obj, new_texts), deed(action, actor=actor, about=about, why=why):
            if values and not creating:
                type(obj)._base_manager.filter(pk=obj.pk).update(**values)
            set_texts(
                obj,
                new_texts,
                actor=actor,
                minor=minor,
                state=text_state,
                source=source_language,
                origin=origin,
            )
            for link in new_links:
                link.write(obj)
            if new_sources is not None:
                set_sources(obj, new_sources, actor=actor)
            for record in shown:
                touch(record, bump=record is not obj or not creating, tell=tell)
    return obj


def delete_record(
    obj: models.Model, *, actor, rule: Rule | None = None, why: str = "", part_of: Record | None = None
) -> None:
    """Take ``obj`` away for good; the reference of a record stays as a tombstone and its address answers 410.

    Raises ``PermissionDenied`` with its reason, ``ProtectedError`` if others rest on it. Nothing is written then.
    """
    require((rule or may_keep("delete"))(actor, obj))
    about = obj.reference if isinstance(obj, Record) else part_of.reference if part_of else None
    with deed(f"{obj._meta.model_name}.delete", actor=actor, about=about, why=why):
        gone = []
        for model, pks in _going_with(obj).items():
            forget_texts(model, pks)
            if issubclass(model, Record):
                gone += Reference.objects.filter(**{f"{model._meta.model_name}__in": pks})
        obj.delete()
        for reference in gone:
            Citation.objects.filter(owner=reference).delete()
            _bury(reference)
        if part_of:
            touch(part_of)


def _going_with(obj) -> dict[type[models.Model], list[int]]:
    """The keys, by model, of all that the database takes away with ``obj``: itself, its parts and theirs."""
    collector = Collector(using=router.db_for_write(type(obj), instance=obj))
    collector.collect([obj])
    keys = {model: [instance.pk for instance in instances] for model, instances in collector.data.items()}
    for rows in collector.fast_deletes:
        keys.setdefault(rows.model, []).extend(rows.values_list("pk", flat=True))
    return keys


def touch(record: Record, *, bump: bool = True, tell: bool = True) -> None:
    """Tell the world that what ``record``'s page shows has changed: version, reference, search, change feed.

    Called last in every action that writes to a record or to what its page shows; the caller holds the transaction.
    """
    if bump:
        type(record)._base_manager.filter(pk=record.pk).update(version=F("version") + 1, updated_at=timezone.now())
        record.version += 1
    if tell:
        announce([record])


def renew(record: Record) -> None:
    """Give the record its next version without telling anybody: what changed lies beside what its page shows."""
    type(record)._base_manager.filter(pk=record.pk).update(version=F("version") + 1)
    record.version += 1


def announce(records: Sequence[Record]) -> None:
    """Bring references, search entries and the change feed in line with the records' present state, all at once.

    Raises ``ValidationError`` where a record becomes public with a text that a machine wrote and nobody has read.
    """
    newly_public, now_public, now_hidden = [], [], []
    # What the caller holds may be old; whether it was public until now is the database's to say.
    present = Reference.objects.in_bulk([record.reference_id for record in records])
    debts = owed(present)
    for record in records:
        record.reference = reference = present[record.reference_id]
        was_public, reference.public = reference.public, record.is_public()
        reference.tongues = _since_public(debts.get(reference.pk, {}), reference.tongues if was_public else None)
        reference.path = record.address
        for code in languages.CODES:
            setattr(reference, f"title_{code}", (getattr(record, f"{record.TITLE}_{code}") or "")[:300])
        if reference.public:
            now_public.append(record)
            if not was_public:
                newly_public.append(record.reference_id)
        elif was_public:
            now_hidden.append(record)
    if newly_public:
        require_read(newly_public)
    Reference.objects.bulk_create(
        [record.reference for record in records],
        update_conflicts=True,  # an update of many rows at once, written far quicker than ``bulk_update`` does
        unique_fields=["id"],
        update_fields=["public", "path", "tongues", *(f"title_{code}" for code in languages.CODES)],
    )
    index.index_records(now_public)
    index.forget_references([record.reference_id for record in now_hidden])
    stamp.announce([record.reference for record in now_public])
    stamp.announce([record.reference for record in now_hidden], gone=True)


def _since_public(debts: dict, told: dict | None) -> dict:
    """``debts``, but what is missing is so from the day of publication on: before, nobody was owed it.

    ``told`` is what the reference has said to the public so far, None on the day it becomes public.
    """
    today = timezone.localdate().isoformat()
    for code, debt in debts.items():
        if "missing" in debt:
            since = today if told is None else told.get(code, {}).get("missing", "")
            debt["missing"] = max(debt["missing"], since)
    return debts


def check(obj: models.Model, new_texts: Texts | None = None, *, constraints: bool = True) -> None:
    """Raise ``ValidationError``, keyed by field and translated, unless ``obj`` with ``new_texts`` may be saved.

    Each constraint is a question to the database; who writes inside ``explained`` can leave them to it.
    """
    outcome = copy(obj)
    assign(outcome, new_texts or {})
    # The bare column of a translated field holds whatever language was active: nothing to check in it.
    outcome.full_clean(
        exclude=[*translated_fields(type(obj)), "reference"],
        validate_unique=constraints,
        validate_constraints=constraints,
    )


@contextmanager
def explained(obj: models.Model, new_texts: Texts | None = None) -> Iterator[None]:
    """Where the database refuses the writing of ``obj`` with ``new_texts``, say why as ``check`` does.

    The constraints guard what is written anyhow; asking for each of them beforehand would
    double the cost of every save for the sake of the few that fail.
    """
    creating = obj._state.adding
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        if creating:
            obj.pk, obj._state.adding = None, True
        check(obj, new_texts)
        raise


def _name(record, ref, example):
    """Give a new record its reference: the one asked for, or the next of its kind."""
    record.reference = references.claim(record.KIND, ref) if ref else references.next_for(record)
    if example:
        record.reference.example = True
        record.reference.save(update_fields=["example"])


def lock(obj, expected: int | None) -> None:
    """Lock the row and refresh ``obj``'s columns from it; raise ``Stale`` if its version is not the expected one."""
    locked = type(obj)._base_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    if expected is not None and locked.version != expected:
        raise Stale(locked)
    for field in obj._meta.concrete_fields:
        if obj.__dict__.get(field.attname) != locked.__dict__[field.attname]:
            # A relation that points elsewhere now must not answer with the object it kept.
            obj._state.fields_cache.pop(field.name, None)
        obj.__dict__[field.attname] = locked.__dict__[field.attname]


def _bury(reference):
    was_public = reference.public
    reference.public, reference.gone_at = False, timezone.now()
    reference.save(update_fields=["public", "gone_at"])
    index.forget_references([reference.pk])
    if was_public:
        stamp.announce([reference], gone=True)


def _cited(obj, sources) -> bool:
    """Are these, in this order and with these notes, just the sources that are cited already?"""
    there = [
        (citation.source_id, citation.section, {code: getattr(citation, f"note_{code}") for code in languages.CODES})
        for citation in Citation.objects.filter(owner=obj.reference)
    ]
    wanted = [
        (source.reference.pk, source.section, {code: (source.note or {}).get(code) for code in languages.CODES})
        for source in sources
    ]
    return there == wanted


def set_sources(obj, sources: Sequence[Source], *, actor) -> None:
    """Make these, in this order, the sources that the record cites; the caller holds the transaction and the deed."""
    kept = []
    present = {(c.source_id, c.section): c for c in Citation.objects.filter(owner=obj.reference)}
    for position, source in enumerate(sources):
        citation = present.get((source.reference.pk, source.section))
        if citation is None:
            citation = Citation(owner=obj.reference, source=source.reference, section=source.section, position=position)
        elif citation.position != position:
            Citation.objects.filter(pk=citation.pk).update(position=position)
        note = source.note or {}
        set_texts(citation, {code: {"note": note.get(code)} for code in languages.CODES}, actor=actor)
        kept.append(citation.pk)
    gone = [citation.pk for citation in present.values() if citation.pk not in kept]
    forget_texts(Citation, gone)
    Citation.objects.filter(pk__in=gone).delete()
