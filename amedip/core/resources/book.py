"""What the rows of one file have to know of the tables: records by reference, links and sources of many at once."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.models import Citation, Record, Reference
from amedip.core.records import Source

# The column by which a row of a table that has no references is named.
NAMED_BY = {"accounts.User": "email", "pilots.Indicator": "pk", "pilots.Result": "pk"}

# No key has as many figures as this.
LONGEST_KEY = 19


def _named_by(model: type[models.Model]) -> str:
    return "reference__ref" if issubclass(model, Record) else NAMED_BY[model._meta.label]


class Book:
    """Looks up and remembers, for as long as one file is read or written."""

    def __init__(self):
        self._keys: dict[type[models.Model], dict[str, int]] = defaultdict(dict)
        self._names: dict[type[models.Model], dict[int, str]] = defaultdict(dict)
        self._asked: dict[type[models.Model], set[str]] = defaultdict(set)
        self._references: dict[tuple[str, str], Reference] = {}
        self._stand_ins: dict[tuple[type[models.Model], int], models.Model] = {}
        self._references_by_key: dict[int, Reference] = {}
        self._links: dict[tuple, dict[int, list[int]]] = {}
        self._sources: dict[int, list[Source]] = {}

    def expect(self, model: type[models.Model], names: Iterable[str]) -> None:
        """Read at once the rows that people call by these names, so that each need not be looked for."""
        # Nothing is called by what no letter is, and the database refuses to look for some of that.
        wanted = {name for name in {*names} - self._asked[model] if name.isprintable()}
        if _named_by(model) == "pk":
            wanted = {name for name in wanted if name.isdecimal() and len(name) < LONGEST_KEY}
        if wanted:
            self._asked[model] |= wanted
            self._take(model, model._base_manager.filter(**{f"{_named_by(model)}__in": wanted}))

    def find(self, model: type[models.Model], name: str) -> int:
        """The key of the row that people call ``name``; raises ``ValidationError`` if there is none."""
        self.expect(model, [name])
        key = self._keys[model].get(name)
        if key is None:
            raise ValidationError(
                _("There is no %(kind)s “%(name)s”.") % {"kind": model._meta.verbose_name, "name": name[:60]}
            )
        return key

    def know(self, model: type[models.Model], keys: Iterable[int | None]) -> None:
        """Read at once what people call the rows of these keys."""
        wanted = {*keys} - {None} - self._names[model].keys()
        if wanted:
            self._take(model, model._base_manager.filter(pk__in=wanted))

    def name_of(self, model: type[models.Model], key: int | None) -> str:
        """What people call the row of that key; empty for none."""
        if key is None:
            return ""
        self.know(model, [key])
        return self._names[model].get(key, "")

    def stand_in(self, model: type[models.Model], key: int) -> models.Model:
        """An object that holds nothing but its key, for links to it."""
        if (model, key) not in self._stand_ins:
            self._stand_ins[model, key] = model(pk=key)
        return self._stand_ins[model, key]

    def learn(self, obj: models.Model) -> None:
        """Remember a row that was just made, so that later rows of the file may name it."""
        if isinstance(obj, Record):
            self._keys[type(obj)][obj.ref] = obj.pk
            self._names[type(obj)][obj.pk] = obj.ref

    def _take(self, model, rows) -> None:
        # One column asked for twice comes once: a row that is named by its key.
        for key, *named in rows.values_list(*dict.fromkeys(["pk", _named_by(model)])):
            name = named[0] if named else key
            self._keys[model][str(name)] = key
            self._names[model][key] = str(name)

    def expect_references(self, names: Iterable[tuple[str, str]]) -> None:
        """Read at once the references with these kinds and names."""
        wanted = {*names} - self._references.keys()
        wanted = {(kind, ref) for kind, ref in wanted if kind.isprintable() and ref.isprintable()}
        kinds, refs = ({pair[place] for pair in wanted} for place in (0, 1))
        for row in Reference.objects.filter(kind__in=kinds, ref__in=refs):
            self._references[row.kind, row.ref] = self._references_by_key[row.pk] = row

    def reference(self, kind: str, ref: str) -> Reference:
        """The reference of that name, whatever became of its object; raises ``ValidationError`` if there is none."""
        found = self._reference(kind, ref)
        if found is None:
            raise ValidationError(_("There is no source “%(name)s”.") % {"name": f"{kind}/{ref}"[:80]})
        return found

    def record(self, kind: str, ref: str) -> Reference:
        """The reference of a record that is to be linked; raises ``ValidationError`` if there is none of that name."""
        found = self._reference(kind, ref)
        if found is None:
            raise ValidationError(
                _("There is no record “%(name)s”. Write its kind and its reference: recommendation/tunis-2012-r2.")
                % {"name": f"{kind}/{ref}"[:80]}
            )
        return found

    def _reference(self, kind: str, ref: str) -> Reference | None:
        self.expect_references([(kind, ref)])
        return self._references.get((kind, ref))

    def reference_by_key(self, key: int) -> Reference:
        """One of those that ``reference`` found."""
        if key not in self._references_by_key:
            self._references_by_key[key] = Reference.objects.get(pk=key)
        return self._references_by_key[key]

    def gather(
        self, objects: Iterable[models.Model], fields: Iterable[models.ManyToManyField], *, sources: bool
    ) -> None:
        """Read the links, and if wanted the sources, of many objects at once."""
        objects = [obj for obj in objects if obj.pk]
        for field in fields:
            owner, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
            found = defaultdict(list)
            rows = field.remote_field.through._base_manager.filter(**{f"{owner}__in": [obj.pk for obj in objects]})
            for key, linked in rows.order_by("position", "pk").values_list(owner, target):
                found[key].append(linked)
            self._links.setdefault(field, {}).update({obj.pk: found[obj.pk] for obj in objects})
            self.know(field.related_model, chain.from_iterable(found.values()))
        if sources:
            cited = defaultdict(list)
            rows = Citation.objects.filter(owner__in=[obj.reference_id for obj in objects]).select_related("source")
            for row in rows:
                note = {code: getattr(row, f"note_{code}") for code in languages.CODES}
                cited[row.owner_id].append(Source(row.source, row.section, note))
            self._sources.update({obj.reference_id: cited[obj.reference_id] for obj in objects})

    def note(self, obj, field: models.ManyToManyField, keys: list[int]) -> None:
        """Remember the links that an object was just given."""
        self._links.setdefault(field, {})[obj.pk] = keys

    def note_sources(self, obj, sources: list[Source]) -> None:
        """Remember the sources that an object was just given."""
        self._sources[obj.reference_id] = sources

    def links(self, obj, field) -> list[int]:
        return self._links.get(field, {}).get(obj.pk, [])

    def sources(self, obj) -> list[Source]:
        return self._sources.get(obj.reference_id, [])
