"""Priorities as the portal held them at the end of a day, as members of the collection."""

import datetime
from collections.abc import Mapping

from django.conf import settings
from django.db.models import F

from amedip.core import languages
from amedip.core.api.dated import Excerpt
from registry.editions import content_of, end_of, priorities_held
from registry.models import Priority

_FACTS = (
    "ref", "state", "round", "themes", "status", "institution", "time_frame", "importance", "expertise", "sources",
    "derived", "year", "confirmed_on", "published_at", "superseded_by", "updated_at",
)  # fmt: skip
_ASKED = {"state": "state__in", "round": "round__in", "status": "status__in", "theme": "themes__overlap"}


def held_on(day: datetime.date, excerpt: Excerpt) -> tuple[list[dict], str | None]:
    """What the Registry held of the excerpt at the end of the day, and behind which of them there is more."""
    at = end_of(day)
    narrow = {_ASKED[name]: values for name, values in excerpt.given.items() if values}
    narrow |= {"ref": excerpt.ref} if excerpt.ref else {"ref__gt": excerpt.behind}
    found = priorities_held(at).filter(**narrow).order_by("ref").annotate(held=F("key"))
    rows = list(found.values_list("ref", "held")[: excerpt.size + 1])
    keys = dict(rows[: excerpt.size])
    content = content_of(at, more=("updated_at",), only=list(keys.values()))
    names = {one["ref"]: one["name"] for one in content["institutions"]}
    members = {one["ref"]: _member(one, names) for one in content["priorities"]}
    # A day that is not over can lose one between two queries.
    return [members[ref] for ref in keys if ref in members], list(keys)[-1] if len(rows) > len(keys) else None


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
