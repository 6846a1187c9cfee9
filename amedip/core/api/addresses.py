"""From where callers ask."""

import hashlib
import ipaddress

from django.conf import settings

# Callers of IPv6 have a whole network each.
_NETWORK = 64


def address_of(request) -> str | None:
    """From where the request comes; behind a proxy of our own, the address that this proxy saw; None for no address."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        given = forwarded.rpartition(",")[2]
    try:
        place = ipaddress.ip_address(given.strip())
    except ValueError:
        return None
    # On a socket of both kinds all callers of IPv4 would else be of one network of IPv6.
    return str(getattr(place, "ipv4_mapped", None) or place)


def caller_at(address: str | None) -> str:
    """What an address counts as; the address itself is not kept."""
    place = ipaddress.ip_address(address) if address else None
    if place and place.version == 6:
        place = ipaddress.ip_network((place, _NETWORK), strict=False)
    return hashlib.sha256(f"{settings.SECRET_KEY} {place}".encode()).hexdigest()[:32]
