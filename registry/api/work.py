"""Priorities as their states' systems write them: the deeds are those of the workspace."""

from collections.abc import Mapping
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.api.filters import OneOf
from amedip.core.api.inputs import (
    ChoiceInput,
    CodeInput,
    InputShape,
    ListInput,
    NumberInput,
    RefInput,
    TextInput,
    by_language,
)
from amedip.core.api.shapes import Choice, Code, Filled, Many, Shape
from amedip.core.rules import is_staff
from amedip.core.texts import fields_in_order
from amedip.partners.actions import name_record, names_of, wait_turn
from amedip.partners.api import BulkView, Step, Work, WorkListView, WritableDetail, WritableList, steps_of
from amedip.partners.models import Scope
from registry.actions import PriorityChange, save_priorities, save_priority
from registry.api.priorities import Priorities, PriorityShape
from registry.api.vocabulary import by_state
from registry.drafts import COLUMNS, LINKS, POINTS_AT
from registry.models import ConsultationRound, Country, Institution, Priority, PriorityComment, Theme
from registry.rules import countries_served_by, priorities_visible_to, speaks_for_many, speaks_for_priority
from registry.workflow import PRIORITY, REVISION

EARLIEST = 2000
# What the API calls differently than the columns and links are called.
CALLED = {"institutions": "other_institutions", "country": "state"}
PENDING = [value for value in Priority.Revision.values if value]


class RemarkShape(Shape):
    field = Code("The field that it is about; null for the whole.", null=True, example="title")
    language = Code("The language of that text.", null=True, example="fr")
    text = Code("What is to change, in its author’s words.", example="Name the amount.")
    text_language = Code("Language of these words.", example="en")


class PriorityWorkShape(PriorityShape):
    """A priority; to who works on it, as it stands in the workspace."""

    SELDOM = ("revision", "external_id", "remarks")

    status = Choice("Where it stands.", choices=Priority.Status, example="draft")
    revision = Choice(
        "For who works on it: where a change of what is published stands.",
        choices=PENDING,
        null=True,
        example=None,
    )
    external_id = Filled("For who works on it: what the client calls it.", example="MFA-2026-17")
    remarks = Many(
        RemarkShape(),
        PriorityComment,
        "priority",
        "For who works on it: what the programme’s staff ask for.",
        where=Q(settled_at=None),
    )


class PriorityInput(InputShape):
    """Changes a draft, or puts a change beside what is published; only the fields and languages sent are touched."""

    round = RefInput("Slug of an open consultation.", to=ConsultationRound, null=True, example=None)
    themes = ListInput(
        RefInput("Slug of a theme.", to=Theme, example="remittances"), "Slugs of its themes, the main one first."
    )
    title = TextInput("The need in one line.", max_length=200, example={"fr": "Réduire le coût des transferts"})
    description = TextInput("The need in full.", example={"fr": "Les transferts coûtent trop cher."})
    need = TextInput("What is missing.", example={})
    desired_result = TextInput("What should be different then.", example={})
    institution = RefInput("Reference of the lead institution.", to=Institution, null=True, example=None)
    other_institutions = ListInput(
        RefInput("Reference of an institution.", to=Institution, example="TN-I02"),
        "References of the other institutions, in order.",
    )
    time_frame = ChoiceInput("By when.", choices=Priority.TimeFrame, null=True, example="three-years")
    importance = ChoiceInput(
        "How important the state finds it.", choices=Priority.Importance, null=True, example="high"
    )
    expertise = ChoiceInput(
        "Whether expertise is sought or offered.", choices=Priority.Expertise, null=True, example=None
    )


class PriorityDraftInput(PriorityInput):
    """Begins a draft of a state's priority; nobody else reads it until it is published."""

    state = RefInput("ISO code of the state.", to=Country, required=True, example="TN")
    year = NumberInput(
        "Year of the reference; with a consultation its year is taken. By default this year.",
        min_value=EARLIEST,
        example=2026,
    )
    external_id = CodeInput("What the client calls it, once.", example="MFA-2026-17")


class PriorityItemInput(PriorityDraftInput):
    """Creates a priority or changes the one that the client calls so; ``ref`` means one that has no such name yet."""

    state = RefInput("ISO code of the state; needed for a new one.", to=Country, example="TN")
    ref = CodeInput("Its permanent reference, if it is there already.", null=True, example="TN-2026-001")
    version = NumberInput("The version that the client saw, if it is to be refused otherwise.", min_value=1, example=1)


def _at_work(user):
    """All that staff keep; of states those for which the user speaks today."""
    rows = priorities_visible_to(user)
    return rows if is_staff(user) else rows.filter(country__in=countries_served_by(user))


def _submit(priority, _data, *, actor, expected):
    workflow = REVISION if priority.revision else PRIORITY
    workflow.move(priority, "submit", actor=actor, expected=expected)


