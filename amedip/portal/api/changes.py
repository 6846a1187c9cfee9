"""The change feed in the API: what was published, changed, withdrawn and deleted, in the order of the commits."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from amedip.core import changes, languages
from amedip.core.api import operations, showing
from amedip.core.api.answering import ReadView
from amedip.core.api.conditional import Answer
from amedip.core.api.filters import OneOf, UnknownValue
from amedip.core.api.operations import Operation
from amedip.core.api.paging import address
from amedip.core.api.parameters import Reader
from amedip.core.api.problems import Gone
from amedip.core.api.reading import Collection, read_some
from amedip.core.api.renderers import dumps
from amedip.core.api.shapes import Addresses, Choice, Code, Column, Flag, Moment, NotAlways, Shape, example_of
from amedip.core.changes import Place, Told
from amedip.core.models import Change

NOW = "now"
RECORD = "record"


class Member(NotAlways, Column, serializers.Field):
    """A member of any of the ``collections``, as its own address answers it; null when it can no longer be read."""

    def __init__(self, help_text: str, *, collections: Sequence[type[Collection]], **kwargs):
        super().__init__(help_text, null=True, **kwargs)
        self.collections = collections


class MemberInSchema(OpenApiSerializerFieldExtension):
    target_class = Member

    def map_serializer_field(self, auto_schema, direction):
        shapes = [auto_schema.resolve_serializer(one.shape(), direction).ref for one in self.target.collections]
        return {"anyOf": [*shapes, {"type": "null"}]}


class ChangesView(ReadView):
    """Every public change once. Who has nothing new to hear gets 304, or an empty page, for one read."""

    tagged_by_stamp = True
    collections: Sequence[type[Collection]] = ()

    def build(self, request):
        reader = Reader(request.GET, ["kind", "include", "page_size", "cursor"])
        kinds = self._kinds(reader)
        with_records = reader.once("include")
        if with_records not in (None, RECORD):
            reader.refuse_value("include", with_records, [RECORD])
        size, place = reader.page_size(), self._place(reader)
        reader.finish()
        collections = [one for one in self.collections if one.model.KIND in kinds]
        told, behind, more = self._read(place, collections, size)
        page = self._page(told, collections, with_records=bool(with_records))
        following = address(request, behind)
        body = dumps({"next": following if more else None, "previous": None, "cursor": str(behind)} | page)
        return Answer(self.key, self.moved_at, body)

    def _kinds(self, reader: Reader) -> list[str]:
        known = [one.model.KIND for one in self.collections]
        given = [kind for kind in reader.data.getlist("kind") if kind]
        try:
            OneOf("", "kind", known).condition(given)
        except UnknownValue as error:
            reader.refuse_value("kind", error.value, known)
        return given or known

    def _place(self, reader: Reader) -> Place:
        text = reader.once("cursor")
        if text is None:
            return changes.BEGINNING
        if text == NOW:
            return Place(self.number)
        try:
            return Place.read(text)
        except ValueError:
            reader.refuse("cursor", "bad-cursor", _("This cursor leads nowhere. Give that of the page you had."))
            return changes.BEGINNING

    def _read(self, place: Place, collections, size: int) -> tuple[list[Told], Place, bool]:
        """What happened to members of the collections, and to what they show."""
        kinds = {one.model.KIND for one in collections}
        shown, turning = showing.kinds_shown(collections, {one.model.KIND for one in self.collections})
        try:
            return changes.after(place, self.number, kinds=sorted(kinds | shown), turning=sorted(turning), limit=size)
        except changes.Lost:
            raise Gone(
                _(
                    "The portal no longer knows all that changed since. Begin anew: take the cursor of "
                    "/api/v1/changes/?cursor=now, load the collections, and follow the changes from that cursor."
                )
            ) from None

    def _page(self, told: list[Told], collections: list[type[Collection]], *, with_records: bool) -> dict:
        of_kind = {one.model.KIND: one for one in collections}
        results = [_entry(one, _record_url(of_kind[one.kind], one.ref)) for one in told if one.kind in of_kind]
        affected = [
            {"kind": collection.model.KIND, "ref": ref, "record_url": _record_url(collection, ref)}
            for collection in collections
            for ref in self._affected(collection, told)
        ]
        if with_records:
            _add_records([*results, *affected], of_kind)
        return {"results": results, "affected": affected}

    @staticmethod
    def _affected(collection: type[Collection], told: list[Told]) -> list[str]:
        """Members that did not change, but show something of what did."""
        if not told:
            return []
        found = showing.showing(
            collection,
            showing.by_kind((one.kind, one.reference) for one in told),
            showing.by_kind((one.kind, one.reference) for one in told if one.what != Change.What.CHANGED),
        )
        itself = {one.ref for one in told if one.kind == collection.model.KIND}
        return [ref for ref in found if ref not in itself]

    def describe(self):
        shape, page = _shapes(self.collections)
        kinds = [one.model.KIND for one in self.collections]
        example = example_of(shape()) | {"at": "2026-11-22T01:45:00Z"}
        return Operation(
            id="list_changes",
            tag="changes",
            summary="Follow all changes",
            description=(
                "Every change of every public record, in the order in which they were committed: none is missed and "
                "none told twice, as long as each page is asked for with the `cursor` of the one before. `next` is "
                "null once there is nothing more; ask again later with the last `cursor`. Without a cursor it "
                "begins with the oldest change that is kept and tells of every record at least once; `cursor=now` only "
                f"gives the place where the feed ends. Changes are kept for {settings.CHANGES_KEPT_DAYS} days: a "
                "cursor older than that is answered with 410."
            ),
            answer=page,
            example={
                "next": None,
                "previous": None,
                "cursor": "4711",
                "results": [{name: value for name, value in example.items() if name != "record"}],
                "affected": [],
            },
            parameters=[
                operations.OpenApiParameter(
                    "kind", {"type": "array", "items": {"type": "string", "enum": kinds}}, operations.QUERY,
                    description="Only changes of these kinds of record.", explode=True, style="form",
                ),
                operations.OpenApiParameter(
                    "include", str, operations.QUERY, enum=[RECORD],
                    description="Give with each change the record as it is now, null when it can no longer be read.",
                ),
                operations.PAGE,
                operations.OpenApiParameter(
                    "cursor", {"type": "string", "pattern": r"^(now|b?\d{1,18}(\.\d{1,18})?)$"}, operations.QUERY,
                    description="`cursor` of the page you had last, or `now` for the end of the feed.",
                ),
            ],
            problems=(400, 401, 406, 410, 429, 500, 503),
        )  # fmt: skip


def _entry(one: Told, record_url: str) -> dict:
    gone = one.what in Change.GONE
    return {
        "kind": one.kind,
        "ref": one.ref,
        "what": one.what,
        "at": one.at,
        "example": one.example,
        "url": {code: f"{settings.SITE_URL}/{code}/{one.path}" for code in languages.CODES} if one.path else None,
        "record_url": None if gone else record_url,
    }


def _record_url(collection: type[Collection], ref: str) -> str:
    return settings.SITE_URL + reverse(f"api:{collection.singular}", args=[ref])


def _add_records(entries: list[dict], of_kind: dict[str, type[Collection]]) -> None:
    for kind, collection in of_kind.items():
        mine = [entry for entry in entries if entry["kind"] == kind]
        if mine:
            found = read_some(collection, (entry["ref"] for entry in mine))
            for entry in mine:
                entry["record"] = found.get(entry["ref"])


def _shapes(collections: Iterable[type[Collection]]) -> tuple[type[Shape], type[Shape]]:
    """The shape of one change and that of a page of them."""
    kinds = [one.model.KIND for one in collections]
    kind = {"choices": kinds, "example": "priority"}
    record = {"collections": list(collections)}
    ref = {"example": "TN-2012-003"}
    where = {"example": f"{settings.SITE_URL}/api/v1/priorities/TN-2012-003/"}
    change = {
        "kind": Choice("Kind of record.", **kind),
        "ref": Code("Its permanent reference.", **ref),
        "what": Choice("What became of it then.", choices=Change.What, example="changed"),
        "at": Moment("When it was committed.", example=None),
        "example": Flag("True for what exists only to show the software.", example=False),
        "url": Addresses("Address of its page; once it is gone, of the notice.", example="registry/TN-2012-003/"),
        "record_url": Code("Its address in the API; null for what this change took away.", null=True, **where),
        "record": Member("With `include=record`: what that address answers now.", **record),
    }
    affected = {
        "kind": Choice("Kind of record.", **kind),
        "ref": Code("Its permanent reference.", **ref),
        "record_url": Code("Its address in the API.", **where),
        "record": Member("With `include=record`: what that address answers now.", **record),
    }
    one = type("ChangeShape", (Shape,), change)
    shows = type("AffectedShape", (Shape,), affected)
    page = {
        "next": serializers.URLField(allow_null=True, help_text="Address of what follows; null when that is all."),
        "previous": serializers.URLField(allow_null=True, help_text="Always null: the feed is read forwards."),
        "cursor": serializers.CharField(help_text="Where to go on from: now along `next`, later by hand."),
        "results": serializers.ListField(child=one(), help_text="Changes, the oldest first."),
        "affected": serializers.ListField(
            child=shows(),
            help_text=(
                "Records that did not change, but show something of one above: a priority the name of its institution."
            ),
        ),
    }
    return one, type("ChangePageShape", (Shape,), page)
