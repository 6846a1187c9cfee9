"""What the groups may do to the tables of the thesaurus."""

from django.db import migrations

from amedip.portal.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0005_groups_of_documents"),
        ("core", "0010_thesaurus"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
