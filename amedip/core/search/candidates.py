"""What PostgreSQL finds: a bounded number of entries in each language, with what of the query each of them holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from amedip.core import languages
from amedip.core.search import neighbours
from amedip.core.search.phrasing import TONGUES, all_of, any_of, parts, rows, rows_of_several
from amedip.core.search.wording import Wording
from amedip.core.statements import Written

# In each language: entries whose title holds all of the query, entries that hold it anywhere, entries that hold some.
NAMED, HELD, PARTLY = 50, 100, 100
# Where fewer objects hold all of the query, those that hold some of it follow; where only a few do, also what is near.
ENOUGH, FEW = 10, 3

_FILTERS = ("kind", "state", "theme", "year", "language")
# The filters are the values $4 to $8 of both statements.
_FILTER_TYPES = ("text", "text", "text", "int", "text")
_FILTERED = """
    AND ($4 = '' OR entry.kind = $4) AND ($5 = '' OR entry.state = $5) AND ($6 = '' OR $6 = ANY (entry.themes))
    AND ($7 IS NULL OR entry.year = $7)
"""
_TONGUE = f"SELECT * FROM (VALUES {TONGUES}) AS tongue (language, configuration) WHERE $8 IN ('', language)"

# The whole query by language, ``typed`` and ``said``: one of its alternatives, which have all their parts. It is none
# where a language leaves out all its words.
_WHOLE = f"""
    SELECT language, {any_of("typed")} AS typed, {any_of("said")} AS said
    FROM (SELECT language, choice, {all_of("typed")} AS typed, {all_of("said")} AS said
          FROM part GROUP BY language, choice HAVING bool_or(NOT unwanted AND numnode(said) > 0)) AS choice
    GROUP BY language
"""
# What an entry gets marks for: each part; of alternatives, that it holds one of them.
_SCORED = """
    SELECT language, place, typed, said FROM part WHERE NOT unwanted AND NOT EXISTS (SELECT FROM part WHERE choice > 0)
    UNION ALL
    SELECT language, 0, typed, said FROM whole WHERE EXISTS (SELECT FROM part WHERE choice > 0)
"""

# The parts that any entry of the language holds: one that none does (it has no counterpart there) is not asked for.
_LIVING = """
    SELECT place, language, near FROM loose_part WHERE language = '{code}' AND NOT unwanted AND EXISTS (
        SELECT FROM core_searchentry entry WHERE entry.vector @@ loose_part.near AND entry.language = '{code}')
"""
# All of the living parts; of three to five also all but one.
_DENSE = f"""
    SELECT language, {any_of("kept")} AS query
    FROM (SELECT one.language, {all_of("other.near")} AS kept
          FROM counted one JOIN counted other ON other.language = one.language
              AND (other.place <> one.place OR one.many NOT BETWEEN 3 AND 5)
          WHERE one.many BETWEEN 3 AND 5 OR one.place = one.first
          GROUP BY one.language, one.place) AS choice
    GROUP BY language
"""
_LOOSE = f"""
    SELECT language, dense.query && unwanted AS dense, partly.query && unwanted AS partly, typed
    FROM dense
    JOIN (SELECT language, {any_of("near")} AS query FROM counted GROUP BY language) AS partly USING (language)
    JOIN (SELECT language, {all_of("typed", "unwanted")} AS unwanted, {all_of("typed")} AS typed
          FROM loose_part GROUP BY language) AS query USING (language)
"""

# Each language is named: it has an index of its own, in which the same letters of other languages are not met.
_LOOK = """
    (SELECT entry.id FROM core_searchentry entry
     WHERE entry.{column} @@ query.{query} AND entry.language = '{code}' {filtered} LIMIT {most})
"""
_LOOKS = """
    SELECT entry.id
    FROM (SELECT * FROM {queries} WHERE language = '{code}') AS query CROSS JOIN LATERAL ({looks}) AS entry
"""
_HELD = """
    SELECT choice FROM asked WHERE language = '{code}' AND EXISTS (
        SELECT FROM core_searchentry entry WHERE entry.vector @@ asked.query AND entry.language = '{code}' {filtered})
"""
# A long vector lies beside its row: it is fetched once for all that is asked, by taking out an empty word, which none
# has.
_EVIDENCE = """
    SELECT {whole} AS whole, entry.reference_id, entry.language, entry.kind, entry.state, entry.themes, entry.year,
           held.typed_in_title, held.said_in_title, held.{near}_in_title AS near_in_title,
           held.typed, held.said, held.{near} AS near, ts_rank_cd(entry.vector, query.typed, 33) AS closeness
    FROM (SELECT reference_id, language, kind, state, themes, year, names, ts_delete(vector, '') AS vector
          FROM core_searchentry WHERE id IN ({looks}) OFFSET 0) AS entry
    JOIN {queries} AS query USING (language)
    CROSS JOIN LATERAL (SELECT {masks} FROM {scored} AS part WHERE part.language = entry.language) AS held
