"""Reading the index: ranked hits in all three languages, with the words found marked in the original text."""

import re
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from amedip.core import languages
from amedip.core.models import Reference, SearchEntry
from amedip.core.search.folding import fold, fold_with_offsets

CANDIDATES = 500
SNIPPET = 240
STRETCH = 1_200  # characters
_OPEN, _CLOSE = "\ue000", "\ue001"

# Entries in the reader's own language come first among equals; one object appears once, in its best language.
_FIND = """
    WITH queries (language, query) AS (VALUES
        ('ar', websearch_to_tsquery('arabic', %(words)s)),
        ('en', websearch_to_tsquery('english', %(words)s)),
        ('fr', websearch_to_tsquery('french', %(words)s))),
    candidates AS (
        SELECT entry.id, entry.reference_id, entry.language, entry.kind, entry.state, entry.themes,
               ts_rank_cd(entry.vector, queries.query, 32)
               + CASE WHEN entry.language = %(language)s THEN 0.2 ELSE 0 END AS rank
        FROM core_searchentry entry JOIN queries USING (language)
        WHERE entry.vector @@ queries.query
          AND (%(kind)s = '' OR entry.kind = %(kind)s)
          AND (%(state)s = '' OR entry.state = %(state)s)
          AND (%(theme)s = '' OR %(theme)s = ANY (entry.themes))
        LIMIT %(candidates)s),
    best AS (
        SELECT DISTINCT ON (reference_id) * FROM candidates ORDER BY reference_id, rank DESC)
    SELECT reference_id, language, kind, state, themes, count(*) OVER () AS total,
           tsvector_to_array(to_tsvector('arabic', %(words)s)) AS arabic,
           tsvector_to_array(to_tsvector('english', %(words)s)) AS english,
           tsvector_to_array(to_tsvector('french', %(words)s)) AS french
    FROM best ORDER BY rank DESC, reference_id OFFSET %(offset)s LIMIT %(limit)s
"""


_STEMMED = ("arabic", "english", "french")  # the last columns


@dataclass
class Hit:
    """One object found. ``language`` is that of title and snippet, ``matched_language`` that of the words found."""

    reference: Reference
    kind: str
    state: str
    themes: list[str]
    language: str
    matched_language: str
    title: str
    snippet: SafeString = field(default_factory=SafeString)


@dataclass
class Results:
    hits: list[Hit]
    total: int
    """Objects found, at most ``CANDIDATES``."""


