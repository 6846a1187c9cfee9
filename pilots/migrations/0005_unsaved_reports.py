"""What people typed into reports and have not saved."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pilots", "0004_values_of_periods"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UnsavedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarter", models.DateField(verbose_name="quarter")),
                ("sent", models.TextField()),
                ("at", models.DateTimeField(auto_now=True, verbose_name="when")),
                (
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="pilots.pilotproject",
                        verbose_name="pilot project",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "unsaved report",
                "verbose_name_plural": "unsaved reports",
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "pilot", "quarter"), name="unsaved_report_is_one")
                ],
            },
        ),
    ]
