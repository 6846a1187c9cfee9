"""What the groups may do to the table of unsaved work."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_groups_of_new_tables"),
        ("registry", "0003_unsaved_work"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
