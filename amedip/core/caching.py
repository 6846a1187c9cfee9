"""A cache in the process's own memory that cannot outgrow it, and one in the database whose ``add`` is a lock."""

import base64
import pickle
from datetime import UTC, datetime

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.utils import timezone


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


class SharedCache(DatabaseCache):
    """Django's, but of many who add the same key at once just one succeeds, even where an expired entry lies there.

    The rate limits of the sign-in count under such a lock. Django's own looks first and writes afterwards: a lock left
    behind by a process that died would then be taken by two.
    """

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        now = timezone.now().replace(microsecond=0)
        until = self.get_backend_timeout(timeout)
        until = datetime.max.replace(tzinfo=UTC) if until is None else datetime.fromtimestamp(until, tz=UTC)
        packed = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
        table = connection.ops.quote_name(self._table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} AS kept (cache_key, value, expires) VALUES (%s, %s, %s) "  # noqa: S608 (quoted)
                "ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires "
                "WHERE kept.expires < %s RETURNING 1",
                [self.make_and_validate_key(key, version=version), packed, until.replace(microsecond=0), now],
            )
            return cursor.fetchone() is not None
