"""Collections that anyone may read: each is one small class, the rest is here."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.views import APIView

from amedip.core import references, stamp
from amedip.core.api import conditional
from amedip.core.api.conditional import Answer
from amedip.core.api.operations import Operation, list_operation, one_operation
from amedip.core.api.parameters import Cursor, Filter, Parameters, read_list, read_one
from amedip.core.api.plans import Manner, Plan
from amedip.core.api.problems import Gone
from amedip.core.api.renderers import dumps
from amedip.core.api.shapes import Shape
from amedip.core.models import Record
from amedip.core.statements import Statement

SAFE = ("GET", "HEAD")
_ALL = Manner()


class Collection:
    """The public records of one kind. The docstring of a subclass is what the schema says of its list.

    ``name`` is its path, ``singular`` one of its members. ``visible`` gives the records that a user may read; what it
    gives for None, for anyone, may not change with the day, for its SQL is kept. ``order`` is a column that is unique
    and never changes, so that a page of a list begins where the last ended whatever is added meanwhile. ``beside`` are
    columns that the answer's own tag is made of.
    """

    name: str
    singular: str
    model: type[Record]
    shape: type[Shape]
    visible: Callable[[object], QuerySet]
    filters: Mapping[str, Filter] = {}
    order = "pk"
    beside: tuple[str, ...] = ("version", "updated_at")

    @classmethod
    def urls(cls) -> list:
        return [
            path(f"{cls.name}/", ListView.as_view(collection=cls), name=cls.name),
            path(f"{cls.name}/<str:ref>/", DetailView.as_view(collection=cls), name=cls.singular),
        ]

    @classmethod
    def order_column(cls):
        return cls.model._meta.pk if cls.order == "pk" else cls.model._meta.get_field(cls.order)


def everyone_sees(model: type[Record]) -> Callable[[object], QuerySet]:
    """The ``visible`` of a kind that is public as soon as it is entered."""
    return lambda _user: model._default_manager.all()


class ReadView(APIView):
    """Reads in two steps: what is known already is answered before any of the framework's machinery; the rest is built.

    Whoever shows a token is never served from what is kept for everyone.
    """

    tagged_by_stamp = False
    vary = "Accept-Encoding"

    def dispatch(self, request, *args, **kwargs):
        if request.method not in SAFE:
            return super().dispatch(request, *args, **kwargs)
        self.number, self.moved_at = stamp.moment()  # before the data
        self.key = conditional.key_of(request, self.number, self.variant(request))
        response = None
        if "HTTP_AUTHORIZATION" not in request.META and takes_json(request):
            response = self.known(request)
        response = response or super().dispatch(request, *args, **kwargs)
        response.headers["Vary"] = self.vary
        return response

    def variant(self, request) -> str:
        """What else than the address the answer depends on; ``vary`` says so to caches."""
        return ""

    def known(self, request) -> HttpResponse | None:
        """What can be said without building anything."""
        if self.tagged_by_stamp and self.key in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return conditional.not_modified(request, self.key, self.moved_at)
        answer = conditional.kept(self.key)
        return conditional.respond(request, answer, self.key) if answer else None

    def get(self, request, *args, **kwargs):
        answer = self.build(request, *args, **kwargs)
        # Pages further on are read once by each who walks a list: keeping them would only push out what is asked often.
        keep = "HTTP_AUTHORIZATION" not in request.META and "cursor" not in request.GET
        return conditional.respond(request, answer, self.key if keep else None)

    def build(self, request, *args, **kwargs) -> Answer:
        raise NotImplementedError

    def describe(self) -> Operation | None:
        """What the schema says of GET; None keeps the address out of it."""
        return None

    def options(self, request, *args, **kwargs):
        """What may be asked here; also the answer to a browser that asks before it lets a script read."""
        methods = ", ".join(self.allowed_methods)
        response = HttpResponse(
            dumps({"methods": self.allowed_methods}),
            conditional.MEDIA_TYPE,
            headers={
                "Allow": methods,
                "Access-Control-Allow-Methods": methods,
                "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
                "Access-Control-Max-Age": "86400",
            },
        )
        return conditional.open_to_all(response)


class CollectionView(ReadView):
    collection: type[Collection] | None = None


class ListView(CollectionView):
    tagged_by_stamp = True

    def build(self, request):
        collection = self.collection
        asked = self.asked(request)
        rows = collection.visible(None).filter(asked.condition)
        body = dumps(_page(rows, collection, asked, request))
        return Answer(self.key, self.moved_at, body)

    def asked(self, request) -> Parameters:
        """What the address asks for; raises ``Invalid``."""
        collection = self.collection
        return read_list(request.GET, collection.filters, collection.order_column(), collection.model.KIND)

    def describe(self):
        return list_operation(self.collection)


class DetailView(CollectionView):
    def build(self, request, ref):
        collection, asked = self.collection, read_one(request.GET)
        plan = plan_of(collection, asked.manner)
        rows = one_of(collection, asked.manner).fetch(ref)
        if not rows:
            raise _absent(collection.model.KIND, ref)
        body = dumps(plan.read(rows)[0])
        version, changed_at = (plan.beside[column](rows[0]) for column in ("version", "updated_at"))
        return Answer(f"{version}-{conditional.digest_of(body)}", changed_at, body)

    def describe(self):
        return one_operation(self.collection)


@cache
def plan_of(collection: type[Collection], manner: Manner) -> Plan:
    beside = [collection.order, *collection.beside]
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


def takes_json(request) -> bool:
    """The plain cases; whatever else the caller accepts is for content negotiation to settle."""
    accepted = request.META.get("HTTP_ACCEPT", "*/*")
    return "*/*" in accepted or conditional.MEDIA_TYPE in accepted


def _absent(kind: str, ref: str) -> Exception:
    gone = references.tombstone(kind, ref)
    if gone is None:
        return NotFound()
    return Gone(
        _("“%(title)s” stood at this address and was withdrawn. Its reference is never given to anything else.")
        % {"title": gone.title or gone.ref}
    )


def _page(rows: QuerySet, collection: type[Collection], asked: Parameters, request) -> dict:
    """One page, and the addresses of its neighbours."""
    cursor, size, order = asked.cursor, asked.page_size, collection.order
    plan = plan_of(collection, asked.manner)
    place = plan.beside[order]
    backwards = cursor is not None and cursor.backwards
    if cursor:
        rows = rows.filter(**{f"{order}__{'lt' if backwards else 'gt'}": cursor.value})
    keys = rows.order_by(f"-{order}" if backwards else order).values_list("pk", flat=True)[: size + 1]
    found = page_of(collection, asked.manner).fetch(list(keys))
    # The one row too many tells that the list goes on; read backwards it is the first.
    more = len(found) > size
    found = found[-size:] if backwards else found[:size]
    has_previous = more if backwards else cursor is not None
    has_next = True if backwards else more
    return {
        "next": address(request, Cursor(place(found[-1]))) if found and has_next else None,
        "previous": address(request, Cursor(place(found[0]), backwards=True)) if found and has_previous else None,
        "results": plan.read(found),
    }


def address(request, cursor) -> str:
    """The full address of the same list at another place."""
    query: QueryDict = request.GET.copy()
    query["cursor"] = str(cursor)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