class PrioritiesAtWork(Work):
    """Priorities as they stand in the workspace: drafts, what is submitted, and what is public with its changes."""

    name, singular = "priorities", "priority"
    model, shape, visible = Priority, PriorityWorkShape, _at_work
    filters = {
        "state": by_state(),
        "status": OneOf("Where it stands.", "status", Priority.Status.values),
        "revision": OneOf("Where its change stands.", "revision", PENDING),
    }
    scope = Scope.PRIORITIES
    creates, changes, item = PriorityDraftInput, PriorityInput, PriorityItemInput
    steps = (Step("submit", "Submit a priority, or the change of one, for review", _submit),)
    called = CALLED
    record_of = attrgetter("priority")

    @classmethod
    def seen(cls, user):
        return priorities_visible_to(user).select_related("country__reference")

    @classmethod
    def may_write(cls, user, obj):
        return speaks_for_priority(user, obj)

    @classmethod
    def rule_for(cls, user):
        return speaks_for_many(user)

    @classmethod
    def create(cls, data, *, actor, client):
        name = data.pop("external_id", None)
        if name:
            wait_turn(client)
        priority = save_priority(Priority(), actor=actor, **_new(data))
        if name:
            name_record(client, priority, name)
        return priority

    @classmethod
    def change(cls, obj, data, *, actor, expected):
        return save_priority(obj, actor=actor, expected=expected, **_said(data))

    @classmethod
    def prepare(cls, obj, data):
        data = dict(data)
        expected = data.pop("version", None)
        if obj is None:
            return PriorityChange(Priority(), **_new(data))
        state, year = data.pop("state", None), data.pop("year", None)
        if (state and state.pk != obj.country_id) or (year and year != obj.year):
            reason = ValidationError(_("State and year stand in the permanent reference and stay."), "fixed")
            raise ValidationError({"state": reason})
        return PriorityChange(obj, expected=expected, **_said(data))

    @classmethod
    def save_all(cls, changes, *, actor):
        save_priorities(changes, actor=actor)

    @classmethod
    def complete(cls, items, keys, client):
        rows = dict(Priority.objects.filter(pk__in=keys).values_list("pk", "reference"))
        names = names_of(client, rows.values())
        for item, key in zip(items, keys, strict=True):
            item["external_id"] = names.get(rows[key])
        pending = Priority.objects.filter(pk__in=keys).exclude(revision="").values_list("pk", "revised")
        _put_in_place(dict(zip(keys, items, strict=True)), dict(pending))


class WrittenPriorities(Priorities):
    @classmethod
    def urls(cls):
        views = {"collection": cls, "work": PrioritiesAtWork}
        return [
            path("priorities/", WritableList.as_view(**views), name="priorities"),
            path("priorities/working/", WorkListView.as_view(work=PrioritiesAtWork), name="priorities-working"),
            path("priorities/bulk/", BulkView.as_view(work=PrioritiesAtWork), name="priorities-bulk"),
            path("priorities/<str:ref>/", WritableDetail.as_view(**views), name="priority"),
            *steps_of(PrioritiesAtWork),
        ]


def _said(data: Mapping) -> dict[str, Mapping]:
    """What was sent as ``save_priority`` takes it."""
    texts = by_language(data, fields_in_order(Priority))
    blank = {name: "" for name in COLUMNS if name not in POINTS_AT}
    columns = {name: blank.get(name) if data[name] is None else data[name] for name in COLUMNS if name in data}
    links = {name: data[CALLED.get(name, name)] for name in LINKS if CALLED.get(name, name) in data}
    return {"columns": columns, "texts": texts, "links": links}


def _new(data: Mapping) -> dict[str, Mapping]:
    """The same for a new one, with its state and year."""
    if data.get("state") is None:
        raise ValidationError({"state": ValidationError(_("Say for which state."), "required")})
    said, chosen, today = _said(data), data.get("round"), timezone.localdate()
    year = chosen.opens.year if chosen else data.get("year", today.year)
    if year > today.year + 1:
        reason = ValidationError(_("Give this year or the next at the latest."), "out-of-range")
        raise ValidationError({"year": reason})
    said["columns"] |= {"country": data["state"], "year": year}
    return said


def _put_in_place(items: Mapping[int, dict], pending: Mapping[int, dict]) -> None:
    """Show pending changes in the place of what is public, as the state's form does."""
    refs = _refs_in(pending.values())
    for key, revised in pending.items():
        item = items[key]
        for name, value in revised.items():
            field, _underline, code = name.rpartition("_")
            if name in LINKS:
                item[CALLED.get(name, name)] = [refs[name, one] for one in value if (name, one) in refs]
            elif name in POINTS_AT:
                item[name] = refs.get((name, value))
            elif name in COLUMNS:
                item[name] = value or None
            elif code in languages.CODES:
                item[field][code] = value or None


def _refs_in(changes) -> dict[tuple[str, int], str]:
    """The references of all that the changes point at, by name and key."""
    wanted: dict[str, set[int]] = {}
    for revised in changes:
        for name in (*LINKS, *POINTS_AT):
            value = revised.get(name)
            wanted.setdefault(name, set()).update(value if isinstance(value, list) else [value] if value else [])
    models = {**POINTS_AT, **{name: model for name, (_table, _column, model) in LINKS.items()}}
    return {
        (name, key): ref
        for name, keys in wanted.items()
        if keys
        for key, ref in models[name]._default_manager.filter(pk__in=keys).values_list("pk", "reference__ref")
    }
