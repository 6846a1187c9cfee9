"""One row for each deed, in the same transaction as what it wrote."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import transaction

from amedip.core.models import Deed


@contextmanager
def deed(action: str, *, actor, about=None, why: str = "") -> Iterator[Deed]:
    """A transaction whose writes are all recorded as this deed.

    ``action`` is ``noun.verb``; ``actor`` a user, or None for the portal itself; ``about`` the ``Reference`` concerned.
    """
    with transaction.atomic():
        row = Deed.objects.create(action=action, actor=actor, reference=about, why=why)
        with pghistory.context(deed=row.pk):
            yield row
