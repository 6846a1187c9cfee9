"""The feed of public changes in the order of their commits: read on from a place, thinned out when it is old.

A change has its number from the moment of its commit, while every other writer waits (docs/adr/0005): whoever has read
up to a number misses nothing by asking only for what is behind it.
"""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone

from amedip.core.statements import Written

# Behind every change of a number.
_LAST = 2**63 - 1
_PLACE = re.compile(r"(b?)(\d{1,18})(?:\.(\d{1,18}))?", re.ASCII)

_AFTER = Written(
    """
    SELECT c.number, c.id, c.reference_id, r.kind, r.ref, c.what, c.at, r.path, r.example
    FROM core_change c JOIN core_reference r ON r.id = c.reference_id
    WHERE (c.number, c.id) > ($1, $2) AND (r.kind = ANY ($3) OR (c.what <> 'changed' AND r.kind = ANY ($4)))
    ORDER BY c.number, c.id LIMIT $5
    """,
    "bigint", "bigint", "text[]", "text[]", "integer",
)  # fmt: skip

# Each object keeps its first change, which says since when it is public, and its last, which says what it is now.
_THIN = """
    WITH old AS (
        DELETE FROM core_change c WHERE c.at < %s
        AND EXISTS (SELECT FROM core_change WHERE reference_id = c.reference_id AND id > c.id AND number IS NOT NULL)
        AND EXISTS (SELECT FROM core_change WHERE reference_id = c.reference_id AND id < c.id)
        RETURNING number
    ), moved AS (
        UPDATE core_stamp SET horizon = greatest(horizon, (SELECT max(number) FROM old)) WHERE EXISTS (SELECT FROM old)
    )
    SELECT count(*) FROM old
"""


class Lost(Exception):
    """From this place on, not all changes are known: some are no longer kept, or they are another database's."""


@dataclass(frozen=True)
class Place:
    """Behind the change ``key`` of the ``number``, or behind all of that number.

    Who ``begins`` has not met the end yet: what is kept of the past is all that is needed.
    """

    number: int = 0
    key: int = _LAST
    begins: bool = False

    def __str__(self):
        return f"{'b' * self.begins}{self.number}" + (f".{self.key}" if self.key != _LAST else "")

    @classmethod
    def read(cls, text: str) -> "Place":
        """Raises ``ValueError`` for what was never given."""
        found = _PLACE.fullmatch(text)
        place = found and cls(int(found[2]), int(found[3]) if found[3] else _LAST, bool(found[1]))
        if not place or str(place) != text:
            raise ValueError
        return place


BEGINNING = Place(begins=True)


class Told(NamedTuple):
    """One change, with what its reference says today; ``what`` as in ``Change.What``."""

    number: int
    key: int
    reference: int
    kind: str
    ref: str
    what: str
    at: datetime.datetime
    path: str
    example: bool


def after(
    place: Place, stamp: int, *, kinds: Collection[str], turning: Collection[str] = (), limit: int
) -> tuple[list[Told], Place, bool]:
    """At most ``limit`` changes behind ``place``, the place behind them, and whether there are more.

    ``stamp`` was read before. Of the kinds ``turning`` only what came or went is told. Raises ``Lost``.
    """
    if place.number == stamp and place.key == _LAST:
        return [], place, False
    if place.number > stamp:
        raise Lost
    rows = _AFTER.fetch(place.number, place.key, list(kinds), list(turning), limit + 1)
    # Asked last: whatever was let go of before the rows were read, the horizon tells by now.
    if not place.begins and _is_behind(place):
        raise Lost
    told = [Told(*row) for row in rows[:limit]]
    if len(rows) > limit:
        return told, Place(told[-1].number, told[-1].key, place.begins), True
    # Whatever is numbered up to the stamp was there to be seen.
    return told, Place(max([stamp, *(one.number for one in told[-1:])])), False


def _is_behind(place: Place) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(horizon) FROM core_stamp")
        horizon = cursor.fetchone()[0] or 0
    return place.number < horizon or (place.number == horizon and place.key != _LAST)


def thin_out(now: datetime.datetime | None = None) -> int:
    """Let go of changes that later ones of the same object overtook long ago; return how many."""
    before = (now or timezone.now()) - datetime.timedelta(days=settings.CHANGES_KEPT_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(_THIN, [before])
        return cursor.fetchone()[0]
