"""Data by a seed, made by PostgreSQL itself: rows come from pools of texts, so that 200,000 take a minute or two."""

import io
from contextlib import ExitStack

from psycopg2.extensions import connection

from amedip.core import languages
from tests.benchmarks import words

STATES = 18
# Generated keys begin here, well above those of the first content.
FIRST_KEY = 1_000_000
FIRST_DOCUMENT = 5_000_000
TITLES, PASSAGES, PARAGRAPHS = 3_000, 4_000, 1_500
PARAGRAPH_WORDS = 100
DAYS = 3_000
_TONGUES = f"ARRAY[{', '.join(repr(code) for code in languages.CODES)}]"

_POOL = """
    CREATE SCHEMA measured;
    CREATE TABLE measured.pool (
        language text, kind text, n int, text text, folded text, vector tsvector, PRIMARY KEY (kind, language, n))
"""
_POOL_VECTORS = """
    UPDATE measured.pool SET vector = to_tsvector(
        (CASE language WHEN 'ar' THEN 'arabic' WHEN 'en' THEN 'english' ELSE 'french' END)::regconfig, folded)
"""
# A number from 0 to ``size`` - 1 that looks random and is always the same for the same row, purpose and seed.
_DICE = """
    CREATE FUNCTION measured.dice(i bigint, purpose int, size int) RETURNS int LANGUAGE sql IMMUTABLE AS
    $$ SELECT ((hashint8extended(i, purpose + {seed}) & 9223372036854775807) % size)::int $$
"""
# The plan of rows ``low`` to ``high``: everything about them that is not text.
_PLAN = """
    CREATE TEMP TABLE plan AS
    WITH states AS (
            SELECT id, code, row_number() OVER (ORDER BY code) - 1 AS place FROM registry_country
            WHERE NOT is_group ORDER BY code LIMIT {states}),
        institutions AS (
            SELECT country_id, array_agg(id ORDER BY id) AS ids FROM registry_institution GROUP BY country_id),
        rounds AS (SELECT array_agg(id ORDER BY id) AS ids FROM registry_consultationround),
        documents AS (SELECT array_agg(reference_id ORDER BY id) AS ids FROM workshops_document)
    SELECT {first} + i AS id, i,
           states.id AS country_id, states.code AS state,
           2013 + (i / {states}) % 25 AS year,
           states.code || '-' || (2013 + (i / {states}) % 25) || '-' || (101 + i / ({states} * 25)) AS ref,
           CASE WHEN i % 10 = 3 THEN 'draft' WHEN i % 20 = 7 THEN 'fulfilled' ELSE 'published' END AS status,
           i % 10 <> 3 AS public,
           CASE WHEN i % 3 > 0 THEN rounds.ids[1] END AS round_id,
           institutions.ids[1 + measured.dice(i, 1, array_length(institutions.ids, 1))] AS institution_id,
           documents.ids[1 + measured.dice(i, 2, array_length(documents.ids, 1))] AS source_id,
           timestamptz '2024-01-01 00:00+00' + make_interval(secs => (i * 37) % ({days} * 86400)) AS at
    FROM generate_series({low}::bigint, {high}::bigint) AS i
    JOIN states ON states.place = i % {states}
    LEFT JOIN institutions ON institutions.country_id = states.id
    CROSS JOIN rounds CROSS JOIN documents
"""
_THEMES = """
    CREATE TEMP TABLE plan_themes AS
    WITH themes AS (
        SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS many FROM registry_theme)
    SELECT plan.id, themes.id AS theme_id, position
    FROM plan
    CROSS JOIN generate_series(0, 2) AS position
    JOIN themes ON themes.place = (measured.dice(plan.i, 3, 1000) + position * 5) % themes.many
    WHERE position <= measured.dice(plan.i, 4, 3)
"""
# Every text of every row: ``kind`` of pool, and one row for each language.
_TEXTS = """
    CREATE TEMP TABLE plan_texts AS
    SELECT plan.id, tongue.language,
           title.text AS title, first.text || ' ' || second.text AS description,
           third.text AS need, fourth.text AS desired_result,
           setweight(title.vector || to_tsvector('simple', lower(plan.ref)), 'A')
           || setweight(first.vector || second.vector || third.vector || fourth.vector, 'C') AS vector
    FROM plan
    CROSS JOIN unnest({tongues}) WITH ORDINALITY AS tongue(language, place)
    JOIN measured.pool title ON title.kind = 'title' AND title.language = tongue.language
        AND title.n = measured.dice(plan.i, 10, {titles})
    JOIN measured.pool first ON first.kind = 'passage' AND first.language = tongue.language
        AND first.n = measured.dice(plan.i, 11, {passages})
    JOIN measured.pool second ON second.kind = 'passage' AND second.language = tongue.language
        AND second.n = measured.dice(plan.i, 12, {passages})
    JOIN measured.pool third ON third.kind = 'passage' AND third.language = tongue.language
        AND third.n = measured.dice(plan.i, 13, {passages})
    JOIN measured.pool fourth ON fourth.kind = 'passage' AND fourth.language = tongue.language
        AND fourth.n = measured.dice(plan.i, 14, {passages})
    -- Every tenth row lacks one language.
    WHERE plan.i % 10 <> 9 OR (plan.i / 10) % 3 <> place - 1
"""
_ROWS = [
    """
    CREATE TEMP TABLE plan_wide AS
    SELECT id, {wide} FROM plan_texts GROUP BY id
    """,
    """
    INSERT INTO core_reference (id, kind, ref, path, title_ar, title_en, title_fr, public, example, tongues)
    SELECT id, 'priority', ref, 'registry/' || ref || '/', coalesce(title_ar, ''), coalesce(title_en, ''),
           coalesce(title_fr, ''), public, false, '{{}}'
    FROM plan JOIN plan_wide USING (id)
    """,
    """
    INSERT INTO registry_priority (id, version, created_at, updated_at, year, title, description, need, desired_result,
        {columns}, status, derived, published_at, country_id, institution_id, reference_id, round_id,
        time_frame, importance, expertise, revision, revised)
    SELECT id, 1, at, at, year, coalesce(title_en, title_fr, ''), '', '', '',
        {columns}, status, round_id IS NULL, CASE WHEN public THEN at END, country_id, institution_id, id, round_id,
        '', '', '', '', '{{}}'
    FROM plan JOIN plan_wide USING (id)
    """,
    """
    INSERT INTO registry_prioritytheme (priority_id, theme_id, position)
    SELECT id, theme_id, position FROM plan_themes ORDER BY id, position
    """,
    """
    INSERT INTO core_citation (owner_id, source_id, section, note, position)
    SELECT id, source_id, 's1', '', 0 FROM plan
    """,
    """
    INSERT INTO core_change (reference_id, gone, number, at)
    SELECT id, false, (SELECT number FROM core_stamp) + row_number() OVER (ORDER BY at, id), at FROM plan WHERE public
    """,
    """
    UPDATE core_stamp SET number = (SELECT max(number) FROM core_change), at = clock_timestamp()
    """,
    """
    INSERT INTO core_searchentry (
        reference_id, language, kind, state, themes, year, title, body, key, names, vector)
    SELECT id, language, 'priority', state, slugs, year, title, concat_ws(E'\\n', description, need, desired_result),
           '', ts_filter(vector, '{{a}}') || to_tsvector('simple', lower(title)), vector
    FROM plan JOIN plan_texts USING (id)
    JOIN (SELECT id, array_agg(ref ORDER BY position) AS slugs
          FROM plan_themes JOIN (SELECT registry_theme.id AS theme_id, ref FROM registry_theme
                                 JOIN core_reference ON core_reference.id = reference_id) AS names USING (theme_id)
          GROUP BY id) AS themes USING (id)
    WHERE public
    """,
]
_DOCUMENTS = [
    """
    INSERT INTO core_reference (id, kind, ref, path, title_ar, title_en, title_fr, public, example, tongues)
    SELECT {first} + i, 'document', 'measured-' || i, 'documents/measured-' || i || '/',
           ar.text, en.text, fr.text, true, false, '{{}}'
    FROM generate_series(0, {count} - 1) AS i
    JOIN measured.pool ar ON ar.kind = 'title' AND ar.language = 'ar' AND ar.n = i % {titles}
    JOIN measured.pool en ON en.kind = 'title' AND en.language = 'en' AND en.n = i % {titles}
    JOIN measured.pool fr ON fr.kind = 'title' AND fr.language = 'fr' AND fr.n = i % {titles}
    """,
    """
    INSERT INTO core_searchentry (reference_id, language, kind, state, themes, title, body, key, names, vector)
    SELECT {first} + i, tongue.language, 'document', '', '{{}}', title.text, {body}, '',
           setweight(title.vector, 'A') || to_tsvector('simple', title.folded),
           setweight(title.vector, 'A') || setweight({vectors}, 'C')
    FROM generate_series(0, {count} - 1) AS i
    CROSS JOIN unnest({tongues}) AS tongue(language)
    JOIN measured.pool title ON title.kind = 'title' AND title.language = tongue.language AND title.n = i % {titles}
    {joins}
    """,
]


