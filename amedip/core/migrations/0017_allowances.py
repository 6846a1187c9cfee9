"""How much of their share of requests callers have used up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0016_concept_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("who", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("used", models.PositiveIntegerField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "allowance",
                "verbose_name_plural": "allowances",
            },
        ),
        # Counts that a crash may forget: not logged, a count costs half as much.
        migrations.RunSQL("ALTER TABLE core_allowance SET UNLOGGED", "ALTER TABLE core_allowance SET LOGGED"),
    ]
