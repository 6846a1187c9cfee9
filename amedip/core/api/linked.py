"""Members in the words of schema.org, as JSON-LD."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from amedip.core import languages

MEDIA_TYPE = "application/ld+json"
CONTEXT = "https://schema.org"

_NAMES = {"title": "name", "name": "name", "description": "description", "acronym": "alternateName"}
_OF_WORKS = {
    "summary": "abstract", "text": "text", "updated_at": "dateModified", "published_at": "datePublished",
    "published_on": "datePublished", "closed_at": "dateCreated",
}  # fmt: skip
_OF_EVENTS = {"start": "startDate", "end": "endDate", "opens": "startDate", "closes": "endDate"}
_LINKS_OF_WORKS = {
    "state": "spatialCoverage", "themes": "about", "workshop": "isPartOf", "institution": "sourceOrganization",
}  # fmt: skip
_LINKS_OF_EVENTS = {"themes": "about", "host": "organizer", "organisers": "organizer"}
_EVENTS = ("Event", "BusinessEvent")
_WORKS = ("CreativeWork", "DigitalDocument", "Dataset")


def alone(collection, item: dict, links: Mapping[str, type], language: str | None) -> dict:
    """One member as a document of its own; ``links`` are the collections that its fields lead to."""
    return {"@context": CONTEXT} | node(collection, item, links, language)


def listed(collection, items: list[dict], links: Mapping[str, type], language: str | None) -> dict:
    """A page of members."""
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "numberOfItems": len(items),
        "itemListElement": [
            {"@type": "ListItem", "position": place, "item": node(collection, item, links, language)}
            for place, item in enumerate(items, start=1)
        ],
    }


def node(collection, item: dict, links: Mapping[str, type], language: str | None) -> dict:
    kind, ref = collection.schema_type, next(iter(item.values()))
    words, ways = dict(_NAMES), {}
    if kind in _WORKS:
        words, ways = words | _OF_WORKS, _LINKS_OF_WORKS
    elif kind in _EVENTS:
        words, ways = words | _OF_EVENTS, _LINKS_OF_EVENTS
    told = _named(collection, ref)
    if item.get("url"):
        told["url"] = item["url"] if isinstance(item["url"], str) else list(item["url"].values())
    for name, value in item.items():
        if name in words and value is not None:
            said = _said(item, name, value, language)
            if said:
                told.setdefault(words[name], said)
        elif name in ways and name in links and value:
            targets = [_named(links[name], one) for one in ([value] if isinstance(value, str) else value)]
            told.setdefault(ways[name], targets if isinstance(value, list) else targets[0])
    return told


def _named(collection, ref: str) -> dict:
    address = settings.SITE_URL + reverse(f"api:{collection.singular}", args=[ref])
    return {"@id": address, "@type": collection.schema_type, "identifier": ref}


def _said(item: dict, name: str, value, language: str | None):
    """A text with the language it is in, in each that has it; anything else as it is."""
    if isinstance(value, dict):
        return [{"@language": code, "@value": value[code]} for code in languages.CODES if value[code]]
    if language and isinstance(value, str) and name in ("title", "name", "description", "summary", "text"):
        return {"@language": item.get("language", {}).get(name, language), "@value": value}
    return value
