"""Sending what is due: many messages at once, so that nobody waits for an address that is slow."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from amedip.core.sealing import Unreadable, unseal
from amedip.partners.actions import deliveries
from amedip.partners.actions.webhooks import PURPOSE, switch_off
from amedip.partners.hooks import events, signing
from amedip.partners.hooks.addresses import policy_of_settings
from amedip.partners.hooks.sending import Answer, send
from amedip.partners.models import Delivery, Outcome, Webhook

log = logging.getLogger(__name__)

THREADS = 16
EACH = 4  # at once to one address
ROUND = 8.0  # seconds in which a round takes new work; what it has in hand then it finishes
GUARD, GUARD_SECONDS = "webhooks-round", 40

HEADERS = {"Content-Type": "application/json", "User-Agent": "AMEDIP-Webhooks/1", "Accept": "*/*"}

Sender = Callable[..., Answer]


def deliver_due(*, now: Callable[[], datetime] = timezone.now, sender: Sender = send, seconds: float = ROUND) -> int:
    """Make messages of what is new, and send what is due until nothing is or ``seconds`` are over; how many attempts.

    One round at a time, so that other work finds a free worker; of one that was killed the guard ends by itself, and
    its messages are taken up when their leases end.
    """
    if not Webhook.objects.in_use().exists() or not cache.add(GUARD, 1, GUARD_SECONDS):
        return 0
    try:
        deliveries.follow_changes()
        return _Round(now, sender, time.monotonic() + seconds).run()
    finally:
        cache.delete(GUARD)


class _Round:
    """The threads only talk to the outside; the database is this thread's alone."""

    def __init__(self, now: Callable[[], datetime], sender: Sender, ends: float):
        self._now, self._sender, self._ends = now, sender, ends
        self._policy = policy_of_settings()
        self._flying: dict[Future, Delivery] = {}

    def run(self) -> int:
        attempts = 0
        with ThreadPoolExecutor(THREADS) as pool:
            while True:
                if time.monotonic() < self._ends:
                    self._take(pool)
                if not self._flying:
                    return attempts
                for landed in wait(self._flying, return_when=FIRST_COMPLETED).done:
                    attempts += 1
                    self._note(self._flying.pop(landed), landed.result())

    def _take(self, pool: ThreadPoolExecutor) -> None:
        room = THREADS - len(self._flying)
        if not room:
            return
        now = self._now()
        busy = Counter(delivery.webhook_id for delivery in self._flying.values())
        taken = deliveries.take_due(now, room, each=EACH, busy=busy)
        sealed = deliveries.secrets_in_force({delivery.webhook_id for delivery in taken}, now) if taken else {}
        for delivery in taken:
            future = pool.submit(self._send, delivery, sealed.get(delivery.webhook_id, []), now)
            self._flying[future] = delivery

    def _send(self, delivery: Delivery, sealed: list[str], now: datetime) -> Answer:
        try:
            secrets = _readable(sealed)
            if not secrets:
                return Answer(Outcome.SECRET)
            body = body_of(delivery)
            headers = signing.headers(secrets, delivery.name, int(now.timestamp()), body)
            return self._sender(delivery.webhook.url, body, headers | HEADERS, policy=self._policy)
        except Exception:
            log.exception("Delivery %s could not be sent.", delivery.pk)
            return Answer(Outcome.FAULT)

    def _note(self, delivery: Delivery, answer: Answer) -> None:
        """Write down what came of it; what cannot be written is taken up again when its lease ends."""
        try:
            because = deliveries.note_attempt(delivery, answer, self._now())
            if because:
                switch_off(delivery.webhook, because)
        except Exception:
            log.exception("What came of delivery %s could not be written.", delivery.pk)


def _readable(sealed: Iterable[str]) -> list[str]:
    """Those of the secrets that can be read: one made anew counts while the one before is lost with its key."""
    secrets = []
    for secret in sealed:
        with suppress(Unreadable):
            secrets.append(unseal(secret, PURPOSE))
    return secrets


def body_of(delivery: Delivery) -> bytes:
    about = delivery.reference
    kind, ref = (about.kind, about.ref) if about else ("webhook", str(delivery.webhook_id))
    return events.body_of(delivery.type, delivery.happened_at, kind, ref)
