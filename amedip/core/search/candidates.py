"""What PostgreSQL finds: a bounded number of entries in each language, with what of the query each of them holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from psycopg2.sql import SQL, Composable, Literal

from amedip.core import languages
from amedip.core.search.wording import Choice, Part, Wording

# In each language: entries whose title holds all of the query, entries that hold it anywhere, entries that hold some.
NAMED, HELD, PARTLY = 100, 200, 150
# Of fewer parts than these the entries that hold all but one are looked for.
_FEW = 6

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
_FOUND = SQL("found AS (SELECT entry.id FROM queries CROSS JOIN LATERAL ({looks}) AS entry)")
_LOOK = SQL(
    "(SELECT entry.id FROM core_searchentry entry "
    "WHERE entry.{column} @@ queries.{query} AND entry.language = queries.language {filters} LIMIT {most})"
)
# A long vector lies packed beside its row: it is unpacked once (by the empty one added to it) for all that is asked.
_EVIDENCE = SQL("""
    SELECT entry.reference_id, entry.language, entry.kind, entry.state, entry.themes, entry.year,
           {typed_in_title}, {said_in_title}, {typed}, {said},
           {near_in_title}, {near}, ts_rank_cd(entry.vector, queries.strict, 33)
    FROM (SELECT reference_id, language, kind, state, themes, year, names, vector || ''::tsvector AS vector
          FROM core_searchentry WHERE id IN (SELECT id FROM found) OFFSET 0) AS entry
    JOIN queries USING (language)
""")


# By language, the queries of PostgreSQL by name.
Queries = Mapping[str, Mapping[str, Composable]]


@dataclass(slots=True)
class Evidence:
    """One entry found. The bits of the masks say which parts of the query it holds.

    ``typed`` as typed, ``said`` by any term of theirs, ``near`` by these or by terms of concepts near to them;
    ``…_in_title`` the same of its title alone. ``closeness`` is
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
    near_in_title: int
    near: int
    closeness: float


def full(wording: Wording, filters: Mapping[str, object]) -> tuple[list[Evidence], bool]:
    """The entries that hold all of the query, and whether there may be more of them."""
    queries = {code: {"wide": wide(wording, code)} for code in _asked(filters)}
    rows = _fetch(wording, queries, [("names", "wide", NAMED), ("vector", "wide", HELD)], filters)
    held = max((sum(row.language == code for row in rows) for code in languages.CODES), default=0)
    return rows, held >= HELD


def partly(wording: Wording, filters: Mapping[str, object]) -> list[Evidence]:
    """Entries that hold some of a query's parts: those that hold most of what their language holds at all, and others.

    A part that no text of a language holds (it has no counterpart there) is not asked for in it.
    """
    (choice,) = wording.choices
    queries = {}
    for code, places in _living(choice.parts, _asked(filters)).items():
        parts = [choice.parts[place] for place in places]
        queries[code] = {"dense": _most_of(parts, code, choice), "loose": _some_of(parts, code, choice)}
    looks = [("names", "dense", PARTLY), ("vector", "dense", PARTLY), ("vector", "loose", PARTLY)]
    return _fetch(wording, queries, looks, filters) if queries else []


