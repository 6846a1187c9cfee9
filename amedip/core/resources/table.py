"""Tables as files: rows are compared with what is stored and written through the kernel's one door, all or none."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import islice

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export import resources, results

from amedip.core import languages
from amedip.core.differences import word_difference
from amedip.core.models import Record, TextBeside
from amedip.core.records import Links, Stale, write_record
from amedip.core.resources.book import Book
from amedip.core.resources.columns import (
    Column,
    Fact,
    Pointer,
    Pointers,
    Sources,
    Text,
    Unchangeable,
    as_text,
    shortened,
)
from amedip.core.resources.formats import ABSENT
from amedip.core.resources.outgoing import Outgoing, Plain
from amedip.core.rules import Rule, may_keep, require
from amedip.core.texts import fields_in_order

# What one request can take: comparing a row is quick, writing one with its history, states and search entries is not.
MOST_ROWS = 2_000
MOST_CHANGES = 250  # of rows that are written one by one
# Files speak of states where the tables have countries, as the API does.
NAMES = {"country": "state"}
IN_REFERENCE = gettext_lazy("It stands in the permanent reference and cannot change.")
KEPT_BY_PORTAL = gettext_lazy("The portal keeps this column itself; leave it as it is.")
_BATCH = 500


class Outcome(results.RowResult):
    """What became of a row; the differences are made when somebody looks: at the preview, not at what it confirms."""

    @property
    def diff(self) -> "list[Difference] | None":
        if callable(self._diff):
            self._diff = self._diff()
        return self._diff

    @diff.setter
    def diff(self, found):
        self._diff = found


@dataclass
class Difference:
    """One cell of the preview: from ``before`` to ``after``; ``language`` is that of a text, else empty.

    A text that ``waits`` may not take the place of the one that stands: it lies beside that until somebody approves it.
    """

    column: str
    before: str
    after: str
    language: str = ""
    waits: bool = False

    @property
    def marked(self):
        return word_difference(self.before, self.after)


class Table(resources.Resource):
    """A table that goes out as a file and comes back as one.

    ``facts`` are its plain columns, ``links`` its many-to-many fields, ``fixed`` says of some facts why they stand once
    the row is there. ``rule`` is that of the person who brings the file, asked of the stored and of the new row.
    """

    facts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    fixed: Mapping[str, object] = {}
    most_changes = MOST_CHANGES

    def __init__(self, *, rule: Rule | None = None, **kwargs):
        super().__init__(**kwargs)
        self.rule = rule
        self.book = Book()
        self._blank: models.Model | None = None
        self.columns = {column.name: column for column in self.make_columns()}

    @property
    def model(self) -> type[models.Model]:
        return self._meta.model

    @classmethod
    def get_display_name(cls):
        return capfirst(cls._meta.model._meta.verbose_name_plural)

    def get_user_visible_fields(self):
        return list(self.columns.values())

    # --- columns ----------------------------------------------------------------------------------------------

    def make_columns(self) -> Iterator[Column]:
        """All columns in the order of the file."""
        yield from self.key_columns()
        for name in self.facts:
            yield self.fact_column(name)
        for name in self.links:
            yield Pointers(name=name, field=self.model._meta.get_field(name))
        for field in fields_in_order(self.model):
            for code in languages.CODES:
                yield Text(name=f"{field}_{code}", field=field, language=code)

    def key_columns(self) -> Iterator[Column]:
        """The columns by which a row is found again."""
        return iter(())

    def fact_column(self, name: str) -> Column:
        field = self.model._meta.get_field(name)
        kind = Pointer if field.is_relation else Fact
        return kind(name=NAMES.get(name, name), field=field, reason=self.fixed.get(name))

    @property
    def link_fields(self) -> list[models.ManyToManyField]:
        return [self.model._meta.get_field(name) for name in self.links]

    # --- out --------------------------------------------------------------------------------------------------

    def stored(self) -> models.QuerySet:
        """All rows of the table, with what their columns need."""
        return self.model._base_manager.order_by(*(self.model._meta.ordering or ["pk"]))

    def belonging_to(self, owners: models.QuerySet) -> models.QuerySet:
        """The rows that belong to rows of another table, or are those rows."""
        return self.stored().filter(pk__in=owners.order_by().values("pk"))

    def gather(self, objects: Iterable[models.Model]) -> None:
        objects = list(objects)
        self.book.gather(objects, self.link_fields, sources="sources" in self.columns)
        for column in self.columns.values():
            if isinstance(column, Pointer):
                self.book.know(column.field.related_model, [column.value(obj, self.book) for obj in objects])

    def export(self, queryset=None, **kwargs) -> tablib.Dataset:
        """The rows as a dataset; with the queryset of a list, only those that belong to it."""
        rows = self.stored() if queryset is None else self.belonging_to(queryset)
        plain = Plain(self.model, self.columns.values())
        return Outgoing(headers=list(self.columns), read=lambda: (plain.rows if plain.possible else self._rows)(rows))

    def _rows(self, queryset) -> Iterator[list]:
        """The cells of objects, row by row."""
        rest = queryset.iterator(chunk_size=_BATCH)
        while objects := list(islice(rest, _BATCH)):
            self.gather(objects)
            for obj in objects:
                yield [column.cell(obj, self.book) for column in self.columns.values()]

    # --- in ---------------------------------------------------------------------------------------------------

    def import_data_inner(
        self, dataset, dry_run, raise_errors, using_transactions, collect_failed_rows, *, user, file_name="", **kwargs
    ):
        """Every row in turn, in the transaction that the library holds and rolls back when any row was refused."""
        result = self.get_result_class()()
        result.total_rows = len(dataset)
        result.diff_headers = list(self.columns)
        try:
            self.check_file(dataset)
        except ValidationError as error:
            result.append_base_error(results.Error(error))
            return result
        rows = [
            (number, row)
            for number, cells in enumerate(dataset, 2)
            if any(cell not in (None, "", ABSENT) for cell in cells)
            for row in [dict(zip(dataset.headers, cells, strict=True))]
        ]
        for name in dataset.headers:
            self.columns[name].expect([row[name] for _number, row in rows if row[name] is not ABSENT], self.book)
        self.find_stored([row for _number, row in rows])
        why = _("Import of %(file)s") % {"file": file_name} if file_name else _("Import")
        try:
            found = self.take(rows, user, why)
        except ValidationError as error:
            result.append_base_error(results.Error(error))
            return result
        for (number, row), row_result in zip(rows, found, strict=True):
            result.increment_row_result_total(row_result)
            if row_result.validation_error:
                result.append_invalid_row(number, row, row_result.validation_error)
            result.append_row_result(row_result)
        return result

    def take(self, rows: list[tuple[int, dict]], user, why: str) -> list[results.RowResult]:
        """Write the rows and return what became of each; raises ``ValidationError`` for what is wrong with all."""
        found, changes = [], 0
        for number, row in rows:
            result = self._import(number, row, user, why)
            changes += result.import_type in (result.IMPORT_TYPE_NEW, result.IMPORT_TYPE_UPDATE)
            if changes > self.most_changes:
                raise too_many_changes(self.most_changes)
            found.append(result)
        return found

    def check_file(self, dataset: tablib.Dataset) -> None:
        """Raise ``ValidationError`` for a file that cannot be this table's."""
        headers = dataset.headers
        unknown = [header for header in headers if header not in self.columns]
        if unknown:
            raise ValidationError(
                _("The file has columns that this table does not have: %(names)s. Its columns are: %(known)s.")
                % {"names": ", ".join(unknown), "known": ", ".join(self.columns)}
            )
        if len(set(headers)) < len(headers):
            raise ValidationError(_("A column stands in the file twice."))
        missing = [column.name for column in self.key_columns() if column.name not in headers]
        if missing:
            raise ValidationError(
                _("The file lacks the column by which its rows are found: %(names)s.") % {"names": ", ".join(missing)}
            )
        if len(dataset) > MOST_ROWS:
            raise ValidationError(
                _("The file has %(rows)d rows; at most %(most)d are taken at a time. Split it into several files.")
                % {"rows": len(dataset), "most": MOST_ROWS}
            )

    def find_stored(self, rows: list[dict]) -> None:
        """Read what the rows of the file are about."""
        raise NotImplementedError

    def likely(self, row: dict) -> models.Model | None:
        """The stored object of the row, as far as that can be told before its cells are understood."""
        return None

    def find(self, row: dict, values: dict) -> tuple[models.Model | None, str]:
        """The stored object of the row, or None for a new one, with the reference it asks for."""
        raise NotImplementedError

    def _import(self, number, row, user, why) -> results.RowResult:
        result = Outcome()
        result.number = number
        try:
            with transaction.atomic():
                self._write(row, result, user, why)
        except ValidationError as error:
            result.import_type, result.validation_error = result.IMPORT_TYPE_INVALID, self._by_column(error)
        except PermissionDenied as refusal:
            result.import_type, result.validation_error = result.IMPORT_TYPE_INVALID, ValidationError(str(refusal))
        except IntegrityError:
            result.import_type = result.IMPORT_TYPE_INVALID
            result.validation_error = ValidationError(_("This row does not go together with what is stored."))
        return result

    def _write(self, row, result, user, why):
        obj, ref, changed = self._understand(row, result)
        if result.import_type == result.IMPORT_TYPE_SKIP:
            return
        before = self._cells(obj, changed)
        saved = self.write(obj, changed, ref=ref, actor=user, why=why)
        self.book.learn(saved)
        self.gather([saved])
        self._tell(result, saved, changed, before)

    def _understand(self, row, result) -> tuple[models.Model | None, str, dict]:
        """The stored object of a row, the reference it asks for, and what it changes; ``result`` says new or not."""
        values = self._parse(row, self.likely(row))
        obj, ref = self.find(row, values)
        changed = self._changed(obj, row, values)
        if obj is not None and not changed:
            result.import_type = result.IMPORT_TYPE_SKIP
            result.add_instance_info(obj)
            return obj, ref, changed
        if obj is not None and as_text(row.get("version")) not in ("", as_text(getattr(obj, "version", ""))):
            raise Stale(obj)
        result.import_type = result.IMPORT_TYPE_UPDATE if obj is not None else result.IMPORT_TYPE_NEW
        return obj, ref, changed

    def _tell(self, result, saved, changed, before) -> None:
        result.diff = self._differences(saved, changed, before)
        result.add_instance_info(saved)

    def _differences(self, saved, changed, before) -> list[Difference]:
        """What the preview shows."""
        found = []
        for name, after in self._cells(saved, changed).items():
            column, stood = self.columns[name], before.get(name, "")
            if after != stood:
                found.append(Difference(name, stood, after, getattr(column, "language", "")))
            elif isinstance(column, Text):
                found.append(Difference(name, stood, as_text(changed[name]), column.language, waits=True))
        return found

    def _parse(self, row, obj) -> dict[str, object]:
        """What the cells mean that do not show what stands in ``obj``; raises all that is wrong with them at once."""
        values, errors = {}, {}
        for name, cell in row.items():
            column = self.columns[name]
            if cell is ABSENT or (obj is not None and column.shows(obj, cell)):
                continue
            try:
                values[name] = column.parse(cell, self.book)
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)
        return values

    def _changed(self, obj, row, values) -> dict[str, object]:
        """What of the values differs from the object (for a new one: all that is given); raises for what must not."""
        changed, errors = {}, {}
        for name, value in values.items():
            column = self.columns[name]
            if obj is None:
                if not isinstance(column, Unchangeable):
                    changed[name] = value
                elif value not in ("", column.default):
                    errors[name] = ValidationError(str(column.reason))
            elif value != column.value(obj, self.book):
                if column.reason is None:
                    changed[name] = value
                elif name != "version":
                    errors[name] = ValidationError(f"{column.reason} ({shortened(row[name])})")
        if errors:
            raise ValidationError(errors)
        return changed

    def _cells(self, obj, names) -> dict[str, str]:
        """The cells of an object as the preview shows them."""
        if obj is None:
            return {}
        return {name: as_text(self.columns[name].cell(obj, self.book)) for name in names}

    def write(self, obj, changed: dict[str, object], *, ref: str, actor, why: str) -> models.Model:
        """Write what changed, under the rule of a single write, and return the object."""
        outcome, given = self._arguments(obj, changed, ref)
        rule = self.rule or may_keep("add" if obj is None else "change")
        require(rule(actor, outcome))
        return write_record(
            outcome if obj is None else obj,
            actor=actor,
            rule=rule,
            why=why,
            part_of=self.owner_of(outcome),
            origin=TextBeside.Origin.FILE,
            **given,
        )

    def _arguments(self, obj, changed: dict[str, object], ref: str) -> tuple[models.Model, dict]:
        """The object as it would be, and what changes it in the words of ``write_record``."""
        texts: dict[str, dict[str, str | None]] = {}
        facts, links, more = {}, [], {}
        for name, value in changed.items():
            column = self.columns[name]
            if isinstance(column, Text):
                texts.setdefault(column.language, {})[column.field] = value
            elif isinstance(column, Pointers):
                through = column.field.remote_field.through
                targets = [self.book.stand_in(column.field.related_model, key) for key in value]
                owner, target = column.field.m2m_field_name(), column.field.m2m_reverse_field_name()
                links.append(Links(through, owner, target, targets))
            elif isinstance(column, Sources):
                more["sources"] = column.wanted(value, obj, self.book)
            else:
                facts[column.field.attname] = value
        facts |= self.derived(obj, facts, texts, ref)
        outcome = self._new_object() if obj is None else copy(obj) if facts else obj
        for name, value in facts.items():
            setattr(outcome, name, value)
        if issubclass(self.model, Record):
            more["ref"] = ref
        return outcome, {"columns": facts, "texts": texts, "links": links} | more

    def _new_object(self) -> models.Model:
        """As the model makes it, which takes its time with translated fields: once is enough."""
        if self._blank is None:
            self._blank = self.model()
        obj = copy(self._blank)
        obj.__dict__.update(
            {name: copy(value) for name, value in obj.__dict__.items() if isinstance(value, dict | list)}
        )
        return obj

    def derived(self, obj, facts: dict, texts: dict, ref: str) -> dict[str, object]:
        """Columns that follow from what was given."""
        return {}

    def owner_of(self, obj) -> Record | None:
        """The record whose page shows the row."""
        return None

    def _by_column(self, error: ValidationError) -> ValidationError:
        """The error keyed by the file's columns."""
        if not hasattr(error, "error_dict"):
            return error
        errors: dict[str, list] = {}
        for name, found in error.error_dict.items():
            errors.setdefault(NAMES.get(name, name) if name != NON_FIELD_ERRORS else name, []).extend(found)
        return ValidationError(errors)


def may_import(user, obj):
    return may_keep("add" if obj._state.adding else "change")(user, obj)


def too_many_changes(most: int) -> ValidationError:
    """Why a file with many changes is refused, and what to do."""
    return ValidationError(
        _("The file changes more than %(most)d rows; so many at a time cannot be written. Split it into several files.")
        % {"most": most}
    )
