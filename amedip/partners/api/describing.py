"""What the schema says of the addresses at which clients write."""

from dataclasses import replace

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from amedip.core.api.inputs import InputShape, example_of_input
from amedip.core.api.operations import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    PATH,
    QUERY,
    Operation,
    example_ref,
    list_operation,
    one_operation,
)
from amedip.core.api.reading import Collection, links_from
from amedip.core.api.shapes import example_of
from amedip.partners.api.report import EACH, MANNERS, MOST, TOGETHER, ReportShape
from amedip.partners.api.work import Step, Work
from amedip.partners.authentication import Bearer

# With what any request of a client may be refused, and any that writes.
ANYWAY = (401, 403, 406, 429, 500, 503)
WRITES = (400, *ANYWAY, 409, 413, 415)
_OF_ONE = (404, *WRITES, 412, 428)


class BearerInSchema(OpenApiAuthenticationExtension):
    target_class = Bearer
    name = "bearer"

    def get_security_definition(self, auto_schema):
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key that the programme’s staff make for a client; reading needs none.",
        }


def work_list(work: type[Work]) -> Operation:
    base = list_operation(work, {})
    taken = {*work.filters, "page_size", "cursor"}
    return replace(
        base,
        id=f"{base.id}_at_work",
        summary=f"List the {work.name.replace('-', ' ')} that the client works on",
        parameters=[one for one in base.parameters if one.name in taken],
        problems=(400, *ANYWAY),
        others={},
        scope=work.scope,
    )


def work_one(work: type[Work]) -> Operation:
    return replace(
        one_operation(work, {}),
        description="As it stands in the workspace, for who works on it.",
        parameters=[_reference(work)],
        problems=(400, 404, *ANYWAY),
        scope=work.scope,
        others={},
    )


def one_or_work(public: type[Collection], work: type[Work]) -> Operation:
    base = one_operation(public, links_from(public), work.shape)
    return replace(
        base,
        description=(
            f"{base.description} Who works on it, with a key of the scope `{work.scope}`, reads it as it stands in the "
            "workspace: a change that waits to be published in the place of what is public."
        ),
    )


def creation(work: type[Work]) -> Operation:
    return Operation(
        id=f"create_{_name(work)}",
        tag=work.name,
        summary=f"Begin a {_title(work)}",
        description=work.creates.__doc__ or "",
        answer=work.shape,
        example=example_of(work.shape()),
        parameters=[IDEMPOTENCY_KEY],
        problems=(*WRITES, 422),
        sent=work.creates,
        sent_example=example_of_input(work.creates()),
        scope=work.scope,
        status=201,
    )


def change(work: type[Work]) -> Operation:
    return Operation(
        id=f"change_{_name(work)}",
        tag=work.name,
        summary=f"Change a {_title(work)}",
        description=work.changes.__doc__ or "",
        answer=work.shape,
        example=example_of(work.shape()),
        parameters=[_reference(work), IF_MATCH],
        problems=_OF_ONE,
        sent=work.changes,
        sent_example=example_of_input(work.changes()),
        scope=work.scope,
    )


def step(work: type[Work], taken: Step) -> Operation:
    return Operation(
        id=f"{taken.name.replace('-', '_')}_{_name(work)}",
        tag=work.name,
        summary=taken.summary,
        description="Takes the record on as in the workspace, with the same conditions and the same refusals.",
        answer=work.shape,
        example=example_of(work.shape()),
        parameters=[_reference(work), IF_MATCH, IDEMPOTENCY_KEY],
        problems=(*_OF_ONE, 422),
        sent=taken.sent,
        sent_example=example_of_input(taken.sent()) if taken.sent else None,
        scope=work.scope,
    )


def bulk(work: type[Work]) -> Operation:
    """The shapes are made of the collection's item."""
    item = work.item()
    items = serializers.ListField(child=item, min_length=1, max_length=MOST, help_text="The records.")
    example = example_of_input(item)
    return Operation(
        id=f"write_{work.name.replace('-', '_')}",
        tag=work.name,
        summary=f"Write many {work.name.replace('-', ' ')}",
        description=(
            f"Up to {MOST} items: each creates a record, or changes the one that the client calls by this "
            "`external_id` (or that `ref` names: one of the two is needed), as far as the item says. Sent again it "
            f"changes nothing. What changes is decided by `on_error`: with `{TOGETHER}` one item that cannot be taken "
            f"stops all (400, with its place in `errors`), with `{EACH}` the others are written and the report says "
            "what became of each."
        ),
        answer=ReportShape,
        example={
            "written": 1,
            "refused": 0,
            "results": [
                {
                    "index": 0,
                    "external_id": example["external_id"],
                    "outcome": "created",
                    "ref": example["ref"],
                    "version": 1,
                    "errors": [],
                }
            ],
        },
        parameters=[
            OpenApiParameter("on_error", str, QUERY, enum=MANNERS, default=TOGETHER, description="All or each."),
            IDEMPOTENCY_KEY,
        ],
        problems=(*WRITES, 422),
        sent=type(f"{type(item).__name__.removesuffix('Input')}sInput", (InputShape,), {"items": items}),
        sent_example={"items": [{name: value for name, value in example.items() if name not in ("ref", "version")}]},
        scope=work.scope,
    )


def _reference(work: type[Work]) -> OpenApiParameter:
    example = example_ref(example_of(work.shape()))
    return OpenApiParameter("ref", str, PATH, description=f"Its permanent reference, such as {example}.")


def _name(work: type[Work]) -> str:
    return work.singular.replace("-", "_")


def _title(work: type[Work]) -> str:
    return work.singular.replace("-", " ")