def make_pools(database: connection, seed: int) -> None:
    """The texts from which rows are made, in a schema of their own: a copy of the database has them too."""
    rows = io.StringIO()
    for code, language in words.vocabularies(seed).items():
        pools = {
            "title": words.titles(language, TITLES, seed),
            "passage": words.passages(language, PASSAGES, 16, seed),
            "paragraph": words.passages(language, PARAGRAPHS, PARAGRAPH_WORDS, seed),
        }
        for kind, texts in pools.items():
            rows.writelines(f"{code}\t{kind}\t{n}\t{text}\t{folded}\n" for n, (text, folded) in enumerate(texts))
    rows.seek(0)
    with database.cursor() as cursor:
        cursor.execute(_POOL)
        cursor.copy_expert("COPY measured.pool (language, kind, n, text, folded) FROM STDIN", rows)
        cursor.execute(_POOL_VECTORS)
        cursor.execute("ANALYZE measured.pool")
        cursor.execute(_DICE.format(seed=seed))


def grow_priorities(database: connection, low: int, high: int) -> None:
    """Add the priorities number ``low`` to ``high`` - 1 with references, themes, citations, changes, search entries."""
    named = {
        "states": STATES, "first": FIRST_KEY, "days": DAYS, "low": low, "high": high - 1,
        "titles": TITLES, "passages": PASSAGES, "tongues": _TONGUES,
    }  # fmt: skip
    fields = ("title", "description", "need", "desired_result")
    columns = [(field, code) for field in fields for code in languages.CODES]
    named["columns"] = ", ".join(f"{field}_{code}" for field, code in columns)
    named["wide"] = ", ".join(
        f"max({field}) FILTER (WHERE language = '{code}') AS {field}_{code}" for field, code in columns
    )
    with database.cursor() as cursor, ExitStack() as aside:
        for name in ("names", *(f"vector_{code}" for code in languages.CODES)):
            aside.enter_context(without_index(cursor, f"search_entry_{name}"))
        _without_triggers(cursor)
        cursor.execute("DROP TABLE IF EXISTS plan, plan_themes, plan_texts, plan_wide")
        cursor.execute(_PLAN.format(**named))
        cursor.execute(_THEMES)
        cursor.execute(_TEXTS.format(**named))
        cursor.execute("ANALYZE plan, plan_themes, plan_texts")
        for statement in _ROWS:
            cursor.execute(statement.format(**named))
        cursor.execute("DROP TABLE plan, plan_themes, plan_texts, plan_wide")
        _with_triggers(cursor)


