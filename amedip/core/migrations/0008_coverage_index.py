"""Coverage is counted from an index alone, which finds the states of a record as well as the one before."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0007_what_pages_owe")]

    operations = [
        migrations.AddIndex(
            model_name="textstate",
            index=models.Index(fields=["reference", "language", "state"], name="text_state_by_record"),
        ),
        migrations.AlterField(
            model_name="textstate",
            name="reference",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.reference",
                verbose_name="record",
            ),
        ),
    ]
