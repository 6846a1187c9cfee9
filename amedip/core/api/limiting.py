"""Views that count their callers: known clients by their own rate, everybody else by address."""

from django.conf import settings
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.views import APIView

from amedip.core import limits
from amedip.core.api.addresses import address_of, caller_at


class LimitedView(APIView):
    """Counts each request once its caller is known; what counts as whose says ``request.auth`` by its ``allowance``.

    What is answered from what is kept for everybody costs next to nothing and is not counted.
    """

    taken: limits.Taken | None = None

    def perform_authentication(self, request):
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self._count(caller_at(address_of(request)), settings.API_RATE)
            raise
        if request.auth is not None:
            self._count(*request.auth.allowance)
        else:
            self._count(caller_at(address_of(request)), settings.API_RATE)

    def _count(self, who: str, most: int) -> None:
        if not most:
            return
        self.taken = limits.take(who, most)
        if not self.taken.passes:
            raise Throttled(self.taken.seconds)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.taken:
            response.headers["RateLimit-Limit"] = str(self.taken.most)
            response.headers["RateLimit-Remaining"] = str(self.taken.remaining)
            response.headers["RateLimit-Reset"] = str(self.taken.seconds)
        return response
