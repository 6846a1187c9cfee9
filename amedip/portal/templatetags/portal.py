"""Pieces that point across the rooms: what a record rests on."""

from django import template

register = template.Library()


@register.inclusion_tag("_partials/sources.html")
def sources(record):
    """The passages that ``record`` cites, each leading to the page that holds it; one query.

    A summary of discussions is read on its workshop's page, where its sections have their addresses.
    """
    return {"citations": record.reference.citations.select_related("source__document__workshop__reference")}
