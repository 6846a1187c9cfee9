"""How long the database may think about one question of a reader of the API."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection
from psycopg2 import extensions
from psycopg2.errors import QueryCanceled

from amedip.core.api.problems import Busy


@contextmanager
def statements_limited() -> Iterator[None]:
    """Inside, a statement that takes longer than ``API_STATEMENT_SECONDS`` raises ``Busy``."""
    _say(f"SET statement_timeout = {int(settings.API_STATEMENT_SECONDS * 1000)}")
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise Busy from error
        raise
    finally:
        # A transaction that failed takes the limit with it when it is rolled back.
        session = connection.connection
        if session and not session.closed and session.info.transaction_status != extensions.TRANSACTION_STATUS_INERROR:
            _say("RESET statement_timeout")


def _say(statement: str) -> None:
    # Past the framework: it says nothing about what is read, and would be counted with it.
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.execute(statement)
