"""What PostgreSQL finds: a bounded number of entries in each language, with what of the query each of them holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from psycopg2.sql import SQL, Composable, Literal

from amedip.core import languages
from amedip.core.search.wording import Choice, Part, Wording

# In each language: entries whose title holds all of the query, entries that hold it anywhere, entries that hold some.
NAMED, HELD, PARTLY = 100, 200, 200

FILTERS: Mapping[str, str] = {
    "kind": "entry.kind = {}",
    "state": "entry.state = {}",
    "theme": "{} = ANY (entry.themes)",
    "year": "entry.year = {}",
    "language": "entry.language = {}",
}

# One row for each language: what is asked of its entries. ``parts`` are numbered columns: each part as typed (t) and
# with what the thesaurus adds (w).
_QUERIES = SQL("queries AS MATERIALIZED (SELECT * FROM (VALUES {rows}) AS q (language, {names}))")
_QUERY_NAMES = ("strict", "wide")
_FOUND = """
    found AS (
        SELECT entry.* FROM queries CROSS JOIN LATERAL (
            (SELECT entry.id FROM core_searchentry entry
             WHERE entry.names @@ queries.{query} AND entry.language = queries.language {filters} LIMIT {named})
            UNION
            (SELECT entry.id FROM core_searchentry entry
             WHERE entry.vector @@ queries.{query} AND entry.language = queries.language {filters} LIMIT {held})
        ) AS entry)
"""
# A long vector lies packed beside its row: it is unpacked once (by the empty one added to it) for all that is asked.
_EVIDENCE = """
    SELECT entry.reference_id, entry.language, entry.kind, entry.state, entry.themes, entry.year,
           {typed_in_title}, {said_in_title}, {typed}, {said}, ts_rank_cd(entry.vector, queries.{query}, 33)
    FROM (SELECT reference_id, language, kind, state, themes, year, names, vector || ''::tsvector AS vector
          FROM core_searchentry WHERE id IN (SELECT id FROM found) OFFSET 0) AS entry
    JOIN queries USING (language)
"""


@dataclass(slots=True)
class Evidence:
    """One entry found. The bits of the masks say which parts of the query it holds.

    ``typed`` as typed, ``said`` by any term of theirs; ``…_in_title`` the same of its title alone. ``closeness`` is
    PostgreSQL's rank: how often and how near to one another.
    """

    reference: int
    language: str
    kind: str
    state: str
    themes: list[str]
    year: int | None
    typed_in_title: int
    said_in_title: int
    typed: int
    said: int
    closeness: float


def full(wording: Wording, filters: Mapping[str, object]) -> tuple[list[Evidence], bool]:
    """The entries that hold all of the query, and whether there may be more of them."""
    statement = _compose(wording, {}, "wide", NAMED, HELD, filters)
    rows = _fetch(statement)
    held = max((sum(row.language == code for row in rows) for code in languages.CODES), default=0)
    return rows, held >= HELD


def partly(wording: Wording, filters: Mapping[str, object]) -> list[Evidence]:
    """Entries that hold some of a query's parts: first those that hold all that its language holds at all."""
    parts = wording.choices[0].parts
    living = _living(parts)
    loose = {
        code: _some_of([parts[place] for place in living[code]], code, wording.choices[0])
        for code in languages.CODES
        if living[code]
    }
    if not loose:
        return []
    return _fetch(_compose(wording, loose, "loose", PARTLY, PARTLY, filters))


def _fetch(statement: Composable) -> list[Evidence]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [Evidence(*row) for row in cursor.fetchall()]


def _living(parts: Sequence[Part]) -> dict[str, list[int]]:
    """For each language the places of the parts that any of its entries holds."""
    rows = [
        SQL("({}, {}, {})").format(Literal(code), Literal(place), said(part, code))
        for code in languages.CODES
        for place, part in enumerate(parts)
    ]
    statement = SQL(
        "SELECT language, place FROM (VALUES {}) AS part (language, place, query) WHERE EXISTS (SELECT FROM "
        "core_searchentry entry WHERE entry.vector @@ part.query AND entry.language = part.language LIMIT 1)"
    ).format(SQL(", ").join(rows))
    living: dict[str, list[int]] = {code: [] for code in languages.CODES}
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for code, place in cursor.fetchall():
            living[code].append(place)
    return living