def _fetch(wording: Wording, queries: Queries, looks: Sequence[tuple[str, str, int]], filters) -> list[Evidence]:
    """The evidence of the entries that ``looks`` find: (column, name of the query, at most so many a language)."""
    conditions = SQL(" ").join(
        SQL("AND " + FILTERS[name]).format(Literal(value)) for name, value in filters.items() if value not in ("", None)
    )
    selects = [
        _LOOK.format(column=SQL(column), query=SQL(query), filters=conditions, most=Literal(most))
        for column, query, most in looks
    ]
    places = range(len(scored(wording)))
    statement = SQL("WITH {}, {} {}").format(
        _table(wording, queries),
        _FOUND.format(looks=SQL(" UNION ").join(selects)),
        _EVIDENCE.format(
            typed_in_title=_mask("names", "t", places),
            said_in_title=_mask("names", "w", places),
            typed=_mask("vector", "t", places),
            said=_mask("vector", "w", places),
            near_in_title=_mask("names", "n", places),
            near=_mask("vector", "n", places),
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [Evidence(*row) for row in cursor.fetchall()]


def _asked(filters: Mapping[str, object]) -> Sequence[str]:
    """The languages whose entries are asked."""
    return [filters["language"]] if filters.get("language") else languages.CODES


def _living(parts: Sequence[Part], codes: Sequence[str]) -> dict[str, list[int]]:
    """For each language the places of the parts that any of its entries holds; no language without one."""
    rows = [
        SQL("({}, {}, {})").format(Literal(code), Literal(place), _near(part, code))
        for code in codes
        for place, part in enumerate(parts)
    ]
    statement = SQL(
        "SELECT language, place FROM (VALUES {}) AS part (language, place, query) WHERE EXISTS (SELECT FROM "
        "core_searchentry entry WHERE entry.vector @@ part.query AND entry.language = part.language LIMIT 1)"
    ).format(SQL(", ").join(rows))
    living: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for code, place in cursor.fetchall():
            living.setdefault(code, []).append(place)
    return living


# --- the query in PostgreSQL's words --------------------------------------------------------------------------------


def _table(wording: Wording, queries: Queries) -> Composable:
    """The table ``queries`` with a row for each language that ``queries`` has: these, and what entries are asked."""
    names = ["strict", *next(iter(queries.values()))]
    names += [f"{kind}{place}" for place in range(len(scored(wording))) for kind in "twn"]
    rows = []
    for code, own in queries.items():
        columns = [strict(wording, code), *own.values()]
        for choices in scored(wording):
            columns += [_any(_all(choice, code, typed) for choice in choices) for typed in (_typed, said, _near)]
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


def _near(part: Part, code: str) -> Composable:
    """One part, as typed, by another term of its language, or by one near to it."""
    return _any([said(part, code), *(_call(piece, code) for piece in part.pieces_near(code))])


def _typed(part: Part, code: str) -> Composable:
    return _call(part.typed, code)


def _call(piece: tuple[str, str], code: str) -> Composable:
    function, text = piece
    return SQL("{}({}, {})").format(SQL(function), Literal(languages.SEARCH_CONFIGURATIONS[code]), Literal(text))


def _any(pieces: Iterable[Composable]) -> Composable:
    return SQL("({})").format(SQL(" || ").join(pieces))


def _all(choice: Choice, code: str, each) -> Composable:
    wanted = SQL(" && ").join([each(part, code) for part in choice.parts])
    return _without(wanted, code, choice)


def _most_of(parts: Sequence[Part], code: str, choice: Choice) -> Composable:
    """All of the parts, or of a few all but one, and nothing that must not occur."""
    wanted = [_near(part, code) for part in parts]
    kept = [wanted[:place] + wanted[place + 1 :] for place in range(len(wanted))]
    most = kept if 2 < len(parts) < _FEW else [wanted]
    return _without(_any(SQL("({})").format(SQL(" && ").join(some)) for some in most), code, choice)


def _some_of(parts: Sequence[Part], code: str, choice: Choice) -> Composable:
    """Any of the parts, and nothing that must not occur."""
    return _without(_any(_near(part, code) for part in parts), code, choice)


def _without(wanted: Composable, code: str, choice: Choice) -> Composable:
    unwanted = [SQL("!!{}").format(_call(piece, code)) for piece in choice.without]
    return SQL("({})").format(SQL(" && ").join([wanted, *unwanted]))


def _mask(column: str, kind: str, places: Iterable[int]) -> Composable:
    """A number whose bits say which parts the column holds."""
    return SQL(" + ").join(
        SQL("((entry.{} @@ queries.{})::int << {})").format(SQL(column), SQL(f"{kind}{place}"), Literal(place))
        for place in places
    )
