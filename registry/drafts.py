"""What a priority's state is working on: the values in its form, and how a pending change differs from the public."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.history import Alteration
from amedip.core.models import TextBeside
from amedip.core.records import Links
from amedip.core.texts import fields_in_order, working_texts
from registry.models import ConsultationRound, Institution, Priority, PriorityInstitution, PriorityTheme, Theme

Values = dict[str, object]

# Plain columns that a state keeps; the state itself and the year are part of the reference.
COLUMNS = ("round", "institution", "time_frame", "importance", "expertise")
POINTS_AT = {"round": ConsultationRound, "institution": Institution}
# Links that a state keeps: their table, the column of their target, and whom they lead to.
LINKS = {"themes": (PriorityTheme, "theme", Theme), "institutions": (PriorityInstitution, "institution", Institution)}
# A note of the change itself: the meaning of its texts stays the same.
MINOR = "minor"
# A note of the change itself: the state submitted it, so that what was drawn from a source becomes its own entry.
OWN = "own"


def text_columns() -> list[str]:
    """The columns of a priority's texts, the title first: ``title_ar``, ``title_en``…"""
    return languages.columns(fields_in_order(Priority))


def links_of(priority: Priority, name: str) -> list[int]:
    """The keys of the themes or of the other institutions, in order."""
    through, target, _model = LINKS[name]
    rows = through.objects.filter(priority=priority).order_by("position", "pk")
    return list(rows.values_list(f"{target}_id", flat=True))


def links_to(name: str, targets: Iterable) -> Links:
    """The wanted themes or other institutions, as the kernel writes them."""
    through, target, _model = LINKS[name]
    return Links(through, "priority", target, list(targets))


def stored_values(priority: Priority) -> Values:
    """What stands in the priority's own rows, by name: texts (never None), columns and links (keys of relations)."""
    return {
        **{column: getattr(priority, column) or "" for column in text_columns()},
        **{name: getattr(priority, Priority._meta.get_field(name).attname) for name in COLUMNS},
        **{name: links_of(priority, name) for name in LINKS},
    }


def pending_values(priority: Priority) -> Values:
    """What the change beside the priority would put in place of its own rows; empty without one."""
    if not priority.revision:
        return {}
    texts = {
        f"{field}_{code}": text for code, fields in working_texts(priority).items() for field, text in fields.items()
    }
    return texts | {name: value for name, value in priority.revised.items() if name in (*COLUMNS, *LINKS)}


def draft_values(priority: Priority) -> Values:
    """What the state's form shows: the stored values, with a pending change in their place."""
    return stored_values(priority) | pending_values(priority)


def values_of_all(priorities: Iterable[Priority]) -> dict[int, tuple[Values, Values]]:
    """By key, the stored and the pending values of many priorities at once, as the two functions above give them."""
    priorities = list(priorities)
    keys = [priority.pk for priority in priorities]
    links = {name: _links_of_all(name, keys) for name in LINKS}
    revised = [priority.pk for priority in priorities if priority.revision]
    waiting = TextBeside.objects.filter(
        content_type=ContentType.objects.get_for_model(Priority),
        object_id__in=revised,
        origin=TextBeside.Origin.CHANGE,
    )
    texts: dict[int, Values] = {}
    for key, field, code, text in waiting.values_list("object_id", "field", "language", "text"):
        texts.setdefault(key, {})[f"{field}_{code}"] = text
    names = [(column, Priority._meta.get_field(column).attname) for column in COLUMNS]
    found = {}
    for priority in priorities:
        stored: Values = {column: getattr(priority, column) or "" for column in text_columns()}
        stored |= {name: getattr(priority, attname) for name, attname in names}
        stored |= {name: linked.get(priority.pk, []) for name, linked in links.items()}
        pending = texts.get(priority.pk, {})
        pending |= {name: value for name, value in priority.revised.items() if name in (*COLUMNS, *LINKS)}
        found[priority.pk] = stored, pending if priority.revision else {}
    return found


