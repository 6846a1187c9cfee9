"""The history of a record as people read it: who changed which text from what to what, when and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import Max, OuterRef, Subquery
from django.utils.formats import date_format, localize
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from amedip.core import languages
from amedip.core.differences import word_difference
from amedip.core.models import Citation, Deed, Record
from amedip.core.texts import translated_fields

# What the portal keeps for itself in every row, what is only made from other columns (``content`` is the copy of many
# records that an edition or a sent answer keeps for good), and what waits beside them.
_OURS = {
    "id", "reference", "version", "created_at", "updated_at", "sort_ar", "sort_en", "sort_fr", "content", "revised",
}  # fmt: skip

# With a context: as names of columns the same words may mean a day.
VERBS = {
    "create": pgettext_lazy("deed", "created"),
    "edit": pgettext_lazy("deed", "changed"),
    "import": pgettext_lazy("deed", "imported"),
    "delete": pgettext_lazy("deed", "deleted"),
    "submit": pgettext_lazy("deed", "submitted"),
    "accept": pgettext_lazy("deed", "accepted"),
    "send-back": pgettext_lazy("deed", "sent back"),
    "publish": pgettext_lazy("deed", "published"),
    "withdraw": pgettext_lazy("deed", "withdrawn"),
    "fulfil": pgettext_lazy("deed", "marked as fulfilled"),
    "supersede": pgettext_lazy("deed", "superseded"),
    "revise": pgettext_lazy("deed", "prepared a change"),
    "discard": pgettext_lazy("deed", "discarded the change"),
    "confirm": pgettext_lazy("deed", "confirmed"),
    "comment": pgettext_lazy("deed", "commented"),
    "settle": pgettext_lazy("deed", "settled a comment"),
    "appoint": pgettext_lazy("deed", "appointed"),
    "send": pgettext_lazy("deed", "sent"),
    "close": pgettext_lazy("deed", "closed"),
    "make": pgettext_lazy("deed", "made"),
    "start_over": pgettext_lazy("deed", "begun anew"),
    "open": pgettext_lazy("deed", "opened"),
    "pilot.design": pgettext_lazy("deed", "design begun"),
    "pilot.implement": pgettext_lazy("deed", "implementation begun"),
    "pilot.finalise": pgettext_lazy("deed", "final phase entered"),
    "pilot.complete": pgettext_lazy("deed", "project completed"),
    "pilot.evaluate": pgettext_lazy("deed", "project evaluated"),
    "pilot.suspend": pgettext_lazy("deed", "project suspended"),
    "pilot.resume": pgettext_lazy("deed", "project resumed"),
    "pilot.cancel": pgettext_lazy("deed", "project cancelled"),
    "pilot.correct-day": pgettext_lazy("deed", "day of a phase put right"),
    "complete": pgettext_lazy("deed", "entries declared complete"),
    "reopen": pgettext_lazy("deed", "entries taken up again"),
    "invite": pgettext_lazy("deed", "states invited"),
    "hand-over": pgettext_lazy("deed", "handed over to a successor"),
    "translate": pgettext_lazy("deed", "translated"),
    "approve": pgettext_lazy("deed", "approved"),
    "suggest": pgettext_lazy("deed", "machine translations fetched"),
    "excuse": pgettext_lazy("deed", "a finding excused"),
    "order": pgettext_lazy("deed", "given to a translator"),
    "end-order": pgettext_lazy("deed", "taken back from the translator"),
    "clarify": pgettext_lazy("deed", "clarified"),
    "match": pgettext_lazy("deed", "matched with a host"),
    "decline": pgettext_lazy("deed", "declined"),
    "refuse": pgettext_lazy("deed", "answered that it cannot help"),
    "take-back": pgettext_lazy("deed", "taken back"),
    "prepare": pgettext_lazy("deed", "began to be prepared"),
    "agree": pgettext_lazy("deed", "agreed by one side"),
    "schedule": pgettext_lazy("deed", "days fixed"),
    "hold": pgettext_lazy("deed", "held"),
    "report": pgettext_lazy("deed", "report handed in"),
    "waive-reports": pgettext_lazy("deed", "taken further without a report"),
    "evaluate": pgettext_lazy("deed", "evaluation handed in"),
    "waive-evaluations": pgettext_lazy("deed", "taken further without an evaluation"),
    "cancel": pgettext_lazy("deed", "cancelled"),
    "ask": pgettext_lazy("deed", "asked"),
    "answer": pgettext_lazy("deed", "answered"),
    "exchange-request.reopen": pgettext_lazy("deed", "open again to other hosts"),
    "exchange-answer.invite": pgettext_lazy("deed", "invited to answer"),
    "exchange-follow-up.ask": pgettext_lazy("deed", "asked what became of it"),
    "exchange-person.add": pgettext_lazy("deed", "a person entered"),
    "exchange-person.correct": pgettext_lazy("deed", "a person corrected"),
    "exchange-person.erase": pgettext_lazy("deed", "a person erased"),
    "webhook.register": pgettext_lazy("deed", "webhook registered"),
    "webhook.rotate": pgettext_lazy("deed", "new secret of a webhook"),
    "webhook.ping": pgettext_lazy("deed", "test message sent"),
    "webhook.replay": pgettext_lazy("deed", "messages sent again"),
    "webhook.switch-off": pgettext_lazy("deed", "webhook switched off"),
    "client-key.make": pgettext_lazy("deed", "key made"),
    "client-key.rotate": pgettext_lazy("deed", "key followed by a new one"),
    "client-key.revoke": pgettext_lazy("deed", "key taken back"),
    "client-mandate.give": pgettext_lazy("deed", "mandate given to a system"),
    "client-mandate.edit": pgettext_lazy("deed", "mandate of a system changed"),
    # The draft beside what is published: its deeds bear the same verbs.
    "priority-revision.submit": pgettext_lazy("deed", "change submitted"),
    "priority-revision.send-back": pgettext_lazy("deed", "change sent back"),
    "priority-revision.publish": pgettext_lazy("deed", "change published"),
}


def verb_of(deed: Deed) -> str:
    """What was done, in a word of the reader's language; the deed's own name where we have none."""
    return str(VERBS.get(deed.action) or VERBS.get(deed.action.partition(".")[2], deed.action))


@dataclass
class Alteration:
    """One column from ``before`` to ``after``, as shown; ``language`` is that of a text, else empty."""

    label: str
    before: str
    after: str
    language: str = ""

    @property
    def difference(self) -> SafeString:
        """The text with the words that went and came marked."""
        return word_difference(self.before, self.after)


@dataclass
class Step:
    """One row that was added, changed or removed: the record itself or a part of it, named by ``what``."""

    kind: str
    what: str
    part: bool
    alterations: list[Alteration]


@dataclass
class Entry:
    """One deed with all its steps; ``deed`` is None for what happened outside of any.

    ``event`` is the key of the record's own row as the deed left it; None where it touched parts only.
    """

    deed: Deed | None
    at: datetime
    steps: list[Step] = field(default_factory=list)
    event: int | None = None

    @property
    def verb(self) -> str:
        return verb_of(self.deed) if self.deed else str(VERBS["edit"])

    @property
    def changed_texts(self) -> bool:
        """Did it change a text of the record itself?"""
        return any(row.language for step in self.steps if not step.part for row in step.alterations)


@dataclass(frozen=True)
class _Table:
    """An event table and the condition under which its rows belong to the record."""

    model: type[models.Model]
    events: type[models.Model]
    condition: dict
    owner: str  # the column that only repeats whose part it is

    @property
    def rows(self):
        return self.events._base_manager.filter(**self.condition)


class History:
    """The entries of one record, newest first, page by page."""

    def __init__(self, obj: models.Model, *, size: int = 25):
        self.obj = obj
        self.size = size
        self._tables = list(_tables_of(obj))
        self._keys = self._find_keys()

    @property
    def count(self) -> int:
        return len(self._keys)

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.size))

    def page(self, number: int) -> list[Entry]:
        """The entries of page ``number`` (from 1); none beyond the last."""
        keys = self._keys[(number - 1) * self.size : number * self.size]
        deeds = Deed.objects.select_related("actor").in_bulk([deed for _at, deed, _context in keys if deed])
        entries = {context or at: Entry(deeds.get(deed), at) for at, deed, context in keys}
        found = [pair for table in self._tables for pair in self._changes(table, keys)]
        names = _names_of(found)
        for table, event, before in found:
            entry = entries[event.pgh_context_id or event.pgh_created_at]
            if not table.owner:
                entry.event = event.pgh_id
            step = _step(table, event, before, names)
            if step:
                entry.steps.append(step)
        return [entry for entry in entries.values() if entry.steps]

    def _find_keys(self):
        keys = set()
        for table in self._tables:
            for at, context, metadata in table.rows.values_list(
                "pgh_created_at", "pgh_context_id", "pgh_context__metadata"
            ):
                keys.add((at, (metadata or {}).get("deed"), context))
        return sorted(keys, key=lambda key: (key[0], key[1] or 0), reverse=True)

    def _changes(self, table, keys):
        """The rows of the keys in this table, each with the one before it of the same object."""
        contexts = [context for _at, _deed, context in keys if context]
        moments = [at for at, _deed, context in keys if not context]
        here = models.Q(pgh_context__in=contexts) | models.Q(pgh_context=None, pgh_created_at__in=moments)
        earlier = (
            table.events._base_manager.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
            .order_by()
            .values("pgh_obj_id")
            .annotate(latest=Max("pgh_id"))
            .values("latest")
        )
        rows = list(table.rows.filter(here).annotate(earlier=Subquery(earlier)).order_by("pgh_id"))
        before = table.events._base_manager.in_bulk([row.earlier for row in rows if row.earlier])
        return [(table, row, before.get(row.earlier)) for row in rows]


def _tables_of(obj: models.Model) -> Iterable[_Table]:
    """Its own event table, those of its parts (what is deleted with it), and that of what it cites."""
    yield _Table(type(obj), type(obj).pgh_event_models["insert"], {"pgh_obj_id": obj.pk}, "")
    for model in apps.get_models():
        if not hasattr(model, "pgh_event_models"):
            continue
        for relation in model._meta.concrete_fields:
            if relation.related_model is type(obj) and relation.remote_field.on_delete is models.CASCADE:
                events = model.pgh_event_models["insert"]
                yield _Table(model, events, {f"{relation.name}_id": obj.pk}, relation.name)
    if isinstance(obj, Record):
        events = Citation.pgh_event_models["insert"]
        yield _Table(Citation, events, {"owner_id": obj.reference_id}, "owner")


def _step(table, event, before, names) -> Step | None:
    kind = event.pgh_label
    if kind == "delete":
        old, new = event, None
    else:
        old, new = (before if kind == "update" else None), event
    alterations = list(_waiting(table.model, old, new)) if kind == "update" else []
    for column in table.model._meta.concrete_fields:
        if column.name in {*_OURS, table.owner, *translated_fields(table.model)}:
            continue
        if column.name == "position" and kind != "update" and table.owner:
            continue  # where a part stands says nothing unless it moves
        was, now = _shown(column, old, names), _shown(column, new, names)
        if was != now:
            label, language = _label(column)
            alterations.append(Alteration(label, was, now, language))
    if not alterations and kind == "update":
        return None
    return Step(kind, capfirst(table.model._meta.verbose_name), bool(table.owner), alterations)


def _waiting(model, old, new) -> Iterable[Alteration]:
    """What changed of that which waits beside a record, in its column ``revised`` by name."""
    before, after = (getattr(row, "revised", {}) if row is not None else {} for row in (old, new))
    if before == after:
        return
    for column in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        if column.name not in {*before, *after} or (column.many_to_many and column.name not in after):
            continue
        was, now = (
            _beside(column, waiting.get(column.name, getattr(row, column.attname, None)))
            for waiting, row in ((before, old), (after, new))
        )
        if was != now:
            label, language = _label(column)
            yield Alteration(_("%(field)s (change pending)") % {"field": label}, was, now, language)


def _beside(column, value) -> str:
    """A value that waits, relations by their keys in order, as people name it."""
    if value in (None, "", []):
        return ""
    if column.is_relation:
        keys = value if isinstance(value, list) else [value]
        rows = column.related_model._base_manager.select_related("reference").in_bulk(keys)
        return "; ".join(str(rows[key]) for key in keys if key in rows)
    return str(dict(column.flatchoices).get(value, value))


def _label(column) -> tuple[str, str]:
    """The column's name for people, and the language when it holds a text."""
    original = getattr(column, "translated_field", None)
    if original is None:
        return capfirst(column.verbose_name), ""
    return capfirst(original.verbose_name), column.language


def _shown(column, row, names) -> str:
    value = getattr(row, column.attname, None) if row is not None else None
    if value in (None, "", []):
        return ""
    if column.is_relation:
        return names.get((column.related_model, value)) or _("no longer there (%(key)s)") % {"key": value}
    if column.flatchoices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, list):
        return ", ".join(languages.NAMES.get(item, str(item)) for item in value)
    return str(localize(value))


def _names_of(found) -> dict[tuple, str]:
    """What the rows point at, by (model, key), as people name it: one query for each model."""
    wanted = defaultdict(set)
    for table, event, before in found:
        for column in table.model._meta.concrete_fields:
            if column.is_relation and column.name not in {*_OURS, table.owner}:
                for row in (event, before):
                    if row is not None and getattr(row, column.attname) is not None:
                        wanted[column.related_model].add(getattr(row, column.attname))
    names = {}
    for model, keys in wanted.items():
        rows = model._base_manager.select_related("reference") if issubclass(model, Record) else model._base_manager
        names |= {(model, row.pk): str(row) for row in rows.filter(pk__in=keys)}
    return names
