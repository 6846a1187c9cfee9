"""The links between records in the API: what took up a recommendation, what goes on with what."""

from dataclasses import replace

from django.db.models import Q
from django.urls import path

from amedip.core.api.filters import Filter, OneOf, UnknownValue
from amedip.core.api.operations import CURSOR, LANG, PAGE, filter_parameter, list_operation
from amedip.core.api.parameters import Parameters, Reader
from amedip.core.api.plans import Manner
from amedip.core.api.reading import Collection, ListView
from amedip.core.api.renderers import OrjsonRenderer
from amedip.core.api.shapes import Addresses, Choice, Code, Shape, Text
from amedip.core.models import Reference
from amedip.portal.models import TypedLink
from amedip.portal.threads import open_links


class LinkShape(Shape):
    """Two records and how the first relates to the second. A reference is unique among those of its kind."""

    kind = Choice("How the source relates to the target.", choices=TypedLink.Kind, example="takes-up")
    source_kind = Code("Kind of the one record.", "source.kind", example="pilot")
    source = Code("Its permanent reference.", "source.ref", example="P1")
    source_title = Text("Its title.", "source.title", example={"ar": None, "en": "Coordination in Tunisia", "fr": None})
    source_url = Addresses("Address of its page.", "source.path", example="pilots/1/")
    target_kind = Code("Kind of the other record.", "target.kind", example="recommendation")
    target = Code("Its permanent reference.", "target.ref", example="tunis-2012-r2")
    target_title = Text("Its title.", "target.title", example={"ar": None, "en": "Map the institutions", "fr": None})
    target_url = Addresses("Address of its page.", "target.path", example="workshops/tunis-2012/#r2")


class AtEitherEnd(Filter):
    """Links of a record, whichever of the two it is."""

    def condition(self, given):
        known = set(Reference.objects.filter(ref__in=given, public=True).values_list("ref", flat=True))
        for value in given:
            if value not in known:
                raise UnknownValue(value)
        return Q(source__ref__in=given) | Q(target__ref__in=given)


class Links(Collection):
    """How records of different collections relate: what took up a recommendation, what builds on what."""

    name, singular = "links", "link"
    model, shape = TypedLink, LinkShape
    filters = {
        "kind": OneOf("How the two relate.", "kind", TypedLink.Kind.values),
        "of": AtEitherEnd("Reference of a record at either end.", "source", example="tunis-2012-r2"),
        "source_kind": Filter("Kind of the source.", "source__kind", example="pilot"),
        "target_kind": Filter("Kind of the target.", "target__kind", example="recommendation"),
    }
    beside = ()

    @staticmethod
    def visible(_user):
        return open_links()

    @classmethod
    def urls(cls) -> list:
        """A list alone: a link has no reference by which it could be asked for."""
        return [path(f"{cls.name}/", LinkList.as_view(collection=cls), name=cls.name)]


class LinkList(ListView):
    """Links have no texts of their own: there is nothing to search in, and no standing to tell."""

    renderer_classes = [OrjsonRenderer]

    def asked(self, request):
        reader = Reader(request.GET, [*self.collection.filters, "lang", "page_size", "cursor"])
        asked = Parameters(
            Manner(reader.language()),
            reader.page_size(),
            reader.cursor(self.collection.order_column()),
            condition=reader.condition(self.collection.filters),
        )
        reader.finish()
        return asked

    def describe(self):
        filters = [filter_parameter(name, one) for name, one in self.collection.filters.items()]
        return replace(list_operation(self.collection, {}), others={}, parameters=[*filters, LANG, PAGE, CURSOR])
