"""How a change of what the public reads passes a gate that asks for all languages: checked, and vouched for whole."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amedip.core import languages
from amedip.core.models import Record
from amedip.core.rules import require
from amedip.core.templatetags.house import LANGUAGE_LABELS
from amedip.core.texts import Texts, assign, clean, fingerprint, states_of
from amedip.translations.checking import Checker
from amedip.translations.checks import Finding
from amedip.translations.gate import Withheld
from amedip.translations.models import Excuse
from amedip.translations.rules import may_approve
from amedip.translations.units import Line


@dataclass(frozen=True)
class Doubt:
    """What the consistency check finds in a text that is about to become public, and nobody has excused."""

    line: Line
    language: str
    source: str
    finding: Finding

    def __str__(self):
        names = {"text": self.line.label, "language": LANGUAGE_LABELS[self.language], "finding": self.finding.message}
        return _("%(text)s · %(language)s: %(finding)s") % names


def doubts_of(obj: models.Model, texts: Texts) -> list[Doubt]:
    """What the check finds in ``texts`` (``{language: {field: text}}``) if they take the place of those of ``obj``."""
    outcome = copy(obj)
    assign(outcome, {code: {field: clean(text) for field, text in fields.items()} for code, fields in texts.items()})
    states = states_of(obj) if obj.pk else {}
    pairs = list(_pairs(outcome, texts, states))
    found = []
    for code in languages.CODES:
        here = [(line, source) for line, language, source in pairs if language == code]
        checker = Checker([line for line, _source in here], code)
        for line, source in here:
            findings = checker.findings(line, line.text(code), source)
            found += [Doubt(line, code, source, checked.finding) for checked in findings if not checked.excuse]
    return found


def stand_by(obj: models.Model, texts: Texts, *, record: Record, actor, excuse: str = "") -> None:
    """Let ``texts`` pass as approved by ``actor``, who has read them; the caller writes them as such.

    ``record`` is that whose page shows them. What the check finds is excused with the reason ``excuse``; raises
    ``Withheld`` where there is none, or ``PermissionDenied`` with the reason.
    """
    for code in texts:
        require(may_approve(actor, record, code))
    if actor is None and texts:
        raise Withheld(_("Nothing was published: somebody must read a change and stand by it."), ())
    doubts = doubts_of(obj, texts)
    reason = clean(excuse)
    if doubts and not reason:
        why = ngettext(
            "Nothing was published: the check found something in a text. Have it corrected, or say why it may stay:",
            "Nothing was published: the check found something in the texts. Have them corrected, or say why they may "
            "stay:",
            len(doubts),
        )
        raise Withheld(why, doubts)
    for doubt in doubts:
        _excuse(doubt, reason, actor)


def _excuse(doubt: Doubt, reason: str, actor) -> None:
    line = doubt.line
    Excuse.objects.update_or_create(
        content_type_id=line.kind,
        object_id=line.obj.pk,
        field=line.field,
        language=doubt.language,
        check_code=doubt.finding.check,
        excerpt=doubt.finding.excerpt[:300],
        source_fingerprint=fingerprint(line.text(doubt.source)),
        fingerprint=fingerprint(line.text(doubt.language)),
        defaults={"reason": reason[:300], "by": actor},
    )


def _pairs(outcome, texts: Texts, states) -> Iterator[tuple[Line, str, str]]:
    """Each text that changes, as it would be, its language, and the language whose text it is held against.

    Texts written together were made beside one another, the first of them counts, as in the ledger.
    """
    for field in dict.fromkeys(field for fields in texts.values() for field in fields):
        rows = {code: states[field, code] for code in languages.CODES if (field, code) in states}
        line = Line(outcome, field, rows)
        changed = [code for code in texts if field in texts[code] and line.text(code)]
        for code in changed:
            yield line, code, changed[0] if code != changed[0] else _other(line, code, changed)


def _other(line: Line, code: str, changed: Sequence[str]) -> str:
    """Where a text changes alone, it is held against one that stays; else the others are held against it."""
    return "" if len(changed) > 1 else next(iter(line.others(code)), "")
