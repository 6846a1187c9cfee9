"""A thousand messages to ten addresses of which three in ten answers are failures: each arrives at least once."""

import json
import random
import threading
from collections import Counter

import pytest

from amedip.partners import tasks
from amedip.partners.actions import register_webhook
from amedip.partners.models import Attempt, Delivery
from tests.partners.hooks.receiver import receiving
from tests.partners.hooks.telling import pass_time, publish, verified

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

ADDRESSES, RECORDS, FAILING = 10, 100, 0.3


def test_webhooks_when_three_in_ten_fail_then_each_message_arrives_at_least_once_and_verifies(settings):
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    draw, turn = random.Random(seed), threading.Lock()

    def says(came):
        with turn:
            return (204 if draw.random() > FAILING else draw.choice([302, 404, 429, 500, 503])), {}, b"later"

    with receiving(says) as receiver:
        settings.WEBHOOK_INSIDE = [f"localhost:{receiver.port}"]
        secrets = {}
        for number in range(ADDRESSES):
            url = f"http://localhost:{receiver.port}/{number}"
            made = register_webhook(str(number), url, actor=None, events=["priority.published"])
            secrets[f"/{number}"] = made.secret
        published = {priority.ref for priority in publish(RECORDS)}
        for _ in range(200):
            tasks.deliver_webhooks()
            if not Delivery.objects.filter(state=Delivery.State.WAITING).exists():
                break
            pass_time()

    for path, secret in secrets.items():
        came = [one for one in receiver.came if one.path == path]
        assert {one["data"]["ref"] for one in verified(came, secret)} == published
    assert Counter(Delivery.objects.values_list("state", flat=True)) == {"delivered": ADDRESSES * RECORDS}
    # The log knows of every attempt, and of no other; each message kept its name.
    noted = Counter(attempt.delivery.name for attempt in Attempt.objects.select_related("delivery"))
    assert Counter(one.headers["webhook-id"] for one in receiver.came) == noted
    bodies = {one.headers["webhook-id"]: json.loads(one.body)["data"]["ref"] for one in receiver.came}
    assert len(bodies) == ADDRESSES * RECORDS
