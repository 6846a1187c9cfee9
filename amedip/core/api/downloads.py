"""Whole collections as files, made while they are sent: batch by batch along the order, with no transaction open."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer

from amedip.core.api import conditional, flat, operations
from amedip.core.api.answering import ReadView
from amedip.core.api.cursors import Cursor
from amedip.core.api.deadlines import statements_limited
from amedip.core.api.operations import Operation
from amedip.core.api.parameters import Reader
from amedip.core.api.plans import Manner
from amedip.core.api.reading import Collection, page_of, plan_of
from amedip.core.api.renderers import dumps
from amedip.core.resources.sheet import sheet_in_pieces

BATCH = 500
FORMATS = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST_CELL = 32_767  # characters that a spreadsheet takes
_ALL = Manner()


class AnyRenderer(BaseRenderer):
    """What a file holds is said by its name, not by what the caller accepts."""

    media_type = "*/*"
    format = "file"


class DownloadView(ReadView):
    """One collection as a file. Its tag is the stamp's: as long as nothing public changes there is nothing to load."""

    collections: Sequence[type[Collection]] = ()
    renderer_classes = [AnyRenderer]

    def known(self, request):
        return None

    def get(self, request, name):
        collection = next((one for one in self.collections if one.name == name), None)
        if collection is None:
            raise NotFound
        reader = Reader(request.GET, ["format", "cursor"])
        form = reader.once("format") or "jsonl"
        if form not in FORMATS:
            reader.refuse_value("format", form, FORMATS)
        cursor = reader.cursor(collection.order_column())
        reader.finish()
        if conditional.has(request, self.key, self.moved_at):
            return conditional.not_modified(request, self.key, self.moved_at)
        packed = form != "xlsx" and conditional.takes_gzip(request)
        if request.method == "HEAD":
            response = HttpResponse(content_type=FORMATS[form])
        else:
            pieces = _pieces(collection, form, cursor.value if cursor else None)
            response = StreamingHttpResponse(_packed(pieces) if packed else pieces, content_type=FORMATS[form])
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
        return conditional.finished(request, response, self.key, self.moved_at, packed=packed)

    def describe(self):
        names = [one.name for one in self.collections]
        line = dumps(operations.example_of(self.collections[0].shape()) | {flat.CURSOR: "WyJUTiIsMF0"}).decode()
        return Operation(
            id="download",
            tag="bulk",
            summary="Load a whole collection",
            description=(
                "All members of a collection in one answer: JSON Lines (each line a member as in the list), CSV or "
                "XLSX (a column for each text in each language; what hangs on a member is JSON in its cell). Each row "
                "ends with a `cursor`: whose connection broke goes on behind the last whole row with it. What changes "
                "while the file is sent is in it or not; `changes/` tells."
            ),
            answer=OpenApiTypes.STR,
            example=line,
            parameters=[
                OpenApiParameter(
                    "name", {"type": "string", "enum": names}, operations.PATH, description="Which collection."
                ),
                OpenApiParameter(
                    "format", str, operations.QUERY, enum=list(FORMATS), description="`jsonl` if not said."
                ),
                OpenApiParameter(
                    "cursor",
                    operations.CURSOR_SCHEMA,
                    operations.QUERY,
                    description="Only what is behind the row that ended with it.",
                ),
            ],
            problems=(400, 401, 404, 429, 500, 503),
            media_type=FORMATS["jsonl"],
            others=dict.fromkeys(list(FORMATS.values())[1:], OpenApiTypes.BINARY),
        )


def _pieces(collection: type[Collection], form: str, place: object) -> Iterator[bytes]:
    batches = _batches(collection, place)
    # Read before anything is sent: what fails at once can still be answered as a problem.
    batches = chain([next(batches)], batches)
    if form == "jsonl":
        return _lines(batches)
    table = flat.Table(collection.shape())
    if form == "csv":
        return flat.as_csv(table, batches)
    rows = ([_fitting(cell) for cell in table.row(item)] for batch in batches for item in batch)
    return sheet_in_pieces(table.names, rows)


def _fitting(cell: flat.Value) -> flat.Value:
    return cell[: LONGEST_CELL - 1] + "…" if isinstance(cell, str) and len(cell) > LONGEST_CELL else cell


def _lines(batches: Iterable[list[dict]]) -> Iterator[bytes]:
    for batch in batches:
        yield b"".join(dumps(item) + b"\n" for item in batch)


def _batches(collection: type[Collection], place: object) -> Iterator[list[dict]]:
    """All members behind the place, in order, each with its cursor."""
    plan, order = plan_of(collection, _ALL), collection.order
    rows = collection.visible(None).order_by(order)
    while True:
        further = rows if place is None else rows.filter(**{f"{order}__gt": place})
        with statements_limited():
            keys = list(further.values_list("pk", order)[:BATCH])
            found = page_of(collection, _ALL).fetch([key[0] for key in keys]) if keys else []
            batch = plan.read(found) if found else []
        places = [plan.beside[order](row) for row in found]
        yield [item | {flat.CURSOR: str(Cursor(at))} for item, at in zip(batch, places, strict=True)]
        if len(keys) < BATCH:
            return
        place = keys[-1][-1]


def _packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(conditional.LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for piece in pieces:
        # Each batch can be read as soon as it is there.
        if packed := packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH):
            yield packed
    yield packer.flush()
