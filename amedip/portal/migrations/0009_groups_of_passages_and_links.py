"""What the groups may do to passages, statements, and links between records."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0008_typed_links"),
        ("workshops", "0006_sessions_without_summary"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
