"""The schema of the API, OpenAPI 3.1, and the page that shows it."""

from collections.abc import Sequence
from functools import cache
from threading import Lock

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from drf_spectacular.drainage import set_override
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.renderers import OpenApiYamlRenderer, OpenApiYamlRenderer2
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, OpenApiTypes

from amedip.core import languages
from amedip.core.api import operations, problems
from amedip.core.api.answering import ReadView
from amedip.core.api.conditional import Answer, digest_of
from amedip.core.api.inputs import InputShape, TextInput
from amedip.core.api.parameters import Reader
from amedip.core.api.reading import Collection
from amedip.core.api.renderers import OrjsonRenderer
from amedip.core.api.shapes import Addresses, Included, NotAlways, RecordShape, Shape, Text
from amedip.core.models import Standing

_CODES = list(languages.CODES)
_MAYBE = {"type": ["string", "null"]}
_MAYBE_MOMENT = _MAYBE | {"format": "date-time"}
_STANDING_PARTS = {
    "text": _MAYBE | {"description": "The text; null where it is missing."},
    "state": {"type": "string", "enum": Standing.values, "description": "How far the text is trusted."},
    "source": {
        "type": ["string", "null"],
        "enum": [*_CODES, None],
        "description": "The language it was made from, as far as that is known.",
    },
    "changed": _MAYBE_MOMENT | {"description": "When somebody last wrote it or stood by it."},
    "outdated_since": _MAYBE_MOMENT
    | {"description": "When another language changed without it; null unless outdated."},
}
_STANDING = {
    "type": "object",
    "properties": _STANDING_PARTS,
    "required": list(_STANDING_PARTS),
    "additionalProperties": False,
}


# Whatever a text depends on, to the caller it is a text: all kinds of them are one component.
set_override(Text, "suppress_collision_warning", True)  # noqa: FBT003 (the library's own call)


class TextInSchema(OpenApiSerializerFieldExtension):
    target_class = Text
    match_subclasses = True

    def get_name(self):
        return type(self.target).__name__

    def map_serializer_field(self, auto_schema, direction):
        return {
            "description": (
                "A translated text: what it is in each language, null where it is not translated. "
                "With `?lang=` one string, or null where no language has it. With `?translations=full` an object in "
                "each language, which says how the text stands."
            ),
            "oneOf": [
                {
                    "type": "object",
                    "properties": dict.fromkeys(_CODES, _MAYBE),
                    "required": _CODES,
                    "additionalProperties": False,
                },
                _MAYBE,
                {
                    "type": "object",
                    "properties": dict.fromkeys(_CODES, _STANDING),
                    "required": _CODES,
                    "additionalProperties": False,
                },
            ],
        }


class TextInputInSchema(OpenApiSerializerFieldExtension):
    target_class = TextInput
    match_subclasses = True

    def map_serializer_field(self, auto_schema, direction):
        text = _MAYBE | {"maxLength": self.target.max_length}
        return {"type": "object", "properties": dict.fromkeys(_CODES, text), "additionalProperties": False}


class AddressesInSchema(OpenApiSerializerFieldExtension):
    target_class = Addresses

    def get_name(self):
        return "Addresses"

    def map_serializer_field(self, auto_schema, direction):
        address = {"type": "string", "format": "uri"}
        return {
            "description": "Addresses of a page by language; with `?lang=` the one in that language.",
            "oneOf": [
                {
                    "type": "object",
                    "properties": dict.fromkeys(_CODES, address),
                    "required": _CODES,
                    "additionalProperties": False,
                },
                address,
            ],
        }


class IncludedInSchema(OpenApiSerializerFieldExtension):
    target_class = Included

    def map_serializer_field(self, auto_schema, direction):
        lists = {
            name: {"type": "array", "items": auto_schema.resolve_serializer(shape(), direction).ref}
            for name, shape in self.target.shapes.items()
        }
        return {"type": "object", "properties": lists, "additionalProperties": False}


def _by_field(values: list[str], description: str) -> dict:
    return {
        "type": "object",
        "description": description,
        "additionalProperties": {"type": "string", "enum": values},
        "readOnly": True,
    }


