"""What people type into the box, taken apart: words, phrases in quotes, alternatives, and what must not occur."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from amedip.core import languages
from amedip.core.search.folding import fold
from amedip.core.search.stems import key_of

# A query has at most so many parts; the words behind them go together as one.
MOST_PARTS = 8
# With the parts of its parts it has at most so many.
MOST_LOOSE = 14
# A term of so many words can be found in a query.
LONGEST_TERM = 6
_TOKEN = re.compile(r'(-?)"([^"]*)(?:"|$)|(\S+)')
_OR = re.compile(r"or|ou|أو", re.IGNORECASE)
_SIGNS = re.compile(r'["\x00\ue000\ue001]')

# What was looked up in the thesaurus: by language and key the terms of the same, each (concept, language, text).
Found = Mapping[tuple[str, str], list[tuple[int | None, str, str]]]


@dataclass
class Part:
    """One thing that is searched for: the words typed, and what else says the same.

    ``terms`` are the words of the thesaurus by language, as they are written there; ``concepts`` the keys of its
    concepts. What stands in quotes is never looked up there.
    """

    text: str
    quoted: bool = False
    concepts: tuple[int, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def pieces(self, code: str) -> Iterator[tuple[str, str]]:
        """How it is said in a language beside the words typed: (PostgreSQL's function for it, folded text)."""
        own = key_of(self.text, code)
        return (("phraseto_tsquery", fold(term)) for term in self.terms.get(code, ()) if key_of(term, code) != own)

    @property
    def typed(self) -> tuple[str, str]:
        """The function and the folded text of the words typed."""
        return "phraseto_tsquery" if self.quoted else "websearch_to_tsquery", fold(self.text)


@dataclass
class Choice:
    """Parts that must all occur, and what must not (each as one of ``Part.typed``)."""

    parts: list[Part] = field(default_factory=list)
    without: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Wording:
    """A query: alternatives, nearly always one. ``found`` is what was looked up for all the words in it."""

    choices: list[Choice]
    found: Found = field(default_factory=dict)

    @property
    def parts(self) -> list[Part]:
        """All that is searched for."""
        return [part for choice in self.choices for part in choice.parts]

    @property
    def is_empty(self) -> bool:
        return not any(any(character.isalnum() for character in part.text) for part in self.parts)

    @property
    def added(self) -> list[dict]:
        """What the thesaurus added, part by part: the words ``typed``, and ``terms`` as (language, text)."""
        told = []
        for part in self.parts:
            terms = [(code, term) for code in languages.CODES for term in part.terms.get(code, ())]
            terms = [(code, term) for code, term in terms if key_of(term, code) != key_of(part.text, code)]
            if terms:
                told.append({"typed": part.text, "terms": terms})
        return told


def read(words: str) -> list[Choice]:
    """The query with a part for each word and each phrase, and nothing added yet."""
    choices = [Choice()]
    for minus, phrase, word in _TOKEN.findall(words.replace("\x00", " ")):
        if word and _OR.fullmatch(word):
            if choices[-1].parts:
                choices.append(Choice())
            continue
        excluded = bool(minus) or (word.startswith("-") and len(word) > 1)
        part = Part(_SIGNS.sub(" ", phrase or word.lstrip("-")).strip(), quoted=not word)
        if not any(character.isalnum() for character in part.text):
            continue
        if excluded:
            choices[-1].without.append(part.typed)
        else:
            choices[-1].parts.append(part)
    return [choice for choice in choices if choice.parts] or [Choice()]


def runs(choice: Choice) -> Iterator[tuple[int, int]]:
    """The stretches of plain words (begin, end) between what stands in quotes: terms are looked for in these."""
    begin = 0
    for place, part in enumerate([*choice.parts, Part("", quoted=True)]):
        if part.quoted:
            if place > begin:
                yield begin, place
            begin = place + 1


def together(parts: list[Part]) -> list[Part]:
    """At most ``MOST_PARTS`` parts: the plain words behind them as one."""
    if len(parts) <= MOST_PARTS:
        return parts
    rest = parts[MOST_PARTS - 1 :]
    return [*parts[: MOST_PARTS - 1], Part(" ".join(part.text for part in rest))]
