from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from amedip.core import jobs
from amedip.core.models import Job
from amedip.partners.actions import deliveries, webhooks
from amedip.partners.delivering import deliver_due
from amedip.partners.models import Attempt, Delivery, Webhook
from amedip.partners.tasks import forget_deliveries
from tests.factories import UserFactory
from tests.partners.hooks.receiver import receiving
from tests.partners.hooks.telling import publish, registered, verified

pytestmark = pytest.mark.django_db


def test_change_when_switched_on_again_or_moved_then_what_waits_begins_anew(settings):
    with receiving(lambda _: (500, {}, b"")) as receiver:
        webhook = registered(receiver, settings, events=["priority.published"]).webhook
        publish(2)
        deliver_due()
        waits, fails = Delivery.objects.all()
        Delivery.objects.filter(pk=fails.pk).update(tries=len(deliveries.DELAYS), due_at=timezone.now())
        deliver_due()
        webhook.refresh_from_db()
        assert not webhook.active

        webhook = webhooks.change_webhook(webhook, actor=None, active=True)
        deliver_due()
        assert Delivery.objects.get(pk=waits.pk).tries == 1

        receiver.says = lambda _: (204, {}, b"")
        webhooks.change_webhook(webhook, actor=None, url=f"{webhook.url}/new")
        deliver_due()

    assert receiver.came[-1].path == "/hooks/new"
    assert Delivery.objects.get(pk=waits.pk).state == Delivery.State.DELIVERED


def test_change_when_the_address_leads_inside_then_refused_and_nothing_is_written(settings):
    with receiving() as receiver:
        webhook = registered(receiver, settings).webhook
    webhook.name, webhook.url = "Other", "http://10.0.0.1/"

    with pytest.raises(ValidationError):
        webhooks.change_webhook(webhook, actor=None, name=webhook.name, url=webhook.url)

    assert Webhook.objects.get().url.startswith("http://localhost:")


def test_rotate_when_it_is_done_again_and_again_then_the_first_secret_stays_until_there_are_many(settings):
    with receiving() as receiver:
        first = registered(receiver, settings, events=["priority.published"])
        later = [webhooks.rotate_secret(first.webhook, actor=None).secret for _ in range(webhooks.MOST_SECRETS - 1)]
        publish()
        deliver_due()
        verified(receiver.came, first.secret, *later)

        webhooks.rotate_secret(first.webhook, actor=None)
        publish()
        deliver_due()

    verified(receiver.came[1:], *later)
    assert len(receiver.came[1].headers["webhook-signature"].split()) == webhooks.MOST_SECRETS


def test_rotate_when_the_old_secret_is_in_force_still_then_both_verify_and_later_one(settings):
    with receiving() as receiver:
        first = registered(receiver, settings, events=["priority.published"])
        second = webhooks.rotate_secret(first.webhook, actor=None)
        publish()
        deliver_due()
        verified(receiver.came, first.secret, second.secret)

        third = webhooks.rotate_secret(first.webhook, actor=None)
        first.webhook.secrets.exclude(ends_at=None).update(ends_at=timezone.now())
        publish()
        deliver_due()
        verified(receiver.came[1:], third.secret)

    assert len(receiver.came[0].headers["webhook-signature"].split()) == 2
    assert len(receiver.came[1].headers["webhook-signature"].split()) == 1
    deliveries.forget_deliveries(actor=None)
    assert first.webhook.secrets.count() == 1
    assert not [row.sealed for row in first.webhook.secrets.all() if third.secret in row.sealed]


