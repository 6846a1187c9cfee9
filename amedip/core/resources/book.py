"""What the rows of one file have to know of the tables: records by reference, links and sources of many at once."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.models import Citation, Record, Reference
from amedip.core.records import Source

# The column by which a row of a table that has no references is named.
NAMED_BY = {"accounts.User": "email"}


class Book:
    """Looks up and remembers, for as long as one file is read or written."""

    def __init__(self):
        self._keys: dict[type[models.Model], dict[str, int]] = {}
        self._names: dict[type[models.Model], dict[int, str]] = {}
        self._references: dict[tuple[str, str], Reference] | None = None
        self._stand_ins: dict[tuple[type[models.Model], int], models.Model] = {}
        self._references_by_key: dict[int, Reference] = {}
        self._links: dict[tuple, dict[int, list[int]]] = {}
        self._sources: dict[int, list[Source]] = {}

    def find(self, model: type[models.Model], name: str) -> int:
        """The key of the row that people call ``name``; raises ``ValidationError`` if there is none."""
        self._read(model)
        key = self._keys[model].get(name)
        if key is None:
            raise ValidationError(
                _("There is no %(kind)s “%(name)s”.") % {"kind": model._meta.verbose_name, "name": name[:60]}
            )
        return key

    def name_of(self, model: type[models.Model], key: int | None) -> str:
        """What people call the row of that key; empty for none."""
        if key is None:
            return ""
        self._read(model)
        return self._names[model].get(key, "")

    def stand_in(self, model: type[models.Model], key: int) -> models.Model:
        """An object that holds nothing but its key, for links to it."""
        if (model, key) not in self._stand_ins:
            self._stand_ins[model, key] = model(pk=key)
        return self._stand_ins[model, key]

    def learn(self, obj: models.Model) -> None:
        """Remember a row that was just made, so that later rows of the file may name it."""
        model = type(obj)
        if isinstance(obj, Record) and model in self._keys:
            self._keys[model][obj.ref] = obj.pk
            self._names[model][obj.pk] = obj.ref

    def _read(self, model):
        if model in self._keys:
            return
        by = "reference__ref" if issubclass(model, Record) else NAMED_BY[model._meta.label]
        pairs = list(model._base_manager.values_list("pk", by))
        self._keys[model] = {name: key for key, name in pairs}
        self._names[model] = dict(pairs)

    def reference(self, kind: str, ref: str) -> Reference:
        """The reference of that name, whatever became of its object; raises ``ValidationError`` if there is none."""
        found = self._reference(kind, ref)
        if found is None:
            raise ValidationError(_("There is no source “%(name)s”.") % {"name": f"{kind}/{ref}"[:80]})
        self._references_by_key[found.pk] = found
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
        if self._references is None:
            self._references = {(row.kind, row.ref): row for row in Reference.objects.all()}
        return self._references.get((kind, ref)) or Reference.objects.filter(kind=kind, ref=ref).first()

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
        if sources:
            cited = defaultdict(list)
            rows = Citation.objects.filter(owner__in=[obj.reference_id for obj in objects]).select_related("source")
            for row in rows:
                note = {code: getattr(row, f"note_{code}") for code in languages.CODES}
                cited[row.owner_id].append(Source(row.source, row.section, note))
            self._sources.update({obj.reference_id: cited[obj.reference_id] for obj in objects})

    def links(self, obj, field) -> list[int]:
        return self._links.get(field, {}).get(obj.pk, [])

    def sources(self, obj) -> list[Source]:
        return self._sources.get(obj.reference_id, [])
