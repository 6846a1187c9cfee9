"""Where the forms of terms and names stand in a text: exactly, or in other order and number."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from amedip.translations.checks import words
from amedip.translations.checks.found import Term
from amedip.translations.checks.reading import Reading

# So many other words may stand among those of a term: "the national and regional focal points".
_SLACK = 3
_ACRONYM = re.compile(r"\b[A-Z]{3,12}\b")


class Mention(NamedTuple):
    """A place in the text and the numbers of the terms that it may be, with the index after its last word."""

    first: int
    end: int
    terms: frozenset[int]


class Form(NamedTuple):
    """One form of a term: its folded words, as a name and as stems, and without words that say nothing."""

    name: tuple[str, ...]
    stems: tuple[str, ...]
    loose: tuple[frozenset[str], ...]
    capital: bool
    acronyms: tuple[str, ...]


@lru_cache(maxsize=20_000)
def form_of(text: str, language: str) -> Form:
    """A form taken apart."""
    folded = words.without_article(words.folded_words(text), language)
    telling = [word for word in folded if not words.is_empty(word, language)] or folded
    return Form(
        name=tuple(folded),
        stems=tuple(words.stem(word, language) for word in folded),
        loose=tuple(words.skeleton(word, language) for word in telling),
        capital=language != "ar" and len(folded) == 1 and text[:1].isupper(),
        acronyms=tuple(found.casefold() for found in _ACRONYM.findall(text)),
    )


def forms_of(term: Term, language: str) -> list[Form]:
    """The forms that the term has in the language."""
    return [form for text in term.forms.get(language, ()) if (form := form_of(text, language)).name]


def mentions(reading: Reading, terms: Sequence[Term], *, names: bool) -> list[Mention]:
    """Where the terms stand word for word; of several at one place the longest.

    ``names`` are taken as they are written, other terms also in the plural.
    """
    forms = tuple(tuple(term.forms.get(reading.language, ())) for term in terms)
    patterns, capitals = _patterns(forms, reading.language, names=names)
    found, index = [], 0
    while index < len(reading.words):
        mention = _longest(reading, index, patterns, capitals, names=names)
        if mention:
            found.append(mention)
        index = mention.end if mention else index + 1
    return found


@lru_cache(maxsize=32)
def _patterns(forms: tuple[tuple[str, ...], ...], language: str, *, names: bool):
    """The words of all forms by the first, with the numbers of their terms; and those that want a capital letter."""
    patterns: dict[str, dict[tuple[str, ...], set[int]]] = {}
    capitals = set()
    for number, texts in enumerate(forms):
        for form in (form_of(text, language) for text in texts):
            keys = form.name if names else form.stems
            if keys:
                patterns.setdefault(keys[0], {}).setdefault(keys, set()).add(number)
            if names and form.capital:
                capitals.add(keys)
    return patterns, capitals


def _longest(reading, index, patterns, capitals, *, names) -> Mention | None:
    best: Mention | None = None
    word = reading.words[index]
    for key in _keys(word.folded, reading.language, names=names):
        for pattern, numbers in patterns.get(key, {}).items():
            if pattern in capitals and not word.text[0].isupper():
                continue
            end = index + len(pattern)
            if (best is None or end > best.end) and _follows(reading, index, pattern, names=names):
                best = Mention(index, end, frozenset(numbers))
    return best


def _follows(reading: Reading, index: int, pattern: tuple[str, ...], *, names: bool) -> bool:
    rest = reading.words[index + 1 : index + len(pattern)]
    return len(rest) == len(pattern) - 1 and all(
        word.joined and wanted in _keys(word.folded, reading.language, names=names)
        for word, wanted in zip(rest, pattern[1:], strict=True)
    )


def _keys(word: str, language: str, *, names: bool) -> frozenset[str]:
    return words.name_keys(word, language) if names else words.stems(word, language)


class Index:
    """A text in which forms are sought whose words may be inflected, in another order, with others among them."""

    def __init__(self, reading: Reading):
        self.language = reading.language
        self.words: dict[str, list[int]] = {}
        for place, word in enumerate(reading.words):
            self.words.setdefault(word.folded, []).append(place)

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        """The words by all that their roots may be."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            for key in words.skeletons(word, self.language):
                found.setdefault(key, []).append(word)
        return found

    def holds(self, term: Term) -> bool:
        """Does any form of the term stand here, or an acronym that it has in another language?"""
        if any(self._near(form.loose) for form in forms_of(term, self.language)):
            return True
        return any(
            acronym in self.words
            for language in term.forms
            for form in forms_of(term, language)
            for acronym in form.acronyms
        )

    def _near(self, wanted: Iterable[frozenset[str]]) -> bool:
        """Do all the wanted words stand within a few words of one another?"""
        fitting = [{word for key in keys for word in self._by_key.get(key, ())} for keys in wanted]
        places = [sorted(place for word in fits for place in self.words[word]) for fits in fitting]
        if not all(places):
            return False
        reach = len(places) + _SLACK
        return any(all(_has(each, place - reach, place + reach) for each in places) for place in min(places, key=len))


def _has(places: list[int], low: int, high: int) -> bool:
    """Is one of the places between the bounds? Found by halving: a hostile text may repeat one word without end."""
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high
