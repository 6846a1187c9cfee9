"""What the schema says of each address: what it takes, what it answers, and an example of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from inspect import getdoc

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from amedip.core import languages
from amedip.core.api.filters import Filter
from amedip.core.api.linked import MEDIA_TYPE as LINKED
from amedip.core.api.parameters import LARGEST_PAGE, LONGEST_WORDS, ORDERS, PAGE_SIZE, TRANSLATIONS
from amedip.core.api.shapes import Included, Shape, example_of

HEADER, PATH, QUERY = OpenApiParameter.HEADER, OpenApiParameter.PATH, OpenApiParameter.QUERY

LANG = OpenApiParameter(
    "lang", str, QUERY, enum=languages.CODES,
    description=(
        "Give each text as one string in this language. Where it is missing, the first other language that has it "
        "stands in, and the object says so: `language` and `direction` name what each such text is in."
    ),
)  # fmt: skip
TRANSLATIONS_FULL = OpenApiParameter(
    "translations", str, QUERY, enum=TRANSLATIONS,
    description=(
        "Give with each text, in each language, its `state`, the language it was made from (`source`), when it last "
        "`changed`, and since when it is outdated. Not together with `lang`."
    ),
)  # fmt: skip
PAGE = OpenApiParameter(
    "page_size", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}, QUERY,
    description="Objects on a page.",
)  # fmt: skip
CURSOR_SCHEMA = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
CURSOR = OpenApiParameter(
    "cursor",
    CURSOR_SCHEMA,
    QUERY,
    description="Where the page begins: taken from `next` or `previous`, never made by hand.",
)
ORDER = OpenApiParameter(
    "order", str, QUERY, enum=ORDERS,
    description="In which order: as they were entered, or by when they last changed; with `-` the other way round.",
)  # fmt: skip
ON = OpenApiParameter(
    "on", {"type": "string", "format": "date"}, QUERY,
    description=(
        "As the portal held it at the end of this day: every text and fact of then, without examples. Not together "
        "with `q`, `order`, `include` and `translations`."
    ),
)  # fmt: skip
WORDS = OpenApiParameter(
    "q", {"type": "string", "maxLength": LONGEST_WORDS}, QUERY,
    description="Words to be found in any language; quotes, `or` and `-` work as on the web.",
)  # fmt: skip
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, HEADER, description="The ETag of the answer you have; 304 says that it still holds."
)
ACCEPT_LANGUAGE = OpenApiParameter("Accept-Language", str, HEADER, description="Language of error texts: ar, en or fr.")
GIVEN_BACK = [
    OpenApiParameter(
        "ETag", str, HEADER, response=[200, 304],
        description="Strong validator of these very bytes; ends in `-gz` when they are compressed.",
    ),
    OpenApiParameter("Last-Modified", str, HEADER, response=[200, 304], description="When it last changed."),
]  # fmt: skip

RETRY_AFTER = OpenApiParameter("Retry-After", int, HEADER, response=[429, 503], description="How many seconds to wait.")
IF_MATCH = OpenApiParameter(
    "If-Match", str, HEADER, required=True,
    description="The ETag of what you saw: 428 without, 412 when somebody else has changed it since.",
)  # fmt: skip
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key", {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!#-~]+$"}, HEADER,
    description=(
        "A name of your own for this request, such as a UUID. Sent again within 24 hours, nothing is done again and "
        "the first answer is given again (`Idempotency-Replayed: true`); with another content it is a 422."
    ),
)  # fmt: skip
RATES = [
    OpenApiParameter(f"RateLimit-{name}", int, HEADER, response=True, description=description)
    for name, description in (
        ("Limit", "Requests that pass in a minute; missing where nothing was counted."),
        ("Remaining", "How many of them are left."),
        ("Reset", "Seconds until all of them are there again."),
    )
]
WRITTEN = [
    OpenApiParameter("ETag", str, HEADER, response=[200, 201, 412, 428], description="What `If-Match` takes."),
    OpenApiParameter("Location", str, HEADER, response=[201], description="Address of what was made."),
]

PROBLEMS = {
    400: "A parameter or a part of the content is unknown, or cannot mean what it holds; `errors` names each.",
    401: "Without a key, or with one that is unknown or over.",
    403: "The client lacks the scope, or its account the mandate of the day; `detail` says which.",
    404: "Nothing public has this reference. References are case-sensitive.",
    406: "The caller accepts no JSON.",
    409: "What the record has come to does not allow it; or the same `Idempotency-Key` is being worked on.",
    410: "It stood here and was withdrawn; its reference is never given again.",
    412: "Somebody else has changed it since; `current` is how it stands now.",
    413: "The content is too large.",
    415: "The content is no JSON.",
    422: "The `Idempotency-Key` was used for another request.",
    428: "`If-Match` is missing; `current` is how it stands now.",
    429: "Too fast; `Retry-After` says how many seconds to wait.",
    500: "The fault is ours.",
    503: "It takes the database too long, nothing was written; `Retry-After` says when to ask again, or ask for less.",
}

# Of these requests the server has not read enough to know that they are for the API.
UNREAD = {
    414: "The address is longer than the server reads; a page in three languages.",
    431: "The headers are longer than the server reads; a page in three languages.",
}


class InputErrorShape(Shape):
    pointer = serializers.CharField(
        allow_blank=True, help_text="JSON pointer to the part of the input, or to the parameter by its name."
    )
    code = serializers.CharField(help_text="What is wrong, for programs.")
    detail = serializers.CharField(help_text="What is wrong and what to do, in the language accepted.")


class ProblemShape(Shape):
    """Problem details as in RFC 9457."""

    type = serializers.CharField(help_text="Always `about:blank`: the status says what kind of problem it is.")
    title = serializers.CharField(help_text="The kind of problem, in the language accepted.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What happened and what to do, in the language accepted.")
    instance = serializers.CharField(help_text="The address that was asked.")
    errors = InputErrorShape(many=True, required=False, help_text="What is wrong with the input, part by part.")
    current = serializers.DictField(required=False, help_text="With 412 and 428: the record as it stands now.")


IN_WORDS = {"type": "object", "description": "The same in the words of schema.org."}


@dataclass(frozen=True)
class Operation:
    """What is done at one address by one method, as the schema shows it.

    ``sent`` is what a write takes, ``scope`` what its client must have been let do, and ``status`` what it answers.
    """

    id: str
    tag: str
    summary: str
    description: str
    answer: object
    example: object
    parameters: list[OpenApiParameter] = field(default_factory=list)
    problems: tuple[int, ...] = (400, 401, 406, 429, 500, 503)
    media_type: str = "application/json"
    others: Mapping[str, object] = field(default_factory=dict)  # what it answers in other media types
    sent: type[serializers.Serializer] | None = None
    sent_example: object = None
    scope: str = ""
    status: int = 200


def list_operation(collection, links: Mapping[str, type]) -> Operation:
    """The list of a collection; ``links`` are the fields that ``include`` follows, with what they lead to."""
    title = collection.name.replace("-", " ")
    filters = [filter_parameter(name, one) for name, one in collection.filters.items()]
    dated = [ON] * (collection.past is not None)
    manner = [LANG, TRANSLATIONS_FULL, *picking(collection, links)]
    return Operation(
        id=f"list_{collection.name.replace('-', '_')}",
        tag=collection.name,
        summary=f"List {title}",
        description=getdoc(collection) or "",
        answer=page_of(collection.shape, _shapes(links)),
        example=page_example(collection.name, [example_of(collection.shape())]),
        parameters=[*filters, WORDS, *dated, *manner, ORDER, PAGE, CURSOR],
        others={LINKED: IN_WORDS},
    )


def one_operation(collection, links: Mapping[str, type], shape: type | None = None) -> Operation:
    """One of a collection, of another ``shape`` than the list's if one is given; ``links`` as there."""
    title = collection.singular.replace("-", " ")
    example = example_of(collection.shape())
    reference = OpenApiParameter(
        "ref", str, PATH, description=f"Its permanent reference, such as {example_ref(example)}."
    )
    dated = [ON] * (collection.past is not None)
    return Operation(
        id=f"get_{collection.singular.replace('-', '_')}",
        tag=collection.name,
        summary=f"Read one {title}",
        description="One of the list, by its permanent reference; the same fields as there.",
        answer=_with_included(shape or collection.shape, _shapes(links)),
        example=example,
        parameters=[reference, *dated, LANG, TRANSLATIONS_FULL, *picking(collection, links)],
        problems=(400, 401, 404, 406, 410, 429, 500, 503),
        others={LINKED: IN_WORDS},
    )


