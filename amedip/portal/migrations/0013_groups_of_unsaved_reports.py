"""What the groups may do to the table of unsaved reports."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0012_groups_of_pilots"),
        ("pilots", "0005_unsaved_reports"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
