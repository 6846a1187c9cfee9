"""Entries that are there already: found by their titles at once, by all the rest when the index has been made anew."""

from django.db import migrations
from django.utils import timezone

NAMES = """
    UPDATE core_searchentry SET names = ts_filter(vector, '{a}') || to_tsvector('simple', lower(title))
"""


def rebuild(apps, schema_editor):
    alias = schema_editor.connection.alias
    if apps.get_model("core", "SearchEntry").objects.using(alias).exists():
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(NAMES)
        jobs = apps.get_model("core", "Job").objects.using(alias)
        jobs.create(kind="search.rebuild", payload={}, due_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("core", "0010_thesaurus")]

    operations = [migrations.RunPython(rebuild, migrations.RunPython.noop)]
