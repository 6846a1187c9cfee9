"""The four groups of the team, with their permissions."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0001_initial"),
        ("exchanges", "0001_initial"),
        ("pilots", "0001_initial"),
        ("registry", "0001_initial"),
        ("workshops", "0001_initial"),
    ]

    # Backwards the groups stay: people are in them.
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