def picking(collection, links: Iterable[str]) -> list[OpenApiParameter]:
    """The parameters that say which fields are given, and which references are followed."""
    fields = names_parameter("fields", list(collection.shape().fields), "Give only these fields, and its reference.")
    if not links:
        return [fields]
    followed = "Give what these fields refer to in full as well, once each, in `included`."
    return [fields, names_parameter("include", list(links), followed)]


def names_parameter(name: str, values: list[str], description: str) -> OpenApiParameter:
    """A parameter that takes several names, parted by commas."""
    return OpenApiParameter(
        name,
        {"type": "array", "items": {"type": "string", "enum": values}},
        QUERY,
        description=f"{description} Parted by commas.",
        explode=False,
        style="form",
    )


def _shapes(links: Mapping[str, type]) -> tuple[tuple[str, type[Shape]], ...]:
    return tuple(sorted({collection.name: collection.shape for collection in links.values()}.items()))


@cache
def _with_included(shape: type[Shape], shapes: tuple[tuple[str, type[Shape]], ...]) -> type[Shape]:
    """The shape of one member as its own address answers it."""
    if not shapes:
        return shape
    return type(f"One{shape.__name__}", (shape,), {"included": Included(dict(shapes))})


def filter_parameter(name: str, one: Filter) -> OpenApiParameter:
    text = f"{one.description} Repeat it for any of several values."
    items = {"type": "string", **({"enum": one.values} if one.values else {})}
    return OpenApiParameter(
        name, {"type": "array", "items": items}, QUERY, description=text, explode=True, style="form"
    )


def example_ref(example: dict) -> str:
    return next(iter(example.values()))


def page_example(name: str, results: list) -> dict:
    address = f"{settings.SITE_URL}/api/v1/{name}/?cursor=WzEwMCwwXQ"
    return {"next": address, "previous": None, "results": results}


@cache
def page_of(shape: type[Shape], shapes: tuple[tuple[str, type[Shape]], ...] = ()) -> type[serializers.Serializer]:
    """The shape of a page of a list; ``shapes`` are those of what it can include, by collection."""
    name = shape.__name__.removesuffix("Shape") + "Page"
    fields = {
        "next": serializers.URLField(allow_null=True, help_text="Address of the next page; null on the last."),
        "previous": serializers.URLField(allow_null=True, help_text="Address of the page before; null on the first."),
        "results": serializers.ListField(child=shape(), help_text="What is on this page, in order."),
        **({"included": Included(dict(shapes))} if shapes else {}),
    }
    return type(name, (Shape,), fields)
