"""The consistency check of a record's texts, with the glossary, the names, and what somebody has excused."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import cached_property

from amedip.core import languages
from amedip.core.models import Reference
from amedip.core.texts import fingerprint
from amedip.translations.checks import Finding, Term, check_pair, check_text
from amedip.translations.checks.matching import mentions
from amedip.translations.checks.reading import read
from amedip.translations.models import Excuse, GlossaryTerm
from amedip.translations.units import Line

# Whose titles are names that a translation must carry over.
NAMED = ("state", "institution")


@dataclass(frozen=True)
class Checked:
    """A finding, and why it may stay if somebody has said so."""

    finding: Finding
    excuse: Excuse | None


class Checker:
    """Checks many lines, which it is told beforehand: the glossary, the names and the excuses are read once."""

    def __init__(self, lines: Iterable[Line], code: str):
        self.lines, self.code = list(lines), code

    @cached_property
    def terms(self) -> list[Term]:
        return [Term({code: term.forms(code) for code in languages.CODES}) for term in GlossaryTerm.objects.all()]

    @cached_property
    def names(self) -> list[Term]:
        rows = Reference.objects.filter(kind__in=NAMED, gone_at=None)
        return [Term({code: [title] for code, title in row.titles.items() if title}) for row in rows]

    def findings(self, line: Line, text: str, source: str) -> list[Checked]:
        """What the check finds in ``text``, by itself and against the line's text in ``source``, if there is one."""
        original = line.text(source)
        if not text:
            return []
        found = [
            *check_text(text, self.code),
            *check_pair(original, source, text, self.code, terms=self.terms, names=self.names),
        ]
        pair = (line.kind, line.obj.pk, line.field, fingerprint(original), fingerprint(text))
        return [Checked(finding, self._excuses.get((*pair, finding.check, finding.excerpt[:300]))) for finding in found]

    def terms_in(self, text: str, source: str) -> list[Term]:
        """The glossary's terms that a text in the language ``source`` uses, in the order in which it does."""
        found = mentions(read(text, source), self.terms, names=False)
        numbers = dict.fromkeys(number for mention in found for number in sorted(mention.terms))
        return [self.terms[number] for number in numbers]

    @cached_property
    def _excuses(self) -> dict[tuple, Excuse]:
        objects: dict[int, set[int]] = {}
        for line in self.lines:
            objects.setdefault(line.kind, set()).add(line.obj.pk)
        theirs = Q(pk=None)
        for kind, keys in objects.items():
            theirs |= Q(content_type=kind, object_id__in=keys)
        rows = Excuse.objects.filter(theirs, language=self.code).select_related("by")
        return {
            (
                row.content_type_id,
                row.object_id,
                row.field,
                row.source_fingerprint,
                row.fingerprint,
                row.check_code,
                row.excerpt,
            ): row
            for row in rows
        }
