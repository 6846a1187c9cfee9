"""The catalogue of the collections after DCAT-AP: what there is, and in which files it can be had."""

from collections.abc import Sequence
from inspect import getdoc

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from amedip.core import languages
from amedip.core.api import linked
from amedip.core.api.answering import ReadView
from amedip.core.api.conditional import Answer
from amedip.core.api.downloads import FORMATS
from amedip.core.api.operations import Operation
from amedip.core.api.parameters import Reader
from amedip.core.api.reading import Collection
from amedip.core.api.renderers import LinkedRenderer, OrjsonRenderer, dumps

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGES = {"ar": "ARA", "en": "ENG", "fr": "FRA"}
_FILE_TYPES = {"jsonl": "JSON", "csv": "CSV", "xlsx": "XLSX"}


class CatalogView(ReadView):
    """The whole catalogue in one answer, as JSON-LD."""

    tagged_by_stamp = True
    vary = "Accept, Accept-Encoding"
    collections: Sequence[type[Collection]] = ()
    renderer_classes = [LinkedRenderer, OrjsonRenderer]

    def variant(self, request):
        return self.media_type or ""

    def build(self, request):
        Reader(request.GET, []).finish()
        body = dumps(self._catalog())
        return Answer(self.key, self.moved_at, body, request.accepted_renderer.media_type)

    def _catalog(self) -> dict:
        root = settings.SITE_URL + reverse("api:root")
        catalog = {
            "@context": _CONTEXT,
            "@id": settings.SITE_URL + reverse("api:catalog"),
            "@type": "dcat:Catalog",
            "dct:title": _english(f"{settings.SITE_NAME}: open data"),
            "dct:description": _english("Every public record of the portal, in Arabic, English and French."),
            "dct:publisher": {
                "@id": f"{settings.SITE_URL}/",
                "@type": "foaf:Agent",
                "foaf:name": _english(settings.SITE_NAME),
            },
            "foaf:homepage": {"@id": f"{settings.SITE_URL}/"},
            "dct:language": _languages(),
            "dcat:service": {
                "@id": root,
                "@type": "dcat:DataService",
                "dct:title": _english("API"),
                "dcat:endpointURL": {"@id": root},
                "dcat:endpointDescription": {"@id": settings.SITE_URL + reverse("api:schema")},
            },
            "dcat:dataset": [self._dataset(one, root) for one in self.collections],
        }
        return catalog | self._modified()

    def _dataset(self, collection: type[Collection], root: str) -> dict:
        address = settings.SITE_URL + reverse(f"api:{collection.name}")
        file = settings.SITE_URL + reverse("api:bulk", args=[collection.name])
        files = [
            {
                "@id": f"{file}?format={form}",
                "@type": "dcat:Distribution",
                "dcat:accessURL": {"@id": f"{file}?format={form}"},
                "dcat:downloadURL": {"@id": f"{file}?format={form}"},
                "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind.partition(';')[0]}"},
                "dct:format": {"@id": f"{_AUTHORITY}/file-type/{_FILE_TYPES[form]}"},
            }
            for form, kind in FORMATS.items()
        ]
        by_page = {
            "@id": f"{address}#pages",
            "@type": "dcat:Distribution",
            "dcat:accessURL": {"@id": address},
            "dcat:accessService": {"@id": root},
            "dct:format": {"@id": f"{_AUTHORITY}/file-type/JSON"},
        }
        return {
            "@id": address,
            "@type": "dcat:Dataset",
            "dct:identifier": collection.name,
            "dct:title": _titles(collection),
            "dct:description": _english(getdoc(collection) or ""),
            "dct:language": _languages(),
            "dcat:distribution": [by_page, *files],
        } | self._modified()

    def _modified(self) -> dict:
        if self.moved_at is None:
            return {}
        return {"dct:modified": {"@type": "xsd:dateTime", "@value": self.moved_at}}

    def describe(self):
        return Operation(
            id="catalog",
            tag="bulk",
            summary="Read the catalogue of the collections",
            description="The collections and the files in which each can be loaded, as DCAT-AP in JSON-LD.",
            answer=_SHAPE,
            example={"@context": _CONTEXT, "@id": f"{settings.SITE_URL}/api/v1/catalog/", "@type": "dcat:Catalog"},
            media_type=linked.MEDIA_TYPE,
            others={OrjsonRenderer.media_type: _SHAPE},
        )


_SHAPE = {
    "type": "object",
    "properties": {
        "@context": {"type": "object", "description": "The prefixes."},
        "@id": {"type": "string", "format": "uri", "description": "The catalogue's own address."},
        "@type": {"type": "string", "description": "`dcat:Catalog`."},
    },
    "required": ["@context", "@id", "@type"],
}


def _english(text: str) -> dict:
    return {"@language": "en", "@value": text}


def _titles(collection: type[Collection]) -> list[dict]:
    titles = []
    for code in languages.CODES:
        with translation.override(code):
            titles.append({"@language": code, "@value": collection.title()})
    return titles


def _languages() -> list[dict]:
    return [{"@id": f"{_AUTHORITY}/language/{_LANGUAGES[code]}"} for code in languages.CODES]
