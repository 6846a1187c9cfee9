"""Drafts beside what is stored: what they change, and whether they may."""

from collections import defaultdict
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from amedip.core.bulk.drafts import Draft
from amedip.core.models import Record, TextBeside
from amedip.core.records import Stale, refresh
from amedip.core.rules import Rule, require
from amedip.core.texts import (
    assign,
    differing,
    held_back,
    rows_of_texts,
    split_guarded,
    texts_beside_all,
    translated_fields,
)

_BATCH = 500
_FILE = TextBeside.Origin.FILE


def lock(drafts: Sequence[Draft]) -> dict[int, ValidationError]:
    """Lock the stored records, bring them up to date, and tell which have moved on since their drafts were made."""
    stored = sorted((draft.obj.pk, place) for place, draft in enumerate(drafts) if not draft.new)
    locked = type(drafts[0].obj)._base_manager.select_for_update(of=("self",)).order_by("pk")
    refused: dict[int, ValidationError] = {}
    for begun in range(0, len(stored), _BATCH):
        batch = stored[begun : begun + _BATCH]
        rows = locked.in_bulk([key for key, _place in batch])
        for key, place in batch:
            draft, row = drafts[place], rows.get(key)
            if row is None or draft.expected not in (None, row.version):
                refused[place] = Stale(draft.obj)
            else:
                refresh(draft.obj, row)
    return refused


def take_up(drafts: Sequence[Draft], *, actor, rule: Rule, refused: dict[int, ValidationError]) -> None:
    """Put the drafts into their objects and add to ``refused`` what a rule or a column forbids.

    What only the database can tell, it will tell when all are written.
    """
    columns = _Columns(type(drafts[0].obj))
    for place, draft in enumerate(drafts):
        if place in refused:
            continue
        try:
            _take_up(draft, actor, rule, columns)
        except ValidationError as error:
            refused[place] = error
        except PermissionDenied as refusal:
            refused[place] = ValidationError(str(refusal))


def _take_up(draft: Draft, actor, rule: Rule, columns: "_Columns") -> None:
    obj = draft.obj
    if not draft.new:
        require(rule(actor, obj))
    draft.changed_columns = {
        name: value for name, value in draft.columns.items() if draft.new or getattr(obj, name) != value
    }
    for name, value in draft.changed_columns.items():
        setattr(obj, name, value)
    draft.changed_texts = differing(obj, draft.texts)
    outcome = _with_texts(obj, draft.changed_texts)
    require(rule(actor, outcome))
    columns.check(outcome)


def _with_texts(obj: Record, texts) -> Record:
    """The object as it would be; what it points at is read once for both."""
    outcome = type(obj).__new__(type(obj))
    outcome.__dict__.update(obj.__dict__)
    assign(outcome, texts)
    return outcome


class _Columns:
    """Checks the plain columns as ``clean_fields`` does, but looks at each value that occurs only once.

    Texts were looked at when they were compared; relations are the database's to check.
    """

    def __init__(self, model: type[models.Model]):
        bare = translated_fields(model)
        self._fields = [
            field
            for field in model._meta.concrete_fields
            if not (
                field.is_relation
                or field.primary_key
                or field.generated
                or field.name in bare
                or hasattr(field, "translated_field")
            )
        ]
        self._right: dict[models.Field, set] = {field: set() for field in self._fields}
        self._has_more = model.clean is not models.Model.clean

    def check(self, obj: models.Model) -> None:
        """Raise ``ValidationError``, keyed by column, for what the object must not hold."""
        errors = {}
        for field in self._fields:
            value, right = obj.__dict__[field.attname], self._right[field]
            # A list or an object of JSON is held by no set.
            once = None if isinstance(value, (list, dict)) else (type(value), value)
            if once in right:
                continue
            try:
                if not (field.blank and value in field.empty_values):
                    field.clean(value, obj)
            except ValidationError as error:
                errors[field.name] = error.error_list
            else:
                if once:
                    right.add(once)
        if errors:
            raise ValidationError(errors)
        if self._has_more:
            obj.clean()


def guard(drafts: Sequence[Draft]) -> dict[int, ValidationError]:
    """Keep the file's words away from what a person has vouched for, and from what waits for approval.

    Notes how the texts stood, and tells which drafts take away what the public reads.
    """
    stored = [(place, draft) for place, draft in enumerate(drafts) if draft.changed_texts and not draft.new]
    refused: dict[int, ValidationError] = {}
    for begun in range(0, len(stored), _BATCH):
        batch = stored[begun : begun + _BATCH]
        objects = [draft.obj for _place, draft in batch]
        fields = {name for _place, draft in batch for texts in draft.changed_texts.values() for name in texts}
        model, keys = type(objects[0]), [obj.pk for obj in objects]
        before, lying = rows_of_texts(model, keys, fields), texts_beside_all(model, keys, _FILE)
        models.prefetch_related_objects(objects, "reference")
        for (place, draft), held in zip(batch, held_back(objects), strict=True):
            draft.before, there = before.get(draft.obj.pk, {}), lying.get(draft.obj.pk, {})
            try:
                draft.changed_texts, proposed = split_guarded(
                    draft.obj, draft.changed_texts, draft.before, origin=_FILE, held=held
                )
            except ValidationError as error:
                refused[place] = error
                continue
            # Brought twice, it changes nothing.
            draft.proposed_texts = {
                code: texts for code, texts in proposed.items() if texts.items() - there.get(code, {}).items()
            }
    return refused


def compare_links(drafts: Sequence[Draft]) -> None:
    """Note the links that are not yet as wanted; one query for each table of links."""
    present: dict[type, dict[int, list[int]]] = {}
    stored = [draft.obj.pk for draft in drafts if draft.links and not draft.new]
    for through, owner, target in {
        (link.through, link.owner, link.target) for draft in drafts if not draft.new for link in draft.links
    }:
        found = present.setdefault(through, defaultdict(list))
        rows = through._base_manager.filter(**{f"{owner}__in": stored})
        for key, linked in rows.order_by("position", "pk").values_list(f"{owner}_id", f"{target}_id"):
            found[key].append(linked)
    for draft in drafts:
        for link in draft.links:
            there = [] if draft.new else present[link.through].get(draft.obj.pk, [])
            if there != [target.pk for target in link.targets]:
                draft.changed_links.append(link)