def make_documents(database: connection, count: int, length: int) -> None:
    """Documents of ``length`` words in each language, for the search alone."""
    parts = range(max(1, round(length / PARAGRAPH_WORDS)))
    named = {
        "first": FIRST_DOCUMENT,
        "count": count,
        "titles": TITLES,
        "tongues": _TONGUES,
        "body": " || E'\\n' || ".join(f"p{n}.text" for n in parts),
        "vectors": " || ".join(f"p{n}.vector" for n in parts),
        "joins": "\n".join(
            f"JOIN measured.pool p{n} ON p{n}.kind = 'paragraph' AND p{n}.language = tongue.language "
            f"AND p{n}.n = measured.dice(i, {100 + n}, {PARAGRAPHS})"
            for n in parts
        ),
    }
    with database.cursor() as cursor, ExitStack() as aside:
        for name in ("names", *(f"vector_{code}" for code in languages.CODES)):
            aside.enter_context(without_index(cursor, f"search_entry_{name}"))
        _without_triggers(cursor)
        for statement in _DOCUMENTS:
            cursor.execute(statement.format(**named))
        _with_triggers(cursor)


class without_index:  # noqa: N801 (reads as a sentence)
    """Take an index away and make it anew afterwards: for many rows that is cheaper than to keep it."""

    def __init__(self, cursor, name: str):
        self.cursor, self.name = cursor, name

    def __enter__(self):
        self.cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [self.name])
        (self.definition,) = self.cursor.fetchone()
        self.cursor.execute(f"DROP INDEX {self.name}")

    def __exit__(self, *_):
        self.cursor.execute("SET maintenance_work_mem = '256MB'")
        self.cursor.execute(self.definition)


def _without_triggers(cursor) -> None:
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("SET work_mem = '128MB'")


def _with_triggers(cursor) -> None:
    cursor.execute("RESET work_mem")
    cursor.execute("RESET session_replication_role")
