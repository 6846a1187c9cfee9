"""The team's groups, for tests: a test that commits empties the table that the migration filled."""

from types import SimpleNamespace

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection

from amedip.portal import groups


def make_groups() -> None:
    """Make them, with their rights, where they are gone."""
    if not Group.objects.filter(permissions__isnull=False).exists():
        groups.make_groups(apps, SimpleNamespace(connection=connection))
