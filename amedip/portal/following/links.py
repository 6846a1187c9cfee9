"""The signed links of mails to followers: to confirm, which ends after some days, and to one's own subscription."""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from amedip.portal.following.choice import Choice
from amedip.portal.models import Subscription

VALID_FOR = datetime.timedelta(days=7)

_CONFIRM, _OWN = "portal.follow.confirm", "portal.follow.own"


class LinkOver(Exception):
    """The link opens nothing: damaged, too old, or of a subscription that is erased. Nobody is told which."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: the choice, how often, and in which language."""

    choice: Choice
    pace: str
    language: str

    def packed(self) -> list:
        """As JSON holds it."""
        return [list(self.choice.states), list(self.choice.themes), list(self.choice.kinds), self.pace, self.language]

    @classmethod
    def of(cls, subscription: Subscription) -> "Wish":
        """What a subscription stands for today."""
        return cls(Choice.of(subscription), subscription.pace, subscription.language)

    @classmethod
    def unpacked(cls, packed: list) -> "Wish":
        states, themes, kinds, pace, language = packed
        return cls(Choice(tuple(states), tuple(themes), tuple(kinds)), pace, language)


def confirm_link(subscription: Subscription, wish: Wish) -> str:
    """The address of the page on which the owner confirms just this wish."""
    token = signing.dumps([subscription.key.hex, wish.packed()], salt=_CONFIRM, compress=True)
    return _address("follow-confirm", token, wish.language)


def read_confirm(token: str) -> tuple[uuid.UUID, Wish]:
    """The key of a subscription and what is to be confirmed; raises ``LinkOver``."""
    key, wish = _loads(token, _CONFIRM, max_age=VALID_FOR)
    return uuid.UUID(key), Wish.unpacked(wish)


def own_token(subscription: Subscription) -> str:
    """What opens the owner's page, and ends the subscription."""
    return signing.dumps(subscription.key.hex, salt=_OWN)


def read_own(token: str) -> uuid.UUID:
    """The key of the subscription; raises ``LinkOver``."""
    return uuid.UUID(_loads(token, _OWN))


def own_link(subscription: Subscription) -> str:
    """The address of the page on which the owner changes the choice."""
    return _address("follow-mine", own_token(subscription), subscription.language)


def stop_link(subscription: Subscription) -> str:
    """The address that ends the subscription, by the button on its page or by one click in a mail program."""
    return _address("follow-stop", own_token(subscription), subscription.language)


def _loads(token, salt, max_age=None):
    try:
        return signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        raise LinkOver from None


def _address(name, token, language) -> str:
    with translation.override(language):
        return settings.SITE_URL + reverse(f"portal:{name}", args=[token])
