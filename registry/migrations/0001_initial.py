import amedip.core.migrating
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsultationRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("instructions", models.TextField(blank=True, verbose_name="instructions")),
                ("instructions_ar", models.TextField(blank=True, null=True, verbose_name="instructions")),
                ("instructions_en", models.TextField(blank=True, null=True, verbose_name="instructions")),
                ("instructions_fr", models.TextField(blank=True, null=True, verbose_name="instructions")),
                ("opens", models.DateField(verbose_name="opens")),
                (
                    "opens_precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        max_length=5,
                        verbose_name="date known",
                    ),
                ),
                ("closes", models.DateField(blank=True, null=True, verbose_name="closes")),
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
                "verbose_name": "national consultation",
                "verbose_name_plural": "national consultations",
                "ordering": ["-opens", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="round_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes", None), ("closes__gte", models.F("opens")), _connector="OR"),
                        name="round_days_in_order",
                        violation_error_message="The consultation closes before it opens.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_consultationroundevent" ("closes", "created_at", "id", "instructions_ar", "instructions_en", "instructions_fr", "opens", "opens_precision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."closes", NEW."created_at", NEW."id", NEW."instructions_ar", NEW."instructions_en", NEW."instructions_fr", NEW."opens", NEW."opens_precision", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="4d0078dc9ad8eb33a45881372a7738f3d9a219b3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_600ca",
                            table="registry_consultationround",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."closes" IS DISTINCT FROM (NEW."closes") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instructions_ar" IS DISTINCT FROM (NEW."instructions_ar") OR OLD."instructions_en" IS DISTINCT FROM (NEW."instructions_en") OR OLD."instructions_fr" IS DISTINCT FROM (NEW."instructions_fr") OR OLD."opens" IS DISTINCT FROM (NEW."opens") OR OLD."opens_precision" IS DISTINCT FROM (NEW."opens_precision") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "registry_consultationroundevent" ("closes", "created_at", "id", "instructions_ar", "instructions_en", "instructions_fr", "opens", "opens_precision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."closes", NEW."created_at", NEW."id", NEW."instructions_ar", NEW."instructions_en", NEW."instructions_fr", NEW."opens", NEW."opens_precision", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="96c2e820c0e5bd848b076dbd965b342aeec772dc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fcddc",
                            table="registry_consultationround",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_consultationroundevent" ("closes", "created_at", "id", "instructions_ar", "instructions_en", "instructions_fr", "opens", "opens_precision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (OLD."closes", OLD."created_at", OLD."id", OLD."instructions_ar", OLD."instructions_en", OLD."instructions_fr", OLD."opens", OLD."opens_precision", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_id", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="83ebddf3983d4ea2441bde79987cd3d893c9816c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_084ce",
                            table="registry_consultationround",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsultationRoundEvent",
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
                ("instructions_ar", models.TextField(blank=True, null=True, verbose_name="instructions")),
                ("instructions_en", models.TextField(blank=True, null=True, verbose_name="instructions")),
                ("instructions_fr", models.TextField(blank=True, null=True, verbose_name="instructions")),
                ("opens", models.DateField(verbose_name="opens")),
                (
                    "opens_precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        max_length=5,
                        verbose_name="date known",
                    ),
                ),
                ("closes", models.DateField(blank=True, null=True, verbose_name="closes")),
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
                        to="registry.consultationround",
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
                            hash="382c1430a5d314b6521ae4ae91a0064da8b63d47",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c87df",
                            table="registry_consultationroundevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Country",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("code", models.CharField(max_length=2, unique=True, verbose_name="ISO code")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("name_ar", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                (
                    "summary",
                    models.TextField(
                        blank=True, help_text="Two sentences: its part in the programme.", verbose_name="summary"
                    ),
                ),
                (
                    "summary_ar",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences: its part in the programme.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences: its part in the programme.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_fr",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences: its part in the programme.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                ("is_group", models.BooleanField(default=False, verbose_name="group of states")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        help_text="Language codes, separated by commas: ar, fr, pt…",
                        size=None,
                        verbose_name="working languages",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="longitude"
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="latitude"),
                ),
                ("sort_ar", models.CharField(db_index=True, editable=False, max_length=120)),
                ("sort_en", models.CharField(db_index=True, editable=False, max_length=120)),
                ("sort_fr", models.CharField(db_index=True, editable=False, max_length=120)),
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
                "verbose_name": "state",
                "verbose_name_plural": "states",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_ar__isnull", False), models.Q(("name_ar", ""), _negated=True)),
                            models.Q(("name_en__isnull", False), models.Q(("name_en", ""), _negated=True)),
                            models.Q(("name_fr__isnull", False), models.Q(("name_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="country_has_name",
                        violation_error_message="Give the name in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z]{2}$")),
                        name="country_code_is_iso",
                        violation_error_message="The code is two capital letters, as in ISO 3166-1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                            _connector="OR",
                        ),
                        name="country_place_is_whole",
                        violation_error_message="Give both longitude and latitude in degrees, or neither.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_countryevent" ("code", "created_at", "id", "is_group", "languages", "latitude", "longitude", "name_ar", "name_en", "name_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "sort_ar", "sort_en", "sort_fr", "summary_ar", "summary_en", "summary_fr", "updated_at", "version") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."is_group", NEW."languages", NEW."latitude", NEW."longitude", NEW."name_ar", NEW."name_en", NEW."name_fr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_id", NEW."sort_ar", NEW."sort_en", NEW."sort_fr", NEW."summary_ar", NEW."summary_en", NEW."summary_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="0aab798d8d365d979b9fd8f81829bc60e42e70cf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_09d1c",
                            table="registry_country",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_group" IS DISTINCT FROM (NEW."is_group") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."name_ar" IS DISTINCT FROM (NEW."name_ar") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_fr" IS DISTINCT FROM (NEW."name_fr") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."sort_ar" IS DISTINCT FROM (NEW."sort_ar") OR OLD."sort_en" IS DISTINCT FROM (NEW."sort_en") OR OLD."sort_fr" IS DISTINCT FROM (NEW."sort_fr") OR OLD."summary_ar" IS DISTINCT FROM (NEW."summary_ar") OR OLD."summary_en" IS DISTINCT FROM (NEW."summary_en") OR OLD."summary_fr" IS DISTINCT FROM (NEW."summary_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "registry_countryevent" ("code", "created_at", "id", "is_group", "languages", "latitude", "longitude", "name_ar", "name_en", "name_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "sort_ar", "sort_en", "sort_fr", "summary_ar", "summary_en", "summary_fr", "updated_at", "version") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."is_group", NEW."languages", NEW."latitude", NEW."longitude", NEW."name_ar", NEW."name_en", NEW."name_fr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_id", NEW."sort_ar", NEW."sort_en", NEW."sort_fr", NEW."summary_ar", NEW."summary_en", NEW."summary_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="51776ee3cdbb49b0a6931b6feffdadb6d1b38268",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3a069",
                            table="registry_country",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_countryevent" ("code", "created_at", "id", "is_group", "languages", "latitude", "longitude", "name_ar", "name_en", "name_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "sort_ar", "sort_en", "sort_fr", "summary_ar", "summary_en", "summary_fr", "updated_at", "version") VALUES (OLD."code", OLD."created_at", OLD."id", OLD."is_group", OLD."languages", OLD."latitude", OLD."longitude", OLD."name_ar", OLD."name_en", OLD."name_fr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_id", OLD."sort_ar", OLD."sort_en", OLD."sort_fr", OLD."summary_ar", OLD."summary_en", OLD."summary_fr", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="a94a86be85f31e7cb0c8513fb9bd91ebb6f6f601",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_83921",
                            table="registry_country",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoordinationMechanism",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                (
                    "model",
                    models.CharField(
                        choices=[
                            ("decentralised", "decentralised coordination"),
                            ("secretariat-of-state", "secretariat of state"),
                            ("joint-committee", "joint committee"),
                            ("ministerial-committee", "ministerial committee"),
                            ("lead-ministry", "lead ministry"),
                            ("national-framework", "national coordination framework"),
                            ("thematic-groups", "thematic working groups"),
                            ("integrated-ministry", "integration into an existing ministry"),
                        ],
                        max_length=30,
                        verbose_name="model of coordination",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("name_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
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
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordination_mechanisms",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "coordination mechanism",
                "verbose_name_plural": "coordination mechanisms",
                "ordering": ["reference__ref"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_ar__isnull", False), models.Q(("name_ar", ""), _negated=True)),
                            models.Q(("name_en__isnull", False), models.Q(("name_en", ""), _negated=True)),
                            models.Q(("name_fr__isnull", False), models.Q(("name_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="coordination_mechanism_has_name",
                        violation_error_message="Give the name in at least one language.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_coordinationmechanismevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "model", "name_ar", "name_en", "name_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "updated_at", "version") VALUES (NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."model", NEW."name_ar", NEW."name_en", NEW."name_fr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="6d2e8d54c27f36c7dfec48ce2e31824939496f95",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bce12",
                            table="registry_coordinationmechanism",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."model" IS DISTINCT FROM (NEW."model") OR OLD."name_ar" IS DISTINCT FROM (NEW."name_ar") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_fr" IS DISTINCT FROM (NEW."name_fr") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "registry_coordinationmechanismevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "model", "name_ar", "name_en", "name_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "updated_at", "version") VALUES (NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."model", NEW."name_ar", NEW."name_en", NEW."name_fr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="849e9543f0e4c41cb5e91e4b0c3f771eef81729a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fc92a",
                            table="registry_coordinationmechanism",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_coordinationmechanismevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "model", "name_ar", "name_en", "name_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "updated_at", "version") VALUES (OLD."country_id", OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."id", OLD."model", OLD."name_ar", OLD."name_en", OLD."name_fr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_id", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="e5c8c7f49a4bf2dd868dd92755f7ba97b987daf4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7556d",
                            table="registry_coordinationmechanism",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoordinationMechanismEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                (
                    "model",
                    models.CharField(
                        choices=[
                            ("decentralised", "decentralised coordination"),
                            ("secretariat-of-state", "secretariat of state"),
                            ("joint-committee", "joint committee"),
                            ("ministerial-committee", "ministerial committee"),
                            ("lead-ministry", "lead ministry"),
                            ("national-framework", "national coordination framework"),
                            ("thematic-groups", "thematic working groups"),
                            ("integrated-ministry", "integration into an existing ministry"),
                        ],
                        max_length=30,
                        verbose_name="model of coordination",
                    ),
                ),
                ("name_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
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
                        to="registry.coordinationmechanism",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5a3dbca1440acd88e90e60247912d11362f6d9fc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9ad98",
                            table="registry_coordinationmechanismevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CountryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("code", models.CharField(max_length=2, verbose_name="ISO code")),
                ("name_ar", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                (
                    "summary_ar",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences: its part in the programme.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences: its part in the programme.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_fr",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences: its part in the programme.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                ("is_group", models.BooleanField(default=False, verbose_name="group of states")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        help_text="Language codes, separated by commas: ar, fr, pt…",
                        size=None,
                        verbose_name="working languages",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="longitude"
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="latitude"),
                ),
                ("sort_ar", models.CharField(editable=False, max_length=120)),
                ("sort_en", models.CharField(editable=False, max_length=120)),
                ("sort_fr", models.CharField(editable=False, max_length=120)),
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
                        to="registry.country",
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
                            hash="0f1096eb09732b2f07ac7b0536d3596dd205068a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8945d",
                            table="registry_countryevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CountryRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("focus-partner", "Focus Partner State"),
                            ("participating", "participating state"),
                            ("donor", "donor"),
                            ("host", "host of a workshop"),
                            ("group", "group of states"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "role of a state",
                "verbose_name_plural": "roles of states",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("country", "role"),
                        name="country_role_is_unique",
                        violation_error_message="The state has this role already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_countryroleevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;',
                            hash="9f535ffae23c9c509da8083d0574e688b328ba9e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9b0f0",
                            table="registry_countryrole",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_countryroleevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;',
                            hash="8b14cf5a697ef88c94a554bac8019d5ee0872644",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b72b3",
                            table="registry_countryrole",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_countryroleevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."country_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;',
                            hash="0014af890476406737d6f4895b531b12bec529c5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1f4a2",
                            table="registry_countryrole",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountryRoleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("focus-partner", "Focus Partner State"),
                            ("participating", "participating state"),
                            ("donor", "donor"),
                            ("host", "host of a workshop"),
                            ("group", "group of states"),
                        ],
                        max_length=20,
                        verbose_name="role",
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
                        to="registry.countryrole",
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
                            hash="c53c4575ff30193619e94c7df4b4d9e6515cb718",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ed871",
                            table="registry_countryroleevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FocalPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.CharField(
                        choices=[("lead", "lead"), ("deputy", "deputy")],
                        default="lead",
                        max_length=10,
                        verbose_name="position",
                    ),
                ),
                ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="since")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="The last day in office; empty while open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="focal_points",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "national focal point",
                "verbose_name_plural": "national focal points",
                "ordering": ["country", "-since"],
                "indexes": [models.Index(fields=["user", "since", "until"], name="focal_point_by_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="focal_point_term_in_order",
                        violation_error_message="The term ends before it begins.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("position", "lead")),
                        expressions=[
                            (
                                models.Func(
                                    models.F("country"), models.F("country"), models.Value("[]"), function="int8range"
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("since"), models.F("until"), models.Value("[]"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="focal_point_one_lead_at_a_time",
                        violation_error_message="The state has another lead focal point in these days. End that term first, or enter a deputy.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_focalpointevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "until", "user_id") VALUES (NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                            hash="8edf880482680a21bef0a7235f5d2b0206b96473",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_254c1",
                            table="registry_focalpoint",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_focalpointevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "until", "user_id") VALUES (NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                            hash="76ea7cddf5d21b644f1783845e6df59ba8e674bf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6418b",
                            table="registry_focalpoint",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_focalpointevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "until", "user_id") VALUES (OLD."country_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."since", OLD."until", OLD."user_id"); RETURN NULL;',
                            hash="b92e31482b3d23a1ccb070c408022d271a809e8d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2aa79",
                            table="registry_focalpoint",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FocalPointEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "position",
                    models.CharField(
                        choices=[("lead", "lead"), ("deputy", "deputy")],
                        default="lead",
                        max_length=10,
                        verbose_name="position",
                    ),
                ),
                ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="since")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="The last day in office; empty while open.",
                        null=True,
                        verbose_name="until",
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
                        to="registry.focalpoint",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
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
                            hash="72b6dde506abe1e9b8aaa4b783535d22eb61b324",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_20814",
                            table="registry_focalpointevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Institution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ministry", "ministry"),
                            ("secretariat", "secretariat of state"),
                            ("directorate", "directorate"),
                            ("agency", "agency"),
                            ("committee", "committee"),
                            ("council", "council"),
                            ("office", "office"),
                            ("unit", "unit"),
                            ("bank", "bank"),
                            ("parliament", "parliament"),
                            ("university", "university"),
                            ("company-association", "business association"),
                            ("diaspora-organisation", "diaspora organisation"),
                            ("programme", "programme"),
                            ("international-organisation", "international organisation"),
                            ("national-agency-abroad", "agency of a partner country"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("name_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for an organisation that belongs to no state.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="institutions",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="registry.institution",
                        verbose_name="part of",
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
                "verbose_name": "institution",
                "verbose_name_plural": "institutions",
                "ordering": ["reference__ref"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_ar__isnull", False), models.Q(("name_ar", ""), _negated=True)),
                            models.Q(("name_en__isnull", False), models.Q(("name_en", ""), _negated=True)),
                            models.Q(("name_fr__isnull", False), models.Q(("name_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="institution_has_name",
                        violation_error_message="Give the name in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), models.Q(("parent", models.F("pk")), _negated=True), _connector="OR"
                        ),
                        name="institution_is_not_its_own_part",
                        violation_error_message="An institution cannot be a part of itself.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_institutionevent" ("acronym", "country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "kind", "name_ar", "name_en", "name_fr", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "updated_at", "version") VALUES (NEW."acronym", NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."kind", NEW."name_ar", NEW."name_en", NEW."name_fr", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="d0b4a25659fbc0206f8f149e236789b1a49c63db",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_72132",
                            table="registry_institution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."acronym" IS DISTINCT FROM (NEW."acronym") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name_ar" IS DISTINCT FROM (NEW."name_ar") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_fr" IS DISTINCT FROM (NEW."name_fr") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "registry_institutionevent" ("acronym", "country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "kind", "name_ar", "name_en", "name_fr", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "updated_at", "version") VALUES (NEW."acronym", NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."kind", NEW."name_ar", NEW."name_en", NEW."name_fr", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="bbfebc7690eba7c298838dfa3fb70024f165df6c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2a1e2",
                            table="registry_institution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_institutionevent" ("acronym", "country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "kind", "name_ar", "name_en", "name_fr", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "updated_at", "version") VALUES (OLD."acronym", OLD."country_id", OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."id", OLD."kind", OLD."name_ar", OLD."name_en", OLD."name_fr", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_id", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="8e44dd33b93843dc8d1a6ff99a3dd947f9514cfd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3812",
                            table="registry_institution",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstitutionEvent",
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
                            ("ministry", "ministry"),
                            ("secretariat", "secretariat of state"),
                            ("directorate", "directorate"),
                            ("agency", "agency"),
                            ("committee", "committee"),
                            ("council", "council"),
                            ("office", "office"),
                            ("unit", "unit"),
                            ("bank", "bank"),
                            ("parliament", "parliament"),
                            ("university", "university"),
                            ("company-association", "business association"),
                            ("diaspora-organisation", "diaspora organisation"),
                            ("programme", "programme"),
                            ("international-organisation", "international organisation"),
                            ("national-agency-abroad", "agency of a partner country"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("name_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="name")),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty for an organisation that belongs to no state.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.institution",
                        verbose_name="part of",
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
                        to="registry.institution",
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
                            hash="fd1bbbba40d9b2eafa5da3f0a71c71a29cbd9b63",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_52a6a",
                            table="registry_institutionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MechanismMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="registry.institution",
                        verbose_name="institution",
                    ),
                ),
                (
                    "mechanism",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="registry.coordinationmechanism",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a coordination mechanism",
                "verbose_name_plural": "members of a coordination mechanism",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mechanism", "institution"),
                        name="mechanism_member_is_unique",
                        violation_error_message="The institution is named already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_mechanismmemberevent" ("id", "institution_id", "mechanism_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."id", NEW."institution_id", NEW."mechanism_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="05fbfa5ee488a6b366ffb2967c9e300e01cabd50",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cf3e5",
                            table="registry_mechanismmember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_mechanismmemberevent" ("id", "institution_id", "mechanism_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."id", NEW."institution_id", NEW."mechanism_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="5525b0ecb0b3532002e4d2704d4305d1f21fb311",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e89c0",
                            table="registry_mechanismmember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_mechanismmemberevent" ("id", "institution_id", "mechanism_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."id", OLD."institution_id", OLD."mechanism_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                            hash="dfb0b86a26da59bd719469a5afc4bc70c7b35a92",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a224b",
                            table="registry_mechanismmember",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MechanismMemberEvent",
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
                    "mechanism",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.coordinationmechanism",
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
                        to="registry.mechanismmember",
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
                            hash="129c0ba30401a3d420c0ff26763b64252f394e6b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c9a07",
                            table="registry_mechanismmemberevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Practice",
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
                ("published", models.BooleanField(default=True, verbose_name="published")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practices",
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
                        related_name="practices",
                        to="registry.institution",
                        verbose_name="institution",
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
                "verbose_name": "practice",
                "verbose_name_plural": "practices",
                "ordering": ["reference__ref"],
                "indexes": [
                    models.Index(fields=["country", "published"], name="practice_by_state"),
                    models.Index(
                        condition=models.Q(("published", True)), fields=["-updated_at", "-id"], name="practice_latest"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="practice_has_title",
                        violation_error_message="Give the title in at least one language.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_practiceevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published", NEW."reference_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="e4fc0f9469f3895ce5fe7d85a463f0a082394130",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9b737",
                            table="registry_practice",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."institution_id" IS DISTINCT FROM (NEW."institution_id") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "registry_practiceevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published", NEW."reference_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="f77730e46b87a3ee9486a01675a9ffbe9e8823eb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8866c",
                            table="registry_practice",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_practiceevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (OLD."country_id", OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published", OLD."reference_id", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="2b5b14e943eb86ef4eadcd6847e9edfb2754adbd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b889a",
                            table="registry_practice",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticeEvent",
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
                ("published", models.BooleanField(default=True, verbose_name="published")),
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
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="registry.practice",
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
                            hash="6ecdc185ddd197dfc962fdf5487f5b537a527b13",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8c9cb",
                            table="registry_practiceevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="The year of the consultation or of the source.", verbose_name="year"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="Name the need, in one line.", max_length=200, verbose_name="title"
                    ),
                ),
                (
                    "title_ar",
                    models.CharField(
                        blank=True,
                        help_text="Name the need, in one line.",
                        max_length=200,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        blank=True,
                        help_text="Name the need, in one line.",
                        max_length=200,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                (
                    "title_fr",
                    models.CharField(
                        blank=True,
                        help_text="Name the need, in one line.",
                        max_length=200,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("need", models.TextField(blank=True, help_text="What is missing today?", verbose_name="need")),
                (
                    "need_ar",
                    models.TextField(blank=True, help_text="What is missing today?", null=True, verbose_name="need"),
                ),
                (
                    "need_en",
                    models.TextField(blank=True, help_text="What is missing today?", null=True, verbose_name="need"),
                ),
                (
                    "need_fr",
                    models.TextField(blank=True, help_text="What is missing today?", null=True, verbose_name="need"),
                ),
                (
                    "desired_result",
                    models.TextField(
                        blank=True, help_text="What should be different then?", verbose_name="desired result"
                    ),
                ),
                (
                    "desired_result_ar",
                    models.TextField(
                        blank=True, help_text="What should be different then?", null=True, verbose_name="desired result"
                    ),
                ),
                (
                    "desired_result_en",
                    models.TextField(
                        blank=True, help_text="What should be different then?", null=True, verbose_name="desired result"
                    ),
                ),
                (
                    "desired_result_fr",
                    models.TextField(
                        blank=True, help_text="What should be different then?", null=True, verbose_name="desired result"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("sent-back", "sent back"),
                            ("accepted", "accepted"),
                            ("published", "published"),
                            ("fulfilled", "fulfilled"),
                            ("withdrawn", "withdrawn"),
                            ("superseded", "superseded"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("derived", models.BooleanField(default=False, verbose_name="derived from a source")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priorities",
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
                        related_name="priorities",
                        to="registry.institution",
                        verbose_name="lead institution",
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
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priorities",
                        to="registry.consultationround",
                        verbose_name="national consultation",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="registry.priority",
                        verbose_name="superseded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "priority",
                "verbose_name_plural": "priorities",
                "ordering": ["reference__ref"],
                "indexes": [
                    models.Index(fields=["country", "status"], name="priority_by_state"),
                    models.Index(fields=["round", "status"], name="priority_by_round"),
                    models.Index(fields=["status", "id"], name="priority_by_status"),
                    models.Index(
                        condition=models.Q(("status__in", ["published", "fulfilled", "superseded"])),
                        fields=["-updated_at", "-id"],
                        name="priority_latest",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ["published", "fulfilled", "superseded"])),
                        fields=["country", "-updated_at", "-id"],
                        name="priority_latest_by_state",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ["published", "fulfilled", "superseded"])),
                        fields=["country", "id"],
                        name="priority_walk_by_state",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="priority_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "submitted",
                                    "sent-back",
                                    "accepted",
                                    "published",
                                    "fulfilled",
                                    "withdrawn",
                                    "superseded",
                                ],
                            )
                        ),
                        name="priority_status_is_known",
                        violation_error_message="Unknown status.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("derived", False), ("round", None), _connector="OR"),
                        name="derived_priority_has_no_round",
                        violation_error_message="What is derived from a source is not an entry by the state and belongs to no consultation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "superseded"), _negated=True),
                            ("superseded_by__isnull", False),
                            _connector="OR",
                        ),
                        name="superseded_priority_names_its_successor",
                        violation_error_message="Say which priority takes its place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_by", None),
                            models.Q(("superseded_by", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="priority_does_not_supersede_itself",
                        violation_error_message="A priority cannot take its own place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["published", "fulfilled", "superseded"]), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="public_priority_has_a_day",
                        violation_error_message="A published priority needs the day of its publication.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_priorityevent" ("confirmed_on", "country_id", "created_at", "derived", "description_ar", "description_en", "description_fr", "desired_result_ar", "desired_result_en", "desired_result_fr", "id", "institution_id", "need_ar", "need_en", "need_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reference_id", "round_id", "status", "superseded_by_id", "title_ar", "title_en", "title_fr", "updated_at", "version", "year") VALUES (NEW."confirmed_on", NEW."country_id", NEW."created_at", NEW."derived", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."desired_result_ar", NEW."desired_result_en", NEW."desired_result_fr", NEW."id", NEW."institution_id", NEW."need_ar", NEW."need_en", NEW."need_fr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."reference_id", NEW."round_id", NEW."status", NEW."superseded_by_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."year"); RETURN NULL;',
                            hash="a99b9cd6bce925c81a0e66842b53556123692c19",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_971ff",
                            table="registry_priority",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."derived" IS DISTINCT FROM (NEW."derived") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."desired_result_ar" IS DISTINCT FROM (NEW."desired_result_ar") OR OLD."desired_result_en" IS DISTINCT FROM (NEW."desired_result_en") OR OLD."desired_result_fr" IS DISTINCT FROM (NEW."desired_result_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."institution_id" IS DISTINCT FROM (NEW."institution_id") OR OLD."need_ar" IS DISTINCT FROM (NEW."need_ar") OR OLD."need_en" IS DISTINCT FROM (NEW."need_en") OR OLD."need_fr" IS DISTINCT FROM (NEW."need_fr") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."superseded_by_id" IS DISTINCT FROM (NEW."superseded_by_id") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "registry_priorityevent" ("confirmed_on", "country_id", "created_at", "derived", "description_ar", "description_en", "description_fr", "desired_result_ar", "desired_result_en", "desired_result_fr", "id", "institution_id", "need_ar", "need_en", "need_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reference_id", "round_id", "status", "superseded_by_id", "title_ar", "title_en", "title_fr", "updated_at", "version", "year") VALUES (NEW."confirmed_on", NEW."country_id", NEW."created_at", NEW."derived", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."desired_result_ar", NEW."desired_result_en", NEW."desired_result_fr", NEW."id", NEW."institution_id", NEW."need_ar", NEW."need_en", NEW."need_fr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."reference_id", NEW."round_id", NEW."status", NEW."superseded_by_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."year"); RETURN NULL;',
                            hash="3575f302697b7fae997e220d60b91b8e57cffde5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_60ab4",
                            table="registry_priority",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_priorityevent" ("confirmed_on", "country_id", "created_at", "derived", "description_ar", "description_en", "description_fr", "desired_result_ar", "desired_result_en", "desired_result_fr", "id", "institution_id", "need_ar", "need_en", "need_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reference_id", "round_id", "status", "superseded_by_id", "title_ar", "title_en", "title_fr", "updated_at", "version", "year") VALUES (OLD."confirmed_on", OLD."country_id", OLD."created_at", OLD."derived", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."desired_result_ar", OLD."desired_result_en", OLD."desired_result_fr", OLD."id", OLD."institution_id", OLD."need_ar", OLD."need_en", OLD."need_fr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."reference_id", OLD."round_id", OLD."status", OLD."superseded_by_id", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version", OLD."year"); RETURN NULL;',
                            hash="b63fbab0c815aaf4ce1d9088c2821ca8c548dced",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_05251",
                            table="registry_priority",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="The year of the consultation or of the source.", verbose_name="year"
                    ),
                ),
                (
                    "title_ar",
                    models.CharField(
                        blank=True,
                        help_text="Name the need, in one line.",
                        max_length=200,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        blank=True,
                        help_text="Name the need, in one line.",
                        max_length=200,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                (
                    "title_fr",
                    models.CharField(
                        blank=True,
                        help_text="Name the need, in one line.",
                        max_length=200,
                        null=True,
                        verbose_name="title",
                    ),
                ),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "need_ar",
                    models.TextField(blank=True, help_text="What is missing today?", null=True, verbose_name="need"),
                ),
                (
                    "need_en",
                    models.TextField(blank=True, help_text="What is missing today?", null=True, verbose_name="need"),
                ),
                (
                    "need_fr",
                    models.TextField(blank=True, help_text="What is missing today?", null=True, verbose_name="need"),
                ),
                (
                    "desired_result_ar",
                    models.TextField(
                        blank=True, help_text="What should be different then?", null=True, verbose_name="desired result"
                    ),
                ),
                (
                    "desired_result_en",
                    models.TextField(
                        blank=True, help_text="What should be different then?", null=True, verbose_name="desired result"
                    ),
                ),
                (
                    "desired_result_fr",
                    models.TextField(
                        blank=True, help_text="What should be different then?", null=True, verbose_name="desired result"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("sent-back", "sent back"),
                            ("accepted", "accepted"),
                            ("published", "published"),
                            ("fulfilled", "fulfilled"),
                            ("withdrawn", "withdrawn"),
                            ("superseded", "superseded"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("derived", models.BooleanField(default=False, verbose_name="derived from a source")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published")),
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
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.institution",
                        verbose_name="lead institution",
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
                        to="registry.priority",
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
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.consultationround",
                        verbose_name="national consultation",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.priority",
                        verbose_name="superseded by",
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
                            hash="61770d564ccd66bdb64011823158f084aca7c798",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1eec4",
                            table="registry_priorityevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("acronym", models.CharField(max_length=40, verbose_name="acronym")),
                ("title", models.CharField(blank=True, max_length=250, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                (
                    "standfirst",
                    models.TextField(
                        blank=True, help_text="What it is, in two or three sentences.", verbose_name="standfirst"
                    ),
                ),
                (
                    "standfirst_ar",
                    models.TextField(
                        blank=True,
                        help_text="What it is, in two or three sentences.",
                        null=True,
                        verbose_name="standfirst",
                    ),
                ),
                (
                    "standfirst_en",
                    models.TextField(
                        blank=True,
                        help_text="What it is, in two or three sentences.",
                        null=True,
                        verbose_name="standfirst",
                    ),
                ),
                (
                    "standfirst_fr",
                    models.TextField(
                        blank=True,
                        help_text="What it is, in two or three sentences.",
                        null=True,
                        verbose_name="standfirst",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("start", models.DateField(verbose_name="start")),
                ("end", models.DateField(blank=True, null=True, verbose_name="end")),
                ("predecessor_title", models.CharField(blank=True, max_length=250, verbose_name="predecessor")),
                (
                    "predecessor_title_ar",
                    models.CharField(blank=True, max_length=250, null=True, verbose_name="predecessor"),
                ),
                (
                    "predecessor_title_en",
                    models.CharField(blank=True, max_length=250, null=True, verbose_name="predecessor"),
                ),
                (
                    "predecessor_title_fr",
                    models.CharField(blank=True, max_length=250, null=True, verbose_name="predecessor"),
                ),
                ("predecessor_description", models.TextField(blank=True, verbose_name="about the predecessor")),
                (
                    "predecessor_description_ar",
                    models.TextField(blank=True, null=True, verbose_name="about the predecessor"),
                ),
                (
                    "predecessor_description_en",
                    models.TextField(blank=True, null=True, verbose_name="about the predecessor"),
                ),
                (
                    "predecessor_description_fr",
                    models.TextField(blank=True, null=True, verbose_name="about the predecessor"),
                ),
                (
                    "predecessor_years",
                    models.CharField(blank=True, max_length=20, verbose_name="years of the predecessor"),
                ),
                (
                    "implementer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.institution",
                        verbose_name="implementing agency",
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
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ["-start"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="programme_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                        name="programme_days_in_order",
                        violation_error_message="The programme ends before it begins.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_programmeevent" ("acronym", "created_at", "description_ar", "description_en", "description_fr", "end", "id", "implementer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_description_ar", "predecessor_description_en", "predecessor_description_fr", "predecessor_title_ar", "predecessor_title_en", "predecessor_title_fr", "predecessor_years", "reference_id", "standfirst_ar", "standfirst_en", "standfirst_fr", "start", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."acronym", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."end", NEW."id", NEW."implementer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."predecessor_description_ar", NEW."predecessor_description_en", NEW."predecessor_description_fr", NEW."predecessor_title_ar", NEW."predecessor_title_en", NEW."predecessor_title_fr", NEW."predecessor_years", NEW."reference_id", NEW."standfirst_ar", NEW."standfirst_en", NEW."standfirst_fr", NEW."start", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="47ccb03ed625c5bda721668c7d93523ae73700a8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b3a97",
                            table="registry_programme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."acronym" IS DISTINCT FROM (NEW."acronym") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."implementer_id" IS DISTINCT FROM (NEW."implementer_id") OR OLD."predecessor_description_ar" IS DISTINCT FROM (NEW."predecessor_description_ar") OR OLD."predecessor_description_en" IS DISTINCT FROM (NEW."predecessor_description_en") OR OLD."predecessor_description_fr" IS DISTINCT FROM (NEW."predecessor_description_fr") OR OLD."predecessor_title_ar" IS DISTINCT FROM (NEW."predecessor_title_ar") OR OLD."predecessor_title_en" IS DISTINCT FROM (NEW."predecessor_title_en") OR OLD."predecessor_title_fr" IS DISTINCT FROM (NEW."predecessor_title_fr") OR OLD."predecessor_years" IS DISTINCT FROM (NEW."predecessor_years") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."standfirst_ar" IS DISTINCT FROM (NEW."standfirst_ar") OR OLD."standfirst_en" IS DISTINCT FROM (NEW."standfirst_en") OR OLD."standfirst_fr" IS DISTINCT FROM (NEW."standfirst_fr") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "registry_programmeevent" ("acronym", "created_at", "description_ar", "description_en", "description_fr", "end", "id", "implementer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_description_ar", "predecessor_description_en", "predecessor_description_fr", "predecessor_title_ar", "predecessor_title_en", "predecessor_title_fr", "predecessor_years", "reference_id", "standfirst_ar", "standfirst_en", "standfirst_fr", "start", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."acronym", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."end", NEW."id", NEW."implementer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."predecessor_description_ar", NEW."predecessor_description_en", NEW."predecessor_description_fr", NEW."predecessor_title_ar", NEW."predecessor_title_en", NEW."predecessor_title_fr", NEW."predecessor_years", NEW."reference_id", NEW."standfirst_ar", NEW."standfirst_en", NEW."standfirst_fr", NEW."start", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="a06a25f25a0a4f700160bcb7c3a4cf1295baa416",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2adaa",
                            table="registry_programme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_programmeevent" ("acronym", "created_at", "description_ar", "description_en", "description_fr", "end", "id", "implementer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_description_ar", "predecessor_description_en", "predecessor_description_fr", "predecessor_title_ar", "predecessor_title_en", "predecessor_title_fr", "predecessor_years", "reference_id", "standfirst_ar", "standfirst_en", "standfirst_fr", "start", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (OLD."acronym", OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."end", OLD."id", OLD."implementer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."predecessor_description_ar", OLD."predecessor_description_en", OLD."predecessor_description_fr", OLD."predecessor_title_ar", OLD."predecessor_title_en", OLD."predecessor_title_fr", OLD."predecessor_years", OLD."reference_id", OLD."standfirst_ar", OLD."standfirst_en", OLD."standfirst_fr", OLD."start", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="91e2ac4651c15134f10a7c6028e5b057bdb59d87",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_44147",
                            table="registry_programme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mechanism",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(verbose_name="short name")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                (
                    "since_precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month")],
                        default="day",
                        max_length=5,
                        verbose_name="date known",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mechanisms", to="registry.programme"
                    ),
                ),
            ],
            options={
                "verbose_name": "mechanism of the programme",
                "verbose_name_plural": "mechanisms of the programme",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "slug"), name="mechanism_slug_is_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="mechanism_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_mechanismevent" ("description_ar", "description_en", "description_fr", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "since", "since_precision", "slug", "title_ar", "title_en", "title_fr") VALUES (NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."programme_id", NEW."since", NEW."since_precision", NEW."slug", NEW."title_ar", NEW."title_en", NEW."title_fr"); RETURN NULL;',
                            hash="f43e60e97571b8b2578f550c4f72ac8a8078c727",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f594f",
                            table="registry_mechanism",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."since_precision" IS DISTINCT FROM (NEW."since_precision") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr"))',
                            func='INSERT INTO "registry_mechanismevent" ("description_ar", "description_en", "description_fr", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "since", "since_precision", "slug", "title_ar", "title_en", "title_fr") VALUES (NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."programme_id", NEW."since", NEW."since_precision", NEW."slug", NEW."title_ar", NEW."title_en", NEW."title_fr"); RETURN NULL;',
                            hash="4a160eef5778a5e709838bbb300a7e8c884ed67c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_01299",
                            table="registry_mechanism",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_mechanismevent" ("description_ar", "description_en", "description_fr", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "since", "since_precision", "slug", "title_ar", "title_en", "title_fr") VALUES (OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."programme_id", OLD."since", OLD."since_precision", OLD."slug", OLD."title_ar", OLD."title_en", OLD."title_fr"); RETURN NULL;',
                            hash="46698cda053e88df8f546e4abbc225740d95d1e6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b4c88",
                            table="registry_mechanism",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="0 is the overall objective.", verbose_name="number"),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("text_ar", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_en", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_fr", models.TextField(blank=True, null=True, verbose_name="text")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="objectives", to="registry.programme"
                    ),
                ),
            ],
            options={
                "verbose_name": "objective",
                "verbose_name_plural": "objectives",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "number"), name="objective_number_is_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text_ar__isnull", False), models.Q(("text_ar", ""), _negated=True)),
                            models.Q(("text_en__isnull", False), models.Q(("text_en", ""), _negated=True)),
                            models.Q(("text_fr__isnull", False), models.Q(("text_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="objective_has_text",
                        violation_error_message="Give the text in at least one language.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_objectiveevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text_ar", "text_en", "text_fr") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."text_ar", NEW."text_en", NEW."text_fr"); RETURN NULL;',
                            hash="3cb5cf8f81aebd88304d943317187a7a8d9c13ee",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_df90a",
                            table="registry_objective",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."text_ar" IS DISTINCT FROM (NEW."text_ar") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_fr" IS DISTINCT FROM (NEW."text_fr"))',
                            func='INSERT INTO "registry_objectiveevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text_ar", "text_en", "text_fr") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."text_ar", NEW."text_en", NEW."text_fr"); RETURN NULL;',
                            hash="c6e126fa3cf7924457937c8a9e0c8e9582797be2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_396c9",
                            table="registry_objective",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_objectiveevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text_ar", "text_en", "text_fr") VALUES (OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."text_ar", OLD."text_en", OLD."text_fr"); RETURN NULL;',
                            hash="0a9e5a0c404ffe6607606c6f29cddbb1d1d7753d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0fd8e",
                            table="registry_objective",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectiveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="0 is the overall objective.", verbose_name="number"),
                ),
                ("text_ar", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_en", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_fr", models.TextField(blank=True, null=True, verbose_name="text")),
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
                        to="registry.objective",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.programme",
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
                            hash="6e1a783e83bbe806b7d79b35fc6108793077b994",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_05bdc",
                            table="registry_objectiveevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MechanismEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, verbose_name="short name")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                (
                    "since_precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month")],
                        default="day",
                        max_length=5,
                        verbose_name="date known",
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
                        to="registry.mechanism",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.programme",
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
                            hash="a73d5fb4ff9b10d7c42ecc5636f67a0fabe6620b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_04056",
                            table="registry_mechanismevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeDonor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="donor_links", to="registry.programme"
                    ),
                ),
            ],
            options={
                "verbose_name": "donor of a programme",
                "verbose_name_plural": "donors of a programme",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "country"), name="programme_donor_is_unique")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_programmedonorevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id") VALUES (NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."programme_id"); RETURN NULL;',
                            hash="0e0975c52279f733c70f180241132d0ee9a8dbbe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8b5f2",
                            table="registry_programmedonor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_programmedonorevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id") VALUES (NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."programme_id"); RETURN NULL;',
                            hash="20107e8c363fbdd9cad4a262f8cb9118232edbb0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_45ac0",
                            table="registry_programmedonor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_programmedonorevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id") VALUES (OLD."country_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."programme_id"); RETURN NULL;',
                            hash="9e7d53f39f6ace1754d2ab7cb559aac2949fdfeb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d97f7",
                            table="registry_programmedonor",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeDonorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
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
                        to="registry.programmedonor",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.programme",
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
                            hash="b2ce80a16fe80362e5746af1ba04e55deaf04f96",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bc893",
                            table="registry_programmedonorevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("acronym", models.CharField(max_length=40, verbose_name="acronym")),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                (
                    "standfirst_ar",
                    models.TextField(
                        blank=True,
                        help_text="What it is, in two or three sentences.",
                        null=True,
                        verbose_name="standfirst",
                    ),
                ),
                (
                    "standfirst_en",
                    models.TextField(
                        blank=True,
                        help_text="What it is, in two or three sentences.",
                        null=True,
                        verbose_name="standfirst",
                    ),
                ),
                (
                    "standfirst_fr",
                    models.TextField(
                        blank=True,
                        help_text="What it is, in two or three sentences.",
                        null=True,
                        verbose_name="standfirst",
                    ),
                ),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("start", models.DateField(verbose_name="start")),
                ("end", models.DateField(blank=True, null=True, verbose_name="end")),
                (
                    "predecessor_title_ar",
                    models.CharField(blank=True, max_length=250, null=True, verbose_name="predecessor"),
                ),
                (
                    "predecessor_title_en",
                    models.CharField(blank=True, max_length=250, null=True, verbose_name="predecessor"),
                ),
                (
                    "predecessor_title_fr",
                    models.CharField(blank=True, max_length=250, null=True, verbose_name="predecessor"),
                ),
                (
                    "predecessor_description_ar",
                    models.TextField(blank=True, null=True, verbose_name="about the predecessor"),
                ),
                (
                    "predecessor_description_en",
                    models.TextField(blank=True, null=True, verbose_name="about the predecessor"),
                ),
                (
                    "predecessor_description_fr",
                    models.TextField(blank=True, null=True, verbose_name="about the predecessor"),
                ),
                (
                    "predecessor_years",
                    models.CharField(blank=True, max_length=20, verbose_name="years of the predecessor"),
                ),
                (
                    "implementer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.institution",
                        verbose_name="implementing agency",
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
                        to="registry.programme",
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
                            hash="8df99e5aa468c5093a5359444c9eb5e5261aa392",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bca0c",
                            table="registry_programmeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammePartner",
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_links",
                        to="registry.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "partner of a programme",
                "verbose_name_plural": "partners of a programme",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "institution"), name="programme_partner_is_unique")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_programmepartnerevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."programme_id"); RETURN NULL;',
                            hash="cbae7d2f46997f55e81f8257395b6aa04c305ab0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_85558",
                            table="registry_programmepartner",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_programmepartnerevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."programme_id"); RETURN NULL;',
                            hash="af21da611b7d7ed183fdb4673e6026fd9d17ce25",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a6592",
                            table="registry_programmepartner",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_programmepartnerevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id") VALUES (OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."programme_id"); RETURN NULL;',
                            hash="55eac61497b27a8fba81a3e2f55bc4c64260d1c9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_949a8",
                            table="registry_programmepartner",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammePartnerEvent",
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
                        to="registry.programmepartner",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.programme",
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
                            hash="0f80d47934b8f00b8a5fb3971c70419ed7416153",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7f2ef",
                            table="registry_programmepartnerevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.country",
                        verbose_name="state",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invited",
                        to="registry.consultationround",
                    ),
                ),
            ],
            options={
                "verbose_name": "state invited",
                "verbose_name_plural": "states invited",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "country"),
                        name="round_state_is_unique",
                        violation_error_message="The state is invited already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_roundstateevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "round_id") VALUES (NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."round_id"); RETURN NULL;',
                            hash="c300b313704c3cb4125766ef1ce7c2ee83f534e9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d1324",
                            table="registry_roundstate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_roundstateevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "round_id") VALUES (NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."round_id"); RETURN NULL;',
                            hash="9e615b4e2cfabe36ec46cbd4084f32927df57840",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f96b4",
                            table="registry_roundstate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_roundstateevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "round_id") VALUES (OLD."country_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."round_id"); RETURN NULL;',
                            hash="e9f91f207e135aa35154b1a4da71e797ed3e709e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_846f4",
                            table="registry_roundstate",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundStateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
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
                        to="registry.roundstate",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.consultationround",
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
                            hash="e48ffae69a53e5411f9f6dfb04ba32ab4fbd4b23",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cc9cf",
                            table="registry_roundstateevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("name_ar", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
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
            ],
            options={
                "verbose_name": "theme",
                "verbose_name_plural": "themes",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_ar__isnull", False), models.Q(("name_ar", ""), _negated=True)),
                            models.Q(("name_en__isnull", False), models.Q(("name_en", ""), _negated=True)),
                            models.Q(("name_fr__isnull", False), models.Q(("name_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="theme_has_name",
                        violation_error_message="Give the name in at least one language.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_themeevent" ("created_at", "description_ar", "description_en", "description_fr", "id", "name_ar", "name_en", "name_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_id", "updated_at", "version") VALUES (NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."name_ar", NEW."name_en", NEW."name_fr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."reference_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="f4b00cfa0c9a9eb76eb52551ebcc86b000451fc5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_02df6",
                            table="registry_theme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name_ar" IS DISTINCT FROM (NEW."name_ar") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_fr" IS DISTINCT FROM (NEW."name_fr") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "registry_themeevent" ("created_at", "description_ar", "description_en", "description_fr", "id", "name_ar", "name_en", "name_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_id", "updated_at", "version") VALUES (NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."name_ar", NEW."name_en", NEW."name_fr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."reference_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="0e5c9875d53427e17ac193d9942ecec3fc99e120",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_72cd7",
                            table="registry_theme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_themeevent" ("created_at", "description_ar", "description_en", "description_fr", "id", "name_ar", "name_en", "name_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_id", "updated_at", "version") VALUES (OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."id", OLD."name_ar", OLD."name_en", OLD."name_fr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."reference_id", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="7f5286385d47cb3ad513b32081819fa4e6bec4e9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6a59d",
                            table="registry_theme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticeTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="theme_links", to="registry.practice"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practice_links",
                        to="registry.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme of a practice",
                "verbose_name_plural": "themes of a practice",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("practice", "theme"),
                        name="practice_theme_is_unique",
                        violation_error_message="The theme is named already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_practicethemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "practice_id", "theme_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."practice_id", NEW."theme_id"); RETURN NULL;',
                            hash="70dc7bc82c16696945b820b06dddf81592019ff8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_797bb",
                            table="registry_practicetheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_practicethemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "practice_id", "theme_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."practice_id", NEW."theme_id"); RETURN NULL;',
                            hash="87997541e22b738a2586c09061614ab2c57eacfd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_af037",
                            table="registry_practicetheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_practicethemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "practice_id", "theme_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."practice_id", OLD."theme_id"); RETURN NULL;',
                            hash="9389411b705c64ee91ca283862cd718bd4b4d240",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5619d",
                            table="registry_practicetheme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="theme_links", to="registry.priority"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priority_links",
                        to="registry.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme of a priority",
                "verbose_name_plural": "themes of a priority",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "theme"),
                        name="priority_theme_is_unique",
                        violation_error_message="The theme is named already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_prioritythemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "theme_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."priority_id", NEW."theme_id"); RETURN NULL;',
                            hash="a9154f47cd41bb1b3e6662308b727bce9f12ce35",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_beb1b",
                            table="registry_prioritytheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_prioritythemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "theme_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."priority_id", NEW."theme_id"); RETURN NULL;',
                            hash="d621096fb2a4e916b5f75e994652208d9035b26e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_629ae",
                            table="registry_prioritytheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_prioritythemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "theme_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."priority_id", OLD."theme_id"); RETURN NULL;',
                            hash="d10a2e90ecaa24a14fd7ec817b4d751273575697",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c5212",
                            table="registry_prioritytheme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityThemeEvent",
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
                        to="registry.prioritytheme",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.priority",
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
                            hash="73b09d93c933b879ee1f273db098d045b751a057",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2b390",
                            table="registry_prioritythemeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticeThemeEvent",
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
                        to="registry.practicetheme",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.practice",
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
                            hash="8b5bdf622e3c8cc0a33ada70e277fce25dca9f6a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_36f85",
                            table="registry_practicethemeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("name_ar", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=120, null=True, verbose_name="name")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
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
                        to="registry.theme",
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
                            hash="a59b925016c9d7daec2f126041fa75f5813dec63",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_25c1c",
                            table="registry_themeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="consultationround",
            name="states",
            field=models.ManyToManyField(
                related_name="rounds",
                through="registry.RoundState",
                to="registry.country",
                verbose_name="states invited",
            ),
        ),
        migrations.AddField(
            model_name="coordinationmechanism",
            name="institutions",
            field=models.ManyToManyField(
                related_name="coordination_mechanisms",
                through="registry.MechanismMember",
                to="registry.institution",
                verbose_name="institutions",
            ),
        ),
        migrations.AddField(
            model_name="practice",
            name="themes",
            field=models.ManyToManyField(
                related_name="practices", through="registry.PracticeTheme", to="registry.theme", verbose_name="themes"
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="themes",
            field=models.ManyToManyField(
                related_name="priorities", through="registry.PriorityTheme", to="registry.theme", verbose_name="themes"
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="donors",
            field=models.ManyToManyField(
                related_name="programmes_funded",
                through="registry.ProgrammeDonor",
                to="registry.country",
                verbose_name="donors",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="partners",
            field=models.ManyToManyField(
                related_name="programmes",
                through="registry.ProgrammePartner",
                to="registry.institution",
                verbose_name="partners",
            ),
        ),
        amedip.core.migrating.InstallTriggers(),
    ]
