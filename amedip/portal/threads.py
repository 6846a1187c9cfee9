"""The thread between records: what is linked to each of them, in one query however many they are."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from amedip.core.languages import columns
from amedip.portal.models import TypedLink

Kind = TypedLink.Kind


def open_links() -> QuerySet:
    """The links of which anyone may read both ends."""
    return TypedLink.objects.filter(source__public=True, target__public=True)


def threads_of(references: Iterable[int]) -> dict[int, list[dict]]:
    """By reference (its key), the groups of public records it is linked to: each a ``label`` and its ``rows``.

    A row has ``kind``, ``ref``, ``path`` and ``title_…`` of the record at the other end.
    """
    wanted = list(dict.fromkeys(references))
    ends = {
        f"{end}_{name}": F(f"{end}__{name}")
        for end in ("source", "target")
        for name in ("kind", "ref", "path", "public", *columns(["title"]))
    }
    rows = TypedLink.objects.filter(Q(source__in=wanted) | Q(target__in=wanted)).order_by("kind", "pk")
    groups: dict[int, dict[str, list[dict]]] = {}
    for row in rows.values("source", "target", link=F("kind"), **ends):
        for here, there in (("source", "target"), ("target", "source")):
            if row[here] in wanted and row[f"{there}_public"]:
                label = Kind(row["link"]).label if here == "source" else TypedLink.BACKWARDS[Kind(row["link"])]
                groups.setdefault(row[here], {}).setdefault(str(label), []).append(_end(row, there))
    return {
        reference: [{"label": label, "rows": rows} for label, rows in groups.get(reference, {}).items()]
        for reference in wanted
    }


def _end(row: dict, end: str) -> dict:
    return {name: row[f"{end}_{name}"] for name in ("kind", "ref", "path", *columns(["title"]))}