def find(
    words: str, *, language: str, kind: str = "", state: str = "", theme: str = "", offset: int = 0, limit: int = 20
) -> Results:
    """The objects whose texts hold ``words`` (quotes, ``or`` and ``-`` work as on the web), best first."""
    words = fold(words).replace("\x00", " ").strip()
    if not words:
        return Results([], 0)
    values = {
        "words": words, "language": language, "kind": kind, "state": state, "theme": theme,
        "candidates": CANDIDATES, "offset": offset, "limit": limit,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        rows = cursor.fetchall()
    references = Reference.objects.in_bulk([row[0] for row in rows])
    entries = _entries([row[0] for row in rows])
    hits = []
    for reference_id, matched, kind_found, state_found, themes, *_rest in rows:
        texts = entries[reference_id]
        # The reader's language is shown when the words are there too, or when the object has a text in it.
        shown = language if language in texts else matched
        hits.append(Hit(references[reference_id], kind_found, state_found, themes, shown, matched, texts[shown][0]))
    if not hits:
        return Results([], 0)
    total, *stems = rows[0][5:]
    _mark(hits, entries, words, {name: _look(found) for name, found in zip(_STEMMED, stems, strict=True)})
    return Results(hits, total)


def references_matching(words: str, *, kind: str) -> QuerySet:
    """The references' keys of the public objects of that kind whose texts hold ``words``: a filter, for a subquery."""
    condition = Q()
    for code, configuration in languages.SEARCH_CONFIGURATIONS.items():
        query = SearchQuery(fold(words), config=configuration, search_type="websearch")
        condition |= Q(language=code, vector=query)
    return SearchEntry.objects.filter(condition, kind=kind).values("reference_id")


def _entries(reference_ids):
    found: dict[int, dict[str, tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reference_id, language, title, body FROM core_searchentry WHERE reference_id = ANY (%s)",
            [reference_ids],
        )
        for reference_id, code, title, body in cursor.fetchall():
            found.setdefault(reference_id, {})[code] = (title, body)
    return found


def _mark(hits, entries, words, looks):
    """Give each hit its snippet: PostgreSQL marks the folded text, the offsets lead back to the original.

    It reads a stretch around the first word that looks like one searched for, or all of a text in which none does.
    """
    configurations = [languages.SEARCH_CONFIGURATIONS[hit.language] for hit in hits]
    bodies = [entries[hit.reference.pk][hit.language][1] or hit.title for hit in hits]
    folded = [fold_with_offsets(body) for body in bodies]
    stretches = [
        _stretch(text, looks[configuration])
        for (text, _offsets), configuration in zip(folded, configurations, strict=True)
    ]
    texts = [text[begin:end] for (text, _offsets), (begin, end) in zip(folded, stretches, strict=True)]
    headlines = _headlines(words, configurations, texts)
    for hit, body, (_text, offsets), (begin, _end), headline in zip(
        hits, bodies, folded, stretches, headlines, strict=True
    ):
        hit.snippet = snippet(body, _spans(headline, offsets, len(body), begin))


def _look(stems: list[str]) -> re.Pattern | None:
    """How words begin that may have one of these stems, whose last letter may differ from theirs: countri, country."""
    return re.compile("|".join(re.escape(stem[:-1] if len(stem) > 3 else stem) for stem in stems)) if stems else None


def _stretch(text: str, look: re.Pattern | None) -> tuple[int, int]:
    """From where to where ``text`` is looked at."""
    found = look.search(text) if look else None
    if found is None or len(text) <= STRETCH:
        return 0, len(text)
    begin = text.rfind(" ", 0, max(0, found.start() - STRETCH // 4)) + 1
    end = text.find(" ", begin + STRETCH)
    return begin, end if end > 0 else len(text)


def _headlines(words: str, configurations: list[str], texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ts_headline(configuration::regconfig, body, "
            "websearch_to_tsquery(configuration::regconfig, %s), %s) "
            "FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS t(configuration, body, place) ORDER BY place",
            [words, f"HighlightAll=true, StartSel={_OPEN}, StopSel={_CLOSE}", configurations, texts],
        )
        return [row[0] for row in cursor.fetchall()]


def _spans(headline: str, offsets: list[int], length: int, place: int = 0) -> list[tuple[int, int]]:
    """What a headline, which begins at ``place`` of the folded text, marks, as (start, end) in the original text."""
    spans, start = [], None
    for char in headline:
        if char == _OPEN:
            start = place
        elif char == _CLOSE:
            if start is not None and place > start:
                end = offsets[place] if place < len(offsets) else length
                spans.append((offsets[start], max(end, offsets[place - 1] + 1)))
            start = None
        else:
            place += 1
    return spans


def snippet(text: str, spans: list[tuple[int, int]], width: int = SNIPPET) -> SafeString:
    """About ``width`` characters of ``text`` around the first span, as HTML with the spans in ``<mark>``."""
    first = spans[0][0] if spans else 0
    start = 0 if first < width // 2 or len(text) <= width else text.rfind(" ", 0, first - width // 4) + 1
    end = min(len(text), start + width)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + width // 2)
    pieces, at = [], start
    for begin, stop in spans:
        if at <= begin and stop <= end:
            found = text[begin:stop].rstrip()
            pieces.append((text[at:begin], found))
            at = begin + len(found)
    return format_html(
        "{}{}{}{}",
        "… " if start else "",
        format_html_join("", "{}<mark>{}</mark>", pieces),
        text[at:end].rstrip(),
        " …" if end < len(text) else "",
    )
