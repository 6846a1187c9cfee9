"""Where publications lie on disk, below ``MEDIA_ROOT``: for good those of editions, for a while the others."""

import hashlib
import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from amedip.core.publications.shelf import CurrentFile
from registry.models import Edition, EditionFile


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


class Today(CurrentFile):
    """The place of today's Registry."""

    folder = "registry-today"


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
