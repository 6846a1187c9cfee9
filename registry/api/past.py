"""Priorities as the portal held them at the end of a day, as members of the collection."""

import datetime
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from amedip.core import languages
from amedip.core.api.dated import Excerpt
from registry.editions import content_of, end_of, priorities_held, themes_held
from registry.models import Priority

_FACTS = (
    "ref", "state", "round", "themes", "status", "institution", "time_frame", "importance", "expertise", "sources",
    "derived", "year", "confirmed_on", "published_at", "superseded_by", "updated_at",
)  # fmt: skip
_COLUMNS = {"state": "country__code__in", "round": "round__reference__ref__in", "status": "status__in"}


def held_on(day: datetime.date, excerpt: Excerpt) -> list[dict]:
    """What the Registry held of the excerpt at the end of the day, in the order of the references."""
    at = end_of(day)
    found = priorities_held(at).filter(_lets_through(at, excerpt.given))
    found = found.filter(reference__ref=excerpt.ref) if excerpt.ref else found.filter(reference__ref__gt=excerpt.behind)
    rows = found.order_by("reference__ref").values_list("key", "reference__ref")[: excerpt.size]
    places = {ref: place for place, (_key, ref) in enumerate(rows)}
    content = content_of(at, more=("updated_at",), only=[key for key, _ref in rows])
    names = {one["ref"]: one["name"] for one in content["institutions"]}
    members = [_member(priority, names) for priority in content["priorities"]]
    return sorted(members, key=lambda member: places[member["ref"]])


def _lets_through(at: datetime.datetime, given: Mapping[str, Sequence[str]]) -> Q:
    condition = Q(**{column: given[name] for name, column in _COLUMNS.items() if given.get(name)})
    if given.get("theme"):
        of_priority = themes_held(at).filter(priority_id=OuterRef("pgh_obj_id"))
        condition &= Exists(of_priority.filter(theme__reference__ref__in=given["theme"]))
    return condition


def _member(priority: dict, names: Mapping[str, dict]) -> dict:
    ref = priority["ref"]
    path = Priority.ADDRESS.format(ref=ref)
    return (
        {name: priority[name] for name in _FACTS}
        | priority["texts"]
        | {
            "institution_name": names.get(priority["institution"], dict.fromkeys(languages.CODES)),
            "other_institutions": priority["institutions"],
            "example": False,
            "url": {code: f"{settings.SITE_URL}/{code}/{path}" for code in languages.CODES},
        }
    )
