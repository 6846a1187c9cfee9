"""What the groups may do to the tables of translation work."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_groups_of_unsaved_work"),
        ("translations", "0002_gates"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
