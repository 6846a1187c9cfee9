"""Answers that are said again: of requests with the same ``Idempotency-Key`` one is done, the others hear of it."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from amedip.core.rules import is_portal, require
from amedip.partners.models import Client, StoredAnswer

KEPT_FOR = datetime.timedelta(hours=24)


class InFlight(Exception):
    """The same key is being worked on at this moment."""


class OtherRequest(Exception):
    """The key was used for another request."""


@dataclass(frozen=True)
class Kept:
    """An answer as it was given."""

    status: int
    headers: dict[str, str]
    body: bytes


def kept_answer(client: Client, key: str, digest: str) -> Kept | None:
    """The answer that this request was given, or None: then it is the caller's to do, and nobody else's meanwhile.

    The caller holds the transaction in which it will do so; with it the claim ends, whatever becomes of the server.
    Raises ``InFlight`` or ``OtherRequest``.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"answer {client.pk} {key}"])
        if not cursor.fetchone()[0]:
            raise InFlight
    since = timezone.now() - KEPT_FOR
    stored = StoredAnswer.objects.filter(client=client, key=key).first()
    if stored is None:
        return None
    if stored.at < since:
        stored.delete()
        return None
    if stored.digest != digest:
        raise OtherRequest
    return Kept(stored.status, stored.headers, bytes(stored.body))


def keep_answer(client: Client, key: str, digest: str, answer: Kept) -> None:
    """Keep the answer with what it tells of, in the same transaction."""
    StoredAnswer.objects.create(
        client=client, key=key, digest=digest, status=answer.status, headers=answer.headers, body=answer.body
    )


def clear_away(*, actor) -> int:
    """Forget answers that are not said again; return how many."""
    require(is_portal(actor))
    return StoredAnswer.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()[0]
