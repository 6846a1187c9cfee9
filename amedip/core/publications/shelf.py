"""Where files that follow the portal's present content lie on disk, below ``MEDIA_ROOT``, until newer ones are made."""

import hashlib
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

FRESH = 60  # seconds for which a reader may get what the content was, as with kept pages


@dataclass(frozen=True)
class CurrentFile:
    """The place of the present file of one format and language; ``stamp`` is the public stamp read before its content.

    A subclass says in which ``folder`` the files of its content lie.
    """

    format: str
    language: str
    stamp: int

    @property
    def folder(self) -> str:
        raise NotImplementedError

    @property
    def key(self) -> str:
        """Names the content: as for pages, a day and a release have files of their own."""
        today = timezone.localdate().isoformat()
        parts = (self.folder, self.format, self.language, str(self.stamp), settings.RELEASE, today)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

    def find(self) -> Path | None:
        """The file of this stamp, if it is made."""
        place = self._place / f"{self._prefix}{self.key}"
        return place if place.exists() else None

    def find_fresh(self) -> Path | None:
        """The newest file of any stamp if it is not older than a minute: a large one may be outrun while it is made."""
        newest = max(self._made(), default=None)
        return newest[1] if newest and newest[0] > time.time() - FRESH else None

    def put(self, data: bytes) -> Path:
        """Write the file in place of older ones."""
        self._place.mkdir(parents=True, exist_ok=True)
        old = [path for made, path in self._made() if made < time.time() - FRESH]
        handle, temporary = tempfile.mkstemp(dir=self._place)
        with os.fdopen(handle, "wb") as whole:
            whole.write(data)
        # Readers find the whole file or none.
        place = Path(temporary).replace(self._place / f"{self._prefix}{self.key}")
        for path in old:
            path.unlink(missing_ok=True)
        return place

    @property
    def _place(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.folder

    @property
    def _prefix(self) -> str:
        return f"{self.language}-{self.format}-"

    def _made(self) -> list[tuple[float, Path]]:
        """When each file of the format and language was made."""
        found = []
        for path in self._place.glob(f"{self._prefix}*"):
            try:
                found.append((path.stat().st_mtime, path))
            except FileNotFoundError:
                continue  # another process has just cleared it away
        return found
