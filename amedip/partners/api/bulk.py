"""Many records in one request, by the names that the client gives them: all of them or none, or each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from amedip.core.api.inputs import InputShape, errors_in, look_up
from amedip.core.api.parameters import Reader
from amedip.core.api.problems import InputError, Invalid
from amedip.core.api.renderers import dumps
from amedip.core.bulk import Refusals
from amedip.core.models import Record
from amedip.partners.actions import name_records, named_records, names_of, wait_turn
from amedip.partners.api import describing
from amedip.partners.api.report import MANNERS, MOST, TOGETHER
from amedip.partners.api.work import Work, errors_of
from amedip.partners.api.writing import WriteView, parsed, private
from amedip.partners.models import Client

LARGEST = 25 * 1024 * 1024


@dataclass
class Item:
    """One of the items sent: what was read of it, the record it means, and what is wrong with it."""

    place: int
    name: str = ""
    data: dict = field(default_factory=dict)
    record: Record | None = None
    version: int | None = None
    change: object = None
    errors: list[InputError] = field(default_factory=list)


class BulkView(WriteView):
    """POST writes up to a thousand records."""

    def post(self, request):
        client = self.client_of(request)
        reader = Reader(request.GET, ["on_error"])
        manner = reader.once("on_error") or TOGETHER
        if manner not in MANNERS:
            reader.refuse_value("on_error", manner, MANNERS)
        act = partial(_write, self.work, request.user, client, manner)
        return self.written(request, act, largest=LARGEST, parameters=reader)

    def describe_write(self, method):
        return describing.bulk(self.work)


def _write(work: type[Work], actor, client: Client, manner: str, raw: bytes):
    items = _read(raw, work.item)
    wait_turn(client)
    _find(items, work, actor, client)
    _prepare(items, work, actor)
    _save(items, work, actor, together=manner == TOGETHER)
    new = {item.name: item for item in items if item.name and not item.errors}
    known = named_records(client, work.model.KIND, new)
    name_records(
        client,
        work.model.KIND,
        {name: work.record_of(item.change).reference_id for name, item in new.items() if name not in known},
    )
    return private(dumps(_report(items, work)))


def _read(raw: bytes, shape: type[InputShape]) -> list[Item]:
    sent = parsed(raw)
    given = sent.get("items") if isinstance(sent, dict) else None
    if not isinstance(given, list) or not given or set(sent) != {"items"}:
        raise Invalid([InputError("/items", "invalid", _("Send an object with “items”, a list of at least one item."))])
    if len(given) > MOST:
        detail = _("Send at most %(most)d items at a time.") % {"most": MOST}
        raise Invalid([InputError("/items", "too-many", detail)])
    context = look_up(shape(), given)
    items, names = [], set()
    for place, one in enumerate(given):
        item = Item(place)
        items.append(item)
        reader = shape(data=one, context=context)
        if isinstance(one, dict) and isinstance(one.get("external_id"), str):
            item.name = one["external_id"][:200]
        if not reader.is_valid():
            item.errors = errors_in(reader.errors, f"/items/{place}")
            continue
        item.data = dict(reader.validated_data)
        item.name = item.data.pop("external_id", None) or ""
        if not item.name and not item.data.get("ref"):
            # Sent again it would be made once more.
            _refuse(item, "/external_id", "required", _("Say what you call this record, or name it by “ref”."))
        elif item.name in names and item.name:
            _refuse(item, "/external_id", "repeated", _("Another item has this name. Send each record once."))
        names.add(item.name)
    return items


def _find(items: Sequence[Item], work: type[Work], actor, client: Client) -> None:
    """The records that the items mean: by the client's own name, or by their reference."""
    sound = [item for item in items if not item.errors]
    named = named_records(client, work.model.KIND, {item.name for item in sound if item.name})
    refs = {item.data["ref"] for item in sound if item.data.get("ref")}
    rows = work.seen(actor).filter(reference__kind=work.model.KIND).select_related("reference")
    by_key = {row.reference_id: row for row in rows.filter(reference__in=named.values())}
    by_ref = {row.ref: row for row in rows.filter(reference__ref__in=refs)}
    names = names_of(client, (row.reference_id for row in by_ref.values()))
    for item in sound:
        ref, key = item.data.pop("ref", None), named.get(item.name)
        if ref and ref not in by_ref:
            _refuse(item, "/ref", "unknown-value", _("There is nothing with this reference that you work on."))
        elif key and key not in by_key:
            _refuse(item, "/external_id", "unknown-value", _("You do not work any more on what you called so."))
        elif ref and key and by_ref[ref].reference_id != key:
            _refuse(item, "/external_id", "taken", _("You call another record so already."))
        elif ref and item.name and names.get(by_ref[ref].reference_id, item.name) != item.name:
            _refuse(item, "/external_id", "taken", _("You call this record otherwise already."))
        else:
            item.record = by_ref[ref] if ref else by_key.get(key)
    _refuse_twice(items)


