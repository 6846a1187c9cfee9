"""Subscriptions: asked for by anybody, made by the owner of the address alone, gone without a trace."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from amedip.core import stamp
from amedip.core.models import Deed, Job
from amedip.portal.following import actions, links
from amedip.portal.following.choice import Choice
from amedip.portal.following.links import LinkOver, Wish
from amedip.portal.models import Subscription
from tests.calling import commit_triggers
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db

WISH = Wish(Choice(states=("TN",), kinds=("practice",)), "at-once", "fr")
OTHER = Wish(Choice(themes=("remittances",)), "weekly", "ar")


def confirm_token(subscription=None, wish=WISH) -> str:
    return _token(links.confirm_link(subscription or Subscription.objects.get(), wish))


def _token(link: str) -> str:
    return urlsplit(link).path.rstrip("/").rpartition("/")[2]


@pytest.fixture
def follower():
    actions.ask_to_follow("Reader@Example.org ", WISH)
    return actions.confirm_subscription(confirm_token())


def test_ask_when_new_then_one_unconfirmed_row_and_a_mail_without_the_address_in_its_job():
    actions.ask_to_follow("Reader@Example.org ", WISH)

    (row,) = Subscription.objects.all()
    assert (row.email, row.confirmed_at, row.states, row.told) == ("reader@example.org", None, [], None)
    (job,) = Job.objects.all()
    assert job.kind == actions.ASK
    assert "example.org" not in f"{job.payload} {job.key}"
    assert not Deed.objects.exists()


def test_ask_when_the_address_follows_already_then_nothing_changes_until_its_owner_confirms(follower):
    actions.ask_to_follow("reader@example.org", OTHER)
    follower.refresh_from_db()
    assert Wish.of(follower) == WISH

    actions.confirm_subscription(confirm_token(wish=OTHER))

    follower.refresh_from_db()
    assert Wish.of(follower) == OTHER


def test_confirm_when_done_then_the_wish_stands_and_what_was_public_before_is_no_news():
    ThemeFactory()
    commit_triggers()
    actions.ask_to_follow("reader@example.org", WISH)

    follower = actions.confirm_subscription(confirm_token())

    assert Wish.of(follower) == WISH
    assert follower.told == stamp.current() > 0


def test_confirm_when_done_twice_then_the_second_changes_nothing(follower):
    before = Subscription.objects.values().get()

    actions.confirm_subscription(confirm_token())

    assert Subscription.objects.values().get() == before


@pytest.mark.parametrize(
    "damage", [lambda token: token[:-1], lambda token: "x" + token, lambda token: token[:0], str.upper]
)
def test_links_when_damaged_then_they_open_nothing(follower, damage):
    for token, use in (
        (confirm_token(), actions.confirm_subscription),
        (confirm_token(), actions.find_asked),
        (links.own_token(follower), actions.find_own),
        (links.own_token(follower), actions.erase_subscription),
    ):
        with pytest.raises(LinkOver):
            use(damage(token))
    assert Subscription.objects.count() == 1


def test_links_when_one_is_used_as_the_other_then_they_open_nothing(follower):
    with pytest.raises(LinkOver):
        actions.confirm_subscription(links.own_token(follower))
    with pytest.raises(LinkOver):
        actions.find_own(confirm_token())


@pytest.mark.parametrize(("days", "good"), [(6.9, True), (7.1, False)])
def test_confirm_when_the_link_has_lain_for_days(monkeypatch, days, good):
    actions.ask_to_follow("reader@example.org", WISH)
    then = timezone.now().timestamp() - days * 86_400
    with monkeypatch.context() as past:
        past.setattr(signing.time, "time", lambda: then)
        token = confirm_token()

    if good:
        assert actions.confirm_subscription(token).confirmed_at
    else:
        with pytest.raises(LinkOver):
            actions.confirm_subscription(token)
        assert Subscription.objects.get().confirmed_at is None


def test_own_link_when_nobody_has_confirmed_then_it_opens_nothing():
    actions.ask_to_follow("reader@example.org", WISH)

    with pytest.raises(LinkOver):
        actions.find_own(links.own_token(Subscription.objects.get()))


def test_erase_when_done_then_nothing_of_the_address_is_left_and_no_link_works(follower):
    token, confirm = links.own_token(follower), confirm_token()

    actions.erase_subscription(token)
    actions.erase_subscription(token)

    assert not Subscription.objects.exists()
    with pytest.raises(LinkOver):
        actions.confirm_subscription(confirm)
    actions.ask_to_follow("reader@example.org", WISH)
    with pytest.raises(LinkOver):  # the same address is another subscription
        actions.confirm_subscription(confirm)


def test_erase_unconfirmed_when_seven_days_are_over_then_only_those_nobody_confirmed(follower):
    actions.ask_to_follow("other@example.org", WISH)
    actions.ask_to_follow("late@example.org", WISH)
    now = timezone.now() + datetime.timedelta(days=7, seconds=5)
    Subscription.objects.filter(email="late@example.org").update(asked_at=now - datetime.timedelta(days=1))

    assert actions.erase_unconfirmed(now) == 1

    assert set(Subscription.objects.values_list("email", flat=True)) == {"reader@example.org", "late@example.org"}


@pytest.mark.parametrize("columns", [{"email": "Reader@example.org"}, {"told": None}, {"confirmed_at": None}])
def test_row_when_it_contradicts_itself_then_the_database_refuses(follower, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.update(**columns)
