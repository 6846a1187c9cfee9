import amedip.core.migrating
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReferenceCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("prefix", models.CharField(max_length=60)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "reference counter",
                "verbose_name_plural": "reference counters",
                "constraints": [models.UniqueConstraint(fields=("kind", "prefix"), name="reference_counter_is_unique")],
            },
        ),
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "public version stamp",
                "verbose_name_plural": "public version stamp",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="stamp_is_one_row")],
            },
        ),
        migrations.CreateModel(
            name="TextState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.BigIntegerField()),
                ("field", models.CharField(max_length=60)),
                (
                    "language",
                    models.CharField(choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")], max_length=2),
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
                        max_length=10,
                    ),
                ),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                (
                    "source_language",
                    models.CharField(
                        blank=True, choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")], max_length=2
                    ),
                ),
                ("source_fingerprint", models.CharField(blank=True, max_length=64)),
                ("minor", models.BooleanField(default=False)),
                ("working", models.TextField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype"
                    ),
                ),
            ],
            options={
                "verbose_name": "state of a text",
                "verbose_name_plural": "states of texts",
                "indexes": [models.Index(fields=["content_type", "language", "state"], name="text_state_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id", "field", "language"), name="text_state_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "missing"), _negated=True), ("fingerprint", ""), _connector="OR"
                        ),
                        name="missing_text_has_no_fingerprint",
                        violation_error_message="A missing text cannot have a fingerprint.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("payload", models.JSONField(default=dict, verbose_name="input")),
                ("key", models.CharField(blank=True, max_length=200, null=True, unique=True, verbose_name="key")),
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
                    "state",
                    models.CharField(
                        choices=[("queued", "waiting"), ("running", "running"), ("done", "done"), ("failed", "failed")],
                        default="queued",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="done")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="of")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("result", models.JSONField(blank=True, default=dict, verbose_name="result")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "job",
                "verbose_name_plural": "jobs",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "running"])), fields=["due_at"], name="job_waiting"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("total")), ("total", 0), _connector="OR"),
                        name="job_progress_in_order",
                        violation_error_message="More is done than there was to do.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("ref", models.CharField(max_length=120, verbose_name="reference")),
                ("path", models.CharField(blank=True, max_length=250, verbose_name="address")),
                ("title_ar", models.CharField(blank=True, max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("title_fr", models.CharField(blank=True, max_length=300)),
                ("public", models.BooleanField(default=False, verbose_name="public")),
                (
                    "example",
                    models.BooleanField(
                        default=False, help_text="Exists only to show the software.", verbose_name="example"
                    ),
                ),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="taken away")),
            ],
            options={
                "verbose_name": "reference",
                "verbose_name_plural": "references",
                "ordering": ["kind", "ref"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "ref"),
                        name="reference_is_unique",
                        violation_error_message="This reference is taken; references are never given twice.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="reference_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="993f0dcf8893837f41453349f3274043e424e8a1",
                            operation="DELETE",
                            pgid="pgtrigger_reference_stays_e20b5",
                            table="core_reference",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="reference_is_permanent",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."ref" IS DISTINCT FROM (NEW."ref"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="203ad1a1e9f3908fe8481e23b6c57335e31b5352",
                            operation="UPDATE",
                            pgid="pgtrigger_reference_is_permanent_6db51",
                            table="core_reference",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(blank=True, max_length=40, verbose_name="section")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                ("note_ar", models.CharField(blank=True, max_length=400, null=True, verbose_name="note")),
                ("note_en", models.CharField(blank=True, max_length=400, null=True, verbose_name="note")),
                ("note_fr", models.CharField(blank=True, max_length=400, null=True, verbose_name="note")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="core.reference",
                        verbose_name="cited by",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cited_in",
                        to="core.reference",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "source citation",
                "verbose_name_plural": "source citations",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "source", "section"),
                        name="citation_is_unique",
                        violation_error_message="This passage is already cited.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("owner", models.F("source")), _negated=True),
                        name="citation_points_elsewhere",
                        violation_error_message="A record cannot be its own source.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "core_citationevent" ("id", "note_ar", "note_en", "note_fr", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "source_id") VALUES (NEW."id", NEW."note_ar", NEW."note_en", NEW."note_fr", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."section", NEW."source_id"); RETURN NULL;',
                            hash="b831b3206141c05771791d7ff468128a6a1e794f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_28807",
                            table="core_citation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note_ar" IS DISTINCT FROM (NEW."note_ar") OR OLD."note_en" IS DISTINCT FROM (NEW."note_en") OR OLD."note_fr" IS DISTINCT FROM (NEW."note_fr") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."section" IS DISTINCT FROM (NEW."section") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id"))',
                            func='INSERT INTO "core_citationevent" ("id", "note_ar", "note_en", "note_fr", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "source_id") VALUES (NEW."id", NEW."note_ar", NEW."note_en", NEW."note_fr", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."section", NEW."source_id"); RETURN NULL;',
                            hash="4cebbafd61e86ae4495d6e74013eb9c9fe5b00d2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c384a",
                            table="core_citation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "core_citationevent" ("id", "note_ar", "note_en", "note_fr", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "source_id") VALUES (OLD."id", OLD."note_ar", OLD."note_en", OLD."note_fr", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."section", OLD."source_id"); RETURN NULL;',
                            hash="61231feb186b1d8f4a216a9bd9e363754698472c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_07344",
                            table="core_citation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")], max_length=2),
                ),
                ("kind", models.CharField(max_length=40)),
                ("state", models.CharField(blank=True, max_length=2)),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("title", models.TextField()),
                ("body", models.TextField(blank=True)),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
                (
                    "reference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="search_entries", to="core.reference"
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="search_entry_vector")],
                "constraints": [
                    models.UniqueConstraint(fields=("reference", "language"), name="search_entry_is_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Deed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action", models.CharField(max_length=60, verbose_name="deed")),
                ("why", models.TextField(blank=True, verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deeds",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deeds",
                        to="core.reference",
                        verbose_name="about",
                    ),
                ),
            ],
            options={
                "verbose_name": "deed",
                "verbose_name_plural": "deeds",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["reference", "-id"], name="deed_by_reference")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="deed_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="06c8cbc6abd6e6dbb4074c0e94003f6e054d4c55",
                            operation="DELETE",
                            pgid="pgtrigger_deed_stays_c9fbf",
                            table="core_deed",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("section", models.CharField(blank=True, max_length=40, verbose_name="section")),
                ("note_ar", models.CharField(blank=True, max_length=400, null=True, verbose_name="note")),
                ("note_en", models.CharField(blank=True, max_length=400, null=True, verbose_name="note")),
                ("note_fr", models.CharField(blank=True, max_length=400, null=True, verbose_name="note")),
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
                        to="core.citation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.reference",
                        verbose_name="cited by",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.reference",
                        verbose_name="source",
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
                            hash="22347258d6660982a3f246aa2fb5ed2ca02955cf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_956fc",
                            table="core_citationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gone", models.BooleanField(default=False)),
                ("number", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "reference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="core.reference"
                    ),
                ),
            ],
            options={
                "verbose_name": "public change",
                "verbose_name_plural": "public changes",
                "indexes": [
                    models.Index(fields=["number", "id"], name="change_in_order"),
                    models.Index(condition=models.Q(("number", None)), fields=["id"], name="change_without_number"),
                    models.Index(fields=["-at"], name="change_newest"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="change_is_numbered_at_commit",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE stamp bigint;",
                            func="\n                    IF EXISTS (SELECT 1 FROM core_change WHERE id = NEW.id AND number IS NULL) THEN\n                        INSERT INTO core_stamp AS s (id, number, at) VALUES (1, 1, clock_timestamp())\n                            ON CONFLICT (id) DO UPDATE SET number = s.number + 1, at = clock_timestamp()\n                            RETURNING number INTO stamp;\n                        UPDATE core_change SET number = stamp WHERE number IS NULL;\n                    END IF;\n                    RETURN NULL;\n                ",
                            hash="703f1657aef8462d4dff1642eb7dc64e8b3ded75",
                            operation="INSERT",
                            pgid="pgtrigger_change_is_numbered_at_commit_7cce0",
                            table="core_change",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        amedip.core.migrating.InstallTriggers(),
    ]
