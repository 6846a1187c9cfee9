"""Reading the index: ranked hits in all three languages, with the words found marked in the original text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from amedip.core import languages
from amedip.core.models import Reference, SearchEntry
from amedip.core.search import candidates, ranking
from amedip.core.search.expanding import expand, loosened
from amedip.core.search.folding import fold
from amedip.core.search.marking import snippets
from amedip.core.search.wording import Wording

# Behind so many objects there is nothing: see ``candidates``.
REACH = len(languages.CODES) * (candidates.NAMED + candidates.HELD)
_TEXTS = """
    SELECT reference_id, language, title, CASE WHEN language IN (%s, matched) THEN body ELSE '' END, within_id
    FROM core_searchentry JOIN unnest(%s::bigint[], %s::text[]) AS one (reference_id, matched) USING (reference_id)
"""
# Where fewer objects hold all of the query, those that hold some of it follow; where only a few do, also what is near.
ENOUGH, FEW = 10, 3


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
    """

    wording: Wording
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
    results = Results(wording)
    if wording.is_empty:
        return results
    filters = {"kind": kind, "state": state, "theme": theme, "year": year, "language": only}
    ranked, results.bounded = _ranked(wording, filters, language, exact=exact)
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
    parts = len(candidates.scored(wording))
    entries, bounded = candidates.full(wording, filters)
    ranked = ranking.rank(entries, parts, language, whole=True)
    if exact or len(ranked) >= ENOUGH or len(wording.choices) > 1:
        return ranked, bounded
    loose = loosened(wording, near=len(ranked) < FEW)
    if len(loose.parts) > 1 or any(part.near for part in loose.parts):
        known = {one.reference for one in ranked}
        some = [entry for entry in candidates.partly(loose, filters) if entry.reference not in known]
        ranked += ranking.rank(some, len(loose.parts), language, whole=False)
    return ranked, bounded


def _hits(wording: Wording, ranked: list[ranking.Ranked], language: str) -> list[Hit]:
    if not ranked:
        return []
    texts = _texts(ranked, language)
    above = {within for by_language in texts.values() for _title, _body, within in by_language.values() if within}
    references = Reference.objects.in_bulk({one.reference for one in ranked} | above)
    # The reader's language is shown when the words are there too, or when the object has a text in it.
    shown = [language if language in texts[one.reference] else one.matched for one in ranked]
    held = [texts[one.reference][code] for one, code in zip(ranked, shown, strict=True)]
    marked = snippets(
        wording, [(code, body or title) for code, (title, body, _within) in zip(shown, held, strict=True)]
    )
    return [
        Hit(
            references[one.reference], one.entry.kind, one.entry.state, one.entry.themes, one.entry.year, code,
            one.matched, one.whole, title, references.get(within), snippet,
        )
        for one, code, (title, _body, within), snippet in zip(ranked, shown, held, marked, strict=True)
    ]  # fmt: skip


def _texts(ranked: list[ranking.Ranked], language: str) -> dict[int, dict[str, tuple[str, str, int | None]]]:
    """By reference and language: title, body (if it may be shown), and the reference on whose page it stands."""
    found: dict[int, dict[str, tuple[str, str, int | None]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS, [language, [one.reference for one in ranked], [one.matched for one in ranked]])
        for reference, code, *texts in cursor.fetchall():
            found.setdefault(reference, {})[code] = tuple(texts)
    return found
