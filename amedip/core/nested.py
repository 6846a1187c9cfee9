"""Small lists that come with their owner in one query, as plain rows."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject

from amedip.core.languages import columns


def array_of(rows: QuerySet, *names: str, texts=(), **renamed) -> ArraySubquery:
    """An annotation: the values of ``rows`` (whose order it keeps) as dictionaries.

    ``names`` are columns kept under their own names, ``texts`` translated fields in all languages, ``renamed`` maps a
    new name to a path or expression. Days come as ISO 8601 strings.
    """
    fields = {name: name for name in [*names, *columns(texts)]} | renamed
    return ArraySubquery(rows.annotate(as_json=JSONObject(**fields)).values("as_json"))
