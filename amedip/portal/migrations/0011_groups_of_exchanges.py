"""What the groups may do to the tables of the whole life of exchanges; their people are the coordinator's business."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0010_groups_of_proposals"),
        ("exchanges", "0003_states_of_the_whole_life"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
