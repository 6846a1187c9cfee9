from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="daily_digest",
            field=models.BooleanField(
                default=False,
                help_text="Collects notices in one mail a day instead of one for each.",
                verbose_name="one mail a day",
            ),
        ),
    ]
