"""Deeds that need several rooms: joining records by a link, and parting them."""

from django.db import transaction

from amedip.core import stamp
from amedip.core.models import Reference
from amedip.core.records import delete_record, write_record
from amedip.portal.models import TypedLink


@transaction.atomic
def link_records(source: Reference, target: Reference, *, kind: str, actor, why: str = "") -> TypedLink:
    """Join two records and tell the readers of both.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` keyed by field; nothing is written then.
    """
    columns = {"kind": kind, "source": source, "target": target}
    link = write_record(TypedLink(), actor=actor, columns=columns, why=why)
    _tell(link)
    return link


@transaction.atomic
def unlink_records(link: TypedLink, *, actor, why: str = "") -> None:
    """Part the two again; raises ``PermissionDenied`` with the reason."""
    delete_record(link, actor=actor, why=why)
    _tell(link)


def _tell(link) -> None:
    stamp.announce([reference for reference in (link.source, link.target) if reference.public])
