"""Plain rows for the page of one priority or practice, nested as templates read them; one query each."""

from collections.abc import Mapping
from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject, TruncDate

from amedip.core.languages import columns
from amedip.core.models import Change
from amedip.core.nested import array_of
from amedip.core.statements import RowStatement, rows_of
from registry.models import PracticeTheme, Priority, PriorityInstitution, PriorityTheme
from registry.rules import practices_visible_to, priorities_visible_to

DAYS = 12  # of publication, the latest, on a priority's page


def priority(ref: str, user) -> dict | None:
    """The priority with this reference, if the user may see it.

    ``replaces`` are the references of those whose place it took, ``days`` those on which its public text changed.
    """
    row = _one(_priorities, user, ref)
    if row:
        for name in ("status", "time_frame", "importance", "expertise"):
            row[f"get_{name}_display"] = dict(Priority._meta.get_field(name).choices).get(row[name], "")
    return row


def practice(ref: str, user) -> dict | None:
    """The practice with this reference, if the user may see it."""
    return _one(_practices, user, ref)


def _one(kind, user, ref) -> dict | None:
    if user.is_authenticated:
        rows, shown = kind(user)
        found = rows_of(rows.filter(reference__ref=ref), shown)
    else:
        found = _of_anyone(kind).rows(ref)
    return next(iter(found), None)


@cache
def _of_anyone(kind) -> RowStatement:
    return RowStatement(*kind(None), "reference__ref", "text")


def _priorities(user) -> tuple[QuerySet, Mapping]:
    """Those that the user may see, and what is shown of one."""
    replaced = Priority.objects.filter(superseded_by=OuterRef("pk")).order_by("pk").values("reference__ref")
    changes = Change.objects.filter(reference=OuterRef("reference")).annotate(day=TruncDate("at"))
    others: QuerySet = PriorityInstitution.objects.filter(priority=OuterRef("pk")).order_by("position", "pk")
    names = {column: f"institution__{column}" for column in columns(["name"])}
    own = (
        "status", "derived", "from_summary", "year", "confirmed_on", "published_at", "time_frame", "importance",
        "expertise",
    )  # fmt: skip
    shown = {
        **{name: name for name in (*own, *columns(["need", "desired_result"]))},
        **_both(PriorityTheme, "priority"),
        "institutions": array_of(others, path=F("institution__reference__path"), **names),
        "round": _linked("round", "title"),
        "superseded_by": _linked("superseded_by", "title"),
        "replaces": ArraySubquery(replaced),
        "days": ArraySubquery(changes.order_by("-day").values("day").distinct()[:DAYS]),
    }
    return priorities_visible_to(user).with_origin(), shown


def _practices(user) -> tuple[QuerySet, Mapping]:
    return practices_visible_to(user), {"published": "published", **_both(PracticeTheme, "practice")}


def _both(links, owner) -> dict:
    """What a priority and a practice have in common; ``links`` is the table of its themes."""
    themes: QuerySet = links.objects.filter(**{owner: OuterRef("pk")}).order_by("position", "pk")
    names = {column: f"theme__{column}" for column in columns(["name"])}
    return {
        **{name: name for name in ("updated_at", *columns(["title", "description"]))},
        "reference": "reference",
        "ref": "reference__ref",
        "kind": "reference__kind",
        "path": "reference__path",
        "tongues": "reference__tongues",
        "example": "reference__example",
        "country": _linked("country", "name", code=F("country__code")),
        "institution": _linked("institution", "name"),
        "themes": array_of(themes, ref=F("theme__reference__ref"), **names),
    }


def _linked(relation: str, title: str, **more) -> JSONObject:
    """What a link to a related record shows; its ``ref`` is None where there is none."""
    names = {column: f"{relation}__{column}" for column in columns([title])}
    return JSONObject(ref=f"{relation}__reference__ref", path=f"{relation}__reference__path", **names, **more)
