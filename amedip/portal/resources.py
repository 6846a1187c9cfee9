"""The links between records as a file: one row for each, found by its two ends and its kind."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amedip.core.resources.columns import Column, Fact, as_text
from amedip.core.resources.table import Table
from amedip.core.rules import may_keep, require
from amedip.portal.actions import link_records
from amedip.portal.models import TypedLink


@dataclass(kw_only=True)
class End(Column):
    """A record at one end, as ``recommendation/tunis-2012-r2``."""

    def value(self, obj, book):
        return getattr(obj, self.name)

    def cell(self, obj, book):
        end = self.value(obj, book)
        return f"{end.kind}/{end.ref}"

    def parse(self, cell, book):
        kind, _slash, ref = as_text(cell).partition("/")
        return book.record(kind.strip(), ref.strip())


class LinkResource(Table):
    """A file adds links; one that is no longer in it stays, and is taken away in the administration."""

    class Meta:
        model = TypedLink

    def make_columns(self):
        yield from self.key_columns()

    def key_columns(self):
        yield End(name="source")
        yield Fact(name="kind", field=TypedLink._meta.get_field("kind"))
        yield End(name="target")

    def stored(self):
        return super().stored().select_related("source", "target")

    def find_stored(self, rows):
        self._stored = {(link.source_id, link.kind, link.target_id): link for link in self.stored()}
        self._seen: set[tuple] = set()

    def find(self, row, values):
        key = (values["source"].pk, values["kind"], values["target"].pk)
        if key in self._seen:
            raise ValidationError(_("This link stands in the file twice."))
        self._seen.add(key)
        return self._stored.get(key), ""

    def write(self, obj, changed, *, ref, actor, why):
        require((self.rule or may_keep("add"))(actor, TypedLink()))
        return link_records(changed["source"], changed["target"], kind=changed["kind"], actor=actor, why=why)
