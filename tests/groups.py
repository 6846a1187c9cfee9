"""The team's groups, for tests: a test that commits empties the table that the migration filled."""

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection


def make_groups() -> None:
    """Make them, with their rights, where they are gone."""
    if not Group.objects.filter(permissions__isnull=False).exists():
        migration = import_module("amedip.portal.migrations.0001_groups")
        migration.make_groups(apps, SimpleNamespace(connection=connection))
