"""Views of the API that answer from what is kept, and with nothing at all where the caller has it already."""

from django.http import HttpResponse

from amedip.core import stamp
from amedip.core.api import conditional
from amedip.core.api.conditional import Answer
from amedip.core.api.deadlines import statements_limited
from amedip.core.api.limiting import LimitedView
from amedip.core.api.negotiating import ANY, preferred
from amedip.core.api.operations import Operation
from amedip.core.api.renderers import dumps

SAFE = ("GET", "HEAD")


class AnswerView(LimitedView):
    """What is known already is answered before any of the framework's machinery; the rest is left to it.

    Whoever shows a token is never served from what is kept for everyone.
    """

    tagged_by_stamp = False
    vary = "Accept-Encoding"

    def dispatch(self, request, *args, **kwargs):
        if request.method not in SAFE:
            return self.handled(request, *args, **kwargs)
        self.number, self.moved_at = stamp.moment()  # before the data
        written = tuple(renderer.media_type for renderer in self.renderer_classes)
        self.media_type = preferred(request.META.get("HTTP_ACCEPT", ANY), written)
        self.key = conditional.key_of(request, self.number, self.variant(request))
        response = None
        if "HTTP_AUTHORIZATION" not in request.META and self.media_type:
            response = self.known(request)
        response = response or self.handled(request, *args, **kwargs)
        response.headers["Vary"] = self.vary
        if "HTTP_AUTHORIZATION" in request.META:
            response.headers["Cache-Control"] = "private, no-cache"
        return response

    def handled(self, request, *args, **kwargs) -> HttpResponse:
        """What the framework answers; no statement for it, read or write, may take for ever."""
        with statements_limited():
            return super().dispatch(request, *args, **kwargs)

    def variant(self, request) -> str:
        """What else than the address the answer depends on; ``vary`` says so to caches."""
        return ""

    def known(self, request) -> HttpResponse | None:
        """What can be said without building anything."""
        if self.tagged_by_stamp and self.key in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return conditional.not_modified(request, self.key, self.moved_at)
        answer = conditional.kept(self.key)
        return conditional.respond(request, answer, self.key, self.moved_at) if answer else None

    def describe(self) -> Operation | None:
        """What the schema says of GET; None keeps the address out of it."""
        return None

    def describe_write(self, method: str) -> Operation | None:
        """What the schema says of another method."""
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
                "Access-Control-Allow-Headers": "Accept, Accept-Language, If-Modified-Since, If-None-Match",
                "Access-Control-Max-Age": "86400",
            },
        )
        return conditional.open_to_all(response)


class ReadView(AnswerView):
    """GET answers what ``build`` makes, which is kept for all who ask the same."""

    def get(self, request, *args, **kwargs):
        answer = self.build(request, *args, **kwargs)
        # Pages further on are read once by each who walks a list: keeping them would only push out what is asked often.
        keep = "HTTP_AUTHORIZATION" not in request.META and "cursor" not in request.GET
        return conditional.respond(request, answer, self.key if keep else None, self.moved_at)

    def build(self, request, *args, **kwargs) -> Answer:
        raise NotImplementedError
