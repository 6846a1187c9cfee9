"""What is asked before publication until staff say otherwise: all languages of an edition, one of anything else."""

from django.db import migrations

GATES = {"priority": "one", "edition": "all", "update": "one"}


def make_gates(apps, schema_editor):
    gates = apps.get_model("translations", "Gate").objects.using(schema_editor.connection.alias)
    for kind, languages in GATES.items():
        gates.get_or_create(kind=kind, defaults={"languages": languages})


class Migration(migrations.Migration):
    dependencies = [("translations", "0001_initial")]

    operations = [migrations.RunPython(make_gates, migrations.RunPython.noop)]
