"""Where files that people hand in lie in the storage: named for their content, and nothing there that no row refers to.

A file is stored before the row that names it is committed, so no row ever names a file that is not there. What comes
to nothing afterwards is taken away: at once by who opened ``nothing_left_behind``, or on the next day by ``clear``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.utils import timezone

from amedip.core.documents.examining import Examined


class Shelf:
    """The files below ``folder`` that rows of ``tables``, or the history of such, name in their column ``file``.

    ``fresh`` is how long a file may lie there unnamed: a transaction may still be open that has stored it.
    """

    def __init__(self, folder: str, *tables: type[models.Model]):
        self.folder = folder
        self.tables = tables
        self.fresh = timedelta(days=1)
        self._stored: ContextVar[list[str] | None] = ContextVar(f"stored in {folder}", default=None)

    def put(self, name: str, file: File, examined: Examined) -> str:
        """The path of the file in the storage, where it is now; the caller's transaction holds the path.

        The digest in it makes a second try store nothing twice.
        """
        name = f"{name}-{examined.sha256[:12]}{examined.suffix}"
        path = self.tables[0]._meta.get_field("file").generate_filename(None, name)
        _hold(path)
        if not default_storage.exists(path):
            path = default_storage.save(path, file)
            stored = self._stored.get()
            if stored is not None:
                stored.append(path)
        return path

    @contextmanager
    def nothing_left_behind(self) -> Iterator[None]:
        """Take away, at the end, what was stored inside and is named by no row: its transaction came to nothing."""
        stored: list[str] = []
        token = self._stored.set(stored)
        try:
            yield
        finally:
            self._stored.reset(token)
            for path in stored:
                self._drop_unnamed(path)

    def clear(self) -> int:
        """Take away the files that no row names and none can name any more; how many they were."""
        dropped = 0
        try:
            years, _files = default_storage.listdir(self.folder)
        except FileNotFoundError:
            return 0
        for year in years:
            for name in default_storage.listdir(f"{self.folder}/{year}")[1]:
                path = f"{self.folder}/{year}/{name}"
                if default_storage.get_modified_time(path) < timezone.now() - self.fresh:
                    dropped += self._drop_unnamed(path)
        return dropped

    @transaction.atomic
    def _drop_unnamed(self, path: str) -> bool:
        _hold(path)
        if self._is_named(path):
            return False
        default_storage.delete(path)
        return True

    def _is_named(self, path: str) -> bool:
        """Does a row name it, or the history of one? What was published can be found again."""
        events = [model.pgh_event_models["insert"] for model in self.tables]
        return any(model._base_manager.filter(file=path).exists() for model in (*self.tables, *events))


def _hold(path: str) -> None:
    """Until the end of the transaction nobody else stores or drops a file of this name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [path])
