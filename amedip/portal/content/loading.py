"""How fixtures become records: once made they are the people's; only untouched ones follow a newer fixture."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_date

from amedip.core import references
from amedip.core.models import Deed, Record, Reference, TextBeside
from amedip.core.records import Links, Source, announce, write_record


def fixture(app: str, name: str):
    """The content of ``<app>/fixtures/<name>.json``."""
    return json.loads((Path(settings.BASE_DIR) / app / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))


def by_language(item: Mapping, *fields: str, **renamed: str) -> dict[str, dict[str, str]]:
    """``{"title": {"en": …}}`` → ``{"en": {"title": …}}``; ``renamed`` maps our field to the fixture's key."""
    texts: dict[str, dict[str, str]] = {}
    for field, key in {**{field: field for field in fields}, **renamed}.items():
        for code, text in (item.get(key) or {}).items():
            texts.setdefault(code, {})[field] = text
    return texts


def day(value: str | None):
    return parse_date(value) if value else None


def named_again(record: Record, ref: str) -> Record:
    """The new record, under the reference of that name if there was one: what comes back keeps its name."""
    reference = Reference.objects.filter(kind=record.KIND, ref=ref).first()
    if reference:
        reference.gone_at = None
        reference.save(update_fields=["gone_at"])
        record.reference = reference
    return record


class Loader:
    """Writes fixtures through the kernel's one door, as the portal itself.

    A record that a person has ever changed is left alone, with all its parts; so is one that was taken away.
    """

    def __init__(self):
        self.by_reference = {(row.kind, row.ref): row for row in Reference.objects.all()}
        self.touched = set(
            Deed.objects.exclude(actor=None).exclude(reference=None).values_list("reference_id", flat=True)
        )
        self.written: dict[int, Record] = {}

    def claim(self, kind: str, ref: str) -> Reference:
        """The reference of that name, made now if need be, so that others may cite it before its record is there."""
        key = (kind, ref)
        if key not in self.by_reference:
            self.by_reference[key] = references.claim(kind, ref)
        return self.by_reference[key]

    def record(
        self,
        model: type[Record],
        ref: str,
        *,
        columns: Mapping | None = None,
        texts: Mapping | None = None,
        links: Sequence[Links] = (),
        sources: Sequence[Mapping] = (),
    ) -> Record | None:
        """The record of that reference, created or brought up to date; None if it was taken away."""
        reference = self.claim(model.KIND, ref)
        if reference.gone_at:
            return None
        record = model._default_manager.select_related("reference").filter(reference=reference).first()
        if record and reference.pk in self.touched:
            return record
        record = record or model(reference=reference)
        # The programme's page and the Tunis summary are themselves what the others cite.
        cited = [
            Source(self.source(item), item["section"], item.get("note"))
            for item in sources
            if self.source(item) != reference
        ]
        return self._write(record, columns=columns, texts=texts, links=links, sources=cited)

    def part(
        self,
        model: type[models.Model],
        owner: Record,
        field: str,
        key: Mapping,
        columns: Mapping,
        texts: Mapping,
        links: Sequence[Links] = (),
    ):
        """The part of ``owner`` with that key, made or brought up to date; as it stands if people changed its owner."""
        found = model._default_manager.filter(**{field: owner}, **key).first()
        if owner.reference_id in self.touched:
            return found
        part = found or model(**{field: owner})
        return self._write(part, columns={**key, **columns}, texts=texts, links=links, part_of=owner)

    def source(self, item: Mapping) -> Reference:
        """What a fixture cites: the programme's page or a document."""
        kind = "programme" if item["reference"] == "amedip" else "document"
        return self.claim(kind, item["reference"])

    def announce(self) -> None:
        """Tell the world of all that was written, once, at the end of the transaction."""
        announce(list(self.written.values()))

    def _write(self, obj, **values):
        shown = values.get("part_of") or obj
        version = shown.version
        new = obj._state.adding
        write_record(obj, actor=None, source_language="en", origin=TextBeside.Origin.FILE, tell=False, **values)
        for record in (obj, shown):
            if isinstance(record, Record) and (new or shown.version != version):
                self.written[record.reference_id] = record
        return obj
