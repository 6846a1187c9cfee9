"""What the frame of every page says about the programme, from its record."""

from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.functional import SimpleLazyObject

from amedip.core import languages
from amedip.core.languages import columns
from amedip.core.statements import RowStatement
from registry.models import Programme, ProgrammeDonor


def masthead(request):
    """``masthead``: what every page says of the newest programme; one query, and only when a page asks."""
    return {"masthead": SimpleLazyObject(newest_in_brief)}


def newest_in_brief() -> dict | None:
    """A row of the newest programme with who it is ``implemented_by`` and its ``donors``, by name."""
    return next(iter(_statement(languages.current()).rows()), None)


@cache
def _statement(code: str) -> RowStatement:
    def name_of(relation, *preferred):
        names = (f"{relation}__name_{other}" for other in languages.FALLBACKS[code])
        return Coalesce(*preferred, *names, output_field=CharField())

    donors = ProgrammeDonor.objects.filter(programme=OuterRef("pk")).order_by("position", "pk")
    shown = {name: name for name in ("acronym", "start", "end", *columns(["title", "standfirst"]))}
    shown["implemented_by"] = name_of("implementer", NullIf("implementer__acronym", Value("")))
    shown["donors"] = ArraySubquery(donors.values_list(name_of("country")))
    return RowStatement(newest_first()[:1], shown)


def newest_first():
    """Programmes, the newest first."""
    return Programme.objects.order_by("-start", "pk")
