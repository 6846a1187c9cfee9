"""How one record is written, and how it goes; also the guards that other writers share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, router, transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from amedip.core import references
from amedip.core.deeds import deed
from amedip.core.models import Citation, Record, Reference, Standing, TextBeside, Versioned
from amedip.core.records.announcing import bury, renew, touch
from amedip.core.records.attached import Links, Source, cites, set_sources
from amedip.core.rules import Rule, may_keep, require
from amedip.core.texts import Texts, assign, differing, forget_texts, not_yet_proposed, set_texts, translated_fields


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
    part_of: Versioned | None = None,
    tell: bool = True,
) -> models.Model:
    """Create or change ``obj`` and return it; a call that changes nothing writes nothing.

    ``columns`` are plain columns by name; ``texts``, ``text_state``, ``source_language`` and ``origin`` as in
    ``set_texts``: what may not take a text's place lies beside it, and the object comes back with what stands. A new
    record takes the reference ``ref``, or the next of its kind. ``expected`` is the version the caller saw: another one
    raises ``Stale``. ``part_of`` is the row whose page or form shows ``obj`` (a session's workshop, a term's concept):
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
        new_texts = not_yet_proposed(obj, new_texts, actor=actor, origin=origin, state=text_state)
        check(obj, new_texts, constraints=False)
        new_links = [link for link in links if creating or not link.holds(obj)]
        new_sources = sources if sources is not None and (creating or not cites(obj, sources)) else None
        if not (creating or values or new_texts or new_links or new_sources is not None):
            return obj
        action = action or f"{obj._meta.model_name}.{'create' if creating else 'edit'}"
        shown = [record for record in (obj, part_of) if isinstance(record, Record)]
        about = shown[0].reference if shown else None
        with explained(obj, new_texts), deed(action, actor=actor, about=about, why=why):
            if values and not creating:
                type(obj)._base_manager.filter(pk=obj.pk).update(**values)
            written = set_texts(
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
                set_sources(obj, new_sources, actor=actor, source_language=source_language)
            if creating or values or written or new_links or new_sources is not None:
                _tell(obj, part_of, creating=creating, tell=tell)
            else:
                _only_beside(shown)
    return obj


def _tell(obj, part_of: Versioned | None, *, creating: bool, tell: bool) -> None:
    """The row written and the one that shows it move on; a new row has its first version."""
    if not creating:
        _move_on(obj, tell=tell)
    elif isinstance(obj, Record):
        touch(obj, bump=False, tell=tell)
    _move_on(part_of, tell=tell)


def _only_beside(shown: Sequence[Record]) -> None:
    """What was written lies beside what the public reads: who works on the records shall know, and nobody else."""
    for record in shown:
        renew(record)


def delete_record(
    obj: models.Model, *, actor, rule: Rule | None = None, why: str = "", part_of: models.Model | None = None
) -> None:
    """Take ``obj`` away for good; the reference of a record stays as a tombstone and its address answers 410.

    Raises ``PermissionDenied`` with its reason, ``ProtectedError`` if others rest on it. Nothing is written then.
    """
    require((rule or may_keep("delete"))(actor, obj))
    shown = [record for record in (obj, part_of) if isinstance(record, Record)]
    about = shown[0].reference if shown else None
    with deed(f"{obj._meta.model_name}.delete", actor=actor, about=about, why=why):
        gone = []
        for model, pks in _going_with(obj).items():
            forget_texts(model, pks)
            if issubclass(model, Record):
                gone += Reference.objects.filter(**{f"{model._meta.model_name}__in": pks})
        obj.delete()
        for reference in gone:
            Citation.objects.filter(owner=reference).delete()
            bury(reference)
        _move_on(part_of)


def _move_on(row: models.Model | None, *, tell: bool = True) -> None:
    """Give a row that has versions its next one; a record tells of it."""
    if isinstance(row, Record):
        touch(row, tell=tell)
    elif isinstance(row, Versioned):
        renew(row)


def _going_with(obj) -> dict[type[models.Model], list[int]]:
    """The keys, by model, of all that the database takes away with ``obj``: itself, its parts and theirs."""
    collector = Collector(using=router.db_for_write(type(obj), instance=obj))
    collector.collect([obj])
    keys = {model: [instance.pk for instance in instances] for model, instances in collector.data.items()}
    for rows in collector.fast_deletes:
        keys.setdefault(rows.model, []).extend(rows.values_list("pk", flat=True))
    return keys


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
    refresh(obj, locked)


def refresh(obj, stored) -> None:
    """Give ``obj`` the columns of ``stored``, which is the same row as it is now."""
    for field in obj._meta.concrete_fields:
        if obj.__dict__.get(field.attname) != stored.__dict__[field.attname]:
            # A relation that points elsewhere now must not answer with the object it kept.
            obj._state.fields_cache.pop(field.name, None)
        obj.__dict__[field.attname] = stored.__dict__[field.attname]
