"""``?translations=full``: how each text of an answer stands in each language, read from the ledger in one query."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model

from amedip.core import languages
from amedip.core.models import Standing

Row = tuple[str, str, Any, Any]  # state, source language, when it changed, since when it is outdated

_READ = """
    SELECT kind, key, s.field, s.language, s.state, s.source_language, s.at, s.outdated_at
    FROM unnest(%s::int[], %s::bigint[]) AS wanted (kind, key)
    JOIN core_textstate s ON s.content_type_id = kind AND s.object_id = key
"""


class Text(NamedTuple):
    """The text ``item[name]`` of an answer: that of ``field`` of the row ``key`` of ``model``; no row, no key."""

    item: dict
    name: str
    model: type[Model]
    key: int | None
    field: str


def tell(texts: Iterable[Text]) -> None:
    """Put each text's state, source, change and age beside it, by language; one query however many texts there are."""
    texts = list(texts)
    kinds = {
        model: kind.pk for model, kind in ContentType.objects.get_for_models(*{text.model for text in texts}).items()
    }
    found = _states({(kinds[text.model], text.key) for text in texts if text.key is not None})
    for item, name, model, key, field in texts:
        item[name] = {
            code: _standing(item[name][code], found.get((kinds[model], key, field, code))) for code in languages.CODES
        }


def _states(owners: set[tuple[int, int]]) -> dict[tuple[int, int, str, str], Row]:
    if not owners:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_READ, [[kind for kind, _key in owners], [key for _kind, key in owners]])
        return {(kind, key, field, code): row for kind, key, field, code, *row in cursor.fetchall()}


def _standing(text: str | None, row: Row | None) -> dict:
    # A text that is not told has no standing either: what comes of an exchange is a secret until it is published.
    missing, draft = (Standing.MISSING, "", None, None), (Standing.DRAFT, "", None, None)
    state, source, changed, outdated = missing if text is None else row or draft
    return {
        "text": text,
        "state": str(state),
        "source": source or None,
        "changed": changed,
        "outdated_since": outdated,
    }
