"""The public version stamp: one number that moves with every public change (docs/adr/0005)."""

import datetime

from django.db import connection
from django.utils import timezone

from amedip.core.models import Change
from amedip.core.updates import insert_values


def current() -> int:
    """The stamp of this moment; read it *before* the data, so that a page is never newer than its stamp says."""
    return moment()[0]


def moment() -> tuple[int, datetime.datetime | None]:
    """The stamp and when it last moved; ``(0, None)`` before anything was published."""
    with connection.cursor() as cursor:
        # By hand: every public request begins with this read, and the query builder costs eight times the query.
        cursor.execute("SELECT number, at FROM core_stamp WHERE id = 1")
        return cursor.fetchone() or (0, None)


def announce(references, what: Change.What = Change.What.CHANGED) -> None:
    """Note what became of each reference in public; the stamp moves when the transaction commits."""
    now, gone = timezone.now(), what in Change.GONE  # until the commit, which says when others can see it
    columns = ("reference_id", "gone", "what", "at")
    insert_values(Change, columns, [(reference.pk, gone, what, now) for reference in references])
