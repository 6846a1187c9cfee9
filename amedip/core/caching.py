"""A cache in the process's own memory that cannot outgrow it."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache


class BoundedCache(LocMemCache):
    """Holds at most ``MAX_BYTES`` (an option): who asks for a thousand different pages fills no server's memory."""

    def __init__(self, name, params):
        super().__init__(name, params)
        self._max_bytes = params["OPTIONS"]["MAX_BYTES"]

    def _set(self, key, value, timeout=DEFAULT_TIMEOUT):
        super()._set(key, value, timeout)
        held = sum(map(len, self._cache.values()))
        while held > self._max_bytes:
            longest_unused, gone = self._cache.popitem()
            del self._expire_info[longest_unused]
            held -= len(gone)
