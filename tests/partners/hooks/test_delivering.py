import json
import threading
from collections import Counter
from datetime import timedelta
from functools import partial
from random import Random

import pytest
from django.conf import settings as site
from django.utils import timezone

from amedip.core.models import Change, Deed, Job, Reference
from amedip.core.records import delete_record, write_record
from amedip.partners import tasks
from amedip.partners.actions import create_client, deliveries, webhooks
from amedip.partners.delivering import deliver_due
from amedip.partners.hooks import events
from amedip.partners.hooks.sending import Answer, Limits, send
from amedip.partners.models import Attempt, Client, Delivery, Outcome, Webhook
from registry.models import Priority
from tests.calling import commit_triggers
from tests.factories import PracticeFactory, PriorityFactory, UserFactory
from tests.partners.hooks.receiver import listening, receiving
from tests.partners.hooks.telling import deliver_all, pass_time, publish, registered, verified

pytestmark = pytest.mark.django_db
Status = Priority.Status


def test_events_when_listed_then_every_kind_of_the_api_is_there_with_each_deed():
    types = events.event_types()

    assert {"priority.published", "exchange.changed", "edition.published", "state.withdrawn", "state.deleted"} <= types
    assert {name.rpartition(".")[2] for name in types} == set(Change.What.values)
    assert not {kind for kind in events.kinds_in(types) if kind in ("pilot-report", "exchange-answer")}


def test_deliver_when_something_comes_and_goes_then_it_is_told_each_once(settings):
    with receiving() as receiver:
        made = registered(receiver, settings)
        priority = PriorityFactory()
        write_record(priority, actor=None, texts={"fr": {"title": "Deux fois"}})  # with the publication: told once
        commit_triggers()
        PracticeFactory(example=True)
        write_record(priority, actor=None, texts={"fr": {"title": "Titre"}})
        commit_triggers()
        write_record(priority, actor=None, columns={"status": Status.WITHDRAWN})
        commit_triggers()
        write_record(priority, actor=None, columns={"status": Status.PUBLISHED})
        commit_triggers()
        delete_record(priority, actor=None)
        commit_triggers()

        tasks.deliver_webhooks()
        tasks.deliver_webhooks()

        told = [one for one in verified(receiver.came, made.secret) if one["type"].startswith("priority.")]
    assert Counter(one["type"] for one in told) == Counter(
        ["priority.published"] * 2 + ["priority.changed", "priority.withdrawn", "priority.deleted"]
    )
    assert told[0]["data"] == {
        "kind": "priority",
        "ref": priority.ref,
        "url": f"{site.SITE_URL}/api/v1/priorities/{priority.ref}/",
    }
    assert not [one for one in receiver.came if json.loads(one.body)["data"]["kind"] == "practice"]
    assert set(told[0]) == {"type", "timestamp", "data"}


def test_deliver_when_only_some_events_are_wanted_then_only_these_come(settings):
    with receiving() as receiver:
        registered(receiver, settings, events=["practice.published"])
        publish(2)
        PracticeFactory()
        commit_triggers()

        deliver_due()

        assert [json.loads(one.body)["type"] for one in receiver.came] == ["practice.published"]


def test_deliver_when_three_in_ten_fail_then_each_arrives_at_least_once(settings):
    draw = Random(7)

    def says(came):
        return (204 if draw.random() > 0.3 else draw.choice([302, 429, 500, 503]), {}, b"")

    with receiving(says) as receiver:
        made = registered(receiver, settings, events=["priority.published"])
        published = publish(50)
        deliver_all()

        told = verified(receiver.came, made.secret)
    assert {one["data"]["ref"] for one in told} == {priority.ref for priority in published}
    names = Counter(one.headers["webhook-id"] for one in receiver.came)
    assert names == Counter(attempt.delivery.name for attempt in Attempt.objects.select_related("delivery"))
    assert len(names) == 50
    assert Delivery.objects.filter(state=Delivery.State.DELIVERED).count() == 50


