"""How long the database may think about one statement for a caller of the API, or wait for others with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection
from psycopg2 import extensions
from psycopg2.errors import QueryCanceled


@contextmanager
def statements_limited() -> Iterator[None]:
    """Inside, a statement that takes longer than ``API_STATEMENT_SECONDS`` fails as ``is_overdue`` says."""
    _say(f"SET statement_timeout = {int(settings.API_STATEMENT_SECONDS * 1000)}")
    try:
        yield
    finally:
        # A transaction that failed takes the limit with it when it is rolled back.
        session = connection.connection
        if session and not session.closed and session.info.transaction_status != extensions.TRANSACTION_STATUS_INERROR:
            _say("RESET statement_timeout")


def is_overdue(error: Exception) -> bool:
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)


def _say(statement: str) -> None:
    # Past the framework: it says nothing about what is read, and would be counted with it.
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.execute(statement)
