"""Databases beside the tests' own, and rows that took seconds to make and are copied in a blink."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.db import connection


@contextmanager
def copy_of_database(suffix: str, of: str = "") -> Iterator[str]:
    """The name of a copy of the tests' database, or of another that nobody uses, made now; it goes at the end."""
    name = f"{connection.settings_dict['NAME']}_{suffix}"
    source = of or connection.settings_dict["NAME"]
    connection.close()  # a database that somebody uses cannot be copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def connected_to(name: str, **elsewhere: str) -> Iterator[None]:
    """Lead Django's connection to another database for a while; ``elsewhere`` are the settings of another server."""
    usual = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= {"NAME": name, **elsewhere}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= usual


def filled_tables() -> set[str]:
    """The tables that hold at least one row."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        cursor.execute(" UNION ALL ".join(f"(SELECT '{name}' FROM \"{name}\" LIMIT 1)" for name in names))
        return {name for (name,) in cursor.fetchall()}


def copy_out(tables) -> dict[str, str]:
    """The rows of the tables, as ``copy_in`` takes them."""
    kept = {}
    with connection.cursor() as cursor:
        for table in tables:
            file = io.StringIO()
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', file)
            kept[table] = file.getvalue()
    return kept


def copy_in(kept: dict[str, str]) -> None:
    """Put the rows back under their old keys, in the caller's transaction and without any of our triggers."""
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # a COPY alone would not carry the wish to ignore
        for table, rows in kept.items():
            cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.StringIO(rows))


def last_keys() -> list[tuple[str, int]]:
    """How far each sequence has counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
        return cursor.fetchall()


def count_from(keys: list[tuple[str, int]]) -> None:
    """Let sequences count on from where others stand, so that new rows do not meet copied ones."""
    with connection.cursor() as cursor:
        for name, last in keys:
            cursor.execute(f"SELECT setval('\"{name}\"', greatest(%s, nextval('\"{name}\"')))", [last])
