"""The API's search over every room."""

import re

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from amedip.core import languages
from amedip.core.api import operations
from amedip.core.api.answering import ReadView
from amedip.core.api.conditional import Answer
from amedip.core.api.cursors import Cursor
from amedip.core.api.filters import Filter, OneOf, UnknownValue
from amedip.core.api.operations import Operation
from amedip.core.api.paging import address
from amedip.core.api.parameters import Reader
from amedip.core.api.renderers import dumps
from amedip.core.api.shapes import Choice, Code, Codes, Flag, Number, Shape, example_of
from amedip.core.models import Record
from amedip.core.search import finding
from registry.api.vocabulary import by_state, by_theme
from registry.models import PriorityTheme

KINDS = sorted(model.KIND for model in apps.get_models() if issubclass(model, Record))


class HitShape(Shape):
    """An object found. Title and snippet are in ``language``."""

    kind = Choice("Kind of object.", choices=KINDS, example="priority")
    ref = Code("Permanent reference.", example="TN-2012-003")
    state = Code("ISO code of its state.", null=True, example="TN")
    themes = Codes("Slugs of its themes.", example=["remittances"])
    year = Number("Year of its consultation, its source or its first day.", null=True, example=2012)
    title = Code("Title, plain text.", example="Lower the cost of transfers")
    snippet = Code(
        "Passage around the words found: HTML in which all is escaped but `<mark>`.",
        example="… the cost of <mark>transfers</mark> …",
    )
    language = Choice("Language of title and snippet.", choices=languages.CODES, example="en")
    direction = Choice("Writing direction of title and snippet.", choices=["ltr", "rtl"], example="ltr")
    matched_language = Choice("Language in which the words were found.", choices=languages.CODES, example="en")
    complete = Flag("False for what holds only some of the words.", example=True)
    within = Code("Reference of what it stands in: a recommendation’s workshop.", null=True, example=None)
    example = Flag("True for what exists only to show the software.", example=False)
    url = Code(
        "Address of its page in that language.", null=True, example="http://localhost:8000/en/registry/TN-2012-003/"
    )


def _facet(name: str, value: serializers.Field) -> serializers.ListField:
    """A facet of the schema: each value with the number of objects found."""
    number = serializers.IntegerField(help_text="Objects found with it.")
    counted = type(f"{name.title()}Count", (Shape,), {"value": value, "count": number})
    return serializers.ListField(child=counted(), help_text=f"Objects found by {name}.")


class FacetsShape(Shape):
    """How many of the objects found there are of each kind, state, theme, year and language of text."""

    kind = _facet("kind", Choice("Kind of object.", choices=KINDS))
    state = _facet("state", Code("ISO code."))
    theme = _facet("theme", Code("Slug."))
    year = _facet("year", Number("Year."))
    language = _facet("language", Choice("Language.", choices=languages.CODES))


FACETS_EXAMPLE = {
    "kind": [{"value": "priority", "count": 9}, {"value": "practice", "count": 4}],
    "state": [{"value": "TN", "count": 7}],
    "theme": [{"value": "remittances", "count": 12}],
    "year": [{"value": 2012, "count": 13}],
    "language": [{"value": "en", "count": 13}, {"value": "fr", "count": 12}],
}


class FoundShape(Shape):
    """A page of hits, and what is known of all that was found."""

    next = serializers.URLField(allow_null=True, help_text="Address of the next page; null on the last.")
    previous = serializers.URLField(allow_null=True, help_text="Address of the page before; null on the first.")
    total = serializers.IntegerField(help_text="Objects found.")
    bounded = serializers.BooleanField(help_text="True if there may be more: no further ones are looked at.")
    facets = FacetsShape(help_text="What the results can be narrowed by.")
    results = serializers.ListField(child=HitShape(), help_text="What is on this page, best first.")


