"""Reading the index: ranked hits in all three languages, with the words found marked in the original text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from amedip.core import languages
from amedip.core.models import Reference, SearchEntry
from amedip.core.search import candidates, ranking
from amedip.core.search.expanding import expand, loosened
from amedip.core.search.folding import fold
from amedip.core.search.marking import snippets
from amedip.core.search.wording import Wording
from amedip.core.statements import Written

# Behind so many objects there is nothing: see ``candidates``.
REACH = len(languages.CODES) * (candidates.NAMED + candidates.HELD)
_COLUMNS = [field.column for field in Reference._meta.concrete_fields]
# Each object in the reader's language, if it has a text in it, else in that in which it matched; with its reference and
# that on whose page it stands. Who is gone meanwhile is left out.
_TEXTS = Written(
    f"""
    SELECT place, entry.language, entry.title, coalesce(nullif(entry.body, ''), entry.title),
           {", ".join(f"{name}.{column}" for name in ("reference", "above") for column in _COLUMNS)}
    FROM unnest($1, $2) WITH ORDINALITY AS one (reference_id, matched, place)
    CROSS JOIN LATERAL (
        SELECT * FROM core_searchentry entry
        WHERE entry.reference_id = one.reference_id AND entry.language IN ($3, one.matched)
        ORDER BY entry.language = $3 DESC LIMIT 1) AS entry
    JOIN core_reference reference ON reference.id = one.reference_id
    LEFT JOIN core_reference above ON above.id = entry.within_id
    ORDER BY place
    """,
    "bigint[]", "text[]", "text",
)  # fmt: skip


@dataclass
class Hit:
    """One object found. ``language`` is that of title and snippet, ``matched_language`` that of the words found.

    ``whole`` is false for what holds only some of the query; ``within`` is the record on whose page it stands.
    """

    reference: Reference
    kind: str
    state: str
    themes: list[str]
    year: int | None
    language: str
    matched_language: str
    whole: bool
    title: str
    within: Reference | None
    snippet: SafeString


@dataclass
class Results:
    """One page of hits, and what is known of all: ``facets`` as ``ranking.facets`` makes them.

    ``total`` objects were found, ``whole`` of which hold all of the query; ``bounded`` if there may be more.
    ``filters`` are those under which was searched, as ``candidates.find`` takes them.
    """

    wording: Wording
    filters: Mapping[str, object]
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    whole: int = 0
    bounded: bool = False
    facets: Mapping[str, list] = field(default_factory=dict)


def find(
    words: str,
    *,
    language: str,
    kind: str = "",
    state: str = "",
    theme: str = "",
    year: int | None = None,
    only: str = "",
    exact: bool = False,
    offset: int = 0,
    limit: int = 20,
) -> Results:
    """The objects whose texts hold ``words``, or what the thesaurus knows for them, best first.

    Quotes, ``or`` and ``-`` work as on the web. ``language`` is the reader's; ``only`` the language of the texts to
    look at, if not all. With ``exact`` the words are taken as typed, and all must occur.
    """
    wording = expand(words, exact=exact)
    results = Results(wording, {"kind": kind, "state": state, "theme": theme, "year": year, "language": only})
    if wording.is_empty:
        return results
    ranked, results.bounded = _ranked(wording, results.filters, language, exact=exact)
    results.total, results.whole = len(ranked), sum(one.whole for one in ranked)
    results.facets = ranking.facets(ranked)
    results.hits = _hits(wording, ranked[offset : offset + limit], language)
    return results


def references_matching(words: str, *, kind: str) -> QuerySet:
    """The references' keys of the public objects of that kind whose texts hold ``words``: a filter, for a subquery."""
    condition = Q()
    for code, configuration in languages.SEARCH_CONFIGURATIONS.items():
        query = SearchQuery(fold(words), config=configuration, search_type="websearch")
        condition |= Q(language=code, vector=query)
    return SearchEntry.objects.filter(condition, kind=kind).values("reference_id")


def _ranked(wording, filters, language, *, exact: bool) -> tuple[list[ranking.Ranked], bool]:
    loose = None if exact or len(wording.choices) > 1 else loosened(wording)
    whole, some = candidates.find(wording, loose, filters)
    ranked = ranking.rank(whole, candidates.marks(wording), language, whole=True)
    if loose:
        known = {one.reference for one in ranked}
        some = [entry for entry in some if entry.reference not in known]
        ranked += ranking.rank(some, len(loose.parts), language, whole=False)
    return ranked, candidates.may_be_more(whole)


def _hits(wording: Wording, ranked: list[ranking.Ranked], language: str) -> list[Hit]:
    if not ranked:
        return []
    rows = _TEXTS.fetch([one.reference for one in ranked], [one.matched for one in ranked], language)
    marked = snippets(wording, [(code, text) for _place, code, _title, text, *_references in rows])
    return [
        _hit(ranked[place - 1], code, title, references, snippet)
        for (place, code, title, _text, *references), snippet in zip(rows, marked, strict=True)
    ]


def _hit(one: ranking.Ranked, code: str, title: str, references: Sequence, snippet: SafeString) -> Hit:
    own, above = _reference(references[: len(_COLUMNS)]), _reference(references[len(_COLUMNS) :])
    kept = one.entry
    return Hit(own, kept.kind, kept.state, kept.themes, kept.year, code, one.matched, one.whole, title, above, snippet)


def _reference(row: Sequence) -> Reference | None:
    """The reference of a row of its columns."""
    told = dict(zip(_COLUMNS, row, strict=True))
    if told["id"] is None:
        return None
    told["tongues"] = json.loads(told["tongues"])
    return Reference.from_db(DEFAULT_DB_ALIAS, list(told), list(told.values()))
