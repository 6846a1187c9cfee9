"""How systems are let in: each gets an account of its own, through which it acts."""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.crypto import get_random_string

from amedip.accounts.models import User
from amedip.core.deeds import deed
from amedip.core.rules import may_keep, require
from amedip.partners.models import Client
from amedip.partners.rules import may_act_for_staff, may_keep_client

# The group whose rights a system has that acts for the staff.
STAFF_GROUP = "editor"
# No mail can ever be sent there (RFC 2606).
_NOWHERE = "clients.invalid"


def create_client(
    name: str,
    *,
    actor,
    contact: str,
    language: str = "en",
    scopes: Iterable[str] = (),
    for_staff: bool = False,
    **columns,
) -> Client:
    """Let a system in and return it, without a key and, unless it acts ``for_staff``, without any right yet.

    Mail to its ``contact`` is in ``language``. ``columns`` are others of ``Client``. Raises ``PermissionDenied`` with
    the reason, or ``ValidationError`` keyed by field; nothing is written then.
    """
    client = Client(name=name.strip(), contact=contact, scopes=list(scopes), created_by=actor, **columns)
    require(may_keep("add")(actor, client))
    if for_staff:
        require(may_act_for_staff(actor))
    client.full_clean(exclude=["account"])
    with transaction.atomic(), deed("client.create", actor=actor, why=client.name):
        client.account = User.objects.create(
            email=f"{get_random_string(20).lower()}@{_NOWHERE}",
            full_name=client.name,
            language=language,
            password=make_password(None),
            is_system=True,
            is_staff=for_staff,
        )
        if for_staff:
            client.account.groups.add(Group.objects.get(name=STAFF_GROUP))
        client.save(force_insert=True)
    return client


def change_client(client: Client, *, actor, language: str = "", **columns) -> Client:
    """Write ``columns`` and return the client; its account bears its name and language. Raises as ``create_client``."""
    require(may_keep_client(actor, client))
    for name, value in columns.items():
        setattr(client, name, value)
    client.full_clean()
    with deed("client.edit", actor=actor, why=client.name):
        client.version += 1
        client.save(update_fields=[*columns, "version"])
        account = User.objects.filter(pk=client.account_id)
        account.update(full_name=client.name, language=language or client.account.language)
    return client
