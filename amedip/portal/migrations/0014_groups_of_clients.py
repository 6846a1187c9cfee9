"""What the groups may do to the tables of partner systems."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0013_groups_of_unsaved_reports"),
        ("partners", "0001_clients"),
        ("registry", "0005_mandates_of_systems"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
