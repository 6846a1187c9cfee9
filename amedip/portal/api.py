"""The API's root, and its search over every room."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from amedip.core import languages
from amedip.core.api import operations
from amedip.core.api.conditional import Answer, digest_of
from amedip.core.api.operations import Operation
from amedip.core.api.parameters import Cursor, Filter, OneOf, Reader, UnknownValue
from amedip.core.api.reading import ReadView, address
from amedip.core.api.renderers import dumps
from amedip.core.api.shapes import Choice, Code, Codes, Flag, Shape, example_of
from amedip.core.models import Record
from amedip.core.search import finding
from registry.api.vocabulary import by_state, by_theme
from registry.models import PriorityTheme

KINDS = sorted(model.KIND for model in apps.get_models() if issubclass(model, Record))


class RootView(ReadView):
    """The addresses of the collections: ``names`` are those of their lists in ``amedip.api``."""

    names: tuple[str, ...] = ()

    def build(self, request):
        reader = Reader(request.GET, [])
        reader.finish()
        body = dumps({name: settings.SITE_URL + reverse(f"api:{name}") for name in self.names})
        return Answer(digest_of(body), None, body)

    def describe(self):
        root = f"{settings.SITE_URL}/api/v1/"
        fields = {name: serializers.URLField(help_text=f"Address of {name}.") for name in self.names}
        return Operation(
            id="root",
            tag="root",
            summary="List the collections",
            description="The address of every collection, of the search, of this schema and of its page.",
            answer=type("RootShape", (Shape,), fields),
            example={name: f"{root}{name}/" for name in self.names},
        )


class HitShape(Shape):
    """An object found. Title and snippet are in ``language``."""

    kind = Choice("Kind of object.", choices=KINDS, example="priority")
    ref = Code("Permanent reference.", example="TN-2012-003")
    state = Code("ISO code of its state.", null=True, example="TN")
    themes = Codes("Slugs of its themes.", example=["remittances"])
    title = Code("Title, plain text.", example="Lower the cost of transfers")
    snippet = Code(
        "Passage around the words found: HTML in which all is escaped but `<mark>`.",
        example="… the cost of <mark>transfers</mark> …",
    )
    language = Choice("Language of title and snippet.", choices=languages.CODES, example="en")
    direction = Choice("Writing direction of title and snippet.", choices=["ltr", "rtl"], example="ltr")
    matched_language = Choice("Language in which the words were found.", choices=languages.CODES, example="en")
    example = Flag("True for what exists only to show the software.", example=False)
    url = Code(
        "Address of its page in that language.", null=True, example="http://localhost:8000/en/registry/TN-2012-003/"
    )


class SearchView(ReadView):
    """Finds in all three languages at once; what the caller reads best is shown first and in that language."""

    tagged_by_stamp = True
    vary = "Accept-Encoding, Accept-Language, Cookie"
    filters: dict[str, Filter] = {
        "kind": OneOf("Only this kind of object.", "kind", KINDS),
        "state": by_state(description="Only what belongs to this state, by ISO code."),
        "theme": by_theme(PriorityTheme, "priority"),
    }

    def variant(self, request):
        return "" if "lang" in request.GET else languages.current()

    def build(self, request):
        reader = Reader(request.GET, ["q", *self.filters, "lang", "page_size", "cursor"])
        words = reader.words()
        if not words:
            reader.refuse("q", "missing", _("Say in “q” what to search for."))
        language = reader.language() or languages.current()
        size, cursor = reader.page_size(), reader.cursor(models.PositiveIntegerField())
        chosen = {name: self._chosen(reader, name) for name in self.filters}
        reader.finish()
        offset = cursor.value if cursor else 0
        found = finding.find(words, language=language, offset=offset, limit=size, **chosen)
        end = offset + len(found.hits)
        page = {
            "next": address(request, Cursor(end)) if end < found.total else None,
            "previous": address(request, Cursor(max(0, offset - size))) if offset else None,
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
    def _row(hit: finding.Hit) -> dict:
        path = hit.reference.path
        return {
            "kind": hit.kind,
            "ref": hit.reference.ref,
            "state": hit.state or None,
            "themes": hit.themes,
            "title": hit.title,
            "snippet": str(hit.snippet),
            "language": hit.language,
            "direction": languages.direction(hit.language),
            "matched_language": hit.matched_language,
            "example": hit.reference.example,
            "url": f"{settings.SITE_URL}/{hit.language}/{path}" if path else None,
        }

    def describe(self):
        one_of = {name: {"enum": one.values} if one.values else {} for name, one in self.filters.items()}
        narrow = [
            OpenApiParameter(name, {"type": "string"} | one_of[name], operations.QUERY, description=one.description)
            for name, one in self.filters.items()
        ]
        words = OpenApiParameter(
            "q", operations.WORDS.type, operations.QUERY, required=True, description=operations.WORDS.description
        )
        return Operation(
            id="search",
            tag="search",
            summary="Search everything public",
            description=(
                "Best first, at most 500 objects. The words are looked for in Arabic, English and French; an object "
                "found in several languages is listed once. Without `lang` texts are in the language accepted."
            ),
            answer=operations.page_of(HitShape),
            example=operations.page_example("search", [example_of(HitShape())]),
            parameters=[words, *narrow, operations.LANG, operations.PAGE, operations.CURSOR],
        )
