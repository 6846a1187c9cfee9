"""What may not take a text's place: it lies beside the text until a person takes it.

Files and machines leave alone what a person has vouched for. Where a gate asks for approval before publication, nobody
puts another text than an approved one before the public: this is asked here, of every write through whatever door.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.models import Record, Reference, Standing, TextBeside
from amedip.core.texts.fields import Texts
from amedip.core.texts.ledger import Rows

Origin = TextBeside.Origin
_VOUCHED = (Standing.REVIEWED, Standing.APPROVED)


@dataclass
class Gates:
    """What the room that keeps the gates tells the kernel, when the portal starts.

    ``kinds`` are those of records, or names of tables of parts, that can have one; ``closed`` gives those among them
    whose texts reach the public only when they are approved, in one query.
    """

    kinds: Collection[str] = ()
    closed: Callable[[], Collection[str]] = field(default=frozenset)


gates = Gates()


def held_back(objects: Sequence[models.Model]) -> list[bool]:
    """Of each object, in order: does the public read it now, and get its texts only when they are approved?"""
    kinds = [_gate_of(obj) for obj in objects]
    read = [bool(kind) and _is_read(obj) for kind, obj in zip(kinds, objects, strict=True)]
    closed = gates.closed() if any(read) else ()
    return [public and kind in closed for public, kind in zip(read, kinds, strict=True)]


def split_guarded(
    obj, changed: Texts, before: Rows, *, origin: str, state: str = Standing.DRAFT, held: bool = False
) -> tuple[dict, dict]:
    """Divide ``changed`` into what ``origin`` may write and what it may only propose, ``{language: {field: text}}``.

    A person writes everything. A file leaves alone what somebody has reviewed or approved, outdated or not. A machine
    fills in what is missing, or what a machine wrote, and nothing that the public reads at once. Of an object that is
    ``held`` back (``held_back``) only approved texts are written, by anyone; raises ``ValidationError``, keyed by
    column, where one is taken away that stays in other languages.
    """
    if held and state != Standing.APPROVED:
        return _split_held(obj, changed)
    if origin not in (Origin.FILE, Origin.MACHINE):
        return {code: dict(fields) for code, fields in changed.items()}, {}
    public = not isinstance(obj, Record) or obj.is_public()
    written: dict[str, dict] = {}
    proposed: dict[str, dict] = {}
    for code, fields in changed.items():
        for name, text in fields.items():
            row = before.get((name, code))
            stands = Standing.MISSING if row is None else row.state
            vouched = stands in _VOUCHED or (stands == Standing.OUTDATED and row.was in _VOUCHED)
            if origin == Origin.MACHINE:
                guarded = public or stands not in (Standing.MISSING, Standing.MACHINE)
            else:
                guarded = vouched
            (proposed if guarded else written).setdefault(code, {})[name] = text
    return written, proposed


def _split_held(obj, changed: Texts) -> tuple[dict, dict]:
    """All of it is proposed; only what is taken away in all languages at once is: nothing is left to approve."""
    written: dict[str, dict] = {}
    proposed: dict[str, dict] = {}
    refused: dict[str, str] = {}
    for code, fields in changed.items():
        for name, text in fields.items():
            if text:
                proposed.setdefault(code, {})[name] = text
            elif any(
                getattr(obj, f"{name}_{other}") for other in languages.CODES if not _empties(changed, other, name)
            ):
                refused[f"{name}_{code}"] = _(
                    "The public reads this text in other languages too: empty it in all of them, or write what should "
                    "stand instead."
                )
            else:
                written.setdefault(code, {})[name] = text
    if refused:
        raise ValidationError(refused)
    return written, proposed


def _empties(changed: Texts, code: str, name: str) -> bool:
    return name in changed.get(code, ()) and not changed[code][name]


def _gate_of(obj) -> str:
    """The kind whose gate the object's texts pass, empty without one: a part's own, or that of the record it is of."""
    owner = _owner_field(obj)
    if owner is None:
        names = [obj.KIND]
    elif owner.related_model is Reference:
        names = [getattr(obj, owner.name).kind]
    else:
        names = [obj._meta.model_name, getattr(owner.related_model, "KIND", "")]
    return next((name for name in names if name in gates.kinds), "")


def _is_read(obj) -> bool:
    owner = _owner_field(obj)
    shown = obj if owner is None else getattr(obj, owner.name)
    if isinstance(shown, Reference):
        return shown.public
    # A record that is being made has no page yet; one that is being published has not been read yet.
    return shown.reference_id is not None and shown.reference.public


def _owner_field(obj) -> models.Field | None:
    """The relation of a part to what it is a part of; None for a record."""
    return None if isinstance(obj, Record) else obj._meta.get_field(obj.PART_OF)
