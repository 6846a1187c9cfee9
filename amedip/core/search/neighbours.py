"""What is near to a query: the terms of concepts linked to its own, and of those that an unknown word may mean."""

import json
from collections.abc import Iterable, Iterator, Sequence

from amedip.core import languages
from amedip.core.search import phrasing
from amedip.core.search.phrasing import STEP, any_of
from amedip.core.search.stems import JOINING, stem, words_of
from amedip.core.search.wording import Part, Wording

# Of a part's neighbours so many terms in a language at most.
_MOST_TERMS = 24
# Of so many concepts at most a word can be meant that is no term, but stands in some.
_MOST_MEANT = 4
# Letters of a word that is looked for within terms.
_SHORTEST = 4

_HOOKS = """
    SELECT * FROM json_to_recordset({hooks}) AS hook (place int, concept bigint, language text, begin text)
"""
_MEANT = """
    SELECT place, concept_id, count(*) OVER (PARTITION BY place) AS many
    FROM (SELECT DISTINCT hook.place, term.concept_id
          FROM hook JOIN core_term term ON term.language = hook.language
              AND to_tsvector('simple'::regconfig, coalesce(term.folded, '')) @@ hook.begin::tsquery) AS found
"""
# Of the terms the preferred ones first; singular and plural are one.
_NEAR = f"""
    SELECT place, language, {any_of("phraseto_tsquery(configuration, folded)")} AS query
    FROM (SELECT *, row_number() OVER (PARTITION BY place, language ORDER BY preferred DESC, id) AS turn
          FROM (SELECT DISTINCT ON (place, language, key) place, language, configuration, folded, preferred, term.id
                FROM (SELECT place, link.other_id AS concept_id
                      FROM hook JOIN core_conceptlink link ON link.concept_id = hook.concept
                      UNION
                      SELECT place, link.concept_id
                      FROM hook JOIN core_conceptlink link ON link.other_id = hook.concept
                      UNION
                      SELECT place, concept_id FROM meant WHERE many <= {_MOST_MEANT}) AS near
                JOIN core_term term USING (concept_id) JOIN tongue USING (language)
                ORDER BY place, language, key, preferred DESC, term.id) AS term) AS term
    WHERE turn <= {_MOST_TERMS}
    GROUP BY place, language
"""
_PARTS = """
    SELECT part.*, CASE WHEN near.query IS NULL THEN said ELSE said || near.query END AS near
    FROM ({parts}) AS part LEFT JOIN near USING (place, language)
"""


def steps(hooks: str) -> dict[str, str]:
    """SQL, by name: the steps that lead to ``near``, from ``hooks`` (SQL for what the function of that name makes).

    Concepts are near that are linked to one, whichever is the broader, and those of the few terms that hold a word that
    is none itself.
    """
    return {"hook": _HOOKS.format(hooks=hooks), "meant": _MEANT, "near": _NEAR}


def parts(words: str) -> str:
    """SQL: as ``phrasing.parts``, with the query ``near``: what is said, or what is near to it; it needs ``near``."""
    return _PARTS.format(parts=phrasing.parts(words))


def hooks(wordings: Sequence[Wording]) -> str:
    """By what the database finds what is near to each part, as JSON: its concepts, or how an unknown word begins."""
    return json.dumps(
        [
            {"place": number * STEP + place, **hook}
            for number, wording in enumerate(wordings)
            for place, part in enumerate(wording.parts)
            for hook in _hooks_of(part)
        ]
    )


def _hooks_of(part: Part) -> Iterator[dict]:
    if part.concepts:
        yield from ({"concept": concept} for concept in part.concepts)
    elif not part.quoted:
        yield from ({"language": code, "begin": begin} for code, begin in _beginnings(words_of(part.text)))


def _beginnings(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """By language, how words begin that are this word with another ending; none for short words and for several."""
    telling = [word for word in words if word not in JOINING]
    if len(telling) == 1 and len(telling[0]) >= _SHORTEST:
        yield from ((code, f"{stem(telling[0], code)}:*") for code in languages.CODES)
