"""Following under fire: many hands at once, and still one row, one subscription, one mail."""

import pytest
from django.utils import timezone

from amedip.core import stamp
from amedip.core.models import Job
from amedip.portal.following import actions, links, telling
from amedip.portal.following.choice import Choice
from amedip.portal.following.links import Wish
from amedip.portal.models import Subscription
from tests.factories import DocumentFactory
from tests.soak.test_kernel_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)

WISH = Wish(Choice(), "at-once", "en")


def test_ask_when_fifty_give_one_address_at_once_then_one_row():
    at_once(lambda _number: actions.ask_to_follow("Reader@example.org", WISH), hands=50)

    assert Subscription.objects.count() == 1
    assert Job.objects.filter(kind=actions.ASK).count() == 50  # whom to spare says the limit at the door


def test_confirm_when_the_link_is_opened_in_many_places_at_once_then_one_subscription():
    actions.ask_to_follow("reader@example.org", WISH)
    token = links.confirm_link(Subscription.objects.get(), WISH).rstrip("/").rpartition("/")[2]

    confirmed = at_once(lambda _number: actions.confirm_subscription(token))

    assert {one.confirmed_at for one in confirmed} == {Subscription.objects.get().confirmed_at}


def test_tell_when_many_workers_tell_at_once_then_each_follower_hears_once():
    now = timezone.now()
    for number in range(20):
        Subscription.objects.create(
            email=f"{number}@example.org", pace="at-once", asked_at=now, confirmed_at=now, told=stamp.current(),
            told_at=now,
        )  # fmt: skip
    DocumentFactory()

    told = at_once(lambda _number: telling.tell_at_once())

    assert sum(told) == 20
    keys = Job.objects.filter(kind=actions.TELL).values_list("key", flat=True)
    assert len(set(keys)) == len(keys) == 20
