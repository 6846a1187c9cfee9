import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0002_focal_points_keep_the_registry"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TextBeside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.BigIntegerField()),
                ("field", models.CharField(max_length=60)),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "source_language",
                    models.CharField(
                        blank=True, choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")], max_length=2
                    ),
                ),
                ("source_fingerprint", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("change", "change to be published"),
                            ("person", "translator"),
                            ("file", "file"),
                            ("machine", "machine translation"),
                        ],
                        max_length=10,
                        verbose_name="origin",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("missing", "missing"),
                            ("machine", "machine translation"),
                            ("draft", "draft"),
                            ("reviewed", "reviewed"),
                            ("approved", "approved"),
                            ("outdated", "outdated"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("text", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "text beside another",
                "verbose_name_plural": "texts beside others",
            },
        ),
        migrations.AddField(
            model_name="reference",
            name="tongues",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="textstate",
            name="outdated_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="outdated since"),
        ),
        migrations.AddField(
            model_name="textstate",
            name="outdated_by",
            field=models.CharField(
                blank=True, choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")], max_length=2
            ),
        ),
        migrations.AddField(
            model_name="textstate",
            name="reference",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.reference",
                verbose_name="record",
            ),
        ),
        migrations.AddField(
            model_name="textstate",
            name="was",
            field=models.CharField(
                blank=True,
                choices=[
                    ("missing", "missing"),
                    ("machine", "machine translation"),
                    ("draft", "draft"),
                    ("reviewed", "reviewed"),
                    ("approved", "approved"),
                    ("outdated", "outdated"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="textstate",
            name="language",
            field=models.CharField(
                choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                max_length=2,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="textstate",
            name="state",
            field=models.CharField(
                choices=[
                    ("missing", "missing"),
                    ("machine", "machine translation"),
                    ("draft", "draft"),
                    ("reviewed", "reviewed"),
                    ("approved", "approved"),
                    ("outdated", "outdated"),
                ],
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AddField(
            model_name="textbeside",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="textbeside",
            name="content_type",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype"
            ),
        ),
        migrations.AddField(
            model_name="textbeside",
            name="reference",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.reference",
                verbose_name="record",
            ),
        ),
        migrations.AddConstraint(
            model_name="textbeside",
            constraint=models.UniqueConstraint(
                fields=("content_type", "object_id", "field", "language", "origin"), name="text_beside_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="textbeside",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin", "change"), models.Q(("text", ""), _negated=True), _connector="OR"),
                name="proposed_text_is_not_empty",
                violation_error_message="A proposal cannot be empty.",
            ),
        ),
    ]