class Schema(AutoSchema):
    """Takes from the view's ``describe()`` what the schema says of an address."""

    def is_excluded(self):
        return self.operation is None

    @property
    def operation(self) -> operations.Operation | None:
        return self.view.describe() if self.method == "GET" else self.view.describe_write(self.method)

    def get_operation_id(self):
        return self.operation.id

    def get_tags(self):
        return [self.operation.tag]

    def get_summary(self):
        return self.operation.summary

    def get_description(self):
        return self.operation.description

    def get_override_parameters(self):
        reading = [operations.IF_NONE_MATCH, *operations.GIVEN_BACK]
        return [
            *self.operation.parameters,
            operations.ACCEPT_LANGUAGE,
            *(reading if self.method == "GET" else operations.WRITTEN),
            operations.RETRY_AFTER,
            *operations.RATES,
        ]

    def get_auth(self):
        """Reading needs no key, except of what only its client sees; the scope stands as the role that it takes."""
        super().get_auth()  # tells the schema of the way in
        scope = self.operation.scope
        return [{"bearer": [scope]}] if scope else [{"bearer": []}, {}]

    def get_request_serializer(self):
        return self.operation.sent

    def get_examples(self):
        sent = self.operation.sent_example
        return [] if sent is None else [OpenApiExample("example", value=sent, request_only=True)]

    def get_response_serializers(self):
        operation = self.operation
        example = OpenApiExample("example", value=operation.example, response_only=True)
        answers = {
            (operation.status, operation.media_type): OpenApiResponse(
                operation.answer, operation.summary, examples=[example]
            ),
        }
        for media_type, answer in operation.others.items():
            answers[200, media_type] = OpenApiResponse(answer, operation.summary)
        if self.method == "GET":
            answers[304] = OpenApiResponse(None, "The answer you have still holds.")
        for status, description in operations.UNREAD.items():
            page = [OpenApiExample("example", value="<!DOCTYPE html>…", response_only=True)]
            answers[status, "text/html"] = OpenApiResponse(OpenApiTypes.STR, description, examples=page)
        for status in operation.problems:
            examples = [OpenApiExample("example", value=_problem(status), response_only=True)]
            answers[status, problems.MEDIA_TYPE] = OpenApiResponse(
                operations.ProblemShape, operations.PROBLEMS[status], examples=examples
            )
        return answers

    def get_serializer_name(self, serializer, direction):
        return type(serializer).__name__.removesuffix("Shape")

    def _map_basic_serializer(self, serializer, direction):
        schema = super()._map_basic_serializer(serializer, direction)
        optional = {name for name, part in serializer.fields.items() if isinstance(part, NotAlways)}
        optional.update(getattr(serializer, "SELDOM", ()))
        if optional:
            schema["required"] = [name for name in schema["required"] if name not in optional]
        if isinstance(serializer, InputShape):
            schema["additionalProperties"] = False
        if isinstance(serializer, RecordShape):
            # With `?fields=` only the reference is sure to be there; without it all fields are.
            schema["required"] = [next(iter(serializer.fields))]
        if isinstance(serializer, Shape) and any(isinstance(part, Text) for part in serializer.fields.values()):
            schema["properties"] |= {
                "language": _by_field(_CODES, "With `?lang=`: the language of each text that is shown in another one."),
                "direction": _by_field(["ltr", "rtl"], "With `?lang=`: the writing direction of each of those texts."),
            }
        return schema


def _problem(status: int) -> dict:
    body = {
        "type": "about:blank",
        "title": str(problems.TITLES[status]),
        "status": status,
        "detail": str(problems.DETAILS[status]),
        "instance": "/api/v1/…",
    }
    if status == 400:
        body |= {
            "detail": "The page size is a whole number from 1 to 500.",
            "instance": "/api/v1/priorities/?page_size=0",
            "errors": [
                {
                    "pointer": "/page_size",
                    "code": "out-of-range",
                    "detail": "The page size is a whole number from 1 to 500.",
                }
            ],
        }
    return body


class OpenApiRenderer(OrjsonRenderer):
    media_type = "application/vnd.oai.openapi+json"


_MAKING = Lock()


@cache
def document(media_type: str) -> bytes:
    """The schema as bytes; made once, for it changes with the code alone."""
    # Making it takes seconds. Were all who ask meanwhile to make it too, each would wait for all the others.
    with _MAKING:
        data = make_schema()
    renderer = next(one for one in SchemaView.renderer_classes if one.media_type == media_type)
    return renderer().render(data, renderer_context={})


@cache
def make_schema() -> dict:
    """The schema as plain data."""
    # Written in English; whoever happens to ask first must not leave another language's titles in it.
    with translation.override("en"):
        return SchemaGenerator().get_schema(request=None, public=True)


class SchemaView(ReadView):
    """The schema: JSON unless the caller would rather have YAML, or says ``?format=yaml``."""

    # YAML's readers read JSON, the other way round they do not: so JSON is what anyone gets.
    renderer_classes = [OrjsonRenderer, OpenApiRenderer, OpenApiYamlRenderer2, OpenApiYamlRenderer]
    vary = "Accept, Accept-Encoding"

    def variant(self, request):
        return self.media_type or ""

    def build(self, request):
        reader = Reader(request.GET, ["format"])
        wanted = reader.once("format")
        formats = {"json": OrjsonRenderer.media_type, "yaml": OpenApiYamlRenderer2.media_type}
        if wanted is not None and wanted not in formats:
            reader.refuse_value("format", wanted, formats)
        reader.finish()
        media_type = formats[wanted] if wanted else request.accepted_renderer.media_type
        body = document(media_type)
        return Answer(digest_of(body), None, body, media_type)


@require_safe
def docs(request, collections: Sequence[type[Collection]]):
    """The collections as files, and the schema as a page in which each address can be tried.

    Its frame is in the reader's language.
    """
    wanted = request.GET.get("lang")
    with translation.override(wanted if wanted in languages.CODES else languages.current()):
        code = languages.current()
        page = {
            "schema": reverse("api:schema"),
            "changes": reverse("api:changes"),
            "catalog": reverse("api:catalog"),
            "collections": [(one.title(), reverse("api:bulk", args=[one.name])) for one in collections],
            "tongues": [
                {"code": other, "name": languages.NAMES[other], "path": f"?lang={other}", "current": other == code}
                for other in languages.CODES
            ],
            "canonical": f"{settings.SITE_URL}{request.path}",
        }
        response = render(request, "api/docs.html", page)
    response.headers["Content-Language"] = code
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response
