"""What the groups may do to the files that corrections leave."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0004_groups_of_translations"),
        ("workshops", "0003_documents"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
