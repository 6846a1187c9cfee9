"""What readers, the search and partners learn of records when they have been written."""

from collections.abc import Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from amedip.core import languages, stamp
from amedip.core.models import Change, Record, Reference, Versioned
from amedip.core.search import index
from amedip.core.texts import owed, require_read
from amedip.core.updates import update_rows

# What a reference says of its record.
_TOLD = ("public", "path", "tongues", *(f"title_{code}" for code in languages.CODES))


def touch(record: Record, *, bump: bool = True, tell: bool = True) -> None:
    """Tell the world that what ``record``'s page shows has changed: version, reference, search, change feed.

    Called last in every action that writes to a record or to what its page shows; the caller holds the transaction.
    """
    if bump:
        type(record)._base_manager.filter(pk=record.pk).update(version=F("version") + 1, updated_at=timezone.now())
        record.version += 1
    if tell:
        announce([record])


def renew(row: Versioned) -> None:
    """Give the row its next version without telling anybody: no page shows what changed."""
    type(row)._base_manager.filter(pk=row.pk).update(version=F("version") + 1)
    row.version += 1


def announce(records: Sequence[Record]) -> None:
    """Bring references, search entries and the change feed in line with the records' present state, all at once.

    Raises ``ValidationError`` where a record becomes public with a text that a machine wrote and nobody has read.
    """
    records = [*records, *_renamed(records)]
    newly_public: dict[int, None] = {}
    now_public, now_hidden, changed = [], [], []
    # What the caller holds may be old; whether it was public until now is the database's to say.
    present = Reference.objects.in_bulk([record.reference_id for record in records])
    debts, unsaid = owed(present), _renamed_unseen(records, present)
    for record in records:
        record.reference = reference = present[record.reference_id]
        before = {name: reference.__dict__[name] for name in _TOLD}
        was_public, reference.public = reference.public, record.is_public()
        reference.tongues = _since_public(debts.get(reference.pk, {}), reference.tongues if was_public else None)
        reference.tell_of(record, titles=record.reference_id not in unsaid)
        if before != {name: reference.__dict__[name] for name in _TOLD}:
            changed.append(reference)
        if reference.public:
            now_public.append(record)
            if not was_public:
                newly_public[record.reference_id] = None
        elif was_public:
            now_hidden.append(record)
    if newly_public:
        require_read(list(newly_public))
    update_rows(Reference, changed, _TOLD)
    index.index_records(now_public)
    index.forget_references([record.reference_id for record in now_hidden])
    what = Change.What
    stamp.announce([present[key] for key in newly_public], what.PUBLISHED)
    stamp.announce([record.reference for record in now_public if record.reference_id not in newly_public])
    stamp.announce([record.reference for record in now_hidden], what.WITHDRAWN)


def _renamed(records: Sequence[Record]) -> list[Record]:
    """Further records, whose names hang on texts of these and are no longer what their references say."""
    told = {record.reference_id for record in records}
    return [
        named
        for record in records
        for named in record.named_after_it()
        if named.reference_id not in told and not named.reference.is_called(named)
    ]


def _renamed_unseen(records: Sequence[Record], present: Mapping[int, Reference]) -> set[int]:
    """The references of those that were public once, are not, and are called otherwise by now.

    Their notices in public tell by what name they went, not what is being made of them.
    """
    renamed = [
        record.reference_id
        for record in records
        if not record.is_public()
        and any(present[record.reference_id].titles.values())
        and not present[record.reference_id].is_called(record)
    ]
    once = Change.objects.filter(reference__in=renamed).values_list("reference_id", flat=True)
    return set(once.distinct()) if renamed else set()


def _since_public(debts: dict, told: dict | None) -> dict:
    """``debts``, but what is missing is so from the day of publication on: before, nobody was owed it.

    ``told`` is what the reference has said to the public so far, None on the day it becomes public.
    """
    today = timezone.localdate().isoformat()
    for code, debt in debts.items():
        if "missing" in debt:
            since = today if told is None else told.get(code, {}).get("missing", "")
            debt["missing"] = max(debt["missing"], since)
    return debts


def bury(reference: Reference) -> None:
    """Leave of a record that is gone for good its reference, as a tombstone."""
    was_public = reference.public
    reference.public, reference.gone_at = False, timezone.now()
    reference.save(update_fields=["public", "gone_at"])
    index.forget_references([reference.pk])
    if was_public:
        stamp.announce([reference], Change.What.DELETED)
