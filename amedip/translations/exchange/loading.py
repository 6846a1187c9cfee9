"""Many records with their lines by their permanent names, batch by batch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amedip.core.models import Record
from amedip.translations.rules import references_visible_to
from amedip.translations.units import Line, kinds, lines_of_each

BATCH = 200  # records


@dataclass(frozen=True)
class Key:
    """The permanent name of one text: ``priority/TN-2012-004/title``, ``pilot/P1/milestone-17/title``."""

    kind: str
    ref: str
    line: str

    @classmethod
    def read(cls, text: str) -> "Key | None":
        """The key that the text spells; None if it is none of ours."""
        parts = text.split("/", 2)
        # No reference has signs that cannot be seen; the database would not even take some of them.
        return cls(*parts) if len(parts) == 3 and parts[0] in kinds() and parts[1].isprintable() else None

    def __str__(self):
        return f"{self.kind}/{self.ref}/{self.line}"


@dataclass
class Loaded:
    """A record with its lines by key."""

    record: Record
    lines: dict[str, Line]


def lock_records(keys: Iterable[Key]) -> None:
    """Lock the records of the keys until the end of the transaction, always in the same order."""
    for kind, refs in sorted(_by_kind(keys).items()):
        rows = kinds()[kind]._base_manager.filter(reference__kind=kind, reference__ref__in=refs)
        list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def load(keys: Iterable[Key], user, *, locked: bool = False) -> Iterator[dict[tuple[str, str], Loaded]]:
    """The records of the keys that the user may see, by kind and reference, batch after batch.

    The queries of a batch grow with nothing; ``locked`` says that the caller has locked the records.
    """
    for kind, refs in sorted(_by_kind(keys).items()):
        rest = sorted(refs)
        for begun in range(0, len(rest), BATCH):
            yield _load(kind, rest[begun : begun + BATCH], user, locked)


def _load(kind, refs, user, locked) -> dict[tuple[str, str], Loaded]:
    model = kinds()[kind]
    references = references_visible_to(user).filter(kind=kind, ref__in=refs)
    records = list(model._base_manager.filter(reference__in=references).select_related("reference").order_by("pk"))
    lines = lines_of_each(records, locked=locked)
    return {(kind, record.ref): Loaded(record, {line.key: line for line in lines[record.pk]}) for record in records}


def _by_kind(keys) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        found[key.kind].add(key.ref)
    return found
