"""Sending what is due: many messages at once, so that nobody waits for an address that is slow."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
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

THREADS = 16
EACH = 4  # at once to one address
ROUND = 8.0  # seconds in which a round takes new work; what it has in hand then it finishes
GUARD, GUARD_SECONDS = "webhooks-round", 40

PREFIX = "msg_"
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
            secrets = [unseal(secret, PURPOSE) for secret in sealed]
        except Unreadable:
            return Answer(Outcome.SECRET)
        body = body_of(delivery)
        headers = signing.headers(secrets, name_of(delivery), int(now.timestamp()), body)
        return self._sender(delivery.webhook.url, body, headers | HEADERS, policy=self._policy)

    def _note(self, delivery: Delivery, answer: Answer) -> None:
        because = deliveries.note_attempt(delivery, answer, self._now())
        if because:
            switch_off(delivery.webhook, because)


def name_of(delivery: Delivery) -> str:
    """The message's name for its receiver, the same in all attempts."""
    return f"{PREFIX}{delivery.message.hex}"


def body_of(delivery: Delivery) -> bytes:
    about = delivery.reference
    kind, ref = (about.kind, about.ref) if about else ("webhook", str(delivery.webhook_id))
    return events.body_of(delivery.type, delivery.happened_at, kind, ref)
