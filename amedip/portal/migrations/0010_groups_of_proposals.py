"""What the groups may do to the proposals of summaries."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0009_groups_of_passages_and_links"),
        ("workshops", "0007_proposals"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
