"""How the translations of a returned file are written and approved: set by set, under locks that the caller holds.

What one translation costs in ``save_translations`` is here the price of some hundreds.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import models
from django.utils import timezone

from amedip.core.models import Record, Standing, TextBeside, TextState
from amedip.core.records import announce
from amedip.core.search import index
from amedip.core.texts import (
    assign,
    differing,
    propose,
    save_beside,
    save_states,
    split_guarded,
    states_after,
    states_of_all,
    states_vouched,
)
from amedip.core.updates import update_rows
from amedip.translations.actions.orders import settle_orders
from amedip.translations.units import Line

Origin = TextBeside.Origin
_BATCH = 200  # records


@dataclass
class Delivered:
    """A translation of the line of ``record``, and what became of it: ``written``, or it lies ``beside``."""

    record: Record
    line: Line
    text: str
    written: bool = False
    beside: bool = False


def write_delivered(items: Sequence[Delivered], code: str, *, source: str, actor) -> None:
    """Write the translations from ``source`` into the language ``code`` as drafts that came in a file.

    What the public reads, and what a person has vouched for, stays: the translation lies beside it. The caller holds
    the transaction, the deed, the records' locks and the rule.
    """
    for batch in _batches(items):
        _Writing(batch, code, source, actor).write()
    settle_orders({item.record.reference_id for item in items if item.written}, code)


def approve_delivered(items: Sequence[Delivered], code: str, *, source: str, actor) -> None:
    """Make the translations the texts, approved; what else was proposed for them goes. The caller as above."""
    for batch in _batches(items):
        _Writing(batch, code, source, actor).approve()
    settle_orders({item.record.reference_id for item in items}, code)


class _Writing:
    """Some records' translations, object by object in memory, table by table in the database."""

    def __init__(self, items: Sequence[Delivered], code: str, source: str, actor):
        self.items, self.code, self.source, self.actor = items, code, source, actor
        self.states: list[TextState] = []
        self.beside: list[TextBeside] = []
        self.changed: dict[type[models.Model], dict[int, models.Model]] = defaultdict(dict)
        self.columns: dict[type[models.Model], set[str]] = defaultdict(set)
        self.touched: dict[int, Record] = {}
        self.gone: list[int] = []

    def write(self) -> None:
        for obj, record, items, before in self._objects():
            # Where the public reads, a file never writes at once.
            texts = {self.code: {item.line.field: item.text for item in items}}
            changed = differing(obj, texts)
            written, proposed = ({}, changed) if record.is_public() else split_guarded(
                obj, changed, before, origin=Origin.FILE
            )  # fmt: skip
            self.beside += propose(obj, proposed, actor=self.actor, origin=Origin.FILE, source=self.source)
            for item in items:
                item.written = item.line.field in written.get(self.code, ())
                item.beside = item.line.field in proposed.get(self.code, ())
            self._change(obj, record, written, before, Standing.DRAFT)
            self._drop([item for item in items if item.written], Origin.FILE, Origin.MACHINE)
        self._save()

    def approve(self) -> None:
        for obj, record, items, before in self._objects():
            texts = {self.code: {item.line.field: item.text for item in items}}
            changed = differing(obj, texts)
            self._change(obj, record, changed, before, Standing.APPROVED)
            same = {item.line.field for item in items} - set(changed.get(self.code, ()))
            if same:
                vouched = {self.code: same}
                self.states += states_vouched(
                    obj, vouched, actor=self.actor, before=before, state=Standing.APPROVED, source=self.source
                )
                self.touched[record.reference_id] = record
            self._drop(items, Origin.PERSON, Origin.FILE, Origin.MACHINE)
            for item in items:
                item.written = True
        self._save()

    def _objects(self):
        """Each object that has texts among the items: itself, its record, its items, and its rows in the ledger."""
        tables: dict[type[models.Model], dict[int, list[Delivered]]] = defaultdict(lambda: defaultdict(list))
        for item in self.items:
            tables[type(item.line.obj)][item.line.obj.pk].append(item)
        for model, objects in tables.items():
            before = states_of_all(model, objects)
            for key, items in objects.items():
                yield items[0].line.obj, items[0].record, items, before.get(key, {})

    def _change(self, obj: models.Model, record: Record, changed, before, state) -> None:
        if not changed:
            return
        self.columns[type(obj)] |= assign(obj, changed)
        self.states += states_after(obj, changed, actor=self.actor, before=before, state=state, source=self.source)
        self.changed[type(obj)][obj.pk] = obj
        self.touched[record.reference_id] = record

    def _drop(self, items, *origins) -> None:
        for item in items:
            self.gone += [beside.pk for beside in item.line.beside(self.code) if beside.origin in origins]

    def _save(self) -> None:
        now = timezone.now()
        for record in self.touched.values():
            record.version, record.updated_at = record.version + 1, now
            self.changed[type(record)].setdefault(record.pk, record)
            self.columns[type(record)] |= {"version", "updated_at"}
        for model, objects in self.changed.items():
            update_rows(model, objects.values(), sorted(self.columns[model]))
        save_states(self.states)
        if self.gone:
            TextBeside.objects.filter(pk__in=self.gone).delete()
        save_beside(self.beside)
        self._announce()

    def _announce(self) -> None:
        by_model: dict[type[Record], list[int]] = defaultdict(list)
        for record in self.touched.values():
            by_model[type(record)].append(record.pk)
        for model, keys in by_model.items():
            announce(index.read(model, keys))


def _batches(items: Sequence[Delivered]) -> Iterable[list[Delivered]]:
    """The items of some records at a time, all those of one record together."""
    by_record: dict[int, list[Delivered]] = defaultdict(list)
    for item in items:
        by_record[item.record.reference_id].append(item)
    rest = iter(by_record.values())
    while records := list(islice(rest, _BATCH)):
        yield [item for of_record in records for item in of_record]
