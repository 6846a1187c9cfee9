"""What PostgreSQL finds: a bounded number of entries in each language, with what of the query each of them holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from psycopg2.sql import SQL, Composable, Literal

from amedip.core import languages
from amedip.core.search.stems import JOINING, words_of
from amedip.core.search.wording import Choice, Wording

# In each language: entries whose title holds all of the query, entries that hold it anywhere, entries that hold some.
NAMED, HELD, PARTLY = 50, 100, 100
# Of fewer parts than these the entries that hold all but one are looked for.
_FEW = 6

FILTERS: Mapping[str, str] = {
    "kind": "entry.kind = {}",
    "state": "entry.state = {}",
    "theme": "{} = ANY (entry.themes)",
    "year": "entry.year = {}",
    "language": "entry.language = {}",
}

# One row for each language, so that PostgreSQL makes each query of words once: every part as typed (t), the thesaurus'
# terms for it (x) and those near to it (m), and what must not occur (u), numbered.
_SAID = SQL("said AS MATERIALIZED (SELECT * FROM (VALUES {rows}) AS said (language, {names}))")
_QUERIES = SQL("queries AS MATERIALIZED (SELECT language, {columns} FROM said)")
# Each language is named: it has an index of its own, in which the same letters of other languages are not met.
_FOUND = SQL(
    "SELECT entry.id FROM (SELECT * FROM queries WHERE language = {code}) AS queries "
    "CROSS JOIN LATERAL ({looks}) AS entry"
)
_LOOK = SQL(
    "(SELECT entry.id FROM core_searchentry entry "
    "WHERE entry.{column} @@ queries.{query} AND entry.language = {code} {filters} LIMIT {most})"
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
_LIVING = SQL("""
    SELECT said.language, part.place FROM said CROSS JOIN LATERAL (VALUES {parts}) AS part (place, query)
    WHERE said.language = {code} AND EXISTS (
        SELECT FROM core_searchentry entry WHERE entry.vector @@ part.query AND entry.language = {code} LIMIT 1)
