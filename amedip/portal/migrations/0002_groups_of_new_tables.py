"""What the groups may do to the tables of consultations, editions and notices."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_groups"),
        ("accounts", "0002_focal_points_keep_the_registry"),
        ("core", "0002_focal_points_keep_the_registry"),
        ("registry", "0002_focal_points_keep_the_registry"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
