"""How fast callers may ask: counted by one statement, so that of many at once exactly as many pass as may."""

import math
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from amedip.core.models import Allowance
from amedip.core.rules import is_portal, require

# An allowance begins with the first request and lasts so many seconds.
WINDOW = 60

_TAKE = """
    INSERT INTO core_allowance AS a (who, used, until)
    VALUES (%s, 1, clock_timestamp() + %s * interval '1 second')
    ON CONFLICT (who) DO UPDATE SET
        used = CASE WHEN a.until <= clock_timestamp() THEN 1 ELSE a.used + 1 END,
        until = CASE WHEN a.until <= clock_timestamp() THEN EXCLUDED.until ELSE a.until END
    RETURNING used, extract(epoch FROM until - clock_timestamp())
"""


class Taken(NamedTuple):
    """One request of ``most``, if it ``passes``; ``remaining`` are left until in ``seconds`` all begins anew."""

    most: int
    remaining: int
    seconds: int
    passes: bool


def take(who: str, most: int) -> Taken:
    """Count one more request of ``who``, who may make ``most`` of them; not to be called within a transaction.

    (There the next caller would wait for its end.)
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [who, WINDOW])
        used, rest = cursor.fetchone()
    return Taken(most, max(0, most - used), max(1, math.ceil(rest)), used <= most)


def clear_away(*, actor) -> int:
    """Forget allowances that are over; return how many."""
    require(is_portal(actor))
    return Allowance.objects.filter(until__lt=timezone.now()).delete()[0]
