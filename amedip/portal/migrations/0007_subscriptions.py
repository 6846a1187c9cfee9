import django.contrib.postgres.fields
import django.db.models.functions.text
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0006_groups_of_the_thesaurus"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="mail address")),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        default="en",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[("at-once", "as soon as something is published"), ("weekly", "once a week")],
                        default="weekly",
                        max_length=10,
                        verbose_name="how often",
                    ),
                ),
                (
                    "states",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="states",
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="themes",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kinds",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("told", models.BigIntegerField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "subscription by mail",
                "verbose_name_plural": "subscriptions by mail",
                "indexes": [models.Index(fields=["pace", "told"], name="subscription_to_tell")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower(models.F("email")))),
                        name="subscription_address_in_small_letters",
                        violation_error_message="Write the mail address in small letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("told", None), ("told_at", None)),
                            models.Q(
                                ("confirmed_at__isnull", False), ("told__isnull", False), ("told_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="subscription_confirmed_knows_what_was_told",
                        violation_error_message="From its confirmation on a subscription knows what its owner was told.",
                    ),
                ],
            },
        ),
    ]
