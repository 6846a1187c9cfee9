"""What pages of lists are cut from: rows behind a place, members of a day, and the address of the next."""

from django.conf import settings
from django.db.models import QuerySet

from amedip.core.api import dated
from amedip.core.api.cursors import Cursor
from amedip.core.api.parameters import Parameters


def beyond(rows: QuerySet, columns: list[str], value, *, down: bool) -> QuerySet:
    """The rows behind the place in the order of the columns, which is turned round if it goes ``down``."""
    *first, last = columns
    if not first:
        return rows.filter(**{f"{last}__{'lt' if down else 'gt'}": value})
    (moved,), (moment, place) = first, value
    # By its first column the index leads to the place.
    rows = rows.filter(**{f"{moved}__{'lte' if down else 'gte'}": moment})
    return rows.exclude(**{moved: moment, f"{last}__{'gte' if down else 'lte'}": place})


def past_page(collection, asked: Parameters, request) -> dict:
    """One page of the members as they stood at the end of a day, in the order of their references; read forwards."""
    given = {name: list(filter(None, request.GET.getlist(name))) for name in collection.filters}
    behind = asked.cursor.value if asked.cursor else ""
    page, last = dated.of_day(collection, asked, dated.Excerpt(given, behind, size=asked.page_size))
    return {"next": address(request, Cursor(last)) if last else None, "previous": None, "results": page}


def only(item: dict, keep: set[str]) -> dict:
    """The item with these fields, and with what it says of their languages."""
    kept = {name: value for name, value in item.items() if name in keep}
    for mark in ("language", "direction"):
        fell = {name: value for name, value in item.get(mark, {}).items() if name in keep}
        if fell and mark not in keep:
            kept[mark] = fell
    return kept


def address(request, cursor) -> str:
    """The full address of the same list at another place."""
    query = request.GET.copy()
    query["cursor"] = str(cursor)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
