import amedip.core.migrating
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Workshop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="number")),
                ("city", models.CharField(blank=True, max_length=120, verbose_name="city")),
                ("city_ar", models.CharField(blank=True, max_length=120, null=True, verbose_name="city")),
                ("city_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="city")),
                ("city_fr", models.CharField(blank=True, max_length=120, null=True, verbose_name="city")),
                ("venue", models.CharField(blank=True, max_length=200, verbose_name="venue")),
                ("venue_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="venue")),
                ("venue_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="venue")),
                ("venue_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="venue")),
                ("start", models.DateField(verbose_name="first day")),
                ("end", models.DateField(verbose_name="last day")),
                ("title", models.CharField(blank=True, max_length=250, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("summary_ar", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_fr", models.TextField(blank=True, null=True, verbose_name="summary")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops_hosted",
                        to="registry.institution",
                        verbose_name="host",
                    ),
                ),
                (
                    "reference",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="core.reference",
                        verbose_name="reference",
                    ),
                ),
            ],
            options={
                "verbose_name": "workshop",
                "verbose_name_plural": "workshops",
                "ordering": ["-start"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="workshop_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="workshop_days_in_order",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_workshopevent" ("city_ar", "city_en", "city_fr", "country_id", "created_at", "end", "host_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "start", "summary_ar", "summary_en", "summary_fr", "title_ar", "title_en", "title_fr", "updated_at", "venue_ar", "venue_en", "venue_fr", "version") VALUES (NEW."city_ar", NEW."city_en", NEW."city_fr", NEW."country_id", NEW."created_at", NEW."end", NEW."host_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_id", NEW."start", NEW."summary_ar", NEW."summary_en", NEW."summary_fr", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."venue_ar", NEW."venue_en", NEW."venue_fr", NEW."version"); RETURN NULL;',
                            hash="620f1d0441f06414361d4d9e94d89c3034a31ece",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4483b",
                            table="workshops_workshop",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."city_ar" IS DISTINCT FROM (NEW."city_ar") OR OLD."city_en" IS DISTINCT FROM (NEW."city_en") OR OLD."city_fr" IS DISTINCT FROM (NEW."city_fr") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."host_id" IS DISTINCT FROM (NEW."host_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."summary_ar" IS DISTINCT FROM (NEW."summary_ar") OR OLD."summary_en" IS DISTINCT FROM (NEW."summary_en") OR OLD."summary_fr" IS DISTINCT FROM (NEW."summary_fr") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."venue_ar" IS DISTINCT FROM (NEW."venue_ar") OR OLD."venue_en" IS DISTINCT FROM (NEW."venue_en") OR OLD."venue_fr" IS DISTINCT FROM (NEW."venue_fr") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "workshops_workshopevent" ("city_ar", "city_en", "city_fr", "country_id", "created_at", "end", "host_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "start", "summary_ar", "summary_en", "summary_fr", "title_ar", "title_en", "title_fr", "updated_at", "venue_ar", "venue_en", "venue_fr", "version") VALUES (NEW."city_ar", NEW."city_en", NEW."city_fr", NEW."country_id", NEW."created_at", NEW."end", NEW."host_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_id", NEW."start", NEW."summary_ar", NEW."summary_en", NEW."summary_fr", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."venue_ar", NEW."venue_en", NEW."venue_fr", NEW."version"); RETURN NULL;',
                            hash="5582a556148185628bcd8e8cb34626dcbb97d1b8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0272d",
                            table="workshops_workshop",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_workshopevent" ("city_ar", "city_en", "city_fr", "country_id", "created_at", "end", "host_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "start", "summary_ar", "summary_en", "summary_fr", "title_ar", "title_en", "title_fr", "updated_at", "venue_ar", "venue_en", "venue_fr", "version") VALUES (OLD."city_ar", OLD."city_en", OLD."city_fr", OLD."country_id", OLD."created_at", OLD."end", OLD."host_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_id", OLD."start", OLD."summary_ar", OLD."summary_en", OLD."summary_fr", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."venue_ar", OLD."venue_en", OLD."venue_fr", OLD."version"); RETURN NULL;',
                            hash="0060455c68e075007d6c24dc62d02b7ea325c792",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9aa37",
                            table="workshops_workshop",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("opening", "opening"), ("session", "session"), ("closing", "closing")],
                        default="session",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=250, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("summary_ar", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_fr", models.TextField(blank=True, null=True, verbose_name="summary")),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="workshops.workshop"
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "number"),
                        name="session_number_is_unique",
                        violation_error_message="The workshop has a session of this number already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="session_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_sessionevent" ("id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary_ar", "summary_en", "summary_fr", "title_ar", "title_en", "title_fr", "workshop_id") VALUES (NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."summary_ar", NEW."summary_en", NEW."summary_fr", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."workshop_id"); RETURN NULL;',
                            hash="d9b33a4acd1925100b89b931aa3431ebc22e88c6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c224",
                            table="workshops_session",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."summary_ar" IS DISTINCT FROM (NEW."summary_ar") OR OLD."summary_en" IS DISTINCT FROM (NEW."summary_en") OR OLD."summary_fr" IS DISTINCT FROM (NEW."summary_fr") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."workshop_id" IS DISTINCT FROM (NEW."workshop_id"))',
                            func='INSERT INTO "workshops_sessionevent" ("id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary_ar", "summary_en", "summary_fr", "title_ar", "title_en", "title_fr", "workshop_id") VALUES (NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."summary_ar", NEW."summary_en", NEW."summary_fr", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."workshop_id"); RETURN NULL;',
                            hash="68ae6fe37ef11a466605a72146b2c5f93c175f7d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d07c8",
                            table="workshops_session",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_sessionevent" ("id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary_ar", "summary_en", "summary_fr", "title_ar", "title_en", "title_fr", "workshop_id") VALUES (OLD."id", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."summary_ar", OLD."summary_en", OLD."summary_fr", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."workshop_id"); RETURN NULL;',
                            hash="2ac2705ff25a32e7632f59e635ac77d8bbdc5116",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d8d06",
                            table="workshops_session",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="text")),
                ("text_ar", models.CharField(blank=True, max_length=300, null=True, verbose_name="text")),
                ("text_en", models.CharField(blank=True, max_length=300, null=True, verbose_name="text")),
                ("text_fr", models.CharField(blank=True, max_length=300, null=True, verbose_name="text")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="topics", to="workshops.workshop"
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("workshop", "position"), name="topic_place_is_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text_ar__isnull", False), models.Q(("text_ar", ""), _negated=True)),
                            models.Q(("text_en__isnull", False), models.Q(("text_en", ""), _negated=True)),
                            models.Q(("text_fr__isnull", False), models.Q(("text_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="topic_has_text",
                        violation_error_message="Give the text in at least one language.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_topicevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text_ar", "text_en", "text_fr", "workshop_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."text_ar", NEW."text_en", NEW."text_fr", NEW."workshop_id"); RETURN NULL;',
                            hash="e0275c3b989026b2de4dbd100015235bcea93593",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7b27d",
                            table="workshops_topic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."text_ar" IS DISTINCT FROM (NEW."text_ar") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_fr" IS DISTINCT FROM (NEW."text_fr") OR OLD."workshop_id" IS DISTINCT FROM (NEW."workshop_id"))',
                            func='INSERT INTO "workshops_topicevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text_ar", "text_en", "text_fr", "workshop_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text_ar", NEW."text_en", NEW."text_fr", NEW."workshop_id"); RETURN NULL;',
                            hash="b82d7100cc82bc1649426f927ee5ba9aad0a17b5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b2d8c",
                            table="workshops_topic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_topicevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text_ar", "text_en", "text_fr", "workshop_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."text_ar", OLD."text_en", OLD."text_fr", OLD."workshop_id"); RETURN NULL;',
                            hash="67743a718fd4a7a4a2836a72dfc96567ac2439f1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4004e",
                            table="workshops_topic",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("summary", "summary of discussions"),
                            ("annex", "annex"),
                            ("guidelines", "guidelines"),
                            ("registry", "registry"),
                            ("brochure", "brochure"),
                            ("factsheet", "factsheet"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=250, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "reference",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="core.reference",
                        verbose_name="reference",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="workshops.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="document_has_title",
                        violation_error_message="Give the title in at least one language.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_documentevent" ("created_at", "description_ar", "description_en", "description_fr", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_on", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version", "workshop_id") VALUES (NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."published_on", NEW."reference_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."workshop_id"); RETURN NULL;',
                            hash="a00a0d18a2ca1374a1e6724628d61ad1ecd7bb49",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_00289",
                            table="workshops_document",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."workshop_id" IS DISTINCT FROM (NEW."workshop_id"))',
                            func='INSERT INTO "workshops_documentevent" ("created_at", "description_ar", "description_en", "description_fr", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_on", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version", "workshop_id") VALUES (NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."published_on", NEW."reference_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."workshop_id"); RETURN NULL;',
                            hash="7a4503f4f5df1a377033c367439a5d9402ba8e2a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_540c8",
                            table="workshops_document",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_documentevent" ("created_at", "description_ar", "description_en", "description_fr", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_on", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version", "workshop_id") VALUES (OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."published_on", OLD."reference_id", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version", OLD."workshop_id"); RETURN NULL;',
                            hash="58b654819d60bade246138045b13eb80c735042d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cdeba",
                            table="workshops_document",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LanguageVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("file", models.FileField(blank=True, null=True, upload_to="documents/%Y", verbose_name="file")),
                (
                    "bytes",
                    models.PositiveBigIntegerField(blank=True, editable=False, null=True, verbose_name="size in bytes"),
                ),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="workshops.document"
                    ),
                ),
            ],
            options={
                "verbose_name": "language version",
                "verbose_name_plural": "language versions",
                "ordering": ["language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "language"),
                        name="language_version_is_unique",
                        violation_error_message="The work has a version in this language already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bytes", None), ("sha256", "")),
                            models.Q(("bytes__isnull", False), models.Q(("sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="held_file_is_measured",
                        violation_error_message="Size and digest of a file go together.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_languageversionevent" ("bytes", "date", "document_id", "file", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."bytes", NEW."date", NEW."document_id", NEW."file", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256"); RETURN NULL;',
                            hash="5bc9aa0fee2436cb450c77678382a071465369d7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1d117",
                            table="workshops_languageversion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workshops_languageversionevent" ("bytes", "date", "document_id", "file", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."bytes", NEW."date", NEW."document_id", NEW."file", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256"); RETURN NULL;',
                            hash="56b907aa6b49353c7cfdcba2c526fc403b9a15c8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b57ff",
                            table="workshops_languageversion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_languageversionevent" ("bytes", "date", "document_id", "file", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (OLD."bytes", OLD."date", OLD."document_id", OLD."file", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256"); RETURN NULL;',
                            hash="ee64af505d1ea8536234109ee60a29c4a38ac4b7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9f354",
                            table="workshops_languageversion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LanguageVersionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("file", models.FileField(blank=True, null=True, upload_to="documents/%Y", verbose_name="file")),
                (
                    "bytes",
                    models.PositiveBigIntegerField(blank=True, editable=False, null=True, verbose_name="size in bytes"),
                ),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.document",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workshops.languageversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c9ada6571c26323f1fda44dd1684dca49b0b00be",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b912d",
                            table="workshops_languageversionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("host", "host"),
                            ("focus-partner", "Focus Partner State"),
                            ("donor", "donor"),
                            ("organisation", "organisation"),
                        ],
                        max_length=15,
                        verbose_name="capacity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="registry.institution",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("country__isnull", False), ("institution", None)),
                            models.Q(("country", None), ("institution__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_is_of_a_state_or_an_organisation",
                        violation_error_message="Name either a state or an organisation.",
                    ),
                    models.UniqueConstraint(
                        fields=("workshop", "country", "institution", "capacity"),
                        name="participation_is_unique",
                        nulls_distinct=False,
                        violation_error_message="This presence is entered already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_participationevent" ("capacity", "country_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "workshop_id") VALUES (NEW."capacity", NEW."country_id", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."workshop_id"); RETURN NULL;',
                            hash="a1e1229b32593c70118c62f85a584672c8032685",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d1a14",
                            table="workshops_participation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workshops_participationevent" ("capacity", "country_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "workshop_id") VALUES (NEW."capacity", NEW."country_id", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."workshop_id"); RETURN NULL;',
                            hash="49be19da455b039b4dfc7b1fd4ed6bdd5dac52aa",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fc6ff",
                            table="workshops_participation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_participationevent" ("capacity", "country_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "workshop_id") VALUES (OLD."capacity", OLD."country_id", OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."workshop_id"); RETURN NULL;',
                            hash="7c2d0c01b6b9f41502942d3623746b37b741fb54",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7b5af",
                            table="workshops_participation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                (
                    "number",
                    models.CharField(
                        help_text="2 for a recommendation, 2.1 for a point of it.", max_length=10, verbose_name="number"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=250, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("text_ar", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_en", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_fr", models.TextField(blank=True, null=True, verbose_name="text")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="workshops.recommendation",
                        verbose_name="under",
                    ),
                ),
                (
                    "reference",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="core.reference",
                        verbose_name="reference",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "number"),
                        name="recommendation_number_is_unique",
                        violation_error_message="The workshop has a recommendation of this number already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__regex", "^[1-9][0-9]*(\\.[1-9][0-9]*)*$")),
                        name="recommendation_number_is_dotted",
                        violation_error_message="Numbers look like 2 or 2.1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="recommendation_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_recommendationevent" ("created_at", "id", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_id", "text_ar", "text_en", "text_fr", "title_ar", "title_en", "title_fr", "updated_at", "version", "workshop_id") VALUES (NEW."created_at", NEW."id", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."reference_id", NEW."text_ar", NEW."text_en", NEW."text_fr", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."workshop_id"); RETURN NULL;',
                            hash="4fbafa2cd94c190fd2187589931980236db1a587",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_737ff",
                            table="workshops_recommendation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."text_ar" IS DISTINCT FROM (NEW."text_ar") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_fr" IS DISTINCT FROM (NEW."text_fr") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."workshop_id" IS DISTINCT FROM (NEW."workshop_id"))',
                            func='INSERT INTO "workshops_recommendationevent" ("created_at", "id", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_id", "text_ar", "text_en", "text_fr", "title_ar", "title_en", "title_fr", "updated_at", "version", "workshop_id") VALUES (NEW."created_at", NEW."id", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."reference_id", NEW."text_ar", NEW."text_en", NEW."text_fr", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."workshop_id"); RETURN NULL;',
                            hash="5a7b82b952be24dddabe6f007e371f9fcc299a45",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2549b",
                            table="workshops_recommendation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_recommendationevent" ("created_at", "id", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_id", "text_ar", "text_en", "text_fr", "title_ar", "title_en", "title_fr", "updated_at", "version", "workshop_id") VALUES (OLD."created_at", OLD."id", OLD."number", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."reference_id", OLD."text_ar", OLD."text_en", OLD."text_fr", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version", OLD."workshop_id"); RETURN NULL;',
                            hash="7cd03048965276a0cc2d1613c43c8d6b300d635d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_52990",
                            table="workshops_recommendation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedResource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("name_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("note_ar", models.TextField(blank=True, null=True, verbose_name="note")),
                ("note_en", models.TextField(blank=True, null=True, verbose_name="note")),
                ("note_fr", models.TextField(blank=True, null=True, verbose_name="note")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")], max_length=2
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="resources",
                        to="workshops.session",
                        verbose_name="session",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="resources", to="workshops.workshop"
                    ),
                ),
            ],
            options={
                "verbose_name": "named resource",
                "verbose_name_plural": "named resources",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_ar__isnull", False), models.Q(("name_ar", ""), _negated=True)),
                            models.Q(("name_en__isnull", False), models.Q(("name_en", ""), _negated=True)),
                            models.Q(("name_fr__isnull", False), models.Q(("name_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="named_resource_has_name",
                        violation_error_message="Give the name in at least one language.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_namedresourceevent" ("id", "languages", "name_ar", "name_en", "name_fr", "note_ar", "note_en", "note_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "session_id", "workshop_id") VALUES (NEW."id", NEW."languages", NEW."name_ar", NEW."name_en", NEW."name_fr", NEW."note_ar", NEW."note_en", NEW."note_fr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."session_id", NEW."workshop_id"); RETURN NULL;',
                            hash="5ae7627e66374445ff515923ac771f92033115cc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ff2f4",
                            table="workshops_namedresource",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."name_ar" IS DISTINCT FROM (NEW."name_ar") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_fr" IS DISTINCT FROM (NEW."name_fr") OR OLD."note_ar" IS DISTINCT FROM (NEW."note_ar") OR OLD."note_en" IS DISTINCT FROM (NEW."note_en") OR OLD."note_fr" IS DISTINCT FROM (NEW."note_fr") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."workshop_id" IS DISTINCT FROM (NEW."workshop_id"))',
                            func='INSERT INTO "workshops_namedresourceevent" ("id", "languages", "name_ar", "name_en", "name_fr", "note_ar", "note_en", "note_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "session_id", "workshop_id") VALUES (NEW."id", NEW."languages", NEW."name_ar", NEW."name_en", NEW."name_fr", NEW."note_ar", NEW."note_en", NEW."note_fr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."session_id", NEW."workshop_id"); RETURN NULL;',
                            hash="b3a81bc14e568dcf2954177b48f08ee0fa828d0d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e93ed",
                            table="workshops_namedresource",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_namedresourceevent" ("id", "languages", "name_ar", "name_en", "name_fr", "note_ar", "note_en", "note_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "session_id", "workshop_id") VALUES (OLD."id", OLD."languages", OLD."name_ar", OLD."name_en", OLD."name_fr", OLD."note_ar", OLD."note_en", OLD."note_fr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."session_id", OLD."workshop_id"); RETURN NULL;',
                            hash="b18f923972d4ec1f052769364ef5d89163770e0e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0b122",
                            table="workshops_namedresource",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text_ar", models.CharField(blank=True, max_length=300, null=True, verbose_name="text")),
                ("text_en", models.CharField(blank=True, max_length=300, null=True, verbose_name="text")),
                ("text_fr", models.CharField(blank=True, max_length=300, null=True, verbose_name="text")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workshops.topic",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4ee360d9d47e7292ae5d32a1d2982f57f7cdaaf9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_231ff",
                            table="workshops_topicevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("opening", "opening"), ("session", "session"), ("closing", "closing")],
                        default="session",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("summary_ar", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_fr", models.TextField(blank=True, null=True, verbose_name="summary")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workshops.session",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="942a948c9d873219d846cddcf535f66a2f48555c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f7236",
                            table="workshops_sessionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                (
                    "number",
                    models.CharField(
                        help_text="2 for a recommendation, 2.1 for a point of it.", max_length=10, verbose_name="number"
                    ),
                ),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("text_ar", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_en", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_fr", models.TextField(blank=True, null=True, verbose_name="text")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.recommendation",
                        verbose_name="under",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workshops.recommendation",
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.reference",
                        verbose_name="reference",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1a38179d5d5cbe5c83d448e8ffe24800ba264ed7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8200a",
                            table="workshops_recommendationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("host", "host"),
                            ("focus-partner", "Focus Partner State"),
                            ("donor", "donor"),
                            ("organisation", "organisation"),
                        ],
                        max_length=15,
                        verbose_name="capacity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.institution",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workshops.participation",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ec94cc9858346370798d30fcf3698720483fe89a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_02ff7",
                            table="workshops_participationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedResourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("note_ar", models.TextField(blank=True, null=True, verbose_name="note")),
                ("note_en", models.TextField(blank=True, null=True, verbose_name="note")),
                ("note_fr", models.TextField(blank=True, null=True, verbose_name="note")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")], max_length=2
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workshops.namedresource",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.session",
                        verbose_name="session",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="589ea9557dec2d6e05b84fe6d16c3c8fc57bb55e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4c6a2",
                            table="workshops_namedresourceevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("summary", "summary of discussions"),
                            ("annex", "annex"),
                            ("guidelines", "guidelines"),
                            ("registry", "registry"),
                            ("brochure", "brochure"),
                            ("factsheet", "factsheet"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workshops.document",
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.reference",
                        verbose_name="reference",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="436f30ac5135f8d352d475b45a340a767418d912",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4dd19",
                            table="workshops_documentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkshopEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("city_ar", models.CharField(blank=True, max_length=120, null=True, verbose_name="city")),
                ("city_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="city")),
                ("city_fr", models.CharField(blank=True, max_length=120, null=True, verbose_name="city")),
                ("venue_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="venue")),
                ("venue_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="venue")),
                ("venue_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="venue")),
                ("start", models.DateField(verbose_name="first day")),
                ("end", models.DateField(verbose_name="last day")),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("summary_ar", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_fr", models.TextField(blank=True, null=True, verbose_name="summary")),
                (
                    "country",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.institution",
                        verbose_name="host",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workshops.workshop",
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.reference",
                        verbose_name="reference",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ed353e4b228059db90a5ec2757b7d45e5272aa33",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_25ce4",
                            table="workshops_workshopevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkshopOrganiser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.institution",
                        verbose_name="institution",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organiser_links",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "organiser of a workshop",
                "verbose_name_plural": "organisers of a workshop",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("workshop", "institution"), name="workshop_organiser_is_unique")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_workshoporganiserevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "workshop_id") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."workshop_id"); RETURN NULL;',
                            hash="9b17be300d292fb756857a06600819cc8863d8cf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9beb5",
                            table="workshops_workshoporganiser",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workshops_workshoporganiserevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "workshop_id") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."workshop_id"); RETURN NULL;',
                            hash="b4d0e83b892cea8d01e17f0cb827938abc1656d1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_aaabe",
                            table="workshops_workshoporganiser",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workshops_workshoporganiserevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "workshop_id") VALUES (OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."workshop_id"); RETURN NULL;',
                            hash="11f7d5a61aa2b9f2276c12de71a225072056557b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b254f",
                            table="workshops_workshoporganiser",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkshopOrganiserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "institution",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.institution",
                        verbose_name="institution",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workshops.workshoporganiser",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="999b4705a804a08f139778877e1e300d5b995fd1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4eb1c",
                            table="workshops_workshoporganiserevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="workshop",
            name="organisers",
            field=models.ManyToManyField(
                related_name="workshops_organised",
                through="workshops.WorkshopOrganiser",
                to="registry.institution",
                verbose_name="organisers",
            ),
        ),
        amedip.core.migrating.InstallTriggers(),
    ]
