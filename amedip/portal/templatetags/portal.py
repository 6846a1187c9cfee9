"""Pieces that point across the rooms: what a record rests on, what it is linked to, and what it led to."""

from django import template

from amedip.portal.chains import chains_of
from amedip.portal.sources import sources_of
from amedip.portal.threads import threads_of

register = template.Library()


@register.inclusion_tag("_partials/sources.html")
def sources(reference):
    """The passages that the record with this reference (its key) cites, each leading to the page that holds it."""
    return {"citations": sources_of([reference])[reference]}


@register.inclusion_tag("_partials/thread.html")
def thread(reference):
    """The records that the one with this reference (its key) is linked to, by kind of link."""
    return {"groups": threads_of([reference])[reference]}


@register.inclusion_tag("_partials/golden_thread.html")
def golden_thread(reference, state=""):
    """A section with the golden thread of a record (the key of its reference), and what else it is linked to.

    ``state`` (a code) leads on to the threads of that state.
    """
    return {"chain": chains_of([reference])[reference], "state": state}


@register.simple_tag
def chains(rows):
    """For ``chain``, the golden threads of many at once: rows with ``reference``, and ``points`` below them."""
    return chains_of(part["reference"] for row in rows for part in (row, *row["points"]))


@register.inclusion_tag("_partials/chain.html")
def chain(reference, known):
    """From ``known``, what came of the record with this reference (its key) and what else it is linked to."""
    return {"chain": known[reference], "steps": known[reference].steps if known[reference].leads_on else []}
