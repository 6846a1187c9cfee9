"""Writing the index: one entry per public object and language, in the transaction that changed the object."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q

from amedip.core import languages, markup
from amedip.core.models import Record, SearchEntry
from amedip.core.search.folding import fold
from amedip.core.search.stems import key_of

_BATCH = 200
# What a title's key can hold; longer titles are nobody's name for a thing.
_LONGEST_KEY = 120
# PostgreSQL holds a vector of at most a megabyte: of a longer text only the beginning is read.
_LONGEST_TEXT = 400_000

# What an entry says, all but its vectors.
_SAID = (
    "reference_id", "language", "kind", "state", "themes", "year", "within_id", "title", "body", "key",
)  # fmt: skip
# Title before body; the vectors are made in one statement however many objects there are.
_UPSERT = """
    INSERT INTO core_searchentry AS entry
        (reference_id, language, kind, state, themes, year, within_id, title, body, key, names, vector)
    SELECT reference, language, kind, state, string_to_array(themes, ' '), year, within, title, body, key,
           setweight(to_tsvector(configuration::regconfig, folded_title), 'A') || to_tsvector('simple', folded_title),
           setweight(to_tsvector(configuration::regconfig, folded_title), 'A')
           || setweight(to_tsvector(configuration::regconfig, folded_body), 'C')
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::bigint[], %s::text[],
                %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
         AS new(reference, language, kind, state, themes, year, within, title,
                body, key, configuration, folded_title, folded_body)
    ON CONFLICT (reference_id, language) DO UPDATE SET
        kind = excluded.kind, state = excluded.state, themes = excluded.themes, year = excluded.year,
        within_id = excluded.within_id, title = excluded.title, body = excluded.body, key = excluded.key,
        names = excluded.names, vector = excluded.vector
"""


def read(model: type[Record], keys: Iterable[int]) -> list[Record]:
    """The records with these keys, in their order, with the relations of which their entries are made."""
    rows = model._default_manager.filter(pk__in=keys).order_by("pk")
    if hasattr(rows, "for_listing"):
        return list(rows.for_listing())
    return list(rows.select_related(*(column.name for column in model._meta.concrete_fields if column.is_relation)))


def ready(records: Sequence[Record]) -> Sequence[Record]:
    """The records, of one kind, with what their entries are made of: read anew, unless the kind does without."""
    model = type(records[0])
    return records if model.READS_FACETS else read(model, [record.pk for record in records])


def index_records(records: Sequence[Record], *, anew: bool = False) -> None:
    """Bring the entries of the given public records in line with their texts; languages without a text lose theirs.

    An entry that says what it said is left alone, for its vectors cost more than all the rest; unless ``anew``.
    """
    entries = {row[:2]: row for row in _entries_of(records)}
    stored = SearchEntry.objects.filter(reference_id__in=[record.reference_id for record in records])
    stale = []
    for key, *row in stored.values_list("pk", *(_SAID[:2] if anew else _SAID)):
        entry = entries.get((row[0], row[1]))
        if entry is None:
            stale.append(key)
        elif entry == tuple(row):
            del entries[entry[:2]]
    if stale:
        SearchEntry.objects.filter(pk__in=stale).delete()
    if entries:
        refs = {record.reference_id: fold(record.reference.ref) for record in records}
        rows = [_row_of(entry, refs) for entry in entries.values()]
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, [list(column) for column in zip(*rows, strict=True)])


def _entries_of(records: Sequence[Record]) -> Iterator[tuple]:
    by_model: dict[type[Record], list[Record]] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record)
    for model, many in by_model.items():
        for record, facets in zip(many, model.facets_of_all(many), strict=True):
            yield from _entries_of_one(record, facets)


def _entries_of_one(record: Record, facets: dict) -> Iterator[tuple]:
    """The record's entries, one for each language in which it has a text: the columns ``_SAID``."""
    names, more = record.names(), record.more_in_search()
    for code in languages.CODES:
        title = names.get(code) or ""
        texts = [getattr(record, f"{field}_{code}") for field in record.SEARCHED]
        # Without the marks of emphasis and links: an excerpt would show them, and cut them in two.
        body = markup.without_marks("\n".join(filter(None, [*texts, more.get(code)]))[:_LONGEST_TEXT])
        if not (title or body):
            continue
        key = key_of(title, code) if record.TITLES_ARE_TERMS and len(title) <= _LONGEST_KEY else ""
        yield (
            record.reference_id, code, record.KIND, facets["state"], facets["themes"], facets.get("year"),
            facets.get("within"), title, body, key,
        )  # fmt: skip


def _row_of(entry: tuple, refs: Mapping[int, str]) -> tuple:
    """The entry as ``_UPSERT`` takes it."""
    reference, code, kind, state, themes, year, within, title, body, key = entry
    # The reference is what people paste into the box: it finds its object in every language.
    return (
        reference, code, kind, state, " ".join(themes), year, within, title, body, key,
        languages.SEARCH_CONFIGURATIONS[code], f"{fold(title)} {refs[reference]}", fold(body),
    )  # fmt: skip


def forget_references(reference_ids) -> None:
    """Take objects that are no longer public out of the index."""
    SearchEntry.objects.filter(reference_id__in=list(reference_ids)).delete()


def rebuild(report: Callable[[int, int], None]) -> int:
    """Make the whole index anew, batch by batch, and return the number of records; ``report(done, total)`` after each.

    Idempotent, and harmless while people work: each batch is locked against writers for the moment it takes.
    """
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    total = sum(model._base_manager.count() for model in models)
    done = 0
    for model in models:
        last = 0
        while records := _rebuild_batch(model, last):
            last = records[-1].pk
            done = min(done + len(records), total)
            report(done, total)
    orphans = SearchEntry.objects.filter(Q(reference__public=False) | Q(reference__gone_at__isnull=False))
    orphans.delete()
    return done


@transaction.atomic
def _rebuild_batch(model, after: int) -> list[Record]:
    locked = model._base_manager.select_for_update(of=("self",)).filter(pk__gt=after).order_by("pk")
    keys = list(locked.values_list("pk", flat=True)[:_BATCH])
    records = read(model, keys)
    index_records([record for record in records if record.is_public()], anew=True)
    forget_references([record.reference_id for record in records if not record.is_public()])
    return records
