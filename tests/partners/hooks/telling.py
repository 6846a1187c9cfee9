"""Webhooks for tests: registered, told of what is published, and what came of it."""

import datetime
import json
from collections.abc import Iterable

from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Verifier

from amedip.partners.actions import webhooks
from amedip.partners.actions.webhooks import Registered
from amedip.partners.delivering import deliver_due
from amedip.partners.models import Delivery
from tests.calling import commit_triggers
from tests.factories import PriorityFactory
from tests.partners.hooks.receiver import Came, Receiver

PAST = datetime.timedelta(days=4)


def registered(receiver: Receiver, settings, **more) -> Registered:
    """A webhook at the receiver, which lies inside and is named in the settings."""
    settings.WEBHOOK_INSIDE = [*settings.WEBHOOK_INSIDE, f"localhost:{receiver.port}"]
    url = f"http://localhost:{receiver.port}/hooks"
    return webhooks.register_webhook("Mirror", url, actor=None, **more)


def publish(count: int = 1, **values) -> list:
    """So many priorities, each published in a transaction of its own."""
    made = []
    for _ in range(count):
        made.append(PriorityFactory(**values))
        commit_triggers()
    return made


def pass_time() -> None:
    """What waits for another attempt is due: the signatures' own time goes on as it is."""
    now = timezone.now()
    Delivery.objects.filter(state=Delivery.State.WAITING).update(due_at=now)


def deliver_all(rounds: int = 40) -> None:
    """Rounds until nothing waits any more."""
    for _ in range(rounds):
        deliver_due(seconds=60)
        if not Delivery.objects.filter(state=Delivery.State.WAITING, webhook__active=True).exists():
            return
        pass_time()
    raise AssertionError("something waits still")


def verified(came: Iterable[Came], *secrets: str) -> list[dict]:
    """The messages, each of which verifies with each of the secrets."""
    for one in came:
        for secret in secrets:
            Verifier(secret).verify(one.body, {name.lower(): value for name, value in one.headers.items()})
    return [json.loads(one.body) for one in came]
