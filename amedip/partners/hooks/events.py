"""What webhooks can be told of: every kind that the API shows, published, changed, withdrawn and deleted."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

import orjson
from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from amedip.core import languages
from amedip.core.models import Record

DEEDS = {
    "published": pgettext_lazy("event", "published"),
    "changed": pgettext_lazy("event", "changed"),
    "withdrawn": pgettext_lazy("event", "withdrawn"),
    "deleted": pgettext_lazy("event", "deleted"),
}
PING = "webhook.ping"


@cache
def kinds() -> dict[str, type[Record]]:
    """The records that the API shows to anyone, by kind: of others there is nothing public to tell."""
    records = (model for model in apps.get_models() if issubclass(model, Record))
    return {model.KIND: model for model in records if _anyone_reads(model.KIND)}


@cache
def event_types() -> frozenset[str]:
    """All types there are: ``priority.published``, ``edition.published``…"""
    return frozenset(type_of(kind, deed) for kind in kinds() for deed in DEEDS)


def type_of(kind: str, deed: str) -> str:
    return f"{kind}.{deed}"


def kinds_in(types: Iterable[str]) -> set[str]:
    """The kinds that these types are about."""
    return {name.rpartition(".")[0] for name in types}


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The types as a form offers them, in groups by kind, in the reader's language and its order."""
    code = languages.current()
    groups = [(capfirst(str(model._meta.verbose_name)), kind) for kind, model in kinds().items()]
    groups.sort(key=lambda group: languages.sort_key(group[0], code))
    return [(name, [(type_of(kind, deed), str(label)) for deed, label in DEEDS.items()]) for name, kind in groups]


def api_address(kind: str, ref: str) -> str | None:
    """Where a program reads the record; None if the API, unlike when the message was made, has no such kind."""
    try:
        return settings.SITE_URL + reverse(f"api:{kind}", args=[ref])
    except NoReverseMatch:
        return None


def body_of(event: str, at: datetime, kind: str, ref: str) -> bytes:
    """The message, in the specification's form: what happened, when, and where to read it. It holds no content."""
    message = {
        "type": event,
        "timestamp": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "data": {"kind": kind, "ref": ref, "url": api_address(kind, ref)},
    }
    return orjson.dumps(message)


def _anyone_reads(kind: str) -> bool:
    """Has the API a public collection of it?"""
    try:
        found = resolve(reverse(f"api:{kind}", args=["x"]))
    except NoReverseMatch:
        return False
    return "collection" in found.func.view_initkwargs