def _refuse_twice(items: Sequence[Item]) -> None:
    """A record that two items mean would be written twice, in no order."""
    seen: set[int] = set()
    for item in items:
        if item.record is None:
            continue
        if item.record.pk in seen:
            _refuse(item, "/ref", "repeated", _("Another item means the same record. Send each record once."))
        seen.add(item.record.pk)


def _prepare(items: Sequence[Item], work: type[Work], actor) -> None:
    """What is to become of each record that nothing is wrong with yet."""
    rule = work.rule_for(actor)
    for item in items:
        if item.errors:
            continue
        try:
            if item.record is not None:
                item.version = item.record.version
                if not (answer := rule(actor, item.record)):
                    _refuse(item, "", "forbidden", str(answer.reason))
                    continue
            item.change = work.prepare(item.record, item.data)
        except ValidationError as error:
            item.errors += errors_of(error, work, f"/items/{item.place}")


def _save(items: Sequence[Item], work: type[Work], actor, *, together: bool) -> None:
    """Save what nothing is wrong with; with ``together`` all of it, or raise ``Invalid``."""
    while True:
        if together and (errors := [error for item in items for error in item.errors]):
            raise Invalid(errors)
        sound = [item for item in items if not item.errors]
        try:
            with transaction.atomic():
                work.save_all([item.change for item in sound], actor=actor)
        except Refusals as refusals:
            for place, error in refusals.by_place.items():
                item = sound[place]
                item.errors += errors_of(error, work, f"/items/{item.place}")
            _anew(items, work, actor)
        else:
            return


def _anew(items: Sequence[Item], work: type[Work], actor) -> None:
    """What was tried may have left its traces in the objects: take them as they are stored."""
    keys = [item.record.pk for item in items if item.record is not None]
    stored = work.model._default_manager.select_related("reference").in_bulk(keys)
    for item in items:
        if item.record is not None:
            item.record = stored.get(item.record.pk, item.record)
    _prepare(items, work, actor)


def _refuse(item: Item, pointer: str, code: str, detail: str) -> None:
    item.errors.append(InputError(f"/items/{item.place}{pointer}", code, detail))


def _report(items: Sequence[Item], work: type[Work]) -> dict:
    results = [_outcome(item, work) for item in items]
    refused = sum(bool(item.errors) for item in items)
    written = sum(one["outcome"] in ("created", "changed") for one in results)
    return {"written": written, "refused": refused, "results": results}


def _outcome(item: Item, work: type[Work]) -> dict:
    record = item.record if item.errors else work.record_of(item.change)
    if item.errors:
        outcome = "refused"
    elif item.version is None:
        outcome = "created"
    else:
        outcome = "unchanged" if record.version == item.version else "changed"
    return {
        "index": item.place,
        "external_id": item.name or None,
        "outcome": outcome,
        "ref": record.ref if record is not None else None,
        "version": record.version if record is not None else None,
        "errors": [{"pointer": one.pointer, "code": one.code, "detail": one.detail} for one in item.errors],
    }
