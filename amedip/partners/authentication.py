"""``Authorization: Bearer``: which client asks."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication

from amedip.core.api.addresses import address_of
from amedip.core.api.problems import Unknown
from amedip.partners.actions import key_of, note_use
from amedip.partners.models import Client, Key

REALM = "AMEDIP"
LONGEST = 200


@dataclass(frozen=True)
class Shown:
    """The key that a request showed, with its client."""

    key: Key

    @cached_property
    def client(self) -> Client:
        return self.key.client

    @property
    def allowance(self) -> tuple[str, int]:
        """As whose the request counts, and how many of a minute pass."""
        return f"client:{self.client.pk}", self.client.rate


class Bearer(BaseAuthentication):
    """A client by its key; without the header anyone, and with another one nobody."""

    def authenticate(self, request):
        given = request.META.get("HTTP_AUTHORIZATION")
        if given is None:
            return None
        scheme, _space, secret = given.strip().partition(" ")
        secret = secret.strip()
        if scheme.lower() != "bearer" or not secret or len(secret) > LONGEST:
            raise Unknown(_("Send the header as “Authorization: Bearer” with a key of this portal."))
        key = key_of(secret)
        if key is None:
            raise Unknown(_("This key is not known here. Copy it as it was shown when it was made."))
        if key.revoked_at is not None or key.expires_at <= timezone.now():
            raise Unknown(_("This key is over. Ask the programme’s staff for a new one."))
        client = key.client
        if not client.active or not client.account.is_active:
            raise Unknown(_("This client is switched off. Write to the programme’s staff."))
        if client.expires_on is not None and client.expires_on < timezone.localdate():
            raise Unknown(_("This client’s time is over. Write to the programme’s staff."))
        note_use(key, address_of(request))
        return client.account, Shown(key)

    def authenticate_header(self, request):
        if "HTTP_AUTHORIZATION" in request.META:
            return f'Bearer realm="{REALM}", error="invalid_token"'
        return f'Bearer realm="{REALM}"'
