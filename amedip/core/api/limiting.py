"""Views that count their callers: known clients by their own rate, everybody else by address."""

import hashlib
import ipaddress

from django.conf import settings
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.views import APIView

from amedip.core import limits

# Callers of IPv6 have a whole network each.
_NETWORK = 64


def address_of(request) -> str | None:
    """From where the request comes; behind a proxy of our own, the address that this proxy saw; None for no address."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        given = forwarded.rpartition(",")[2]
    try:
        return str(ipaddress.ip_address(given.strip()))
    except ValueError:
        return None


def caller_at(address: str | None) -> str:
    """What an address counts as; the address itself is not kept."""
    place = ipaddress.ip_address(address) if address else None
    if place and place.version == 6:
        place = ipaddress.ip_network((place, _NETWORK), strict=False)
    return hashlib.sha256(f"{settings.SECRET_KEY} {place}".encode()).hexdigest()[:32]


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
