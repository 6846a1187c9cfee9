"""State machines as tables: the life of a noun is a list of transitions, and ``move`` is the only way through it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amedip.core.deeds import deed
from amedip.core.notices import tell
from amedip.core.records import Stale, check, explained, renew, touch
from amedip.core.rules import Allowed, Denied, Rule, require


class IllegalTransition(ValidationError):
    """The object has left, or never was in, a state from which the transition leads."""


@dataclass(frozen=True)
class Transition:
    """One arrow: from any of ``sources`` to ``target``, for those whom ``may`` allows.

    ``effect(obj, actor, note)`` sets columns on the object (it is saved afterwards) and writes what belongs to it; it
    takes by name whatever else ``move`` is given. A step ``beside`` changes nothing that the object's page shows.
    """

    name: str
    sources: frozenset[str]
    target: str
    may: Rule
    label: str | Promise
    effect: Callable | None = None
    needs_note: bool = False
    beside: bool = False


class Workflow:
    """The life of ``noun``: its transitions by name, over the object's column ``field``.

    ``told(action, obj)`` names the users who are to hear of the deed ``noun.name`` (see ``amedip.core.notices``).
    """

    def __init__(
        self,
        noun: str,
        transitions: Iterable[Transition],
        field: str = "status",
        told: Callable[[str, Any], Iterable] | None = None,
    ):
        self.noun = noun
        self.field = field
        self.told = told
        self.transitions = {step.name: step for step in transitions}

    def available(self, obj, user) -> list[Transition]:
        """The transitions that ``user`` may take now."""
        return [step for step in self.transitions.values() if self.allows(obj, step.name, user)]

    def allows(self, obj, name: str, user) -> Allowed | Denied:
        """May ``user`` take the transition ``name`` now, and if not, why not?"""
        step = self.transitions[name]
        if getattr(obj, self.field) not in step.sources:
            return Denied(_("This is not possible in the present state."))
        return step.may(user, obj)

    @transaction.atomic
    def move(self, obj, name: str, *, actor, note: str = "", expected: int | None = None, **more):
        """Take ``obj`` through the transition ``name`` and return it, locked and saved; ``more`` is for its effect.

        Raises ``KeyError`` for an unknown name, ``IllegalTransition`` if the object has meanwhile left the source
        state, ``Stale`` if it is not in the ``expected`` version, ``PermissionDenied`` (with the reason) if ``actor``
        may not, ``ValidationError`` if a constraint forbids the outcome. Nothing is written then.
        """
        step = self.transitions[name]
        obj = type(obj)._base_manager.select_for_update(of=("self",)).select_related("reference").get(pk=obj.pk)
        if expected is not None and obj.version != expected:
            raise Stale(obj)
        if getattr(obj, self.field) not in step.sources:
            raise IllegalTransition(_("This is not possible any more: the state has changed meanwhile."), "state")
        require(step.may(actor, obj))
        if step.needs_note and not note.strip():
            raise ValidationError({"note": _("Give a reason; the other side will read it.")})
        with deed(f"{self.noun}.{name}", actor=actor, about=obj.reference, why=note) as done:
            before = dict(obj.__dict__)
            setattr(obj, self.field, step.target)
            if step.effect:
                step.effect(obj, actor, note, **more)
            check(obj, constraints=False)
            changed = {
                field.attname: getattr(obj, field.attname)
                for field in obj._meta.concrete_fields
                if obj.__dict__.get(field.attname) != before.get(field.attname)
            }
            with explained(obj):
                type(obj)._base_manager.filter(pk=obj.pk).update(**changed)
            renew(obj) if step.beside else touch(obj)
            if self.told:
                tell(done, self.told(done.action, obj))
        return obj
