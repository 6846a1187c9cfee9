"""The texts of one record and of its parts, line by line, as translators see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst

from amedip.core import languages
from amedip.core.models import Citation, Record, Reference, Standing, TextBeside, TextState
from amedip.core.texts import UP_TO_DATE, fields_in_order, fingerprint, is_translated, lines_of_all

# Where a text is to be translated: it is not there, has fallen behind another, or is nobody's but a machine's.
OWED = (Standing.MISSING, Standing.OUTDATED, Standing.MACHINE)


def label_of(model: type[models.Model], field: str) -> str:
    """What a text of a record, or of a part of one, is called in the page's language."""
    name = capfirst(model._meta.get_field(field).verbose_name)
    return name if issubclass(model, Record) else f"{capfirst(model._meta.verbose_name)} · {name}"


@dataclass
class Line:
    """One text of ``obj``, the record itself or a part of it, in all languages.

    ``rows`` are its states by language, each with what lies beside it; ``number`` is its place on the page.
    """

    obj: models.Model
    field: str
    rows: dict[str, TextState]
    number: int = 0

    @property
    def key(self) -> str:
        """Its permanent name below the record: ``title``, or ``milestone-17/title`` of a part."""
        return self.field if isinstance(self.obj, Record) else f"{self.part}/{self.field}"

    @property
    def part(self) -> str:
        return "" if isinstance(self.obj, Record) else f"{self.obj._meta.model_name}-{self.obj.pk}"

    @property
    def label(self) -> str:
        """What it is, in the page's language."""
        return label_of(type(self.obj), self.field)

    def text(self, code: str) -> str:
        """The text in a language; empty if there is none, or no language is meant."""
        return (getattr(self.obj, f"{self.field}_{code}") or "") if code else ""

    def state(self, code: str) -> str:
        row = self.rows.get(code)
        return row.state if row else Standing.MISSING

    def beside(self, code: str) -> list[TextBeside]:
        """What is proposed for the language, newest first; changes that wait for publication not among it."""
        row = self.rows.get(code)
        return [text for text in row.beside if text.origin != TextBeside.Origin.CHANGE] if row else []

    def offered(self, code: str) -> str:
        """What stands in the translator's box: a proposal of a person or a file, else the text, else a machine's."""
        beside = {text.origin: text.text for text in reversed(self.beside(code))}
        origins = TextBeside.Origin
        return (
            beside.get(origins.PERSON) or beside.get(origins.FILE) or self.text(code) or beside.get(origins.MACHINE, "")
        )

    def author(self, code: str, text: str) -> int | None:
        """The key of who wrote ``text``, be it the line's own or one beside it; None if nobody did."""
        for beside in self.beside(code):
            if beside.text == text:
                return beside.by_id
        return self.rows[code].by_id if code in self.rows and self.text(code) == text else None

    def is_of(self, code: str, text: str, person: int | None) -> bool:
        """Are these words the person's own: written by them, or by nobody before? The portal's own key is None."""
        known = text == self.text(code) or any(beside.text == text for beside in self.beside(code))
        return person is not None and (not known or self.author(code, text) == person)

    def others(self, code: str) -> list[str]:
        """The other languages that have a text."""
        return [other for other in languages.others(code) if self.text(other)]

    def owes(self, code: str) -> bool:
        return self.state(code) in OWED

    @property
    def kind(self) -> int:
        return ContentType.objects.get_for_model(self.obj).pk

    def source_for(self, code: str, wanted: str = "") -> str:
        """The language to translate from: the one wanted if it has a text, else the one that is best kept.

        Up to date comes before outdated, what has left the present text behind, or else what that was made from, before
        others, a later change before an earlier one. Empty if no other language has a text.
        """
        others = self.others(code)
        if wanted in others:
            return wanted
        row = self.rows.get(code)
        near = (row.outdated_by or row.source_language) if row else ""
        rank = {
            other: (self.state(other) in UP_TO_DATE, other == near, self.rows[other].at.timestamp())
            for other in others
            if other in self.rows
        }
        return max(rank, key=rank.__getitem__, default="")

    def source_changed(self, code: str, source: str) -> bool:
        """Has the text in ``source`` changed since the present translation was made from it?"""
        row = self.rows.get(code)
        if row is None or not row.source_fingerprint or row.source_language != source:
            return False
        return row.source_fingerprint != fingerprint(self.text(source))

    def left_behind_by(self, code: str, source: str) -> bool:
        """Has a change of the text in ``source`` made the present translation, made from another, outdated?"""
        row = self.rows.get(code)
        return bool(row) and row.state == Standing.OUTDATED and row.outdated_by == source

    @property
    def max_length(self) -> int | None:
        return self.obj._meta.get_field(self.field).max_length


