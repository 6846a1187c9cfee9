"""Where files that people hand in, what they would change, and those that go out lie on disk, below ``MEDIA_ROOT``."""

import json
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, ClassVar, Self

from django.conf import settings
from django.core.files import File


@dataclass(frozen=True)
class Folder:
    """The files of one upload or one export; unpublished texts stand in them, so they go after ``KEPT_FOR`` seconds.

    A subclass says in which ``AREA`` of the disk they lie, and with which ``SUFFIX``.
    """

    AREA: ClassVar[str]
    SUFFIX: ClassVar[str] = ""
    KEPT_FOR: ClassVar[int] = 14 * 24 * 3600

    name: str

    @classmethod
    def make(cls) -> Self:
        """A new folder; what is over is cleared away on the occasion."""
        folder = cls(uuid.uuid4().hex)
        folder.path.mkdir(parents=True)
        for old in folder.path.parent.iterdir():
            with suppress(FileNotFoundError):  # another process has just cleared it away
                if old.stat().st_mtime < time.time() - cls.KEPT_FOR:
                    shutil.rmtree(old, ignore_errors=True)
        return folder

    @property
    def path(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.AREA / self.name

    @property
    def sent(self) -> Path:
        """The file as it was handed in."""
        return self.path / f"sent{self.SUFFIX}"

    @property
    def ready(self) -> Path:
        """The file that the portal gives in return, or that was asked for."""
        return self.path / f"ready{self.SUFFIX}"

    def give(self, write: Callable[[BinaryIO], object]) -> None:
        """Keep what ``write`` writes as the file to be given; whoever takes it finds the whole or none."""
        temporary = self.ready.with_suffix(".new")
        with temporary.open("wb") as file:
            write(file)
        temporary.replace(self.ready)

    def keep(self, file: File) -> None:
        """Write the handed-in file."""
        with self.sent.open("wb") as whole:
            for chunk in file.chunks():
                whole.write(chunk)

    def note(self, job: int, rows: Iterable[dict]) -> None:
        """Keep what a job found, row by row, in place of what an earlier attempt of it did."""
        temporary = self._found(job).with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as lines:
            for row in rows:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        temporary.replace(self._found(job))

    def found(self, job: int, begin: int = 0, end: int | None = None) -> Iterator[dict]:
        """What a job found, from row ``begin`` until before row ``end``; nothing once the folder has gone."""
        try:
            with self._found(job).open(encoding="utf-8") as lines:
                for line in islice(lines, begin, end):
                    yield json.loads(line)
        except FileNotFoundError:
            return

    def _found(self, job: int) -> Path:
        return self.path / f"found-{job}.jsonl"
