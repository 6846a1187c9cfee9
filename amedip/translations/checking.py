"""The consistency check of a record's texts, with the glossary, the names, and what somebody has excused."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import cached_property

from amedip.core import languages
from amedip.core.models import Reference
from amedip.core.texts import fingerprint
from amedip.translations.checks import Finding, Term, check_pair, check_text
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
    """Checks many lines with the glossary and the names read once."""

    @cached_property
    def terms(self) -> list[Term]:
        return [Term({code: term.forms(code) for code in languages.CODES}) for term in GlossaryTerm.objects.all()]

    @cached_property
    def names(self) -> list[Term]:
        rows = Reference.objects.filter(kind__in=NAMED, gone_at=None)
        return [Term({code: [title] for code, title in row.titles.items() if title}) for row in rows]

    def findings(self, line: Line, code: str, text: str, source: str) -> list[Checked]:
        """What the check finds in ``text``, in the language ``code``, against the line's text in ``source``."""
        if not text:
            return []
        original = line.text(source)
        found = [
            *check_text(text, code),
            *check_pair(original, source, text, code, terms=self.terms, names=self.names),
        ]
        if not found:
            return []
        excuses = {(excuse.check_code, excuse.excerpt): excuse for excuse in excuses_of(line, code, text, original)}
        return [Checked(finding, excuses.get((finding.check, finding.excerpt[:300]))) for finding in found]

    def terms_in(self, text: str, source: str) -> list[Term]:
        """The glossary's terms that the text uses, as the check finds them."""
        return [term for term in self.terms if term.stands_in(text, source)]


def excuses_of(line: Line, code: str, text: str, original: str) -> Iterable[Excuse]:
    """Those that hold for the two texts as they are."""
    return Excuse.objects.filter(
        content_type=line.kind,
        object_id=line.obj.pk,
        field=line.field,
        language=code,
        source_fingerprint=fingerprint(original),
        fingerprint=fingerprint(text),
    ).select_related("by")
