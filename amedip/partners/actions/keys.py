"""Keys of clients: made, shown once, followed by new ones, taken back."""

import datetime
import hashlib
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core.deeds import deed
from amedip.core.rules import require
from amedip.partners.models import Client, Key
from amedip.partners.rules import may_keep_client

LASTS = datetime.timedelta(days=365)
# So long the keys before go on when a new one follows them, unless they end earlier.
OVERLAP = datetime.timedelta(days=7)
# How exactly the last use is known: a write for each request would cost more than it tells.
USE_KNOWN_TO = datetime.timedelta(minutes=1)
_BEGINNING = "amedip_"


@dataclass(frozen=True)
class Made:
    """A key just made; ``secret`` is the only place where it stands."""

    key: Key
    secret: str


def make_key(client: Client, *, actor, expires_at: datetime.datetime | None = None) -> Made:
    """Give the client one more key, by default for a year. Raises ``PermissionDenied`` or ``ValidationError``."""
    require(may_keep_client(actor, client))
    expires_at = expires_at or timezone.now() + LASTS
    if expires_at <= timezone.now():
        raise ValidationError({"expires_at": _("This moment is over. Give a later one.")})
    prefix = f"{_BEGINNING}{secrets.token_hex(4)}"
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    with deed("client-key.make", actor=actor, why=f"{client.name}: {prefix}"):
        key = Key.objects.create(
            client=client, prefix=prefix, digest=digest_of(secret), created_by=actor, expires_at=expires_at
        )
    return Made(key, secret)


def rotate_key(
    client: Client,
    *,
    actor,
    overlap: datetime.timedelta = OVERLAP,
    expires_at: datetime.datetime | None = None,
) -> Made:
    """Make a new key; the open ones before it end after ``overlap``, so that the client can change over meanwhile."""
    require(may_keep_client(actor, client))
    last = timezone.now() + overlap
    with deed("client-key.rotate", actor=actor, why=client.name):
        client.keys.open().filter(expires_at__gt=last).update(expires_at=last)
        return make_key(client, actor=actor, expires_at=expires_at)


def revoke_key(key: Key, *, actor) -> Key:
    """Take the key back at once; one that was taken back stays so."""
    require(may_keep_client(actor, key.client))
    if key.revoked_at is None:
        with deed("client-key.revoke", actor=actor, why=f"{key.client.name}: {key.prefix}"):
            key.revoked_at = timezone.now()
            Key.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=key.revoked_at)
    return key


def key_of(secret: str) -> Key | None:
    """The key whose secret this is, with its client and account, whether or not it still opens anything."""
    found = Key.objects.filter(digest=digest_of(secret))
    return found.select_related("client__account").first()


def note_use(key: Key, address: str | None) -> None:
    """Note when and from where the key was used, once in a while or when the place is another."""
    now = timezone.now()
    if key.used_at and key.used_from == address and now - key.used_at < USE_KNOWN_TO:
        return
    Key.objects.filter(pk=key.pk).update(used_at=now, used_from=address)


def digest_of(secret: str) -> str:
    """SHA-256 is right here: a key is 256 random bits, and nobody can try out as many."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
