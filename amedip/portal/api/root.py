"""The API's root: where everything is."""

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers

from amedip.core.api.answering import ReadView
from amedip.core.api.conditional import Answer, digest_of
from amedip.core.api.operations import Operation
from amedip.core.api.parameters import Reader
from amedip.core.api.renderers import dumps
from amedip.core.api.shapes import Shape


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
