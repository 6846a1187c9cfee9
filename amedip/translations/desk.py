"""A record's page as its translator sees it: source beside target, what changed, terms, findings, proposals."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from amedip.core import languages
from amedip.core.differences import word_difference
from amedip.core.models import Standing, TextBeside, TextState
from amedip.core.texts import fingerprint
from amedip.translations.checking import Checked, Checker
from amedip.translations.units import Line, earlier_sources


@dataclass(frozen=True)
class SetTerm:
    """A term of the glossary as the source names it, and its accepted translations, the set one first."""

    name: str
    translations: list[str]


@dataclass
class Box:
    """One line with the text that its box holds: what was typed, or what is offered."""

    line: Line
    code: str
    source: str
    text: str
    checker: Checker
    errors: list[str]
    typed: bool
    earlier: str
    reader: int | None

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def row(self) -> TextState | None:
        return self.line.rows.get(self.code)

    @property
    def state(self) -> str:
        return self.line.state(self.code)

    @property
    def original(self) -> str:
        return self.line.text(self.source) if self.source else ""

    @property
    def seen(self) -> str:
        return fingerprint(self.original)

    @property
    def shown(self) -> str:
        return fingerprint(self.line.offered(self.code))

    @property
    def stored_now(self) -> str:
        """What is offered beside what was typed, where the two differ."""
        offered = self.line.offered(self.code)
        return offered if self.typed and self.text != offered else ""

    @property
    def public_text(self) -> str:
        """The text that readers have now, where the box holds another."""
        own = self.line.text(self.code)
        return own if own != self.text else ""

    @cached_property
    def change(self) -> SafeString:
        """What changed in the source since the present translation was made; empty if nothing did."""
        return word_difference(self.earlier, self.original) if self.earlier else SafeString()

    @cached_property
    def proposals(self) -> list[TextBeside]:
        """What is proposed besides what the box holds."""
        return [beside for beside in self.line.beside(self.code) if beside.text != self.text]

    @cached_property
    def holds_proposal(self) -> TextBeside | None:
        """The proposal that the box holds."""
        return next((beside for beside in self.line.beside(self.code) if beside.text == self.text), None)

    @cached_property
    def findings(self) -> list[Checked]:
        return self.checker.findings(self.line, self.text, self.source)

    @property
    def stands(self) -> bool:
        """Is the text that the box holds approved already?"""
        return self.state == Standing.APPROVED and self.text == self.line.text(self.code)

    @property
    def outdated(self) -> bool:
        """Does the box hold a text that a later change of the source has left behind?"""
        return self.state == Standing.OUTDATED and self.text == self.line.text(self.code)

    @property
    def may_review(self) -> bool:
        """Can the reader be the second who looks at this text?"""
        reviewed = self.state == Standing.REVIEWED and self.text == self.line.text(self.code)
        return not (self.stands or reviewed or self.line.is_of(self.code, self.text, self.reader))

    @cached_property
    def terms(self) -> list[SetTerm]:
        if not self.source:
            return []
        found = self.checker.terms_in(self.original, self.source)
        return [SetTerm(term.forms[self.source][0], list(term.forms[self.code])) for term in found]

    @property
    def rows_of_input(self) -> int:
        """How tall the box is: for some sixty signs a line."""
        longest = max(self.text, self.original, key=len)
        return min(24, max(2, len(longest) // 60 + longest.count("\n") + 1))


def boxes(
    lines: list[Line],
    code: str,
    *,
    reader,
    wanted: str = "",
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, list[str]] | None = None,
) -> list[Box]:
    """The lines in their order for ``reader``, from the source ``wanted`` where it has a text.

    ``typed`` are texts by key that were sent, ``errors`` what is wrong with them.
    """
    typed, errors = typed or {}, errors or {}
    checker = Checker(lines, code)
    made = [(line, line.source_for(code, wanted)) for line in lines]
    earlier = earlier_sources(made, code)
    return [
        Box(
            line,
            code,
            source,
            typed.get(line.key, line.offered(code)),
            checker,
            errors.get(line.key, []),
            line.key in typed,
            earlier.get(line.key, ""),
            reader.pk,
        )
        for line, source in made
    ]


def sources(lines: list[Line], code: str) -> list[str]:
    """The languages from which any line can be translated."""
    return [other for other in languages.others(code) if any(line.text(other) for line in lines)]
