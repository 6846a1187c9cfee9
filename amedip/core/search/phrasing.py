"""A query for PostgreSQL: what is said in each language as rows, and the SQL that makes text-search queries of them."""

import json
from collections.abc import Iterator, Sequence

from amedip.core import languages
from amedip.core.search.stems import JOINING, words_of
from amedip.core.search.wording import Wording

# The kinds of what is said: the words typed, another term for them, what must not occur.
TYPED, TERM, UNWANTED = "typed", "term", "unwanted"
# More than a query has parts: by so much the places of several queries' parts lie apart.
STEP = 1_000

# All languages with their configurations.
TONGUES = ", ".join(f"('{code}', '{name}'::regconfig)" for code, name in languages.SEARCH_CONFIGURATIONS.items())
_SAID = """
    SELECT word.choice, word.place, word.kind, tongue.language,
           CASE word.function WHEN 'phraseto_tsquery' THEN phraseto_tsquery(tongue.configuration, word.text)
                              WHEN 'plainto_tsquery' THEN plainto_tsquery(tongue.configuration, word.text)
                              ELSE websearch_to_tsquery(tongue.configuration, word.text) END AS query
    FROM json_to_recordset({words})
         AS word (choice int, place int, kind text, language text, function text, text text)
    JOIN tongue ON word.language IN ('', tongue.language)
"""
_PARTS = f"""
    SELECT choice, place, language, kind = '{UNWANTED}' AS unwanted, {{typed}} AS typed, {{said}} AS said
    FROM (SELECT choice, place, CASE WHEN kind = '{UNWANTED}' THEN kind ELSE '' END AS kind, language,
                 kind <> '{TERM}' AS is_typed, CASE WHEN kind = '{UNWANTED}' THEN !!query ELSE query END AS query
          FROM ({{words}}) AS said) AS said
    GROUP BY choice, place, language, kind
"""


def any_of(query: str, where: str = "true") -> str:
    """SQL, an aggregate: one of the queries; the empty one, which nothing holds, if there is none."""
    return _together(query, " | ", where)


def all_of(query: str, where: str = "true") -> str:
    """SQL, an aggregate: all of the queries that are not empty."""
    return _together(query, " & ", where)


def _together(query: str, sign: str, where: str) -> str:
    # PostgreSQL has no aggregates of queries; as texts they keep all that they are.
    given = f"numnode({query}) > 0 AND {where}"
    return f"coalesce(string_agg('(' || {query}::text || ')', '{sign}') FILTER (WHERE {given}), '')::tsquery"


def said(words: str) -> str:
    """SQL: the rows (choice, place, kind, language, query) of ``words``, SQL for what ``rows`` makes.

    It needs ``tongue``, a table of (language, configuration).
    """
    return _SAID.format(words=words)


def parts(words: str) -> str:
    """SQL: for each part in each language (choice, place, language, unwanted) the queries ``typed`` and ``said``.

    That is the words as typed, and these or any other term. What must not occur is a part of its own.
    """
    return _PARTS.format(words=said(words), typed=any_of("query", "is_typed"), said=any_of("query"))


def rows(wording: Wording) -> str:
    """What is said, as JSON for ``parts``: every part with its terms, numbered through, and what must not occur."""
    return json.dumps(list(_rows(wording)))


def rows_of_several(wordings: Sequence[Wording]) -> str:
    """The same of several queries: each is one choice, and its parts are numbered from ``STEP`` times its number."""
    return json.dumps(
        [
            row | {"choice": number, "place": number * STEP + row["place"]}
            for number, wording in enumerate(wordings)
            for row in _rows(wording)
        ]
    )


def _rows(wording: Wording) -> Iterator[dict]:
    place = 0
    for number, choice in enumerate(wording.choices):
        for part in choice.parts:
            yield _row(number, place, TYPED, "", part.typed)
            for code in languages.CODES:
                for piece in part.pieces(code):
                    yield _row(number, place, TERM, code, piece)
            place += 1
        for unwanted, piece in enumerate(choice.without):
            yield _row(number, -1 - unwanted, UNWANTED, "", piece)


def rows_to_mark(wording: Wording, codes: Sequence[str]) -> str:
    """All words of the query that may be marked in texts of these languages, as JSON for ``said``."""
    found = [_row(0, 0, TYPED, "", part.typed) for part in wording.parts]
    for code in codes:
        for part in wording.parts:
            for _function, term in part.pieces(code):
                telling = " ".join(word for word in words_of(term) if word not in JOINING)
                if telling:
                    found.append(_row(0, 0, TERM, code, ("plainto_tsquery", telling)))
    return json.dumps(found)


def _row(choice: int, place: int, kind: str, language: str, piece: tuple[str, str]) -> dict:
    function, text = piece
    return {
        "choice": choice, "place": place, "kind": kind, "language": language, "function": function, "text": text,
    }  # fmt: skip
