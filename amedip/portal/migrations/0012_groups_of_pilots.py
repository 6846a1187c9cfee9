"""What the groups may do to the tables of pilots."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0011_groups_of_exchanges"),
        ("pilots", "0004_values_of_periods"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