class Clock:
    """A time that goes on when it is told to."""

    def __init__(self):
        self.now = timezone.now()

    def __call__(self):
        return self.now


def failing_for_days(webhook: Webhook, clock: Clock) -> timedelta:
    """Let attempt follow attempt as they are due until nothing is; how long that took."""
    began = Delivery.objects.filter(webhook=webhook).first().began_at
    while next_one := Delivery.objects.filter(webhook=webhook, webhook__active=True, state="waiting").first():
        clock.now = max(clock.now, next_one.due_at)
        deliver_due(now=clock)
    return clock.now - began


def test_deliver_when_nothing_arrives_for_three_days_then_it_is_switched_off_and_people_are_told(settings):
    staff = UserFactory(is_staff=True, is_superuser=True, language="fr")
    clock = Clock()
    with receiving(lambda _: (500, {}, b"no")) as receiver:
        webhook = registered(receiver, settings, events=["priority.published"]).webhook
        Webhook.objects.update(created_by=staff)
        publish()
        deliver_due(now=clock)
        took = failing_for_days(webhook, clock)

    webhook.refresh_from_db()
    assert took == timedelta(days=3)
    assert len(receiver.came) == Attempt.objects.count() == 11
    assert (webhook.active, webhook.off_because) == (False, Webhook.Off.FAILING)
    mail = Job.objects.get(kind="mail")
    assert (mail.payload["to"], mail.language) == (staff.email, "fr")
    assert Deed.objects.filter(action="webhook.switch-off", actor=None).count() == 1


def test_deliver_when_one_message_alone_is_not_taken_then_it_is_given_up_and_the_others_go_on(settings):
    clock = Clock()
    with receiving(lambda came: (500 if came.body == refused else 204, {}, b"")) as receiver:
        webhook = registered(receiver, settings, events=["priority.published"]).webhook
        publish()
        deliveries.follow_changes()
        refused = b""
        refused = bytes(tasks.delivering.body_of(Delivery.objects.get()))
        deliver_due(now=clock)
        publish()
        deliver_due(now=clock)
        failing_for_days(webhook, clock)

    webhook.refresh_from_db()
    assert webhook.active
    assert Counter(Delivery.objects.values_list("state", flat=True)) == Counter(["failed", "delivered"])


def test_deliver_when_the_address_wants_no_more_then_it_is_switched_off_at_once(settings):
    with receiving(lambda _: (410, {}, b"")) as receiver:
        webhook = registered(receiver, settings).webhook
        publish(3)
        deliver_due()

    webhook.refresh_from_db()
    assert (webhook.active, webhook.off_because) == (False, Webhook.Off.GONE)
    assert Deed.objects.filter(action="webhook.switch-off").count() == 1
    assert Job.objects.filter(kind="mail").count() == 1


def test_deliver_when_one_address_is_slow_then_the_others_do_not_wait(settings):
    free = threading.Event()

    def waits(came):
        free.wait(5)
        return 204, {}, b""

    with receiving(waits) as slow, receiving() as quick:
        lazy = registered(slow, settings, events=["priority.published"]).webhook
        registered(quick, settings, events=["priority.published"])
        publish(12)

        deliver_due(sender=partial(send, limits=Limits(total=0.4)))
        free.set()

        lazy.refresh_from_db()
        assert len(quick.came) == 12
        assert lazy.rests_until > timezone.now()
        # After those that were on their way at once the address is left in peace.
        assert set(Attempt.objects.filter(delivery__webhook=lazy).values_list("outcome", flat=True)) == {"timeout"}
        assert Attempt.objects.filter(delivery__webhook=lazy).count() <= 8


