import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_ledger")]

    operations = [
        migrations.RemoveField(model_name="textstate", name="working"),
        migrations.AlterField(
            model_name="textstate",
            name="reference",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.reference",
                verbose_name="record",
            ),
        ),
        migrations.AddConstraint(
            model_name="textstate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outdated_at__isnull", False), ("state", "outdated")),
                    models.Q(models.Q(("state", "outdated"), _negated=True), ("outdated_at", None)),
                    _connector="OR",
                ),
                name="outdated_text_knows_since_when",
                violation_error_message="Only an outdated text is outdated since a day.",
            ),
        ),
    ]
