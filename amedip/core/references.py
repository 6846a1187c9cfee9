"""Giving references: the next number under a prefix, or a name that is fixed beforehand."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from amedip.core.models import Numbering, Record, Reference
from amedip.core.updates import insert_rows


def next_number(kind: str, prefix: str) -> int:
    """The next number under ``prefix``; callers in parallel get different ones, and none is given twice."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_referencecounter AS c (kind, prefix, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (kind, prefix) DO UPDATE SET last = c.last + 1 RETURNING last",
            [kind, prefix],
        )
        return cursor.fetchone()[0]


def allocate(kind: str, prefix: str, *, width: int = 0, separator: str = "-") -> Reference:
    """A new reference such as ``TN-2012-004`` (``prefix="TN-2012"``, ``width=3``) or ``P5`` (no separator)."""
    return Reference.objects.create(kind=kind, ref=f"{prefix}{separator}{next_number(kind, prefix):0{width}d}")


def next_for(record: Record) -> Reference:
    """A new reference after the record's ``numbering``. Raises ``ValidationError`` for a kind named by hand."""
    numbering = record.numbering()
    if numbering is None:
        raise ValidationError({"ref": _("Give this record its permanent reference.")})
    prefix, width, separator, number = numbering
    if number:
        return claim(record.KIND, f"{prefix}{separator}{number}")
    return allocate(record.KIND, prefix, width=width, separator=separator)


def next_for_all(records: Sequence[Record]) -> None:
    """Give many new records of one kind, in their order, the references ``next_for`` would, in a few statements."""
    counted: list[tuple[Record, Numbering]] = []
    for record in records:
        numbering = record.numbering()
        if numbering and not numbering.number:
            counted.append((record, numbering))
        else:
            record.reference = next_for(record)
    last = _count_on(records[0].KIND, Counter(numbering.prefix for _record, numbering in counted)) if counted else {}
    made = []
    for record, (prefix, width, separator, _number) in counted:
        last[prefix] += 1
        reference = Reference(kind=record.KIND, ref=f"{prefix}{separator}{last[prefix]:0{width}d}")
        record.reference = reference
        reference.tell_of(record)
        made.append(reference)
    insert_rows(Reference, made)
    for record, _numbering in counted:
        # Until now it had no key to point at.
        record.reference_id = record.reference.pk


def _count_on(kind: str, many: Mapping[str, int]) -> dict[str, int]:
    """Move the counter of each prefix on by so many numbers; the last that was given before, by prefix."""
    # In a fixed order: two files at once would else wait for each other for ever.
    prefixes = sorted(many)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_referencecounter AS c (kind, prefix, last) "
            "SELECT %s, prefix, many FROM unnest(%s::text[], %s::int[]) WITH ORDINALITY AS new (prefix, many, place) "
            "ORDER BY place ON CONFLICT (kind, prefix) DO UPDATE SET last = c.last + excluded.last "
            "RETURNING prefix, last",
            [kind, prefixes, [many[prefix] for prefix in prefixes]],
        )
        return {prefix: last - many[prefix] for prefix, last in cursor.fetchall()}


def claim(kind: str, ref: str, *, example: bool = False) -> Reference:
    """A new reference by its full name; numbers given later under the same prefix start above it.

    Raises ``ValidationError`` if the name was ever given before.
    """
    prefix, number = split(ref)
    if number is not None:
        # The counter first, as in ``allocate``: who took the two in different order would wait for each other for ever.
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO core_referencecounter AS c (kind, prefix, last) VALUES (%s, %s, %s) "
                "ON CONFLICT (kind, prefix) DO UPDATE SET last = greatest(c.last, excluded.last)",
                [kind, prefix, number],
            )
    try:
        with transaction.atomic():
            return Reference.objects.create(kind=kind, ref=ref, example=example)
    except IntegrityError:
        raise ValidationError(
            _("The reference %(ref)s is taken; references are never given twice.") % {"ref": ref}
        ) from None


def split(ref: str) -> tuple[str, int | None]:
    """``TN-2012-003`` → ``("TN-2012", 3)``, ``TN-I01`` → ``("TN-I", 1)``; without a number → ``(name, None)``."""
    digits = len(ref) - len(ref.rstrip("0123456789"))
    if not digits:
        return ref, None
    return ref[:-digits].rstrip("-"), int(ref[-digits:])


def tombstone(kind: str, ref: str) -> Reference | None:
    """The reference of what once stood under that name for all to see and was taken away; None for anything else."""
    return Reference.objects.filter(kind=kind, ref=ref, public=False, changes__gone=True).first()
