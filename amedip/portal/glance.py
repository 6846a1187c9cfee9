"""What several pages show at a glance: states, themes and their counts, the newest workshop, what changed last."""

from collections import Counter

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from amedip.core.languages import columns
from amedip.core.models import Change, Record, Reference
from amedip.portal.map import Place, draw
from pilots.models import PilotProject
from registry.models import Country, Priority, PriorityTheme, Theme
from workshops.models import Recommendation, Workshop

# Changes to look through for different objects: one deed may note many changes, of one object or of one kind.
LOOK_BACK = 300
MOST_OF_A_KIND = 2


def real_pilots():
    """Those that are not there to show the software: a ring on the map, or a count, has no room to say so."""
    return PilotProject.objects.filter(reference__example=False)


def partner_states() -> list[dict]:
    """Rows of the Focus Partner States with ``priorities``, their public number, and ``pilot``: is there one?"""
    return list(
        Country.objects.partners()
        .annotate(
            path=F("reference__path"),
            pilot=Exists(real_pilots().filter(country=OuterRef("pk"))),
            count=_count_of(Priority.objects.public(), "country"),
        )
        .in_order()
        .values("code", "path", "longitude", "latitude", "pilot", "count", *columns(["name"]))
    )


def _count_of(rows, owner: str) -> Coalesce:
    """How many of ``rows`` belong to each: by a subquery, for a join would multiply rows before it counts them."""
    owned = rows.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    return Coalesce(Subquery(owned.annotate(count=Count("pk")).values("count")), 0)


def mapped(states: list[dict]):
    """The drawing of the states that have a place, and these states with the ``x`` and ``y`` of their markers."""
    placed = [state for state in states if state["longitude"] is not None]
    drawing = draw(Place(row["code"], row["longitude"], row["latitude"], row["pilot"]) for row in placed)
    for state in placed:
        state["x"], state["y"] = drawing.points[state["code"]]
    return {"view_box": drawing.view_box, "land": drawing.land, "states": placed}


def themes_by_weight() -> list[dict]:
    """Rows of the themes with the ``count`` of their public priorities, the most named first."""
    links = PriorityTheme.objects.filter(priority__status__in=Priority.PUBLIC_STATES)
    return list(
        Theme.objects.annotate(
            path=F("reference__path"), tongues=F("reference__tongues"), count=_count_of(links, "theme")
        )
        .order_by("-count", "position", "pk")
        .values("path", "tongues", "count", *columns(["name", "description"]))
    )


def workshop_to_show() -> Workshop | None:
    """The newest workshop that recommended something, else the newest; with its main recommendations."""
    main = Recommendation.objects.filter(parent=None)
    return (
        Workshop.objects.select_related("reference")
        .annotate(recommends=Exists(main.filter(workshop=OuterRef("pk"))))
        .prefetch_related(Prefetch("recommendations", main, to_attr="main_recommendations"))
        .order_by("-recommends", "-start", "pk")
        .first()
    )


def newest(limit: int) -> list[Reference]:
    """References of what changed last, newest first, few of a kind; each with the time it ``changed``."""
    changes = (
        Change.objects.filter(gone=False, reference__public=True, reference__gone_at=None)
        .exclude(reference__path="")
        .exclude(reference__path__contains="#")
        .select_related("reference")
        .order_by("-pk")[:LOOK_BACK]
    )
    found: dict[int, Reference] = {}
    kinds: Counter[str] = Counter()
    for change in changes:
        reference = change.reference
        if reference.pk not in found and kinds[reference.kind] < MOST_OF_A_KIND:
            kinds[reference.kind] += 1
            reference.changed = change.at
            found[reference.pk] = reference
    return list(found.values())[:limit]


def kind_names() -> dict[str, str]:
    """What each kind of record is called in the reader's language, by its kind."""
    return {model.KIND: model._meta.verbose_name for model in apps.get_models() if issubclass(model, Record)}
