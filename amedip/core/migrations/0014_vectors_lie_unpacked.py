"""Vectors lie as they are: packing hardly makes them smaller, and a search unpacks some hundreds of them."""

from django.db import migrations
from django.utils import timezone

STORE = "ALTER TABLE core_searchentry ALTER COLUMN vector SET STORAGE {}"


def rebuild(apps, schema_editor):
    """What lies there already is written anew by the worker."""
    alias = schema_editor.connection.alias
    if apps.get_model("core", "SearchEntry").objects.using(alias).exists():
        jobs = apps.get_model("core", "Job").objects.using(alias)
        jobs.create(kind="search.rebuild", payload={}, due_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("core", "0013_index_by_language")]

    operations = [
        migrations.RunSQL(STORE.format("EXTERNAL"), STORE.format("EXTENDED")),
        migrations.RunPython(rebuild, migrations.RunPython.noop),
    ]