def test_take_due_when_an_address_lingers_then_the_others_come_first(settings):
    with receiving() as receiver:
        lazy = registered(receiver, settings, events=["priority.published"]).webhook
        quick = registered(receiver, settings, events=["priority.published"]).webhook
        publish(4)
        deliveries.follow_changes()
        (one,) = deliveries.take_due(timezone.now(), 1, each=4, busy={})
        assert one.webhook_id == lazy.pk  # the older one

        deliveries.note_attempt(one, Answer(Outcome.DELIVERED, 204, milliseconds=9_000), timezone.now())
        taken = deliveries.take_due(timezone.now(), 5, each=4, busy={})
        assert Counter(each.webhook_id for each in taken) == {quick.pk: 4, lazy.pk: 1}

        (late,) = (each for each in taken if each.webhook_id == lazy.pk)
        deliveries.note_attempt(late, Answer(Outcome.DELIVERED, 204, milliseconds=9), timezone.now())
        lazy.refresh_from_db()
        assert lazy.slow == 0


def test_deliver_when_the_secret_is_lost_with_its_key_then_a_new_one_signs_at_once(settings):
    with receiving() as receiver:
        webhook = registered(receiver, settings, events=["priority.published"]).webhook
        webhook.secrets.update(sealed="encrypted with a key that is gone")
        publish()
        deliver_due()
        assert (receiver.came, Attempt.objects.get().outcome) == ([], Outcome.SECRET)

        made = webhooks.rotate_secret(webhook, actor=None)
        pass_time()
        deliver_due()

        assert len(verified(receiver.came, made.secret)) == 1


def test_deliver_when_one_message_meets_a_fault_of_ours_then_the_others_go_out(settings):
    with receiving() as receiver:
        registered(receiver, settings, events=["priority.published"])
        faulty, *_others = publish(3)

        def sender(url, body, headers, **more):
            if faulty.ref in body.decode():
                raise RuntimeError("can't start new thread")
            return send(url, body, headers, **more)

        assert deliver_due(sender=sender) == 3

    outcomes = Counter(Attempt.objects.values_list("outcome", flat=True))
    assert outcomes == {Outcome.DELIVERED: 2, Outcome.FAULT: 1}
    assert Delivery.objects.get(state=Delivery.State.WAITING).due_at > timezone.now()


def test_deliver_when_the_api_has_the_kind_no_more_then_the_message_names_no_address(settings):
    with receiving() as receiver:
        registered(receiver, settings, events=["priority.published"])
        publish()
        deliveries.follow_changes()
        Delivery.objects.update(reference=Reference.objects.create(kind="former", ref="F-1"))
        deliver_due()

    assert json.loads(receiver.came[0].body)["data"] == {"kind": "former", "ref": "F-1", "url": None}


def test_deliver_when_a_worker_was_killed_then_another_takes_over_when_the_lease_ends(settings):
    with receiving() as receiver:
        registered(receiver, settings, events=["priority.published"])
        publish()
        deliveries.follow_changes()
        (taken,) = deliveries.take_due(timezone.now(), 5, each=4, busy={})
        pass_time()

        assert deliver_due() == 0
        assert deliver_due(now=lambda: timezone.now() + timedelta(minutes=2)) == 1
        assert receiver.came[0].headers["webhook-id"] == taken.name


def test_deliver_when_the_address_leads_inside_meanwhile_then_nobody_knocks_and_the_log_says_so(settings):
    with listening() as (port, knocked):
        settings.WEBHOOK_INSIDE = [f"localhost:{port}"]
        webhooks.register_webhook("Mirror", f"http://localhost:{port}/", actor=None, events=["priority.published"])
        settings.WEBHOOK_INSIDE, settings.WEBHOOK_PORTS = [], [port]
        publish()

        deliver_due()

        assert Attempt.objects.get().outcome == Outcome.REFUSED
        assert not knocked()


def test_deliver_when_the_client_is_switched_off_then_its_webhooks_rest_and_miss_nothing(settings):
    client = create_client("Ministry", actor=None, contact="systems@example.org")
    with receiving() as receiver:
        registered(receiver, settings, events=["priority.published"], client=client)
        Client.objects.update(active=False)
        publish()
        deliver_due()
        assert receiver.came == []

        Client.objects.update(active=True)
        deliver_due()
        assert len(receiver.came) == 1
