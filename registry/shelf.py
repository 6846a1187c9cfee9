"""Where publications lie on disk, below ``MEDIA_ROOT``: for good those of editions, for a while the others."""

import hashlib
import os
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from registry.models import Edition, EditionFile

FRESH = 60  # seconds for which a reader may get what the Registry was, as with kept pages


def put_edition_file(edition: Edition, format_: str, language: str, data: bytes) -> EditionFile:
    """Write the file and return its row, not yet saved; a name that is taken gets another beside it."""
    path = default_storage.save(
        f"editions/{edition.number}/registry-{edition.number}-{language}.{format_}", ContentFile(data)
    )
    return EditionFile(
        edition=edition,
        format=format_,
        language=language,
        path=path,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def clear_edition(edition: Edition) -> None:
    """Take away what makings that came to nothing left beside the edition's own files."""
    folder = f"editions/{edition.number}"
    kept = {Path(path).name for path in edition.files.values_list("path", flat=True)}
    for name in default_storage.listdir(folder)[1]:
        if name not in kept:
            default_storage.delete(f"{folder}/{name}")


@dataclass(frozen=True)
class Today:
    """The place of today's file of one format and language; ``stamp`` is the public stamp read before its content."""

    format: str
    language: str
    stamp: int

    @property
    def key(self) -> str:
        """Names the content: as for pages, a day and a release have files of their own."""
        parts = (self.format, self.language, str(self.stamp), settings.RELEASE, timezone.localdate().isoformat())
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

    def find(self) -> Path | None:
        """The file of this stamp, if it is made."""
        place = self._folder / f"{self._prefix}{self.key}"
        return place if place.exists() else None

    def find_fresh(self) -> Path | None:
        """The newest file of any stamp if it is not older than a minute: a large one may be outrun while it is made."""
        newest = max(self._made(), default=None)
        return newest[1] if newest and newest[0] > time.time() - FRESH else None

    def put(self, data: bytes) -> Path:
        """Write the file in place of older ones."""
        self._folder.mkdir(parents=True, exist_ok=True)
        old = [path for made, path in self._made() if made < time.time() - FRESH]
        handle, temporary = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "wb") as whole:
            whole.write(data)
        # Readers find the whole file or none.
        place = Path(temporary).replace(self._folder / f"{self._prefix}{self.key}")
        for path in old:
            path.unlink(missing_ok=True)
        return place

    @property
    def _folder(self) -> Path:
        return Path(settings.MEDIA_ROOT) / "registry-today"

    @property
    def _prefix(self) -> str:
        return f"{self.language}-{self.format}-"

    def _made(self) -> list[tuple[float, Path]]:
        """When each file of the format and language was made."""
        found = []
        for path in self._folder.glob(f"{self._prefix}*"):
            try:
                found.append((path.stat().st_mtime, path))
            except FileNotFoundError:
                continue  # another process has just cleared it away
        return found


def put_pack_file(job: int, suffix: str, data: bytes) -> int:
    """Write a file of the hand-over pack that the job makes, in place of one that is there; return its bytes."""
    place = pack_file(job, suffix)
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as whole:
        whole.write(data)
    Path(temporary).replace(place)
    return len(data)


def pack_file(job: int, suffix: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "packs" / f"{job}.{suffix}"


def clear_packs(kept_for: timedelta) -> int:
    """Take away the files of packs that are older; return how many went."""
    gone = 0
    for path in (Path(settings.MEDIA_ROOT) / "packs").glob("*"):
        if path.stat().st_mtime < time.time() - kept_for.total_seconds():
            path.unlink(missing_ok=True)
            gone += 1
    return gone
