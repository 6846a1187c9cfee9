"""Databases beside the tests' own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction


@contextmanager
def copy_of_database(suffix: str, of: str = "") -> Iterator[str]:
    """The name of a copy of the tests' database, or of another that nobody uses, made now; it goes at the end."""
    name = f"{connection.settings_dict['NAME']}_{suffix}"
    copy_database(name, of)
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def copy_database(name: str, of: str = "") -> None:
    """Make the database ``name`` a copy of the tests' own, or of another that nobody uses."""
    source = of or connection.settings_dict["NAME"]
    connection.close()  # a database that somebody uses cannot be copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


@contextmanager
def connected_to(name: str, **elsewhere: str) -> Iterator[None]:
    """Lead Django's connection to another database for a while; ``elsewhere`` are the settings of another server."""
    usual = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= {"NAME": name, **elsewhere}
    ContentType.objects.clear_cache()  # another database may number them otherwise
    try:
        yield
    finally:
        ContentType.objects.clear_cache()
        connection.close()
        connection.settings_dict |= usual


@contextmanager
def inside(name: str) -> Iterator[None]:
    """One transaction of another database, as pytest-django opens one for each test; it is undone at the end."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = other = connections.create_connection(DEFAULT_DB_ALIAS)
    other.settings_dict = usual.settings_dict | {"NAME": name}
    atomic = transaction.atomic()
    atomic._from_testcase = True  # as in Django's own tests: what wants to be the outermost block may be so
    ContentType.objects.clear_cache()
    try:
        with atomic:
            yield
            other.check_constraints()  # deferred ones would wait for a commit that never comes
            transaction.set_rollback(True)
    finally:
        ContentType.objects.clear_cache()
        other.close()
        connections[DEFAULT_DB_ALIAS] = usual