class SearchView(ReadView):
    """Finds in all three languages at once; what the caller reads best is shown first and in that language."""

    tagged_by_stamp = True
    vary = "Accept-Encoding, Accept-Language, Cookie"
    filters: dict[str, Filter] = {
        "kind": OneOf("Only this kind of object.", "kind", KINDS),
        "state": by_state(description="Only what belongs to this state, by ISO code."),
        "theme": by_theme(PriorityTheme, "priority"),
        "language": OneOf("Only by what texts in this language say.", "language", languages.CODES),
        "exact": OneOf("True: only the words as typed, nothing from the thesaurus.", "exact", ["true", "false"]),
    }

    def variant(self, request):
        return "" if "lang" in request.GET else languages.current()

    def build(self, request):
        reader = Reader(request.GET, ["q", *self.filters, "year", "lang", "page_size", "cursor"])
        words = reader.words()
        if not words:
            reader.refuse("q", "missing", _("Say in “q” what to search for."))
        language = reader.language() or languages.current()
        size, cursor = reader.page_size(), reader.cursor(models.PositiveIntegerField())
        chosen = {name: self._chosen(reader, name) for name in self.filters}
        year = self._year(reader)
        reader.finish()
        offset = cursor.value if cursor else 0
        exact, only = chosen.pop("exact") == "true", chosen.pop("language")
        found = finding.find(
            words, language=language, offset=offset, limit=size, year=year, only=only, exact=exact, **chosen
        )
        end = offset + len(found.hits)
        page = {
            "next": address(request, Cursor(end)) if end < found.total else None,
            "previous": address(request, Cursor(max(0, offset - size))) if offset else None,
            "total": found.total,
            "bounded": found.bounded,
            "facets": {
                name: [{"value": value, "count": count} for value, count in found.facets.get(name, ())]
                for name in FACETS_EXAMPLE
            },
            "results": [self._row(hit) for hit in found.hits],
        }
        return Answer(self.key, self.moved_at, dumps(page))

    def _chosen(self, reader: Reader, name: str) -> str:
        value = reader.once(name) or ""
        if value:
            try:
                self.filters[name].condition([value])
            except UnknownValue:
                reader.refuse_value(name, value, self.filters[name].values)
        return value

    @staticmethod
    def _year(reader: Reader) -> int | None:
        text = reader.once("year") or ""
        if not text:
            return None
        if not re.fullmatch(r"[1-9]\d{3}", text, re.ASCII):
            reader.refuse("year", "unknown-value", _("Give a year such as 2012."))
            return None
        return int(text)

    @staticmethod
    def _row(hit: finding.Hit) -> dict:
        path = hit.reference.path
        return {
            "kind": hit.kind,
            "ref": hit.reference.ref,
            "state": hit.state or None,
            "themes": hit.themes,
            "year": hit.year,
            "title": hit.title,
            "snippet": str(hit.snippet),
            "language": hit.language,
            "direction": languages.direction(hit.language),
            "matched_language": hit.matched_language,
            "complete": hit.whole,
            "within": hit.within.ref if hit.within else None,
            "example": hit.reference.example,
            "url": f"{settings.SITE_URL}/{hit.language}/{path}" if path else None,
        }

    def describe(self):
        one_of = {name: {"enum": one.values} if one.values else {} for name, one in self.filters.items()}
        narrow = [
            OpenApiParameter(name, {"type": "string"} | one_of[name], operations.QUERY, description=one.description)
            for name, one in self.filters.items()
        ]
        year = OpenApiParameter(
            "year",
            {"type": "integer", "minimum": 1000, "maximum": 9999},
            operations.QUERY,
            description="Only of this year.",
        )
        words = OpenApiParameter(
            "q",
            operations.WORDS.type | {"minLength": 1},
            operations.QUERY,
            required=True,
            description=operations.WORDS.description,
        )
        return Operation(
            id="search",
            tag="search",
            summary="Search everything public",
            description=(
                f"Best first, at most {finding.REACH} objects. The words are looked for in Arabic, English and French, "
                "and with them what the thesaurus knows for the same; an object found in several languages is listed "
                "once. Where few objects hold all of the words, those that hold some of them follow. "
                "Without `lang` texts are in the language accepted."
            ),
            answer=FoundShape,
            example=operations.page_example("search", [example_of(HitShape())])
            | {"total": 13, "bounded": False, "facets": FACETS_EXAMPLE},
            parameters=[words, *narrow, year, operations.LANG, operations.PAGE, operations.CURSOR],
        )