# --- the query in PostgreSQL's words --------------------------------------------------------------------------------


def queries(wording: Wording, more: Mapping[str, Composable] | None = None) -> Composable:
    """The table ``queries`` with a row for each language; of ``more`` the column ``loose``, by language."""
    names = [*_QUERY_NAMES, "loose", *(f"{kind}{place}" for place in range(len(scored(wording))) for kind in "tw")]
    rows = []
    for code in languages.CODES:
        columns = [strict(wording, code), wide(wording, code), (more or {}).get(code, SQL("''::tsquery"))]
        for choices in scored(wording):
            columns += [_any(_all(choice, code, typed) for choice in choices) for typed in (_typed, said)]
        rows.append(SQL("({}, {})").format(Literal(code), SQL(", ").join(columns)))
    return _QUERIES.format(rows=SQL(", ").join(rows), names=SQL(", ").join(map(SQL, names)))


def scored(wording: Wording) -> list[list[Choice]]:
    """What an entry gets marks for: each part; of alternatives, that it holds one of them."""
    if len(wording.choices) > 1:
        return [wording.choices]
    return [[Choice([part])] for part in wording.choices[0].parts]


def strict(wording: Wording, code: str) -> Composable:
    """All of the query as typed."""
    return _any(_all(choice, code, _typed) for choice in wording.choices)


def wide(wording: Wording, code: str) -> Composable:
    """All of the query, each part as typed or by another term."""
    return _any(_all(choice, code, said) for choice in wording.choices)


def marked(wording: Wording, code: str) -> Composable:
    """All words of the query that may be marked in a text."""
    return _any(said(part, code) for part in wording.parts)


def said(part: Part, code: str) -> Composable:
    """One part, as typed or by another term of its language."""
    return _any([_typed(part, code), *(_call(piece, code) for piece in part.pieces(code))])


def _typed(part: Part, code: str) -> Composable:
    return _call(part.typed, code)


def _call(piece: tuple[str, str], code: str) -> Composable:
    function, text = piece
    return SQL("{}({}, {})").format(SQL(function), Literal(languages.SEARCH_CONFIGURATIONS[code]), Literal(text))


def _any(pieces: Iterable[Composable]) -> Composable:
    return SQL("({})").format(SQL(" || ").join(pieces))


def _all(choice: Choice, code: str, each) -> Composable:
    wanted = [each(part, code) for part in choice.parts]
    unwanted = [SQL("!!{}").format(_call(piece, code)) for piece in choice.without]
    return SQL("({})").format(SQL(" && ").join([*wanted, *unwanted]))


def _some_of(parts: Sequence[Part], code: str, choice: Choice) -> Composable:
    """Any of the parts, and nothing that must not occur."""
    unwanted = [SQL(" && !!{}").format(_call(piece, code)) for piece in choice.without]
    return SQL("({}{})").format(_any(said(part, code) for part in parts), SQL("").join(unwanted))


def _compose(wording, more, query: str, named: int, held: int, filters: Mapping[str, object]) -> Composable:
    conditions = [
        SQL("AND " + FILTERS[name]).format(Literal(value)) for name, value in filters.items() if value not in ("", None)
    ]
    places = range(len(scored(wording)))
    masks = {
        "typed_in_title": _mask("names", "t", places),
        "said_in_title": _mask("names", "w", places),
        "typed": _mask("vector", "t", places),
        "said": _mask("vector", "w", places),
    }
    found = SQL(_FOUND).format(
        query=SQL(query), filters=SQL(" ").join(conditions), named=Literal(named), held=Literal(held)
    )
    evidence = SQL(_EVIDENCE).format(query=SQL(query), **masks)
    return SQL("WITH {}, {} {}").format(queries(wording, more), found, evidence)


def _mask(column: str, kind: str, places: Iterable[int]) -> Composable:
    """A number whose bits say which parts the column holds."""
    return SQL(" + ").join(
        SQL("((entry.{} @@ queries.{})::int << {})").format(SQL(column), SQL(f"{kind}{place}"), Literal(place))
        for place in places
    )
