"""What clients call records in their own systems; a name whose record is gone for good is free again."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amedip.core.models import Record
from amedip.core.updates import insert_values
from amedip.partners.models import Client, ExternalName


def wait_turn(client: Client) -> None:
    """Let no other transaction of the same client give names until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"names {client.pk}"])


def named_records(client: Client, kind: str, names: Iterable[str]) -> dict[str, int]:
    """By name, the keys of the references of records that the client has named so."""
    return dict(_given(client, kind, names, gone=False).values_list("name", "reference_id"))


def names_of(client: Client, references: Iterable[int]) -> dict[int, str]:
    """By key of reference, what the client calls the records."""
    found = ExternalName.objects.filter(client=client, reference__in=list(references))
    return dict(found.values_list("reference_id", "name"))


def name_record(client: Client, record: Record, name: str) -> None:
    """Note what the client calls a record that it has just written; the caller has waited its turn.

    Raises ``ValidationError`` if it calls another one so.
    """
    if named_records(client, record.KIND, [name]):
        raise ValidationError({"external_id": ValidationError(_("You call another record so already."), "taken")})
    name_records(client, record.KIND, {name: record.reference_id})


def name_records(client: Client, kind: str, references: Mapping[str, int]) -> None:
    """Note what the client calls records, by the keys of their references; the caller has waited its turn."""
    _given(client, kind, references, gone=True).delete()
    rows = [(client.pk, kind, name, key) for name, key in references.items()]
    insert_values(ExternalName, ("client_id", "kind", "name", "reference_id"), rows)


def _given(client: Client, kind: str, names: Iterable[str], *, gone: bool) -> QuerySet[ExternalName]:
    """Of the names, those that the client gave to records that are there, or that are gone."""
    given = ExternalName.objects.filter(client=client, kind=kind, name__in=list(names))
    return given.filter(reference__gone_at__isnull=not gone)
