import amedip.core.migrating
import django.core.validators
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
            name="ExchangeRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("matched", "matched"),
                            ("closed", "closed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("wanted_from", models.DateField(blank=True, null=True, verbose_name="wanted from")),
                ("wanted_until", models.DateField(blank=True, null=True, verbose_name="wanted until")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_requests",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_requests",
                        to="registry.priority",
                        verbose_name="priority",
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
                "verbose_name": "exchange request",
                "verbose_name_plural": "exchange requests",
                "ordering": ["reference__ref"],
                "indexes": [models.Index(fields=["status", "country"], name="request_by_status")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="exchange_request_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wanted_until", None),
                            ("wanted_from", None),
                            ("wanted_until__gte", models.F("wanted_from")),
                            _connector="OR",
                        ),
                        name="exchange_request_days_in_order",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_exchangerequestevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "reference_id", "status", "title_ar", "title_en", "title_fr", "updated_at", "version", "wanted_from", "wanted_until") VALUES (NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority_id", NEW."reference_id", NEW."status", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."wanted_from", NEW."wanted_until"); RETURN NULL;',
                            hash="68eac0c806434fef6bfbedd21579b7ef801a9b6e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f9317",
                            table="exchanges_exchangerequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."priority_id" IS DISTINCT FROM (NEW."priority_id") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."wanted_from" IS DISTINCT FROM (NEW."wanted_from") OR OLD."wanted_until" IS DISTINCT FROM (NEW."wanted_until"))',
                            func='INSERT INTO "exchanges_exchangerequestevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "reference_id", "status", "title_ar", "title_en", "title_fr", "updated_at", "version", "wanted_from", "wanted_until") VALUES (NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority_id", NEW."reference_id", NEW."status", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."wanted_from", NEW."wanted_until"); RETURN NULL;',
                            hash="87c5f4f41bcd1ff967d132b75ee2005abead02e8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8ce52",
                            table="exchanges_exchangerequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_exchangerequestevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "reference_id", "status", "title_ar", "title_en", "title_fr", "updated_at", "version", "wanted_from", "wanted_until") VALUES (OLD."country_id", OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority_id", OLD."reference_id", OLD."status", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version", OLD."wanted_from", OLD."wanted_until"); RETURN NULL;',
                            hash="c192895a838a7b2cb7cae5171d46f641dd63e820",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ccbc5",
                            table="exchanges_exchangerequest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("matched", "matched"),
                            ("closed", "closed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("wanted_from", models.DateField(blank=True, null=True, verbose_name="wanted from")),
                ("wanted_until", models.DateField(blank=True, null=True, verbose_name="wanted until")),
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
                        to="exchanges.exchangerequest",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.priority",
                        verbose_name="priority",
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
                            hash="d6f68f32c75a665da53d648c4bd74303e08e92bc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_921a2",
                            table="exchanges_exchangerequestevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("open", "open"), ("closed", "closed")],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="How many exchanges the state can give in a year.",
                        verbose_name="exchanges a year",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="registry.practice",
                        verbose_name="practice",
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
                "verbose_name": "offer of expertise",
                "verbose_name_plural": "offers of expertise",
                "ordering": ["reference__ref"],
                "indexes": [models.Index(fields=["status", "country"], name="offer_by_status")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="offer_has_title",
                        violation_error_message="Give the title in at least one language.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_offerevent" ("capacity", "country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "reference_id", "status", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."capacity", NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."practice_id", NEW."reference_id", NEW."status", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="5983b5eb47d192014020b12569b8fbc433467405",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_39622",
                            table="exchanges_offer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."practice_id" IS DISTINCT FROM (NEW."practice_id") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "exchanges_offerevent" ("capacity", "country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "reference_id", "status", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."capacity", NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."practice_id", NEW."reference_id", NEW."status", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="9ee50c84476af5ecf75d03dd6de15786ff9213d7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7cae5",
                            table="exchanges_offer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_offerevent" ("capacity", "country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "reference_id", "status", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (OLD."capacity", OLD."country_id", OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."practice_id", OLD."reference_id", OLD."status", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="52cfe95695370b7ece5a292dbc4da46b5c28a640",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0cabd",
                            table="exchanges_offer",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exchange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("outcome", models.TextField(blank=True, verbose_name="outcome")),
                ("outcome_ar", models.TextField(blank=True, null=True, verbose_name="outcome")),
                ("outcome_en", models.TextField(blank=True, null=True, verbose_name="outcome")),
                ("outcome_fr", models.TextField(blank=True, null=True, verbose_name="outcome")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "in preparation"),
                            ("agreed", "agreed"),
                            ("held", "held"),
                            ("evaluated", "evaluated"),
                            ("cancelled", "cancelled"),
                        ],
                        default="prepared",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("start", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("end", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchanges_hosted",
                        to="registry.country",
                        verbose_name="host state",
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
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchanges",
                        to="exchanges.exchangerequest",
                        verbose_name="request",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchanges",
                        to="exchanges.offer",
                        verbose_name="offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "expert exchange",
                "verbose_name_plural": "expert exchanges",
                "ordering": ["-start", "pk"],
                "indexes": [models.Index(fields=["status", "-start"], name="exchange_by_status")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="exchange_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["agreed", "held", "evaluated"]), _negated=True),
                            ("host__isnull", False),
                            _connector="OR",
                        ),
                        name="exchange_agreed_has_host",
                        violation_error_message="An agreed exchange has a host state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end", None),
                            models.Q(("end__gte", models.F("start")), ("start__isnull", False)),
                            _connector="OR",
                        ),
                        name="exchange_days_in_order",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_exchangeevent" ("created_at", "description_ar", "description_en", "description_fr", "end", "host_id", "id", "offer_id", "outcome_ar", "outcome_en", "outcome_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "request_id", "start", "status", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."end", NEW."host_id", NEW."id", NEW."offer_id", NEW."outcome_ar", NEW."outcome_en", NEW."outcome_fr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_id", NEW."request_id", NEW."start", NEW."status", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="cb97513a6834b7ed951c3741956c5f4c09e6d15a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fc469",
                            table="exchanges_exchange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."host_id" IS DISTINCT FROM (NEW."host_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."offer_id" IS DISTINCT FROM (NEW."offer_id") OR OLD."outcome_ar" IS DISTINCT FROM (NEW."outcome_ar") OR OLD."outcome_en" IS DISTINCT FROM (NEW."outcome_en") OR OLD."outcome_fr" IS DISTINCT FROM (NEW."outcome_fr") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."request_id" IS DISTINCT FROM (NEW."request_id") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "exchanges_exchangeevent" ("created_at", "description_ar", "description_en", "description_fr", "end", "host_id", "id", "offer_id", "outcome_ar", "outcome_en", "outcome_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "request_id", "start", "status", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."end", NEW."host_id", NEW."id", NEW."offer_id", NEW."outcome_ar", NEW."outcome_en", NEW."outcome_fr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_id", NEW."request_id", NEW."start", NEW."status", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="280548ef423c0f0a78c3cbe9841e7300390d299d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9215f",
                            table="exchanges_exchange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_exchangeevent" ("created_at", "description_ar", "description_en", "description_fr", "end", "host_id", "id", "offer_id", "outcome_ar", "outcome_en", "outcome_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "request_id", "start", "status", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."end", OLD."host_id", OLD."id", OLD."offer_id", OLD."outcome_ar", OLD."outcome_en", OLD."outcome_fr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_id", OLD."request_id", OLD."start", OLD."status", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="4cbd482cb8b4dcbf5f8ff7d4a98e00326b312120",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f175f",
                            table="exchanges_exchange",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relevance",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="relevance",
                    ),
                ),
                (
                    "quality",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="quality",
                    ),
                ),
                (
                    "follow_up",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="follow-up",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                ("comment_ar", models.TextField(blank=True, null=True, verbose_name="comment")),
                ("comment_en", models.TextField(blank=True, null=True, verbose_name="comment")),
                ("comment_fr", models.TextField(blank=True, null=True, verbose_name="comment")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evaluations", to="exchanges.exchange"
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation",
                "verbose_name_plural": "evaluations",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exchange", "country"),
                        name="evaluation_is_unique",
                        violation_error_message="The state has evaluated this exchange already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("follow_up__range", (1, 5)), ("quality__range", (1, 5)), ("relevance__range", (1, 5))
                        ),
                        name="evaluation_marks_from_1_to_5",
                        violation_error_message="Marks go from 1 to 5.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_evaluationevent" ("comment_ar", "comment_en", "comment_fr", "country_id", "exchange_id", "follow_up", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "relevance") VALUES (NEW."comment_ar", NEW."comment_en", NEW."comment_fr", NEW."country_id", NEW."exchange_id", NEW."follow_up", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quality", NEW."relevance"); RETURN NULL;',
                            hash="57a4e1ad85324dc7593e168fe87342b6d425269a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a33b8",
                            table="exchanges_evaluation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."comment_ar" IS DISTINCT FROM (NEW."comment_ar") OR OLD."comment_en" IS DISTINCT FROM (NEW."comment_en") OR OLD."comment_fr" IS DISTINCT FROM (NEW."comment_fr") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."exchange_id" IS DISTINCT FROM (NEW."exchange_id") OR OLD."follow_up" IS DISTINCT FROM (NEW."follow_up") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."quality" IS DISTINCT FROM (NEW."quality") OR OLD."relevance" IS DISTINCT FROM (NEW."relevance"))',
                            func='INSERT INTO "exchanges_evaluationevent" ("comment_ar", "comment_en", "comment_fr", "country_id", "exchange_id", "follow_up", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "relevance") VALUES (NEW."comment_ar", NEW."comment_en", NEW."comment_fr", NEW."country_id", NEW."exchange_id", NEW."follow_up", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quality", NEW."relevance"); RETURN NULL;',
                            hash="194a1de3ee98272cb27695d05dde557407a3d8fe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74378",
                            table="exchanges_evaluation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_evaluationevent" ("comment_ar", "comment_en", "comment_fr", "country_id", "exchange_id", "follow_up", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "relevance") VALUES (OLD."comment_ar", OLD."comment_en", OLD."comment_fr", OLD."country_id", OLD."exchange_id", OLD."follow_up", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quality", OLD."relevance"); RETURN NULL;',
                            hash="1c44ff4e7a1898bd68d8300b0108098169a0afb8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_11374",
                            table="exchanges_evaluation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "relevance",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="relevance",
                    ),
                ),
                (
                    "quality",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="quality",
                    ),
                ),
                (
                    "follow_up",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="follow-up",
                    ),
                ),
                ("comment_ar", models.TextField(blank=True, null=True, verbose_name="comment")),
                ("comment_en", models.TextField(blank=True, null=True, verbose_name="comment")),
                ("comment_fr", models.TextField(blank=True, null=True, verbose_name="comment")),
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
                        to="exchanges.evaluation",
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.exchange",
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
                            hash="4a1d407fb5a26f07e4a72fa9afdfa794ecb2bead",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2b6d3",
                            table="exchanges_evaluationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("outcome_ar", models.TextField(blank=True, null=True, verbose_name="outcome")),
                ("outcome_en", models.TextField(blank=True, null=True, verbose_name="outcome")),
                ("outcome_fr", models.TextField(blank=True, null=True, verbose_name="outcome")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "in preparation"),
                            ("agreed", "agreed"),
                            ("held", "held"),
                            ("evaluated", "evaluated"),
                            ("cancelled", "cancelled"),
                        ],
                        default="prepared",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("start", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("end", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.country",
                        verbose_name="host state",
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
                        to="exchanges.exchange",
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
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.exchangerequest",
                        verbose_name="request",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.offer",
                        verbose_name="offer",
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
                            hash="286e1364b957a86b308d277f780667f0c8fb22ed",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_103a0",
                            table="exchanges_exchangeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangePartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[("receives", "receives expertise"), ("supports", "supports"), ("pays", "pays")],
                        default="receives",
                        max_length=10,
                        verbose_name="part",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_parts",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="partners", to="exchanges.exchange"
                    ),
                ),
            ],
            options={
                "verbose_name": "partner in an exchange",
                "verbose_name_plural": "partners in an exchange",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exchange", "country", "part"),
                        name="exchange_partner_is_unique",
                        violation_error_message="The state is named in this part already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_exchangepartnerevent" ("country_id", "exchange_id", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."country_id", NEW."exchange_id", NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="29c5c9b8c6d5d2c4735e3e0414efae1ce2132636",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_04e55",
                            table="exchanges_exchangepartner",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "exchanges_exchangepartnerevent" ("country_id", "exchange_id", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."country_id", NEW."exchange_id", NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="be60c2d0715fae63e29b90e6ea9ed87b6e8d4aec",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1e040",
                            table="exchanges_exchangepartner",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_exchangepartnerevent" ("country_id", "exchange_id", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."country_id", OLD."exchange_id", OLD."id", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="72f34ed614ec9922159c1d734774828c3bd2b6bf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_422f8",
                            table="exchanges_exchangepartner",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangePartnerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[("receives", "receives expertise"), ("supports", "supports"), ("pays", "pays")],
                        default="receives",
                        max_length=10,
                        verbose_name="part",
                    ),
                ),
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
                    "exchange",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.exchange",
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
                        to="exchanges.exchangepartner",
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
                            hash="dbba145f12a2e36f27867d0d6262773483afd9b7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_89626",
                            table="exchanges_exchangepartnerevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="theme_links", to="exchanges.exchange"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme of an exchange",
                "verbose_name_plural": "themes of an exchange",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("exchange", "theme"), name="exchange_theme_is_unique")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_exchangethemeevent" ("exchange_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "theme_id") VALUES (NEW."exchange_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."theme_id"); RETURN NULL;',
                            hash="fa7e3b6bd0ef4e6354035bccf846bc4fd95caae3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ec310",
                            table="exchanges_exchangetheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "exchanges_exchangethemeevent" ("exchange_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "theme_id") VALUES (NEW."exchange_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."theme_id"); RETURN NULL;',
                            hash="fa15be12c0ab5492587284ccf24bf307ffc85676",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e967",
                            table="exchanges_exchangetheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_exchangethemeevent" ("exchange_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "theme_id") VALUES (OLD."exchange_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."theme_id"); RETURN NULL;',
                            hash="4c045b1ead2c86bafbcc74480eb27504c3e82888",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e6a21",
                            table="exchanges_exchangetheme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeThemeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "exchange",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.exchange",
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
                        to="exchanges.exchangetheme",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.theme",
                        verbose_name="theme",
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
                            hash="ed0500215ed60bf2ec168cf33292512ef5840c55",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0dcf5",
                            table="exchanges_exchangethemeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("open", "open"), ("closed", "closed")],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="How many exchanges the state can give in a year.",
                        verbose_name="exchanges a year",
                    ),
                ),
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
                        to="exchanges.offer",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.practice",
                        verbose_name="practice",
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
                            hash="fcf4c0a134ed5a291e9c962b97eb58f9c16248bf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_70262",
                            table="exchanges_offerevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="theme_links", to="exchanges.offer"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme of an offer",
                "verbose_name_plural": "themes of an offer",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("offer", "theme"), name="offer_theme_is_unique")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_offerthemeevent" ("id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "theme_id") VALUES (NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."theme_id"); RETURN NULL;',
                            hash="19c59ce91ce50908d1b05c725625580f5bfa9763",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_25bf5",
                            table="exchanges_offertheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "exchanges_offerthemeevent" ("id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "theme_id") VALUES (NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."theme_id"); RETURN NULL;',
                            hash="1ca009f61820fbcbbf36aa14bd3ccf5a63c492cd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dcbe7",
                            table="exchanges_offertheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_offerthemeevent" ("id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "theme_id") VALUES (OLD."id", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."theme_id"); RETURN NULL;',
                            hash="d02891183a42d8c0e779159cac7b68562a1b864b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8a258",
                            table="exchanges_offertheme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferThemeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "offer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.offer",
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
                        to="exchanges.offertheme",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.theme",
                        verbose_name="theme",
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
                            hash="a46863af2ea03ddffe5a6f374db227dc62177ab2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b3b74",
                            table="exchanges_offerthemeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_links",
                        to="exchanges.exchangerequest",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme of a request",
                "verbose_name_plural": "themes of a request",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("request", "theme"), name="request_theme_is_unique")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_requestthemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "request_id", "theme_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."request_id", NEW."theme_id"); RETURN NULL;',
                            hash="f920efeb0f463f5e96b7796dee01edcc642e4545",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6ff4e",
                            table="exchanges_requesttheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "exchanges_requestthemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "request_id", "theme_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."request_id", NEW."theme_id"); RETURN NULL;',
                            hash="8d2c47f12ca0ed7ee95918c1d5fa76dc23e9119b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f7fa6",
                            table="exchanges_requesttheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "exchanges_requestthemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "request_id", "theme_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."request_id", OLD."theme_id"); RETURN NULL;',
                            hash="6d9fd55569f536becc857ba0055a52a5b07b4be5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_72969",
                            table="exchanges_requesttheme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestThemeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                        to="exchanges.requesttheme",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.exchangerequest",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.theme",
                        verbose_name="theme",
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
                            hash="b533e7f655457c240b400d263561d942bbced69d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f2e47",
                            table="exchanges_requestthemeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="exchangerequest",
            name="themes",
            field=models.ManyToManyField(
                related_name="exchange_requests",
                through="exchanges.RequestTheme",
                to="registry.theme",
                verbose_name="themes",
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="themes",
            field=models.ManyToManyField(
                related_name="offers", through="exchanges.OfferTheme", to="registry.theme", verbose_name="themes"
            ),
        ),
        migrations.AddField(
            model_name="exchange",
            name="themes",
            field=models.ManyToManyField(
                related_name="exchanges", through="exchanges.ExchangeTheme", to="registry.theme", verbose_name="themes"
            ),
        ),
        amedip.core.migrating.InstallTriggers(),
    ]
