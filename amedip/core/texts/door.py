"""The one door through which every translated text is written, with its state in each language.

``set_texts`` writes only the languages it is given, keeps the ledger, marks the other languages outdated when the
meaning changed, lets neither a file nor a machine overwrite what a person has vouched for, and nobody put before the
public what must be approved first.
"""

from collections.abc import Collection, Iterable, Mapping

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core.models import Record, Standing, TextBeside, TextState
from amedip.core.texts.beside import drop_beside, propose, rows_beside, save_beside, working_texts
from amedip.core.texts.fields import Texts, assign, differing, fingerprint
from amedip.core.texts.guard import held_back, split_guarded
from amedip.core.texts.ledger import Rows, save_states, states_after, states_of

Origin = TextBeside.Origin


def set_texts(
    obj,
    texts: Texts,
    *,
    actor,
    minor: bool = False,
    state: str = Standing.DRAFT,
    source: str = "",
    origin: str = Origin.PERSON,
) -> set[str]:
    """Write ``texts`` (``{language: {field: text}}``) to ``obj`` and return the columns that changed.

    An unsaved ``obj`` is inserted. ``minor`` says that the meaning did not change, so the other languages stay valid.
    ``state`` is what the writer vouches for. ``source`` is the language from whose text the others are made: if its
    text stands already, this is its translation and changes no meaning either. ``origin`` is who writes: what it may
    not overwrite comes to lie beside the text, and so does all of a ``CHANGE``, and what must be approved before the
    public reads it.
    The caller holds the transaction and the rule; raises ``ValidationError`` and writes nothing then.
    """
    changed = differing(obj, texts)
    [held] = held_back([obj]) if changed and state != Standing.APPROVED and origin != Origin.CHANGE else [False]
    if obj._state.adding:
        if held:
            raise ValidationError(
                _(
                    "The public would read this at once, and all its languages must be approved before. Enter it in "
                    "the administration, in all three: whoever saves it there stands by it."
                ),
                "gate",
            )
        assign(obj, changed)
        obj.save(force_insert=True)
        before = {}
    elif origin == Origin.CHANGE:
        save_beside(propose(obj, texts, actor=actor, origin=origin))
        return set()
    else:
        before = states_of(obj)
        changed, proposed = split_guarded(obj, changed, before, origin=origin, state=state, held=held)
        save_beside(propose(obj, proposed, actor=actor, origin=origin, source=source))
        names = assign(obj, changed)
        if not names:
            return names
        type(obj)._base_manager.filter(pk=obj.pk).update(**{name: getattr(obj, name) for name in names})
    save_states(states_after(obj, changed, actor=actor, before=before, minor=minor, state=state, source=source))
    return {f"{field}_{code}" for code, fields in changed.items() for field in fields}


def not_yet_proposed(obj, changed: Texts, *, actor, origin: str, state: str = Standing.DRAFT) -> Texts:
    """``changed`` without what may only be proposed, and lies beside the text already, from the same ``origin``.

    Raises ``ValidationError``, keyed by column, for what would take the place of somebody else's draft.
    """
    if not changed or obj._state.adding:
        return changed
    [held] = held_back([obj]) if state != Standing.APPROVED else [False]
    if origin == Origin.PERSON and not held:
        return changed
    lying = rows_beside(obj, origin)
    if not lying:
        return changed
    _written, proposed = split_guarded(obj, changed, states_of(obj), origin=origin, state=state, held=held)
    found: dict[str, dict[str, str | None]] = {}
    errors: dict[str, str] = {}
    for code, fields in changed.items():
        for name, text in fields.items():
            there = lying.get((name, code)) if name in proposed.get(code, ()) else None
            if there is not None and there.text == text:
                continue
            if there is not None and origin == Origin.PERSON and there.by_id != (actor and actor.pk):
                errors[f"{name}_{code}"] = _(
                    "Somebody else’s draft lies beside this text. Open the page for translations and work on it there."
                )
            found.setdefault(code, {})[name] = text
    if errors:
        raise ValidationError(errors)
    return found


def take_over_working(obj, *, actor, minor: bool = False, state: str = Standing.DRAFT) -> set[str]:
    """Make the change that waits beside the texts of ``obj`` its own (publication); return the columns that changed.

    ``state`` is what whoever publishes vouches for.
    """
    changed = set_texts(obj, working_texts(obj), actor=actor, minor=minor, state=state)
    drop_beside(obj, Origin.CHANGE)
    return changed


def vouch(obj, texts: Mapping[str, Iterable[str]], *, actor, state: str, source: str = "") -> set[str]:
    """Note that somebody has read texts (``{language: fields}``) and stands by them as they are; return the columns.

    ``source`` is the language beside which they were read: an outdated text is up to date with it again. What stands
    so already stays as it is, and what is approved stays approved. Raises ``ValidationError`` for a text that is not
    there.
    """
    rows = states_vouched(obj, texts, actor=actor, before=states_of(obj), state=state, source=source)
    save_states(rows)
    return {f"{row.field}_{row.language}" for row in rows}


def states_vouched(
    obj, texts: Mapping[str, Iterable[str]], *, actor, before: Rows, state: str, source: str = ""
) -> list[TextState]:
    """The state rows to save when somebody stands by texts of ``obj``, whose rows were ``before``; as ``vouch``."""
    now, rows = timezone.now(), []
    for code, fields in texts.items():
        for field in fields:
            row = before.get((field, code))
            if row is None or row.state == Standing.MISSING:
                raise ValidationError(_("There is no text to stand by: translate it first."), "missing")
            if row.state in (state, Standing.APPROVED):
                continue
            row.state, row.by, row.at = state, actor, now
            row.outdated_at, row.outdated_by, row.was = None, "", ""
            if source and source != code:
                row.source_language = source
                row.source_fingerprint = fingerprint(getattr(obj, f"{field}_{source}"))
            rows.append(row)
    return rows


def vouch_for_originals(record: Record, *, actor, columns: Collection[str] | None = None) -> None:
    """Note that ``actor`` has read, and approves, what the record's page says in its own words.

    These are the drafts and reviewed texts, of the record and of its parts, that were made from no other language's;
    with ``columns`` (``title_ar``) only those of the record's own. Translations and outdated texts stay as they are.
    """
    rows: Iterable[TextState] = TextState.objects.filter(
        reference=record.reference_id, source_language="", state__in=[Standing.DRAFT, Standing.REVIEWED]
    )
    if columns is not None:
        kind = ContentType.objects.get_for_model(record).pk
        rows = [row for row in rows if row.content_type_id == kind and f"{row.field}_{row.language}" in columns]
    read, now = list(rows), timezone.now()
    for row in read:
        row.state, row.by_id, row.at = Standing.APPROVED, actor.pk if actor else None, now
    save_states(read)
