from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_coverage_index"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="textstate",
            index=models.Index(
                condition=models.Q(("state__in", ["machine", "missing", "outdated"])),
                fields=["language", "state", "reference"],
                include=("at", "outdated_at"),
                name="text_state_waiting",
            ),
        ),
    ]
