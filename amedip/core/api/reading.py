"""Collections that anyone may read: each is one small class, the rest is here."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from django.db.models import QuerySet
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

from amedip.core import references
from amedip.core.api import conditional, dated, linked
from amedip.core.api.answering import ReadView
from amedip.core.api.conditional import Answer
from amedip.core.api.cursors import Cursor
from amedip.core.api.filters import Filter
from amedip.core.api.including import links_of, named_in
from amedip.core.api.operations import list_operation, one_operation
from amedip.core.api.paging import address, beyond, only, past_page
from amedip.core.api.parameters import Parameters, Reader, read_list, read_one
from amedip.core.api.plans import Manner, Plan
from amedip.core.api.problems import Gone, NotThen
from amedip.core.api.renderers import LinkedRenderer, OrjsonRenderer, dumps
from amedip.core.api.shapes import Shape
from amedip.core.models import Record
from amedip.core.statements import Statement

_ALL = Manner()


class Collection:
    """The public records of one kind. The docstring of a subclass is what the schema says of its list.

    ``name`` is its path, ``singular`` one of its members. ``visible`` gives the records that a user may read; what it
    gives for None, for anyone, may not change with the day, for its SQL is kept. ``order`` is a column that is unique
    and never changes, so that a page of a list begins where the last ended whatever is added meanwhile. ``beside`` are
    columns that the answer's own tag is made of. ``past`` gives an excerpt of the members as they stood at the end of a
    day, and behind which reference there are more. ``schema_type`` is what schema.org calls a member.
    """

    name: str
    singular: str
    model: type[Record]
    shape: type[Shape]
    visible: Callable[[object], QuerySet]
    filters: Mapping[str, Filter] = {}
    order = "pk"
    beside: tuple[str, ...] = ("version", "updated_at")
    past: Callable[[datetime.date, dated.Excerpt], tuple[list[dict], str | None]] | None = None
    schema_type = "CreativeWork"

    @classmethod
    def urls(cls) -> list:
        return [
            path(f"{cls.name}/", ListView.as_view(collection=cls), name=cls.name),
            path(f"{cls.name}/<str:ref>/", DetailView.as_view(collection=cls), name=cls.singular),
        ]

    @classmethod
    def title(cls) -> str:
        """What its members are called, in the language of the moment."""
        return str(capfirst(cls.model._meta.verbose_name_plural))

    @classmethod
    def order_column(cls):
        return cls.model._meta.pk if cls.order == "pk" else cls.model._meta.get_field(cls.order)

    @classmethod
    def choices(cls) -> dict:
        """What ``fields``, ``include`` and ``on`` may say here."""
        return {"fields": field_names(cls), "links": links_from(cls), "dated": cls.past is not None}


def everyone_sees(model: type[Record]) -> Callable[[object], QuerySet]:
    """The ``visible`` of a kind that is public as soon as it is entered."""
    return lambda _user: model._default_manager.all()


class CollectionView(ReadView):
    """Members as JSON, or in the words of schema.org for who asks for JSON-LD."""

    collection: type[Collection] | None = None
    renderer_classes = [OrjsonRenderer, LinkedRenderer]
    vary = "Accept, Accept-Encoding"

    def variant(self, request):
        return self.media_type or ""

    def in_words(self, request, asked: Parameters) -> bool:
        """Does the caller ask for schema.org's words? Raises ``Invalid`` for what cannot be said in them."""
        if request.accepted_renderer.media_type != linked.MEDIA_TYPE:
            return False
        reader = Reader(request.GET, request.GET)
        for name in ("include", "translations"):
            if name in request.GET:
                reader.refuse(
                    name, "not-together", _("JSON-LD has no “%(name)s”: ask for application/json.") % {"name": name}
                )
        reader.finish()
        return True

    def told(self, items: list[dict], asked: Parameters) -> dict[str, list[dict]]:
        """Keep of the items the fields that are asked for; what ``include`` adds to them, by collection."""
        more = included(self.collection, items, asked)
        if asked.fields:
            keep = {field_names(self.collection)[0], *asked.fields}
            items[:] = [only(item, keep) for item in items]
        return more


class ListView(CollectionView):
    tagged_by_stamp = True

    def build(self, request):
        collection, asked = self.collection, self.asked(request)
        in_words = self.in_words(request, asked)
        if asked.on:
            found = past_page(collection, asked, request)
        else:
            found = page(collection.visible(None).filter(asked.condition), collection, asked, request)
        more = self.told(found["results"], asked)
        if in_words:
            found = linked.listed(collection, found["results"], links_from(collection), asked.manner.language)
            return Answer(self.key, self.moved_at, dumps(found), linked.MEDIA_TYPE)
        if asked.include:
            found["included"] = more
        return Answer(self.key, self.moved_at, dumps(found))

    def asked(self, request) -> Parameters:
        """What the address asks for; raises ``Invalid``."""
        collection = self.collection
        return read_list(
            request.GET,
            collection.filters,
            collection.order_column(),
            collection.model.KIND,
            changed=collection.model._meta.get_field("updated_at"),
            **collection.choices(),
        )

    def describe(self):
        return list_operation(self.collection, links_from(self.collection))


