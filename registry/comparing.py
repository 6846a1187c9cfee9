"""What came, went and changed between two contents of the Registry, state by state."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.differences import word_difference
from registry.editions import TEXTS
from registry.models import Priority


class Kind(models.TextChoices):
    """In the order in which readers want to know."""

    NEW = "new", _("New")
    FULFILLED = "fulfilled", _("Fulfilled")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REWORDED = "reworded", _("Reworded")


@dataclass(frozen=True)
class Rewording:
    """One text in one language, ``before`` or ``after`` empty where it was or is missing."""

    field: str
    language: str
    before: str
    after: str

    @property
    def difference(self) -> SafeString:
        return word_difference(self.before, self.after)


@dataclass
class StateChanges:
    """What happened to a state's priorities: entries of the contents by kind, and how texts were reworded by ref."""

    state: dict
    by_kind: dict[Kind, list[dict]] = field(default_factory=dict)
    rewordings: dict[str, list[Rewording]] = field(default_factory=dict)

    def note(self, kind: Kind, priority: dict) -> None:
        self.by_kind.setdefault(kind, []).append(priority)


def compare(before: dict, after: dict) -> list[StateChanges]:
    """The states whose priorities differ, in the order of the language; one priority may stand under two kinds."""
    states = {row["code"]: row for content in (before, after) for row in content["states"]}
    old, new = ({row["ref"]: row for row in content["priorities"]} for content in (before, after))
    found: dict[str, StateChanges] = {}
    for ref in sorted(old.keys() | new.keys()):
        was, now = old.get(ref), new.get(ref)
        priority = now or was
        changes = StateChanges(states[priority["state"]])
        for kind in _kinds(was, now):
            found.setdefault(priority["state"], changes).note(kind, priority)
        if was and now and (rewordings := _rewordings(was, now)):
            place = found.setdefault(priority["state"], changes)
            place.note(Kind.REWORDED, priority)
            place.rewordings[ref] = rewordings
    return sorted(found.values(), key=lambda changes: _sort_key(changes.state["name"]))


def _kinds(was: dict | None, now: dict | None):
    """What happened to the priority apart from its words."""
    if was is None:
        yield Kind.NEW
    elif now is None:
        yield Kind.WITHDRAWN
    elif was["status"] != now["status"]:
        if now["status"] == Priority.Status.FULFILLED:
            yield Kind.FULFILLED
        elif now["status"] == Priority.Status.SUPERSEDED:
            yield Kind.SUPERSEDED


def _rewordings(was: dict, now: dict) -> list[Rewording]:
    return [
        Rewording(name, code, was["texts"][name][code] or "", now["texts"][name][code] or "")
        for name in TEXTS
        for code in languages.CODES
        if (was["texts"][name][code] or "") != (now["texts"][name][code] or "")
    ]


def _sort_key(names: dict) -> str:
    here = languages.current()
    return languages.sort_key(languages.first_available(names, here)[0], here)
