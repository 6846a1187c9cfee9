"""Where the files of documents lie in the storage: named for their content, and nothing there that no row refers to.

A file is stored before the row that names it is committed, so no row ever names a file that is not there. What comes
to nothing afterwards is taken away: at once by who opened ``nothing_left_behind``, or on the next day by ``clear``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from amedip.core.documents import Examined
from workshops.models import EarlierFile, LanguageVersion

FOLDER = "documents"
# A transaction may still be open that has stored a file; none is open for so long.
FRESH = timedelta(days=1)
_stored: ContextVar[list[str] | None] = ContextVar("stored", default=None)


def put(name: str, file: File, examined: Examined) -> str:
    """The path of the file in the storage, where it is now; the caller's transaction holds the path.

    The digest in it makes a second try store nothing twice.
    """
    name = f"{name}-{examined.sha256[:12]}{examined.suffix}"
    path = LanguageVersion._meta.get_field("file").generate_filename(None, name)
    _hold(path)
    if not default_storage.exists(path):
        path = default_storage.save(path, file)
        stored = _stored.get()
        if stored is not None:
            stored.append(path)
    return path


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """Take away, at the end, what was stored inside and is named by no row: its transaction came to nothing."""
    stored: list[str] = []
    token = _stored.set(stored)
    try:
        yield
    finally:
        _stored.reset(token)
        for path in stored:
            _drop_unnamed(path)


def clear() -> int:
    """Take away the files that no row names and none can name any more; how many they were."""
    dropped = 0
    try:
        years, _files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    for year in years:
        for name in default_storage.listdir(f"{FOLDER}/{year}")[1]:
            path = f"{FOLDER}/{year}/{name}"
            if default_storage.get_modified_time(path) < timezone.now() - FRESH:
                dropped += _drop_unnamed(path)
    return dropped


@transaction.atomic
def _drop_unnamed(path: str) -> bool:
    _hold(path)
    if _is_named(path):
        return False
    default_storage.delete(path)
    return True


def _hold(path: str) -> None:
    """Until the end of the transaction nobody else stores or drops a file of this name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [path])


def _is_named(path: str) -> bool:
    """Does a row name it, or the history of one? What was published can be found again."""
    tables = [LanguageVersion, EarlierFile]
    events = [model.pgh_event_models["insert"] for model in tables]
    return any(model._base_manager.filter(file=path).exists() for model in (*tables, *events))
