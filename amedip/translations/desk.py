"""A record's page as its translator sees it: source beside target, what changed, terms, findings, proposals."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from amedip.core import languages
from amedip.core.differences import word_difference
from amedip.core.models import TextBeside, TextState
from amedip.core.texts import fingerprint
from amedip.translations.checking import Checked, Checker
from amedip.translations.units import Line


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
        earlier = self.line.earlier_source(self.code, self.source) if self.source else ""
        return word_difference(earlier, self.original) if earlier else SafeString()

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
        return self.checker.findings(self.line, self.text, self.source) if self.source else []

    @property
    def open_findings(self) -> int:
        return sum(1 for checked in self.findings if not checked.excuse)

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
    lines: list[Line], code: str, wanted: str, typed: Mapping[str, str], errors: Mapping[str, list[str]]
) -> list[Box]:
    """The lines in their order; ``typed`` are texts by key that were sent, ``errors`` what is wrong with them."""
    checker = Checker(lines, code)
    return [
        Box(
            line,
            code,
            line.source_for(code, wanted),
            typed.get(line.key, line.offered(code)),
            checker,
            errors.get(line.key, []),
            line.key in typed,
        )
        for line in lines
    ]


def sources(lines: list[Line], code: str) -> list[str]:
    """The languages from which any line can be translated."""
    return [other for other in languages.others(code) if any(line.text(other) for line in lines)]
