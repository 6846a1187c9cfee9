"""What else says the same: the terms of a query in the thesaurus, and what these are in all three languages."""

from collections.abc import Iterable, Mapping

from amedip.core import languages
from amedip.core.search.folding import fold
from amedip.core.search.stems import JOINING, key_of, keys_of, words_of
from amedip.core.search.wording import LONGEST_TERM, MOST_LOOSE, Choice, Found, Part, Wording, read, runs, together
from amedip.core.statements import Written

# Of a concept's terms in a language so many at most: a query with hundreds of words finds everything.
MOST_TERMS = 12
# More than a person types into a box; what stands behind is searched for as it is.
_MOST_WORDS = 40
# The terms whose key is asked for, each with all that its concept is called; titles that mean the same in every
# language (a state's name) do as a concept does. What comes from titles has no concept.
_LOOK_UP = Written(
    """
    SELECT hit.language, hit.key, hit.concept_id, term.language, term.text, term.preferred
    FROM core_term hit JOIN core_term term USING (concept_id)
    WHERE hit.key = ANY($1)
    UNION ALL
    SELECT hit.language, hit.key, NULL, entry.language, entry.title, true
    FROM core_searchentry hit JOIN core_searchentry entry USING (reference_id)
    WHERE hit.key = ANY($1) AND hit.key <> ''
    ORDER BY 6 DESC, 4, 5
    """,
    "text[]",
)


def expand(words: str, *, exact: bool = False) -> Wording:
    """The query with all that the thesaurus adds to it, in one query to the database; with ``exact`` nothing."""
    return expand_all([words], exact=exact)[0]


def expand_all(queries: Iterable[str], *, exact: bool = False) -> list[Wording]:
    """The same for several, in one query to the database for all of them."""
    read_so_far = [read(words) for words in queries]
    found = {} if exact else _look_up({key for choices in read_so_far for key in _keys(choices)})
    return [_expanded(choices, found, exact=exact) for choices in read_so_far]


def _expanded(choices: list[Choice], found: Found, *, exact: bool) -> Wording:
    if not exact:
        choices = [Choice(_telling(_joined(choice, found)), choice.without) for choice in choices]
    return Wording([Choice(together(choice.parts), choice.without) for choice in choices], found)


def loosened(wording: Wording) -> Wording:
    """The query with the parts of its parts beside them, each a term or a word, by what was looked up for it."""
    (choice,) = wording.choices
    parts = {part.text: part for part in choice.parts}
    for part in choice.parts:
        for text in [] if part.quoted else _within(part.text):
            if text not in parts and not JOINING.issuperset(words_of(text)):
                inner = _known(text, wording.found)
                if inner or " " not in text:
                    parts[text] = inner or Part(text)
    return Wording([Choice(list(parts.values())[:MOST_LOOSE], choice.without)], wording.found)


def _within(text: str) -> list[str]:
    """The shorter stretches of words in a part, the longest first."""
    words = text.split()
    return [
        " ".join(words[first : first + length])
        for length in range(len(words) - 1, 0, -1)
        for first in range(len(words) - length + 1)
    ]


def _spans(choice: Choice) -> Iterable[tuple[int, int]]:
    """Every stretch of plain words that could be a term, the longest first at each place."""
    for begin, end in runs(choice):
        for first in range(begin, min(end, _MOST_WORDS)):
            for last in range(min(end, first + LONGEST_TERM), first, -1):
                yield first, last


def _said(choice: Choice, first: int, last: int) -> str:
    return " ".join(part.text for part in choice.parts[first:last])


def _keys(choices: list[Choice]) -> set[str]:
    said = {_said(choice, *span) for choice in choices for span in _spans(choice)}
    return {key for text in said for code in languages.CODES for key in keys_of(text, code)}


def _look_up(keys: Iterable[str]) -> Found:
    found: Found = {}
    asked = list(keys)
    for code, key, *term in _LOOK_UP.fetch(asked) if asked else []:
        found.setdefault((code, key), []).append(tuple(term[:3]))
    return found


def _joined(choice: Choice, found: Found) -> list[Part]:
    """The parts, where words that are a term together have become one; from left to right, the longest term first."""
    parts, place = [], 0
    spans: dict[int, list[int]] = {}
    for first, last in _spans(choice):
        spans.setdefault(first, []).append(last)
    while place < len(choice.parts):
        for last in spans.get(place, ()):
            part = _known(_said(choice, place, last), found)
            if part:
                parts.append(part)
                place = last
                break
        else:
            parts.append(choice.parts[place])
            place += 1
    return parts


def _telling(parts: list[Part]) -> list[Part]:
    """The parts without words that only join others: each language leaves out its own, and no text lacks them."""
    telling = [part for part in parts if part.quoted or not JOINING.issuperset(words_of(part.text))]
    return telling or parts


def _known(text: str, found: Found) -> Part | None:
    """The part of that text with its terms; None if it is not a term."""
    first, *_between, last = [*text.split(), *text.split()] or ["", ""]
    if fold(first) in JOINING or fold(last) in JOINING:
        return None
    hits = [term for code in languages.CODES for key in keys_of(text, code) for term in found.get((code, key), ())]
    if not hits:
        return None
    # Singular and plural are one to the search.
    terms: Mapping[str, dict[str, str]] = {code: {} for code in languages.CODES}
    for _concept, code, term in hits:
        terms[code].setdefault(key_of(term, code), term)
    concepts = tuple(dict.fromkeys(hit[0] for hit in hits if hit[0] is not None))
    return Part(
        text, concepts=concepts, terms={code: tuple(list(some.values())[:MOST_TERMS]) for code, some in terms.items()}
    )
