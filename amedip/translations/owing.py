"""What a record's page owes readers of one language: texts that follow another's change, and texts still to come."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from amedip.core.models import Standing
from amedip.translations.gate import gate_of
from amedip.translations.models import Gate

# Whose gate lets the texts of a page pass; a pilot's page grows by its updates.
GATES = {"priority": Gate.Kind.PRIORITY, "edition": Gate.Kind.EDITION, "pilot": Gate.Kind.UPDATE}


@dataclass(frozen=True)
class Debt:
    """``outdated``: the day since when a text is, by a change of the language ``by`` (empty if that is not known).

    ``missing``: some text is not there in the language; it is announced for the day ``promised``, if that is to come.
    """

    outdated: datetime.date | None = None
    by: str = ""
    missing: bool = False
    promised: datetime.date | None = None


def debt_of(tongues: Mapping[str, Mapping[str, str]], kind: str, code: str) -> Debt:
    """The debt to readers of ``code`` by a record of ``kind``; ``tongues`` is what its reference has of that name.

    One query, and only for a kind with a gate whose texts are missing in the language.
    """
    entry = tongues.get(code, {})
    outdated, missing = entry.get(Standing.OUTDATED), entry.get(Standing.MISSING)
    return Debt(
        outdated=datetime.date.fromisoformat(outdated) if outdated else None,
        by=entry.get("by", ""),
        missing=bool(missing),
        promised=_promised(kind, datetime.date.fromisoformat(missing)) if missing else None,
    )


def _promised(kind: str, since: datetime.date) -> datetime.date | None:
    """The day until which a language that is missing ``since`` is announced; None once it is past.

    Where all languages are asked for before publication, none is announced for after it.
    """
    if kind not in GATES:
        return None
    gate = gate_of(GATES[kind])
    if gate.languages == Gate.Languages.ALL:
        return None
    day = since + datetime.timedelta(days=gate.days)
    return day if day >= timezone.localdate() else None
