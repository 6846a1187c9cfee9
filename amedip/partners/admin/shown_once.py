"""A secret on its way from the deed to the page that shows it: once, and never again by loading a page anew.

The answer to the form that made it is a redirect, so that nobody repeats the deed by reloading. Meanwhile the secret
lies in the session, encrypted, and for a few minutes at most.
"""

import time

from amedip.core.sealing import Unreadable, seal, unseal

_PURPOSE = "shown-once"
_WAITS_SECONDS = 300


def keep_to_show(request, place: str, secret: str) -> None:
    """Let ``secret`` be shown by the next page that asks for what waits at ``place``."""
    request.session[_name(place)] = [time.time() + _WAITS_SECONDS, seal(secret, _PURPOSE)]


def take_to_show(request, place: str) -> str:
    """The secret that waits at ``place``, which then waits no more; ``""`` if none does, or not any more."""
    if request.method != "GET":
        return ""
    until, sealed = request.session.pop(_name(place), (0, ""))
    if time.time() > until:
        return ""
    try:
        return unseal(sealed, _PURPOSE)
    except Unreadable:
        return ""


def _name(place: str) -> str:
    return f"{_PURPOSE} {place}"