""")
_NOTHING = SQL("''::tsquery")


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
    wide = {code: _whole(wording, "w") for code in _asked(filters)}
    rows = _fetch(wording, {"wide": wide}, [("names", "wide", NAMED), ("vector", "wide", HELD)], filters)
    held = max((sum(row.language == code for row in rows) for code in languages.CODES), default=0)
    return rows, held >= HELD


def partly(wording: Wording, filters: Mapping[str, object]) -> list[Evidence]:
    """Entries that hold some of a query's parts: those that hold most of what their language holds at all, and others.

    A part that no text of a language holds (it has no counterpart there) is not asked for in it.
    """
    living = _living(wording, _asked(filters))
    if not living:
        return []
    queries = {
        "dense": {code: _most_of(places, wording) for code, places in living.items()},
        "loose": {code: _some_of(places, wording) for code, places in living.items()},
    }
    looks = [("names", "dense", PARTLY), ("vector", "dense", PARTLY), ("vector", "loose", PARTLY)]
    return _fetch(wording, queries, looks, filters)


def scored(wording: Wording) -> list[list[Choice]]:
    """What an entry gets marks for: each part; of alternatives, that it holds one of them."""
    if len(wording.choices) > 1:
        return [wording.choices]
    return [[Choice([part])] for part in wording.choices[0].parts]


def marked(wording: Wording, code: str) -> Composable:
    """All words of the query that may be marked in a text of that language."""
    words = ([word for word in words_of(term) if word not in JOINING] for term in _said_by(wording, code))
    others = [_call(("plainto_tsquery", " ".join(telling)), code) for telling in words if telling]
    return _any([[*(_call(part.typed, code) for part in wording.parts), *others]])


def _said_by(wording: Wording, code: str) -> Iterable[str]:
    return (term for part in wording.parts for _function, term in part.pieces(code))


def _asked(filters: Mapping[str, object]) -> Sequence[str]:
    """The languages whose entries are asked."""
    return [filters["language"]] if filters.get("language") else languages.CODES


def _living(wording: Wording, codes: Sequence[str]) -> dict[str, list[int]]:
    """For each language the places of the parts that any of its entries holds; no language without one."""
    parts = SQL(", ").join(
        SQL("({}, {})").format(Literal(place), _column("n", place)) for place in range(len(wording.parts))
    )
    each = SQL(" UNION ALL ").join(_LIVING.format(code=Literal(code), parts=parts) for code in codes)
    living: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(SQL("WITH {} {}").format(_said(wording, codes), each))
        for code, place in cursor.fetchall():
            living.setdefault(code, []).append(place)
    return living


def _fetch(
    wording: Wording,
    queries: Mapping[str, Mapping[str, Composable]],
    looks: Sequence[tuple[str, str, int]],
    filters: Mapping[str, object],
) -> list[Evidence]:
    """The evidence of the entries that ``looks`` find: (column, name of the query, at most so many a language).

    ``queries`` by name and language are made of the columns of ``said``.
    """
    codes = list(next(iter(queries.values())))
    conditions = SQL(" ").join(
        SQL("AND " + FILTERS[name]).format(Literal(value)) for name, value in filters.items() if value not in ("", None)
    )
    found = [
        _FOUND.format(
            code=Literal(code),
            looks=SQL(" UNION ").join(
                _LOOK.format(
                    code=Literal(code), column=SQL(column), query=SQL(query), filters=conditions, most=Literal(most)
                )
                for column, query, most in looks
            ),
        )
        for code in codes
    ]
    marks = [_scored(wording, kind) for kind in "twn"]
    columns = [SQL("{} AS strict").format(_whole(wording, "t"))]
    columns += [SQL("{} AS {}").format(_by_language(by_code), SQL(name)) for name, by_code in queries.items()]
    columns += [
        SQL("{} AS {}{}").format(mark, SQL(kind), SQL(str(place)))
        for kind, by_place in zip("twn", marks, strict=True)
        for place, mark in enumerate(by_place)
    ]
    masks = {
        f"{name}{where}": _mask(column, kind, len(marks[0]))
        for name, kind in (("typed", "t"), ("said", "w"), ("near", "n"))
        for where, column in (("", "vector"), ("_in_title", "names"))
    }
    statement = SQL("WITH {}, {}, found AS ({}) {}").format(
        _said(wording, codes),
        _QUERIES.format(columns=SQL(", ").join(columns)),
        SQL(" UNION ALL ").join(found),
        _EVIDENCE.format(**masks),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [Evidence(*row) for row in cursor.fetchall()]


# --- the query in PostgreSQL's words --------------------------------------------------------------------------------


def _said(wording: Wording, codes: Sequence[str]) -> Composable:
    """The table ``said``: all words of the query, with a row for each language."""
    unwanted = [piece for choice in wording.choices for piece in choice.without]
    names = [f"{kind}{place}" for place in range(len(wording.parts)) for kind in "txm"]
    names += [f"u{place}" for place in range(len(unwanted))]
    rows = []
    for code in codes:
        cells = [Literal(code)]
        for part in wording.parts:
            cells += [
                _call(part.typed, code),
                _terms(part.pieces(code), code),
                _terms(part.pieces_near(code), code),
            ]
        cells += [_call(piece, code) for piece in unwanted]
        rows.append(SQL("({})").format(SQL(", ").join(cells)))
    return _SAID.format(rows=SQL(", ").join(rows), names=SQL(", ").join(map(SQL, names)))


def _column(kind: str, place: int) -> Composable:
    """A part as typed (t), by any term (w), or by what is near as well (n)."""
    columns = {"t": "said.t{0}", "w": "(said.t{0} || said.x{0})", "n": "(said.t{0} || said.x{0} || said.m{0})"}
    return SQL(columns[kind].format(place))


def _whole(wording: Wording, kind: str) -> Composable:
    """All of the query: one of its alternatives."""
    choices, place, without = [], 0, 0
    for choice in wording.choices:
        parts = [_column(kind, number) for number in range(place, place + len(choice.parts))]
        unwanted = [SQL(f"!!said.u{number}") for number in range(without, without + len(choice.without))]
        choices.append([SQL(" && ").join(parts + unwanted)])
        place, without = place + len(choice.parts), without + len(choice.without)
    return _any(choices)


def _scored(wording: Wording, kind: str) -> list[Composable]:
    """As ``scored``."""
    if len(wording.choices) > 1:
        return [_whole(wording, kind)]
    return [_column(kind, place) for place in range(len(wording.parts))]


def _most_of(places: Sequence[int], wording: Wording) -> Composable:
    """All of the parts, or of a few all but one, and nothing that must not occur."""
    wanted = [_column("n", place) for place in places]
    kept = [wanted[:place] + wanted[place + 1 :] for place in range(len(wanted))]
    most = kept if 2 < len(places) < _FEW else [wanted]
    return _without(_any([SQL(" && ").join(some)] for some in most), wording)


def _some_of(places: Sequence[int], wording: Wording) -> Composable:
    """Any of the parts, and nothing that must not occur."""
    return _without(_any([_column("n", place)] for place in places), wording)


def _without(wanted: Composable, wording: Wording) -> Composable:
    unwanted = [SQL(f"!!said.u{number}") for number in range(len(wording.choices[0].without))]
    return SQL("({})").format(SQL(" && ").join([wanted, *unwanted]))


def _by_language(queries: Mapping[str, Composable]) -> Composable:
    """The query of the row's language."""
    cases = [SQL("WHEN {} THEN {}").format(Literal(code), query) for code, query in queries.items()]
    return SQL("CASE language {} END").format(SQL(" ").join(cases))


def _call(piece: tuple[str, str], code: str) -> Composable:
    function, text = piece
    return SQL("{}({}, {})").format(SQL(function), Literal(languages.SEARCH_CONFIGURATIONS[code]), Literal(text))


def _terms(pieces: Iterable[tuple[str, str]], code: str) -> Composable:
    calls = [_call(piece, code) for piece in pieces]
    return SQL(" || ").join(calls) if calls else _NOTHING


def _any(choices: Iterable[Iterable[Composable]]) -> Composable:
    return SQL("({})").format(SQL(" || ").join(SQL("({})").format(SQL(" || ").join(some)) for some in choices))


def _mask(column: str, kind: str, many: int) -> Composable:
    """A number whose bits say which parts the column holds."""
    return SQL(" + ").join(
        SQL("((entry.{} @@ queries.{})::int << {})").format(SQL(column), SQL(f"{kind}{place}"), Literal(place))
        for place in range(many)
    )
