"""What a returned file would change, unit by unit, without anything being written."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amedip.core.models import Record, Standing, TextBeside
from amedip.core.rules import may_keep
from amedip.core.texts import clean, fingerprint, fitting
from amedip.translations.exchange.loading import Key, Loaded, load
from amedip.translations.exchange.outgoing import standing_of, title_of
from amedip.translations.formats import Delivery, Returned
from amedip.translations.rules import languages_of
from amedip.translations.units import Line

# What one unit is: it fits, says what is stored, has to be decided by a person, cannot be taken, is no text of ours, or
# is not translated yet.
FITS, SAME, ASKED, REFUSED, UNKNOWN, EMPTY = "fits", "same", "asked", "refused", "unknown", "empty"
# Why a person is asked: since the export the source has changed, or the translation, or it is in another script.
SOURCE, TARGET, SCRIPT = "source", "target", "script"

_ARABIC = re.compile("[\u0620-\u064a]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@dataclass
class Found:
    """One unit as it compares: ``text`` is the translation as it would be stored, ``reasons`` why it is not simply so.

    Those of a refused unit are sentences, those of one to decide are names. ``offered`` is what stands there now.
    """

    number: int
    unit: Returned
    outcome: str
    text: str = ""
    reasons: tuple[str, ...] = ()
    record: Record | None = None
    line: Line | None = None
    offered: str = ""
    now: str = ""  # the source as it is today

    @property
    def key(self) -> str:
        return self.unit.key

    def told(self) -> dict:
        """As it is kept for the page that shows it; what is unknown has no record."""
        told = {
            "number": self.number,
            "key": _visible(self.key[:300]),
            "outcome": self.outcome,
            "reasons": list(self.reasons),
            "before": self.offered,
            "after": self.text or _visible(self.unit.target),
            "was": _visible(self.unit.source),
            "now": self.now,
        }
        if self.record is not None and self.line is not None:
            told |= {
                "reference": self.record.reference_id,
                "kind": self.record.KIND,
                "ref": self.record.ref,
                "title": title_of(self.record, self.line),
            }
        return told


@dataclass
class Comparison:
    """What the delivery says, beside what stands there; ``user`` sees and writes only what is theirs."""

    delivery: Delivery
    user: object
    found: list[Found] = field(default_factory=list)

    @property
    def keys(self) -> list[Key]:
        """The names of records of ours that the file has."""
        return [key for unit in self.delivery.units if (key := Key.read(unit.key))]

    def run(self, report: Callable[[int], None] = lambda _done: None, *, locked: bool = False) -> None:
        """Fill ``found``, in the order of records; ``report`` is told after every batch how many units are done."""
        self.found = []
        waiting: dict[tuple[str, str], list[tuple[int, Key, Returned]]] = {}
        for number, unit in enumerate(self.delivery.units, start=1):
            key = Key.read(unit.key)
            if key is None:
                self.found.append(Found(number, unit, UNKNOWN))
            else:
                waiting.setdefault((key.kind, key.ref), []).append((number, key, unit))
        writes_all = self.user is None or self.delivery.target_language in languages_of(self.user)
        for batch in load(self.keys, self.user, locked=locked):
            for place, loaded in batch.items():
                self.found += self._of_record(loaded, waiting.pop(place, ()), writes_all)
            report(len(self.found))
        self.found += [Found(number, unit, UNKNOWN) for units in waiting.values() for number, _key, unit in units]

    def _of_record(self, loaded: Loaded, units, writes_all) -> Iterator[Found]:
        answer = writes_all or may_keep("change")(self.user, loaded.record)
        for number, key, unit in units:
            line = loaded.lines.get(key.line)
            if line is None:
                yield Found(number, unit, UNKNOWN)
                continue
            found = self._compare(number, unit, line)
            found.record = loaded.record
            if not answer and found.outcome in (FITS, ASKED):
                found.outcome, found.reasons = REFUSED, (str(answer.reason),)
            yield found

    def _compare(self, number, unit, line) -> Found:
        code, source = self.delivery.target_language, self.delivery.source_language
        found = Found(number, unit, FITS, line=line, offered=line.offered(code), now=line.text(source))
        try:
            found.text = clean(unit.target) or ""
            fitting(line.obj, {code: {line.field: found.text}})
        except ValidationError as error:
            found.outcome, found.reasons = REFUSED, tuple(error.messages)
            return found
        if not found.text or not unit.finished:
            found.outcome = EMPTY
        elif found.text in _stored(line, code):
            found.outcome = SAME
        elif len(unit.faults) > _faults_of_source(unit):
            found.outcome, found.reasons = REFUSED, unit.faults
        elif reasons := tuple(self._reasons(found, unit, line)):
            found.outcome, found.reasons = ASKED, reasons
        return found

    def _reasons(self, found, unit, line) -> Iterator[str]:
        code = self.delivery.target_language
        exported = unit.source_fingerprint or fingerprint(unit.source)
        if {exported, fingerprint(unit.source)} != {fingerprint(found.now)}:
            yield SOURCE
        _text, standing = standing_of(line, code)
        by_person = found.offered and standing != Standing.MACHINE
        if by_person and unit.target_fingerprint != fingerprint(found.offered):
            yield TARGET
        if _in_other_script(found.text, code):
            yield SCRIPT

    def of(self, *outcomes: str) -> list[Found]:
        return [one for one in self.found if one.outcome in outcomes]

    def counts(self) -> dict[str, int]:
        """How many units there are of each outcome."""
        counted = Counter(one.outcome for one in self.found)
        return {outcome: counted[outcome] for outcome in (FITS, SAME, ASKED, REFUSED, UNKNOWN, EMPTY)}

    def print(self) -> str:
        """What changes when anything changes that a person has seen, or would write, by confirming."""
        seen = [[one.key, one.reasons, one.text, one.offered, one.now] for one in self.of(FITS, ASKED)]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()

    def check(self) -> None:
        """Raise ``ValidationError`` with the reason if the file as a whole is none of ours."""
        if self.found and all(one.outcome == UNKNOWN for one in self.found):
            raise ValidationError(
                _("None of the texts in this file is the portal’s, or yours to translate. Send the file that you were "
                  "given, translated."), "foreign"
            )  # fmt: skip


def _visible(text) -> str:
    """The text as a page can show it: halves of surrogate pairs, which a file can smuggle in, become question marks."""
    return text.encode(errors="replace").decode()


def _stored(line, code) -> set[str]:
    """The texts that are stored already; a machine's suggestion that a person takes is new."""
    machine = TextBeside.Origin.MACHINE
    return {line.text(code), *(beside.text for beside in line.beside(code) if beside.origin != machine)} - {""}


def _faults_of_source(unit) -> int:
    """How many of the unit's faults are about its source: one if the file lost its fingerprint, or it does not fit.

    Whoever is asked sees both sources; all other faults are of the translation itself.
    """
    return int(not unit.source_fingerprint or fingerprint(unit.source) != unit.source_fingerprint)


def _in_other_script(text, code) -> bool:
    """Are there letters, but none of the language's script?"""
    arabic, latin = _ARABIC.search(text), _LATIN.search(text)
    return bool(latin and not arabic) if code == "ar" else bool(arabic and not latin)
