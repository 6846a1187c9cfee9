"""The thesaurus as a file: one row for each concept, its terms of a language in one cell, the preferred one first."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.models import Concept, ConceptLink
from amedip.core.resources.columns import SEPARATOR, Column, Fact, Unchangeable, as_text
from amedip.core.resources.table import KEPT_BY_PORTAL, Outcome, Table
from amedip.core.thesaurus import ConceptDraft, Stock, check, write_concepts


@dataclass(kw_only=True)
class Many(Column):
    """Several texts in a cell: the terms of one language, or the concepts linked in one way."""

    of: str
    stock: Stock | None = None

    def value(self, obj, book):
        if obj is None or self.stock is None:
            return []
        return self._stored(obj.slug)

    def _stored(self, slug):
        raise NotImplementedError

    def cell(self, obj, book):
        return f" {SEPARATOR} ".join(self.value(obj, book))

    def parse(self, cell, book):
        return list(dict.fromkeys(filter(None, (part.strip() for part in as_text(cell).split(SEPARATOR)))))


class TermsColumn(Many):
    @property
    def language(self):
        return self.of

    def _stored(self, slug):
        return self.stock.texts(slug, self.of)


class LinksColumn(Many):
    def _stored(self, slug):
        return self.stock.linked(slug, self.of)


class ConceptResource(Table):
    """Rows are found by the short name; a name that is not there makes a new concept."""

    most_changes = 1_000  # written all at once

    class Meta:
        model = Concept

    def make_columns(self):
        yield from self.key_columns()
        for code in languages.CODES:
            yield TermsColumn(name=code, of=code)
        for kind in ConceptLink.Kind.values:
            yield LinksColumn(name=kind, of=kind)
        yield self.fact_column("note")
        yield Unchangeable(name="version", attribute="version", reason=KEPT_BY_PORTAL)

    def key_columns(self):
        yield Fact(name="slug", field=Concept._meta.get_field("slug"))

    def gather(self, objects):
        self.stock = Stock()
        for column in self.columns.values():
            if isinstance(column, Many):
                column.stock = self.stock

    def find_stored(self, rows):
        self.gather([])
        self._seen: set[str] = set()

    def find(self, row, values):
        slug = values["slug"]
        if not slug:
            raise ValidationError({"slug": _("Give the concept’s short name; by it the row is found again.")})
        if slug in self._seen:
            raise ValidationError({"slug": _("“%(ref)s” stands in the file twice.") % {"ref": slug}})
        self._seen.add(slug)
        return self.stock.concepts.get(slug), ""

    def take(self, rows, user, why):
        """All rows as one deed."""
        found, drafts = [], []
        coming = {as_text(row["slug"]) for _number, row in rows}
        for number, row in rows:
            result = Outcome()
            result.number = number
            found.append(result)
            try:
                obj, _ref, changed = self._understand(row, result)
                if result.import_type != result.IMPORT_TYPE_SKIP:
                    draft = self._draft(row, obj, changed)
                    check(draft, self.stock, coming)
                    drafts.append((result, obj, changed, draft, self._cells(obj, changed)))
            except ValidationError as error:
                result.import_type, result.validation_error = result.IMPORT_TYPE_INVALID, self._by_column(error)
        if not any(result.validation_error for result in found):
            self._write_all(drafts, user, why)
        return found

    def _draft(self, row, obj, changed) -> ConceptDraft:
        given = {name: value for name, value in changed.items() if name in self.columns}
        return ConceptDraft(
            as_text(row["slug"]),
            given.get("note"),
            {code: given[code] for code in languages.CODES if code in given},
            {kind: given[kind] for kind in ConceptLink.Kind.values if kind in given},
            expected=None if obj is None else obj.version,
        )

    def _write_all(self, drafts, user, why) -> None:
        try:
            write_concepts([draft for _result, _obj, _changed, draft, _before in drafts], actor=user, why=why)
        except PermissionDenied as refusal:
            raise ValidationError(str(refusal)) from refusal
        self.gather([])
        for result, _obj, changed, draft, before in drafts:
            self._tell(result, self.stock.concepts[draft.slug], changed, before)
