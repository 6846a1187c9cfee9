"""What the groups may do to webhooks and their log."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0014_groups_of_clients"),
        ("partners", "0002_webhooks"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