def _links_of_all(name: str, keys: list[int]) -> dict[int, list[int]]:
    through, target, _model = LINKS[name]
    found: dict[int, list[int]] = {}
    rows = through.objects.filter(priority__in=keys).order_by("position", "pk")
    for key, linked in rows.values_list("priority_id", f"{target}_id"):
        found.setdefault(key, []).append(linked)
    return found


def closed_because(priority: Priority) -> str:
    """Why the state cannot change the priority now, as a sentence; empty if it can."""
    if priority.status in (Priority.Status.SUBMITTED, Priority.Status.ACCEPTED):
        return gettext("This priority is with ICMPD for review. To change it, ask for it to be sent back.")
    if priority.revision == Priority.Revision.SUBMITTED:
        return gettext("The change is with ICMPD for review. Discard it to begin anew, or ask for it to be sent back.")
    if priority.status not in (Priority.Status.DRAFT, Priority.Status.SENT_BACK, Priority.Status.PUBLISHED):
        return gettext(
            "What is fulfilled, superseded or withdrawn is not changed any more. Enter a new priority instead."
        )
    return ""


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[Alteration]:
    """Where two sets of values differ, as people read it, in the form's order; ``after`` may hold only some names."""
    names = [*text_columns(), *COLUMNS, *LINKS]
    return [
        Alteration(label_of(name)[0], shown(name, before[name]), shown(name, after[name]), label_of(name)[1])
        for name in names
        if name in after and before[name] != after[name]
    ]


def pending_differences(priority: Priority) -> list[Alteration]:
    """What the change beside the priority would alter."""
    return differences(stored_values(priority), pending_values(priority))


def label_of(name: str) -> tuple[str, str]:
    """The name of a text or field for people, and the language of a text."""
    field = Priority._meta.get_field(name)
    original = getattr(field, "translated_field", None)
    return capfirst((original or field).verbose_name), field.language if original is not None else ""


def shown(name: str, value) -> str:
    """A value for people, in the page's language."""
    if name in LINKS:
        rows = LINKS[name][2].objects.in_bulk(value)
        return "; ".join(rows[key].headline for key in value if key in rows)
    if name in POINTS_AT:
        row = POINTS_AT[name].objects.filter(pk=value).first() if value else None
        return row.headline if row else ""
    return str(dict(Priority._meta.get_field(name).flatchoices).get(value, value) or "")


def parts() -> list[tuple[str, str, object]]:
    """What a remark may be about: column, language or empty, and its name."""
    texts = [(field, code) for field in fields_in_order(Priority) for code in languages.CODES]
    return [
        ("", "", _("The whole")),
        *((field, code, label_of(f"{field}_{code}")[0]) for field, code in texts),
        *((name, "", label_of(name)[0]) for name in (*COLUMNS, *LINKS)),
    ]


@dataclass(frozen=True)
class Earlier:
    """What of an earlier version can be taken up again, as ``save_priority`` takes it."""

    columns: dict[str, object]
    texts: dict[str, dict[str, str | None]]


def restorable(priority: Priority, event: int) -> Earlier | None:
    """The texts and plain fields as the history's row ``event`` has them, with the change then beside them.

    None if the row is not one of the priority's.
    """
    rows = Priority.pgh_event_models["insert"]._base_manager
    row = rows.filter(pgh_obj_id=priority.pk, pgh_id=event).first()
    if row is None:
        return None
    texts: dict[str, dict[str, str | None]] = {}
    for field in fields_in_order(Priority):
        for code in languages.CODES:
            texts.setdefault(code, {})[field] = row.revised.get(f"{field}_{code}", getattr(row, f"{field}_{code}"))
    choices = ("time_frame", "importance", "expertise")
    columns: dict[str, object] = {name: row.revised.get(name, getattr(row, name)) for name in choices}
    # A consultation may be over, so it stays as it is; an institution may be gone.
    named = row.revised.get("institution", row.institution_id)
    lead = Institution.objects.filter(pk=named, country=priority.country_id).first()
    if lead or named is None:
        columns["institution"] = lead
    return Earlier(columns, texts)