def test_replay_when_one_or_a_span_is_sent_again_then_under_the_same_names_and_with_what_was_missed(settings):
    with receiving() as receiver:
        webhook = registered(receiver, settings, events=["priority.published"]).webhook
        began = timezone.now()
        publish(2)
        deliver_due()
        webhooks.replay_delivery(Delivery.objects.first(), actor=None)
        deliver_due()
        assert sorted(Counter(one.headers["webhook-id"] for one in receiver.came).values()) == [1, 2]

        webhook = webhooks.change_webhook(webhook, actor=None, active=False)
        with pytest.raises(ValidationError):
            webhooks.replay_span(webhook, began, timezone.now(), actor=None)
        publish()
        deliver_due()
        webhook = webhooks.change_webhook(webhook, actor=None, active=True)
        deliver_due()
        assert len(receiver.came) == 3

        assert webhooks.replay_span(webhook, began, timezone.now(), actor=None) == 3
        deliver_due()

    assert sorted(Counter(one.headers["webhook-id"] for one in receiver.came).values()) == [1, 2, 3]
    assert webhooks.replay_span(webhook, began - timedelta(days=1), began, actor=None) == 0


@pytest.mark.parametrize(
    ("url", "events"),
    [
        ("http://127.0.0.1/", []),
        ("https://localhost/", []),
        ("https://8.8.8.8:8443/", []),
        ("https://8.8.8.8/", ["priority.exploded"]),
    ],
)
def test_register_when_address_or_event_cannot_be_then_nothing_is_written(url, events):
    with pytest.raises(ValidationError):
        webhooks.register_webhook("Mirror", url, actor=None, events=events)

    assert not Webhook.objects.exists()


def test_register_when_somebody_may_not_then_refused():
    with pytest.raises(PermissionDenied):
        webhooks.register_webhook("Mirror", "https://8.8.8.8/", actor=UserFactory(is_staff=True))


def test_forget_deliveries_when_it_was_over_long_ago_then_forgotten(settings):
    with receiving() as receiver:
        registered(receiver, settings, events=["priority.published"])
        publish(2)
        deliver_due()
    Delivery.objects.filter(pk=Delivery.objects.first().pk).update(ended_at=timezone.now() - timedelta(days=91))

    assert deliveries.forget_deliveries(actor=None) == 1
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("leave", ["forget", "remove"])
def test_log_when_it_is_longer_than_a_batch_then_it_goes_whole_and_others_stay(leave):
    mine, other = (Webhook.objects.create(name=name, url="https://8.8.8.8/") for name in ("Mine", "Other"))
    long_ago = timezone.now() - timedelta(days=91)
    over = {"type": "webhook.ping", "state": Delivery.State.FAILED, "ended_at": long_ago}
    times = dict.fromkeys(("happened_at", "due_at", "began_at"), long_ago)
    count = deliveries.BATCH + 1
    logged = Delivery.objects.bulk_create(Delivery(webhook=mine, **over, **times) for _n in range(count))
    Attempt.objects.bulk_create(Attempt(delivery=one, at=long_ago, outcome="timeout") for one in logged)
    Delivery.objects.create(webhook=other, **over | {"ended_at": timezone.now()}, **times)

    if leave == "forget":
        assert deliveries.forget_deliveries(actor=None) == count
    else:
        webhooks.remove_webhook(mine, actor=None)

    assert Delivery.objects.get().webhook == other
    assert not Attempt.objects.exists()


def test_forget_deliveries_when_jobs_were_over_long_ago_then_they_go_too():
    old, new = (jobs.enqueue(webhooks.DELIVER, {}, actor=None) for _n in range(2))
    other = jobs.enqueue("search.rebuild", {}, actor=None)
    over = {"state": Job.State.DONE, "finished_at": timezone.now() - timedelta(days=91)}
    Job.objects.filter(pk__in=[old.pk, other.pk]).update(**over)

    forget_deliveries()

    assert set(Job.objects.values_list("pk", flat=True)) == {new.pk, other.pk}


def test_ping_when_one_is_on_its_way_then_no_second_one(settings):
    with receiving() as receiver:
        webhook = registered(receiver, settings).webhook
    webhooks.ping_webhook(webhook, actor=None)

    with pytest.raises(ValidationError):
        webhooks.ping_webhook(webhook, actor=None)
