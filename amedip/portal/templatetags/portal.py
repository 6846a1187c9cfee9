"""Pieces that point across the rooms: what a record rests on."""

from django import template

from amedip.portal.sources import sources_of

register = template.Library()


@register.inclusion_tag("_partials/sources.html")
def sources(reference):
    """The passages that the record with this reference (its key) cites, each leading to the page that holds it."""
    return {"citations": sources_of([reference])[reference]}
