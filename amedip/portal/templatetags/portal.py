"""Pieces that point across the rooms: what a record rests on, and what it is linked to."""

from django import template

from amedip.portal.sources import sources_of
from amedip.portal.threads import threads_of

register = template.Library()


@register.inclusion_tag("_partials/sources.html")
def sources(reference):
    """The passages that the record with this reference (its key) cites, each leading to the page that holds it."""
    return {"citations": sources_of([reference])[reference]}


@register.inclusion_tag("_partials/thread.html")
def thread(reference, known=None):
    """The records that the one with this reference (its key) is linked to, by kind of link; from ``known`` if given."""
    return {"groups": (known or threads_of([reference])).get(reference, [])}


@register.simple_tag
def threads(rows):
    """For ``thread``, the links of many at once: rows with ``reference``, and ``points`` below them."""
    return threads_of(part["reference"] for row in rows for part in (row, *row["points"]))
