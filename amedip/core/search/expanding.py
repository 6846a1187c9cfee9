"""What else says the same: the terms of a query in the thesaurus, and what these are in all three languages."""

from collections.abc import Iterable, Mapping

from django.db import connection

from amedip.core import languages
from amedip.core.models import ConceptLink, Term
from amedip.core.search.folding import fold
from amedip.core.search.stems import JOINING, key_of, keys_of, stem, words_of
from amedip.core.search.wording import LONGEST_TERM, MOST_LOOSE, Choice, Part, Wording, read, runs, together

# Of a concept's terms in a language so many at most: a query with hundreds of words finds everything.
MOST_TERMS = 12
# More than a person types into a box; what stands behind is searched for as it is.
_MOST_WORDS = 40
# The terms whose key is asked for, each with all that its concept is called; titles that mean the same in every
# language (a state's name) do as a concept does. What comes from titles has no concept.
_LOOK_UP = """
    SELECT hit.language, hit.key, hit.concept_id, term.language, term.text, term.preferred
    FROM core_term hit JOIN core_term term USING (concept_id)
    WHERE hit.key = ANY(%(keys)s)
    UNION ALL
    SELECT hit.language, hit.key, NULL, entry.language, entry.title, true
    FROM core_searchentry hit JOIN core_searchentry entry USING (reference_id)
    WHERE hit.key = ANY(%(keys)s) AND hit.key <> ''
    ORDER BY 6 DESC, 4, 5
"""

# Concepts that are near: those linked to some, whichever is the broader, and, for a word (by its place) that is no
# term, those of the few terms that hold it. All their terms, the preferred ones first.
_NEAR = """
    WITH here AS (SELECT unnest(%s::bigint[]) AS concept_id),
    words AS (
        SELECT place, concept_id, count(*) OVER (PARTITION BY place) AS many FROM (
            SELECT DISTINCT word.place, term.concept_id
            FROM unnest(%s::int[], %s::text[], %s::text[]) AS word (place, language, begin)
            JOIN core_term term ON term.language = word.language
                AND to_tsvector('simple'::regconfig, coalesce(term.folded, '')) @@ begin::tsquery) AS found),
    near (concept_id, place, other_id) AS (
        SELECT concept_id, -1, other_id FROM core_conceptlink JOIN here USING (concept_id)
        UNION
        SELECT other_id, -1, link.concept_id FROM core_conceptlink link JOIN here ON here.concept_id = other_id
        UNION
        SELECT 0, place, concept_id FROM words WHERE many <= 4)
    SELECT near.concept_id, near.place, term.language, term.text
    FROM near JOIN core_term term ON term.concept_id = near.other_id
    ORDER BY term.preferred DESC, term.id
"""
# Letters of a word that is looked for within terms.
_SHORTEST = 4

Found = dict[tuple[str, str], list[tuple[int | None, str, str]]]


def expand(words: str, *, exact: bool = False) -> Wording:
    """The query with all that the thesaurus adds to it, in one query to the database; with ``exact`` nothing."""
    choices = read(words)
    found = {} if exact else _look_up(_keys(choices))
    if not exact:
        choices = [Choice(_telling(_joined(choice, found)), choice.without) for choice in choices]
    return Wording([Choice(together(choice.parts), choice.without) for choice in choices])


def loosened(wording: Wording, *, near: bool) -> Wording:
    """The query with the parts of its parts beside them, each a term or a word; with ``near`` what is near to each."""
    (choice,) = wording.choices
    found = _look_up(
        [key for part in choice.parts if not part.quoted for text in _within(part.text) for key in _all_keys(text)]
    )
    parts = {part.text: part for part in choice.parts}
    for part in choice.parts:
        for text in [] if part.quoted else _within(part.text):
            if text not in parts and not JOINING.issuperset(words_of(text)):
                inner = _known(text, found)
                if inner or " " not in text:
                    parts[text] = inner or Part(text)
    kept = list(parts.values())[:MOST_LOOSE]
    if near:
        _add_near(kept)
    return Wording([Choice(kept, choice.without)])


def _within(text: str) -> list[str]:
    """The shorter stretches of words in a part, the longest first."""
    words = text.split()
    return [
        " ".join(words[first : first + length])
        for length in range(len(words) - 1, 0, -1)
        for first in range(len(words) - length + 1)
    ]


def _all_keys(text: str) -> list[str]:
    return [key for code in languages.CODES for key in keys_of(text, code)]


def _add_near(parts: Iterable[Part]) -> None:
    """Give each part the terms of the concepts to which its own are linked; an unknown word those of terms with it."""
    words = {place: _beginnings(part.text) for place, part in enumerate(parts) if not (part.concepts or part.quoted)}
    asked = [(place, code, begin) for place, begins in words.items() for code, begin in begins.items()]
    concepts = {concept for part in parts for concept in part.concepts}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [list(concepts), *([word[column] for word in asked] for column in range(3))])
        rows = cursor.fetchall()
    for place, part in enumerate(parts):
        terms: Mapping[str, dict[str, str]] = {code: {} for code in languages.CODES}
        for concept, of, code, term in rows:
            if concept in part.concepts or of == place:
                terms[code].setdefault(key_of(term, code), term)
        part.near = {code: tuple(list(some.values())[: 2 * MOST_TERMS]) for code, some in terms.items()}


def _beginnings(text: str) -> dict[str, str]:
    """By language, how words begin that are this word with another ending; none for short words and for several."""
    words = [word for word in words_of(text) if word not in JOINING]
    if len(words) != 1 or len(words[0]) < _SHORTEST:
        return {}
    return {code: f"{stem(words[0], code)}:*" for code in languages.CODES}


def related_to(wording: Wording) -> list[Term]:
    """The preferred terms, in all languages, of concepts that are broader than those of the query or related to it."""
    here = {concept for part in wording.parts for concept in part.concepts}
    links = ConceptLink.objects.filter(concept__in=here).values("other")
    return list(Term.objects.filter(concept__in=links, preferred=True).exclude(concept__in=here))


def _spans(choice: Choice) -> Iterable[tuple[int, int]]:
    """Every stretch of plain words that could be a term, the longest first at each place."""
    for begin, end in runs(choice):
        for first in range(begin, min(end, _MOST_WORDS)):
            for last in range(min(end, first + LONGEST_TERM), first, -1):
                yield first, last


def _said(choice: Choice, first: int, last: int) -> str:
    return " ".join(part.text for part in choice.parts[first:last])


def _keys(choices: list[Choice]) -> list[str]:
    said = {_said(choice, *span) for choice in choices for span in _spans(choice)}
    return list({key for text in said for key in _all_keys(text)})


def _look_up(keys: list[str]) -> Found:
    if not keys:
        return {}
    found: Found = {}
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, {"keys": keys})
        for code, key, *term in cursor.fetchall():
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