"""


def _looks(queries: str, *looks: tuple[str, str, int]) -> str:
    """SQL: the keys of the entries found by each of (column, name of the query, at most so many), in every language."""
    return " UNION ALL ".join(
        _LOOKS.format(
            queries=queries,
            code=code,
            looks=" UNION ".join(
                _LOOK.format(column=column, query=query, code=code, filtered=_FILTERED, most=most)
                for column, query, most in looks
            ),
        )
        for code in languages.CODES
    )


def _evidence(queries: str, scored: str, looks: str, *, whole: bool) -> str:
    kinds = ("typed", "said") if whole else ("typed", "said", "near")
    masks = [
        f"coalesce(bit_or((entry.{column} @@ part.{kind})::int << part.place), 0) AS {kind}{where}"
        for column, where in (("names", "_in_title"), ("vector", ""))
        for kind in kinds
    ]
    return _EVIDENCE.format(
        whole=whole, near=kinds[-1], looks=looks, queries=queries, scored=scored, masks=", ".join(masks)
    )


@cache
def _statement() -> Written:
    """All of it. What comes after ``found`` reads nothing where enough was found: it begins with no words then."""
    sure = _looks("whole", ("names", "said", NAMED), ("vector", "said", HELD))
    looks = [("names", "dense", PARTLY), ("vector", "dense", PARTLY), ("vector", "partly", PARTLY)]
    steps = {
        "tongue": _TONGUE,
        "part": parts("$1"),
        "whole": _WHOLE,
        "scored": _SCORED,
        "sure": _evidence("whole", "scored", sure, whole=True),
        "found": "SELECT count(DISTINCT reference_id) AS objects FROM sure",
        **neighbours.steps(f"CASE WHEN (SELECT objects < {FEW} FROM found) THEN $3 ELSE '[]' END"),
        "loose_part": neighbours.parts(f"CASE WHEN (SELECT objects < {ENOUGH} FROM found) THEN $2 ELSE '[]' END"),
        "living": " UNION ALL ".join(_LIVING.format(code=code) for code in languages.CODES),
        "counted": """
            SELECT *, count(*) OVER (PARTITION BY language) AS many, min(place) OVER (PARTITION BY language) AS first
            FROM living
        """,
        "dense": _DENSE,
        "loose": _LOOSE,
    }
    ways = ", ".join(f"{name} AS MATERIALIZED ({step})" for name, step in steps.items())
    scored = "(SELECT * FROM loose_part WHERE NOT unwanted)"
    loosely = _evidence("loose", scored, _looks("loose", *looks), whole=False)
    return Written(f"WITH {ways} SELECT * FROM sure UNION ALL ({loosely})", "json", "json", "json", *_FILTER_TYPES)


@cache
def _statement_of_held() -> Written:
    steps = {
        "tongue": _TONGUE,
        **neighbours.steps("$2"),
        "part": neighbours.parts("$1"),
        "asked": f"""
            SELECT language, choice, CASE WHEN $3 THEN {all_of("typed")}
                ELSE {any_of("near", "NOT unwanted")} && {all_of("typed", "unwanted")} END AS query
            FROM part GROUP BY language, choice
        """,
    }
    ways = ", ".join(f"{name} AS MATERIALIZED ({step})" for name, step in steps.items())
    held = " UNION ".join(_HELD.format(code=code, filtered=_FILTERED) for code in languages.CODES)
    return Written(f"WITH {ways} {held}", "json", "json", "bool", *_FILTER_TYPES)


@dataclass(slots=True)
class Evidence:
    """One entry found. The bits of the masks say which parts of the query it holds.

    ``typed`` as typed, ``said`` by any term of theirs, ``near`` by these or by terms of concepts near to them;
    ``…_in_title`` the same of its title alone. ``closeness`` is PostgreSQL's rank: how often and how near to one
    another.
    """

    reference: int
    language: str
    kind: str
    state: str
    themes: list[str]
    year: int | None
    typed_in_title: int
    said_in_title: int
    near_in_title: int
    typed: int
    said: int
    near: int
    closeness: float


def find(
    wording: Wording, loose: Wording | None, filters: Mapping[str, object]
) -> tuple[list[Evidence], list[Evidence]]:
    """The entries that hold all of the query; where they are few, also entries that hold some of it ``loose``.

    These are such as hold most of what their language holds at all, and others. One query to the database.
    """
    loosely = (rows(loose), neighbours.hooks([loose])) if loose else ("[]", "[]")
    found = _statement().fetch(rows(wording), *loosely, *_narrowed(filters))
    return [Evidence(*row) for whole, *row in found if whole], [Evidence(*row) for whole, *row in found if not whole]


def held(queries: Sequence[Wording], filters: Mapping[str, object], *, whole: bool) -> set[int]:
    """Which of these queries, by their number, any entry holds: ``whole``, or some of it. One query to the database."""
    said = (rows_of_several(queries), neighbours.hooks([] if whole else queries))
    return {number for (number,) in _statement_of_held().fetch(*said, whole, *_narrowed(filters))}


def _narrowed(filters: Mapping[str, object]) -> list:
    return [filters[name] or (None if name == "year" else "") for name in _FILTERS]


def may_be_more(entries: Iterable[Evidence]) -> bool:
    """Of the entries that hold all of the query: were so many found in a language that no more were looked at?"""
    spoken = [entry.language for entry in entries]
    return any(spoken.count(code) >= HELD for code in languages.CODES)


def marks(wording: Wording) -> int:
    """For how many things an entry gets marks: each part; of alternatives, that it holds one of them."""
    return len(wording.parts) if len(wording.choices) == 1 else 1
