"""What an IATI file would change, row by row: what a person is shown of it, and what would be written."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.texts import differing, translated_fields
from pilots.iati.gathering import narratives
from pilots.iati.values import Activity, Narratives
from pilots.models import PilotProject

# Columns that only keep rows in their order: nobody has to read them.
UNTOLD = frozenset({"position"})
# What stands between these keeps its own direction (Unicode's first-strong isolate).
_ISOLATED = "\u2068%s\u2069"


@dataclass
class Step:
    """One row to be made or changed.

    ``columns`` and ``texts`` are what differs, as ``write_record`` takes them; ``parents`` are further columns, whose
    rows an earlier step may have to make first.
    """

    row: models.Model
    name: str
    columns: dict[str, Any]
    texts: dict[str, dict[str, str | None]]
    parents: dict[str, models.Model] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.row._state.adding

    def told(self) -> dict:
        """For the preview: the row, and each difference as label, language, before and after."""
        meta = self.row._meta
        lines = [
            [str(capfirst(meta.get_field(name).verbose_name)), "", self._before(name), self._written(name, value)]
            for name, value in self.columns.items()
            if name not in UNTOLD
        ]
        for code, fields in self.texts.items():
            for name, text in fields.items():
                label = str(capfirst(meta.get_field(name).verbose_name))
                lines.append([label, code, getattr(self.row, f"{name}_{code}") or "", text or ""])
        lines = [line for line in lines if line[3]]
        return {"row": _called(self.row, self.name), "new": self.is_new, "lines": lines}

    def identity(self) -> list:
        """What would be written and where, the same in each language."""
        columns = {name: getattr(value, "pk", value) for name, value in self.columns.items()}
        return [self.row._meta.label, self.row.pk, columns, self.texts]

    def _before(self, name: str) -> str:
        return "" if self.is_new else self._written(name, getattr(self.row, name))

    def _written(self, name: str, value) -> str:
        """As people read it: a choice by its label."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, datetime.date):
            return date_format(value, "SHORT_DATE_FORMAT")
        if isinstance(value, Decimal):
            return number_format(value, force_grouping=True)
        return str(dict(self.row._meta.get_field(name).flatchoices).get(value, value))


@dataclass
class Comparison:
    """An activity of a file beside the pilot it is about; ``pilot`` is not saved yet if the file brings a new one."""

    activity: Activity
    pilot: PilotProject | None
    steps: list[Step] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def consider(
        self,
        row: models.Model,
        name: str,
        columns: Mapping[str, Any],
        texts: Mapping[str, Narratives] | None = None,
        parents: Mapping[str, models.Model] | None = None,
    ) -> models.Model | None:
        """Note a step if the file says of ``row`` anything else than it holds; None if what it says cannot be taken.

        A new row is not saved. ``texts`` are by field; what the file leaves out stays as it is.
        """
        new = row._state.adding
        wanted = {key: value for key, value in columns.items() if new or getattr(row, key) != value}
        try:
            told = differing(row, _changed(row, texts or {}))
            _check(row, wanted, told, parents or {})
        except ValidationError as error:
            self.remarks.append(
                _("%(what)s was left out: %(why)s") % {"what": _called(row, name), "why": " ".join(error.messages)}
            )
            return None if new else row
        if new or wanted or told:
            self.steps.append(Step(row, name, wanted, told, dict(parents or {})))
        return row

    def leave_out(self, row_model: type[models.Model], name: str, why: str) -> None:
        """Note that something of the file cannot be taken."""
        what = _called(row_model(), name)
        self.remarks.append(_("%(what)s was left out: %(why)s") % {"what": what, "why": why})


def fingerprint(found: Iterable[Comparison]) -> str:
    """The same for the same file beside the same pilots: what was confirmed is just what will be written.

    The language plays no part: it may be confirmed on the page of another than it was compared on.
    """
    told = [
        [one.activity.identifier, one.pilot.version if one.pilot and one.pilot.pk else 0]
        + [step.identity() for step in one.steps]
        for one in found
    ]
    return hashlib.sha256(json.dumps(told, default=str, ensure_ascii=False).encode()).hexdigest()


def _changed(row, texts: Mapping[str, Narratives]) -> dict[str, dict[str, str]]:
    """``{language: {field: text}}`` of the texts that are not the row's; marks that files do not know do not count."""
    changed: dict[str, dict[str, str]] = {}
    for name, told in texts.items():
        stored = narratives(row, name)
        for code, text in told.items():
            if stored.get(code) != text:
                changed.setdefault(code, {})[name] = text
    return changed


def _check(row, columns, texts, parents) -> None:
    """Raise ``ValidationError`` for values that the table does not take; constraints are for the writing."""
    outcome = copy(row)
    for name, value in columns.items():
        setattr(outcome, name, value)
    for code, fields in texts.items():
        for name, text in fields.items():
            setattr(outcome, f"{name}_{code}", text)
    outcome.clean_fields(exclude={*translated_fields(type(row)), *parents, "pilot", "reference"})


def _called(row, name: str) -> str:
    kind = str(capfirst(row._meta.verbose_name))
    return _("%(kind)s “%(name)s”") % {"kind": kind, "name": _ISOLATED % name} if name else kind


def name_of(texts: Narratives) -> str:
    """What is shown of a row that has a title."""
    return languages.first_available(dict(texts), languages.current())[0]