class DetailView(CollectionView):
    def build(self, request, ref):
        collection, asked = self.collection, read_one(request.GET, **self.collection.choices())
        in_words = self.in_words(request, asked)
        if asked.on:
            items, _last = dated.of_day(collection, asked, dated.Excerpt(ref=ref))
            version = 0
            if not items:
                raise NotThen
        else:
            items, version = self._present(asked, ref)
        more = self.told(items, asked)
        if in_words:
            body = dumps(linked.alone(collection, items[0], links_from(collection), asked.manner.language))
            return Answer(f"{version}-{conditional.digest_of(body)}", self.moved_at, body, linked.MEDIA_TYPE)
        if asked.include:
            items[0]["included"] = more
        body = dumps(items[0])
        return Answer(f"{version}-{conditional.digest_of(body)}", self.moved_at, body)

    def _present(self, asked: Parameters, ref: str) -> tuple[list[dict], int]:
        collection, plan = self.collection, plan_of(self.collection, asked.manner)
        rows = one_of(collection, asked.manner).fetch(ref)
        if not rows:
            raise _absent(collection.model.KIND, ref)
        return plan.read(rows), plan.beside["version"](rows[0])

    def describe(self):
        return one_operation(self.collection, links_from(self.collection))


@cache
def field_names(collection: type[Collection]) -> tuple[str, ...]:
    """The fields of a member; the first is its reference."""
    return tuple(collection.shape().fields)


@cache
def links_from(collection: type[Collection]) -> dict[str, type[Collection]]:
    """By field, the collection whose references stand there."""
    # What clients work on shares a class that is of no model itself.
    of_model = {other.model: other for other in Collection.__subclasses__() if hasattr(other, "model")}
    targets = links_of(collection.model, collection.shape())
    return {name: of_model[target] for name, target in targets.items() if target in of_model}


def included(collection: type[Collection], items: list[dict], asked: Parameters) -> dict[str, list[dict]]:
    """The members of other collections that the items name in the fields asked for, by collection."""
    fields: dict[type[Collection], list[str]] = {}
    for name in asked.include:
        fields.setdefault(links_from(collection)[name], []).append(name)
    return {
        target.name: list(read_some(target, named_in(items, names), asked.manner).values())
        for target, names in fields.items()
    }


@cache
def plan_of(collection: type[Collection], manner: Manner) -> Plan:
    beside = ["pk", collection.order, *collection.beside]
    return Plan(collection.model, collection.shape().fields.items(), manner, beside)


@cache
def page_of(collection: type[Collection], manner: Manner) -> Statement:
    """Reads the rows with the given keys; that they are visible is for the query of the keys to say."""
    in_order = collection.model._default_manager.order_by(collection.order)
    return plan_of(collection, manner).over(in_order, "pk__any", "bigint[]")


@cache
def some_of(collection: type[Collection], manner: Manner) -> Statement:
    """Reads the rows with the given references, as far as anyone may see them."""
    of_kind = collection.visible(None).filter(reference__kind=collection.model.KIND).order_by()
    return plan_of(collection, manner).over(of_kind, "reference__ref__any", "text[]")


def read_some(collection: type[Collection], refs: Iterable[str], manner: Manner = _ALL) -> dict[str, dict]:
    """The members with these references, by reference; what nobody may read is not there."""
    plan = plan_of(collection, manner)
    found = plan.read(some_of(collection, manner).fetch(sorted(set(refs))))
    named_by = plan.steps[0][0]
    return {one[named_by]: one for one in found}


@cache
def one_of(collection: type[Collection], manner: Manner) -> Statement:
    """Reads the row with the given reference, if anyone may see it."""
    of_kind = collection.visible(None).filter(reference__kind=collection.model.KIND).order_by()
    return plan_of(collection, manner).over(of_kind, "reference__ref", "text")


def _absent(kind: str, ref: str) -> Exception:
    gone = references.tombstone(kind, ref)
    if gone is None:
        return NotFound()
    return Gone(
        _("“%(title)s” stood at this address and was withdrawn. Its reference is never given to anything else.")
        % {"title": gone.title or gone.ref}
    )


def page(
    rows: QuerySet,
    collection: type[Collection],
    asked: Parameters,
    request,
    complete: Callable[[Sequence[dict], Sequence], None] | None = None,
) -> dict:
    """One page, and the addresses of its neighbours; ``complete`` is given the objects and the keys of their rows."""
    cursor, size = asked.cursor, asked.page_size
    columns = [*["updated_at"] * asked.order.endswith("updated_at"), collection.order]
    plan = plan_of(collection, asked.manner)
    backwards = cursor is not None and cursor.backwards
    down = asked.order.startswith("-") != backwards
    if cursor:
        rows = beyond(rows, columns, cursor.value, down=down)
    in_order = rows.order_by(*[f"-{column}" if down else column for column in columns])
    keys = list(in_order.values_list("pk", flat=True)[: size + 1])
    # The one row too many tells that the list goes on; a row that goes between the two queries does not end it.
    more, keys = len(keys) > size, keys[:size]
    key = plan.beside["pk"]
    rows_of = {key(row): row for row in page_of(collection, asked.manner).fetch(keys)}
    found = [rows_of[pk] for pk in (reversed(keys) if backwards else keys) if pk in rows_of]
    has_previous = more if backwards else cursor is not None
    has_next = True if backwards else more
    results = plan.read(found)
    if complete:
        complete(results, [key(row) for row in found])

    def place(row: tuple, *, back: bool) -> Cursor:
        values = [plan.beside[column](row) for column in columns]
        return Cursor(values if len(values) > 1 else values[0], back)

    return {
        "next": address(request, place(found[-1], back=False)) if found and has_next else None,
        "previous": address(request, place(found[0], back=True)) if found and has_previous else None,
        "results": results,
    }