@cache
def kinds() -> dict[str, type[Record]]:
    """The kinds of records by name."""
    return {
        model.KIND: model
        for model in apps.get_models()
        if issubclass(model, Record) and not model._meta.abstract and is_translated(model)
    }


@cache
def parts_of(model: type[Record]) -> tuple[type[models.Model], ...]:
    """The tables of translated parts that the record's page shows, citations last."""
    found = [
        part
        for part in apps.get_models()
        if is_translated(part) and hasattr(part, "PART_OF") and part is not Citation
        and part._meta.get_field(part.PART_OF).related_model is model
    ]  # fmt: skip
    return (*found, Citation)


def record_of(reference: Reference) -> Record | None:
    """The record that bears the reference; None if it was taken away, or bears no texts."""
    model = kinds().get(reference.kind)
    if model is None or reference.gone_at:
        return None
    return model._base_manager.select_related("reference").filter(reference=reference).first()


def lines_of(record: Record) -> list[Line]:
    """All texts of the record and its parts that are there, or proposed, in some language.

    The queries do not grow with the parts.
    """
    return lines_of_each([record])[record.pk]


def lines_of_each(records: Sequence[Record], *, locked: bool = False) -> dict[int, list[Line]]:
    """The lines of several records of one kind, by key; the queries grow with neither them nor their parts.

    ``locked`` keeps others from writing to the parts until the end of the transaction.
    """
    found: dict[int, list[Line]] = {record.pk: [] for record in records}
    if not records:
        return found
    model = type(records[0])
    for line in _lines(model, records):
        found[line.obj.pk].append(line)
    for part in parts_of(model):
        owners = {record.reference_id if part is Citation else record.pk: record for record in records}
        column = part._meta.get_field(part.PART_OF).attname
        rows = part._default_manager.filter(**{f"{column}__in": list(owners)})
        objects = list(rows.select_for_update(of=("self",)) if locked else rows)
        for obj in objects:
            owner = owners[getattr(obj, column)]
            setattr(obj, part.PART_OF, owner.reference if part is Citation else owner)
        for line in _lines(part, objects):
            found[owners[getattr(line.obj, column)].pk].append(line)
    for lines in found.values():
        for number, line in enumerate(lines):
            line.number = number
    return found


def _lines(model, objects: Iterable[models.Model]) -> list[Line]:
    objects = list(objects)
    if not objects:
        return []
    states = lines_of_all(model, [obj.pk for obj in objects])
    lines = []
    for obj in objects:
        rows = states.get(obj.pk, {})
        for field in fields_in_order(model):
            line = Line(obj, field, {code: rows[field, code] for code in languages.CODES if (field, code) in rows})
            if any(line.text(code) or line.beside(code) for code in languages.CODES):
                lines.append(line)
    return lines


def earlier_sources(made: Iterable[tuple[Line, str]], code: str) -> dict[str, str]:
    """Of lines with their sources, by key: what the source said before it changed, where it has.

    That is the text the present translation was made from; where it was made from another language's, what stood in the
    source before the change that left the translation behind. One query for each table, whatever the number of lines.
    """
    wanted: dict[type[models.Model], dict[int, list[tuple[str, Line]]]] = {}
    for line, source in made:
        if line.source_changed(code, source) or line.left_behind_by(code, source):
            of_table = wanted.setdefault(type(line.obj), {})
            of_table.setdefault(line.obj.pk, []).append((f"{line.field}_{source}", line))
    found: dict[str, str] = {}
    for model, by_object in wanted.items():
        columns = {column for texts in by_object.values() for column, _line in texts}
        events = model.pgh_event_models["insert"]._base_manager.filter(pgh_obj_id__in=by_object).order_by("-pgh_id")
        changed: dict[str, str] = {}
        for event in events.values("pgh_obj_id", "pgh_created_at", *sorted(columns)).iterator(200):
            for column, line in by_object[event["pgh_obj_id"]]:
                row, text = line.rows[code], event[column] or ""
                if line.key in found:
                    continue
                if row.source_language == column[-2:]:
                    if fingerprint(text) == row.source_fingerprint:
                        found[line.key] = text
                # The event of the change bears the time at which its transaction began.
                elif event["pgh_created_at"] <= row.outdated_at and changed.setdefault(line.key, text) != text:
                    found[line.key] = text
    return found
