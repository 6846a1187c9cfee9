"""Records, and the parts of records, as tables that come as files."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.bulk import Draft, Refusals, write_records
from amedip.core.models import Record
from amedip.core.resources.columns import Pointer, Pointers, Sources, Unchangeable, as_text, shortened
from amedip.core.resources.table import (
    IN_REFERENCE,
    KEPT_BY_PORTAL,
    MOST_ROWS,
    NAMES,
    Outcome,
    Table,
    may_import,
    too_many_changes,
)


class RecordResource(Table):
    """A kind of record as a file: one row for each, found by its reference."""

    most_changes = MOST_ROWS // 2  # written set by set

    def key_columns(self):
        yield Unchangeable(name="ref", attribute="reference.ref", reason=IN_REFERENCE)

    def make_columns(self):
        yield from super().make_columns()
        yield Sources(name="sources")
        yield Unchangeable(name="example", attribute="reference.example", reason=KEPT_BY_PORTAL, default="False")
        yield Unchangeable(name="version", attribute="version", reason=KEPT_BY_PORTAL)

    def stored(self) -> models.QuerySet:
        return super().stored().select_related("reference")

    def take(self, rows, user, why):
        """All rows as one deed, set by set: a file of thousands is one write."""
        found, waiting, changes = [], [], 0
        for number, row in rows:
            result = Outcome()
            result.number = number
            found.append(result)
            try:
                try:
                    understood = self._understand(row, result)
                except ValidationError:
                    # It may name a record that an earlier row makes.
                    if not (waiting and self._names_its_own_kind()):
                        raise
                    self._write_all(waiting, user, why)
                    waiting = []
                    understood = self._understand(row, result)
            except ValidationError as error:
                self._refuse(result, error)
                continue
            if result.import_type != result.IMPORT_TYPE_SKIP:
                changes += 1
                waiting.append((result, *understood))
            if changes > self.most_changes:
                raise too_many_changes(self.most_changes)
        if not any(result.validation_error for result in found):
            self._write_all(waiting, user, why)
        return found

    def _names_its_own_kind(self) -> bool:
        return any(
            isinstance(column, Pointer) and column.field.related_model is self.model for column in self.columns.values()
        )

    def _write_all(self, waiting, user, why) -> None:
        drafts, before = [], []
        for result, obj, ref, changed in waiting:
            try:
                outcome, given = self._arguments(obj, changed, ref)
            except ValidationError as error:
                self._refuse(result, error)
                continue
            before.append(self._cells(obj, changed))
            drafts.append(Draft(obj or outcome, part_of=self.owner_of(outcome), **given))
        if len(drafts) < len(waiting):
            return
        rule, action = self.rule or may_import, f"{self.model.KIND}.import"
        try:
            write_records(drafts, actor=user, rule=rule, action=action, why=why, locked=True)
        except Refusals as refusals:
            for place, error in refusals.by_place.items():
                self._refuse(waiting[place][0], error)
            return
        for draft, cells, (result, _obj, _ref, changed) in zip(drafts, before, waiting, strict=True):
            self._learn(draft, changed)
            self._tell(result, draft.obj, changed, cells)

    def _tell(self, result, saved, changed, before) -> None:
        result.diff = partial(self._differences, saved, changed, before)
        result.add_instance_info(saved)

    def _learn(self, draft: Draft, changed) -> None:
        """Remember what was written, for later rows and for the preview."""
        self.book.learn(draft.obj)
        for name, value in changed.items():
            column = self.columns[name]
            if isinstance(column, Pointers):
                self.book.note(draft.obj, column.field, value)
            elif isinstance(column, Sources):
                self.book.note_sources(draft.obj, draft.sources)

    def _refuse(self, result, error: ValidationError) -> None:
        result.import_type, result.validation_error = result.IMPORT_TYPE_INVALID, self._by_column(error)

    def find_stored(self, rows):
        refs = {ref for row in rows if (ref := as_text(row.get("ref"))).isprintable()} - {""}
        # What is compared with the file is what may be overwritten: until it is written nobody else saves.
        found = self.stored().filter(reference__ref__in=refs).order_by("pk").select_for_update(of=("self",))
        self._stored = {obj.ref: obj for obj in found}
        self._seen: set[str] = set()
        self.gather(self._stored.values())

    def likely(self, row):
        return self._stored.get(as_text(row.get("ref")))

    def find(self, row, values):
        ref = as_text(row.get("ref"))
        if not ref:
            return None, ""
        if ref in self._seen:
            raise ValidationError({"ref": _("“%(ref)s” stands in the file twice.") % {"ref": ref}})
        self._seen.add(ref)
        obj = self._stored.get(ref)
        if obj is None and self.model.numbering is not Record.numbering:
            raise ValidationError(
                {
                    "ref": _("There is no %(kind)s “%(ref)s”. Leave the cell empty for a new one: it will be numbered.")
                    % {"kind": self.model._meta.verbose_name, "ref": shortened(ref)}
                }
            )
        return obj, ref

    def _changed(self, obj, row, values):
        return super()._changed(obj, row, {name: value for name, value in values.items() if name != "ref"})


class PartResource(Table):
    """The parts of records as a file.

    ``owner`` is the relation to the record, ``key`` the facts that name a part of it. Without a ``key`` rows are found
    by a number that the portal gives: ``id``, empty for a new one.
    """

    owner: str = ""
    key: tuple[str, ...] = ()

    def key_columns(self):
        if not self.key:
            yield Unchangeable(name="id", attribute="pk", reason=KEPT_BY_PORTAL)
        for name in (self.owner, *self.key):
            yield self.fact_column(name)

    def fact_column(self, name):
        column = super().fact_column(name)
        if name == self.owner:
            column.reason = gettext_lazy("A part cannot move to another record.")
        return column

    def stored(self):
        return self.model._base_manager.select_related(f"{self.owner}__reference").order_by(self.owner, "pk")

    def belonging_to(self, owners):
        return self.stored().filter(**{f"{self.owner}__in": owners.order_by().values("pk")})

    def find_stored(self, rows):
        names = {as_text(row.get(NAMES.get(self.owner, self.owner))) for row in rows} - {""}
        found = self.stored().filter(**{f"{self.owner}__reference__ref__in": names})
        self._stored: dict[tuple, models.Model] = {}
        self._seen: set[tuple] = set()
        for obj in found:
            self._stored[self._key_of(obj)] = obj
        self.gather(found)

    def _key_of(self, obj) -> tuple:
        if not self.key:
            return (as_text(obj.pk),)
        return tuple(getattr(obj, self.model._meta.get_field(name).attname) for name in (self.owner, *self.key))

    def find(self, row, values):
        if not self.key and not as_text(row.get("id")):
            return None, ""
        names = ["id"] if not self.key else [NAMES.get(name, name) for name in (self.owner, *self.key)]
        key = tuple(values[name] for name in names)
        if key in self._seen:
            raise ValidationError({names[-1]: _("“%(ref)s” stands in the file twice.") % {"ref": row[names[-1]]}})
        self._seen.add(key)
        obj = self._stored.get(key)
        if obj is None and not self.key:
            raise ValidationError({"id": _("There is no such row. Leave the cell empty for a new one.")})
        return obj, ""

    def _changed(self, obj, row, values):
        return super()._changed(obj, row, {name: value for name, value in values.items() if name != "id"})

    def owner_of(self, obj):
        owner = getattr(obj, self.owner, None)
        return owner if isinstance(owner, Record) else None
