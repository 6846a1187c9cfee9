"""What a profile gathers around one state, theme or institution: the record and everything near it in one query."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.languages import columns
from amedip.portal import glance
from pilots.models import PilotProject
from registry.models import (
    CoordinationMechanism,
    Country,
    CountryRole,
    Institution,
    MechanismMember,
    Practice,
    PracticeTheme,
    Priority,
    PriorityTheme,
    Theme,
)
from workshops.models import Participation, Workshop

_MARKS = {"example": "reference__example", "tongues": "reference__tongues"}
SHOWN = 12  # priorities, and practices, on a profile; the rest is one link away


def _rows(queryset, **fields):
    """Each row of ``queryset`` as an object with ``fields``, in one column of the query around it."""
    return ArraySubquery(queryset.values_list(JSONObject(**fields)))


def _named(field, **more):
    """Texts of ``field`` in all languages and the address, for ``_rows``."""
    return {name: name for name in columns([field])} | {"ref": "reference__ref", "path": "reference__path"} | more


def _number(queryset):
    """How many rows of a correlated ``queryset`` there are."""
    counted = queryset.order_by().annotate(one=Count("*")).values("one")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _pilots(condition):
    pilots = PilotProject.objects.filter(condition).order_by("number")
    return _rows(pilots, **_named("title", number="number", phase="phase", **_MARKS))


def _workshops(queryset, prefix="", **more):
    """Workshops, or what leads to them by ``prefix``, for ``_rows``."""
    fields = [*columns(["title", "city"]), "start", "end"]
    of_reference = {name: f"{prefix}reference__{name}" for name in ("path", "tongues")}
    return _rows(queryset, **{name: prefix + name for name in fields}, **of_reference, **more)


def label(rows: list[dict], choices, name: str) -> list[dict]:
    """Give each row ``name_label``: what the reader's language calls the stored value of ``name``."""
    for row in rows:
        row[f"{name}_label"] = choices(row[name]).label
    return rows


def _met(*attended: tuple[str, list[dict]]) -> list[dict]:
    """Workshops by day, each with all the ``parts`` that somebody had in it: a host is a partner state as well."""
    met: dict[str, dict] = {}
    for part, rows in attended:
        for row in rows:
            workshop = met.setdefault(row["path"], row | {"parts": []})
            workshop["parts"].append(Participation.Capacity(row["capacity"]).label if "capacity" in row else part)
    for workshop in met.values():
        workshop["start"] = datetime.date.fromisoformat(workshop["start"])
        workshop["end"] = datetime.date.fromisoformat(workshop["end"])
    return sorted(met.values(), key=lambda workshop: workshop["start"])


def countries():
    """All states and groups with ``role_list``, ``model_list`` (of coordination) and numbers of what they have."""
    roles = CountryRole.objects.filter(country=OuterRef("pk")).order_by("pk")
    models = CoordinationMechanism.objects.filter(country=OuterRef("pk")).order_by("reference__ref")
    return (
        Country.objects.in_order()
        .select_related("reference")
        .annotate(
            role_list=ArraySubquery(roles.values("role")),
            model_list=ArraySubquery(models.values("model")),
            priority_count=_number(Priority.objects.public().filter(country=OuterRef("pk")).values("country")),
            practice_count=_number(Practice.objects.public().filter(country=OuterRef("pk")).values("country")),
            pilot_count=_number(glance.real_pilots().filter(country=OuterRef("pk")).values("country")),
        )
    )


def country(code: str) -> Country | None:
    """One state with its institutions, pilots and workshops, and the places of all partner states for the map."""
    institutions = Institution.objects.filter(country=OuterRef("pk")).order_by("reference__ref")
    presence = Participation.objects.filter(country=OuterRef("pk")).order_by("workshop__start", "position", "pk")
    partners = Country.objects.partners().filter(longitude__isnull=False).order_by("code")
    found = (
        countries()
        .filter(code=code)
        .annotate(
            institution_rows=_rows(institutions, **_named("name", kind="kind", acronym="acronym", parent="parent")),
            pilot_rows=_pilots(Q(country=OuterRef("pk"))),
            workshop_rows=_workshops(presence, "workshop__", capacity="capacity"),
            partner_rows=_rows(partners, code="code", longitude="longitude", latitude="latitude"),
        )
        .first()
    )
    if found:
        found.workshop_rows = _met(("", found.workshop_rows))
        label(found.institution_rows, Institution.Kind, "kind")
        label(found.pilot_rows, PilotProject.Phase, "phase")
        found.map = glance.mapped([row | {"pilot": False} for row in found.partner_rows])
        found.on_map = any(row["code"] == code for row in found.partner_rows)
    return found


def mechanisms(country: Country):
    """How the state's institutions work together, each with ``member_rows``."""
    members = MechanismMember.objects.filter(mechanism=OuterRef("pk")).order_by("position", "pk")
    names = {f"name_{code}": f"institution__name_{code}" for code in languages.CODES}
    return (
        CoordinationMechanism.objects.filter(country=country)
        .select_related("reference")
        .annotate(member_rows=_rows(members, path="institution__reference__path", **names))
    )


def theme(slug: str) -> Theme | None:
    """One theme with its pilots, its numbers of priorities and practices, and ``state_counts`` (state, count)."""
    linked = PriorityTheme.objects.filter(theme=OuterRef("pk"), priority__status__in=Priority.PUBLIC_STATES)
    shared = PracticeTheme.objects.filter(theme=OuterRef("pk"), practice__published=True)
    by_state = linked.order_by().values(key=F("priority__country")).annotate(count=Count("pk"))
    found = (
        Theme.objects.select_related("reference")
        .filter(reference__ref=slug)
        .annotate(
            priority_count=_number(linked.values("theme")),
            practice_count=_number(shared.values("theme")),
            pilot_rows=_pilots(Q(themes=OuterRef("pk"))),
            state_counts=ArraySubquery(by_state.values_list(JSONObject(state="key", count="count"))),
        )
        .first()
    )
    if found:
        label(found.pilot_rows, PilotProject.Phase, "phase")
    return found


def institution(ref: str) -> Institution | None:
    """One institution with its parts, its coordination mechanisms and the workshops in which it had a part."""
    children = Institution.objects.filter(parent=OuterRef("pk")).order_by("reference__ref")
    joined = CoordinationMechanism.objects.filter(members__institution=OuterRef("pk")).order_by("reference__ref")
    presence = Participation.objects.filter(institution=OuterRef("pk")).order_by("workshop__start", "position", "pk")
    hosted = Workshop.objects.filter(host=OuterRef("pk")).order_by("start")
    organised = Workshop.objects.filter(organiser_links__institution=OuterRef("pk")).order_by("start")
    found = (
        Institution.objects.select_related("reference", "country__reference", "parent__reference")
        .filter(reference__ref=ref)
        .annotate(
            child_rows=_rows(children, **_named("name", acronym="acronym")),
            mechanism_rows=_rows(joined, **_named("name")),
            pilot_rows=_pilots(Q(institution=OuterRef("pk"))),
            present_rows=_workshops(presence, "workshop__", capacity="capacity"),
            hosted_rows=_workshops(hosted),
            organised_rows=_workshops(organised),
        )
        .first()
    )
    if found:
        label(found.pilot_rows, PilotProject.Phase, "phase")
        found.workshop_rows = _met(
            (_("host"), found.hosted_rows), (_("organiser"), found.organised_rows), ("", found.present_rows)
        )
    return found
