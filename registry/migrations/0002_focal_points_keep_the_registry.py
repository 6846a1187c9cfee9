import amedip.core.migrating
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("core", "0002_focal_points_keep_the_registry"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PriorityComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(blank=True, max_length=40, verbose_name="field")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="comment")),
                (
                    "text_language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language of the comment",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="registry.priority"
                    ),
                ),
            ],
            options={
                "verbose_name": "comment on a priority",
                "verbose_name_plural": "comments on priorities",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="priority_comment_has_text",
                        violation_error_message="Write what should change, and why.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_prioritycommentevent" ("at", "author_id", "field", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "settled_at", "text", "text_language") VALUES (NEW."at", NEW."author_id", NEW."field", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority_id", NEW."settled_at", NEW."text", NEW."text_language"); RETURN NULL;',
                            hash="c2f8cb822d1ce236ec09dcdad3397e664e9b2f2c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_66b0e",
                            table="registry_prioritycomment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_prioritycommentevent" ("at", "author_id", "field", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "settled_at", "text", "text_language") VALUES (NEW."at", NEW."author_id", NEW."field", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority_id", NEW."settled_at", NEW."text", NEW."text_language"); RETURN NULL;',
                            hash="0d683c4e9eb9f5be3e0007af4aa6040cf17232d4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a5b0e",
                            table="registry_prioritycomment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_prioritycommentevent" ("at", "author_id", "field", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "settled_at", "text", "text_language") VALUES (OLD."at", OLD."author_id", OLD."field", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority_id", OLD."settled_at", OLD."text", OLD."text_language"); RETURN NULL;',
                            hash="d1d0574d70f33a24a513f82d160571aa9485562d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_02163",
                            table="registry_prioritycomment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityInstitution",
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
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="institution_links",
                        to="registry.priority",
                    ),
                ),
            ],
            options={
                "verbose_name": "other institution of a priority",
                "verbose_name_plural": "other institutions of a priority",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "institution"),
                        name="priority_institution_is_unique",
                        violation_error_message="The institution is named already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_priorityinstitutionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."priority_id"); RETURN NULL;',
                            hash="e70e607a1c6c3261ff2f75e52343f1d339da35ce",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_43c73",
                            table="registry_priorityinstitution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_priorityinstitutionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."priority_id"); RETURN NULL;',
                            hash="b2344d6ecb67686f66904ed8356b497865b6821c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3e63c",
                            table="registry_priorityinstitution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_priorityinstitutionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id") VALUES (OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."priority_id"); RETURN NULL;',
                            hash="e238e1ea087a605ea55689e20924b4a9ac2bb061",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_94ee3",
                            table="registry_priorityinstitution",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityCommentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("field", models.CharField(blank=True, max_length=40, verbose_name="field")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="comment")),
                (
                    "text_language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language of the comment",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
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
                        to="registry.prioritycomment",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6252325d2db852ef626fff3c7282c71e0348dcea",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cae45",
                            table="registry_prioritycommentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityInstitutionEvent",
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
                        to="registry.priorityinstitution",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="511da9bbde4c9e3db7e9288576eb2b731cd929e5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_99f4e",
                            table="registry_priorityinstitutionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="number")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("closed_at", models.DateTimeField(verbose_name="closed")),
                ("content", models.JSONField()),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition",
                        to="registry.consultationround",
                        verbose_name="national consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition of the Registry",
                "verbose_name_plural": "editions of the Registry",
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="edition_has_title",
                        violation_error_message="Give the title in at least one language.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="edition_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="849c6437067daaea2843947e9e73b3ab7154638f",
                            operation="DELETE",
                            pgid="pgtrigger_edition_stays_e5f84",
                            table="registry_edition",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="edition_is_final",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d84785cd91ff4a357422780634788cf3be836215",
                            operation="UPDATE",
                            pgid="pgtrigger_edition_is_final_af875",
                            table="registry_edition",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_editionevent" ("closed_at", "content", "created_at", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "round_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."closed_at", NEW."content", NEW."created_at", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_id", NEW."round_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="ea2541887c0eb9976041290184789474a22cf8a9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_57be0",
                            table="registry_edition",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "registry_editionevent" ("closed_at", "content", "created_at", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "round_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."closed_at", NEW."content", NEW."created_at", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_id", NEW."round_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="0537c49e74e976a9bb394f672a86bc1db2774898",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_db8de",
                            table="registry_edition",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_editionevent" ("closed_at", "content", "created_at", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "round_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (OLD."closed_at", OLD."content", OLD."created_at", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_id", OLD."round_id", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="f959c7581db33c312d65257d6adf4923b76d920c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ac6bf",
                            table="registry_edition",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("closed_at", models.DateTimeField(verbose_name="closed")),
                ("content", models.JSONField()),
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
                        to="registry.edition",
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
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.consultationround",
                        verbose_name="national consultation",
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
                            hash="811b484368c77b358adc90908f605ebd59154414",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_29eae",
                            table="registry_editionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "format",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON")],
                        max_length=4,
                        verbose_name="format",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("path", models.CharField(max_length=200)),
                ("bytes", models.PositiveBigIntegerField(verbose_name="size")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="registry.edition",
                        verbose_name="edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of an edition",
                "verbose_name_plural": "files of an edition",
                "ordering": ["format", "language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "format", "language"),
                        name="edition_file_is_unique",
                        violation_error_message="The edition has this file already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="edition_file_has_sum",
                        violation_error_message="The checksum is not one of SHA-256.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="edition_file_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete or update rows from % table', TG_TABLE_NAME;",
                            hash="58a5d77bac0e7cca24287bf2982238ffcc02ce26",
                            operation="DELETE OR UPDATE",
                            pgid="pgtrigger_edition_file_stays_0cc71",
                            table="registry_editionfile",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_editionfileevent" ("bytes", "edition_id", "format", "id", "language", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."bytes", NEW."edition_id", NEW."format", NEW."id", NEW."language", NEW."path", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256"); RETURN NULL;',
                            hash="59e3139b507223bc3070191c4dc1739775c8a264",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_396fb",
                            table="registry_editionfile",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "registry_editionfileevent" ("bytes", "edition_id", "format", "id", "language", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."bytes", NEW."edition_id", NEW."format", NEW."id", NEW."language", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256"); RETURN NULL;',
                            hash="f7127c902f7b619d5e2ba18c9e658393d5b5d8be",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_90d0b",
                            table="registry_editionfile",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "registry_editionfileevent" ("bytes", "edition_id", "format", "id", "language", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (OLD."bytes", OLD."edition_id", OLD."format", OLD."id", OLD."language", OLD."path", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256"); RETURN NULL;',
                            hash="e604f674b5db30d471dbeb51b1900ad3aea8c796",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_38c46",
                            table="registry_editionfile",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "format",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON")],
                        max_length=4,
                        verbose_name="format",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("path", models.CharField(max_length=200)),
                ("bytes", models.PositiveBigIntegerField(verbose_name="size")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.edition",
                        verbose_name="edition",
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
                        to="registry.editionfile",
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
                            hash="61d70f8b6b37ab1308ef7ebed16cc91c04a2fea9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5392d",
                            table="registry_editionfileevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultationround",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultationround",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultationround",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="priority",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="priority",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="priority",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="roundstate",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="roundstate",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="roundstate",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="consultationround",
            name="closed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
        ),
        migrations.AddField(
            model_name="consultationroundevent",
            name="closed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
        ),
        migrations.AddField(
            model_name="priority",
            name="expertise",
            field=models.CharField(
                blank=True,
                choices=[
                    ("sought", "sought from other states"),
                    ("offered", "offered to other states"),
                    ("both", "sought and offered"),
                ],
                max_length=8,
                verbose_name="expertise",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="importance",
            field=models.CharField(
                blank=True,
                choices=[("high", "very important"), ("medium", "important"), ("low", "useful")],
                max_length=8,
                verbose_name="importance",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="revised",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="priority",
            name="revision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "no change pending"),
                    ("draft", "changed, not submitted"),
                    ("submitted", "change submitted"),
                    ("sent-back", "change sent back"),
                ],
                default="",
                editable=False,
                max_length=10,
                verbose_name="change pending",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="time_frame",
            field=models.CharField(
                blank=True,
                choices=[
                    ("one-year", "within a year"),
                    ("three-years", "within three years"),
                    ("longer", "in more than three years"),
                ],
                max_length=12,
                verbose_name="time frame",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="expertise",
            field=models.CharField(
                blank=True,
                choices=[
                    ("sought", "sought from other states"),
                    ("offered", "offered to other states"),
                    ("both", "sought and offered"),
                ],
                max_length=8,
                verbose_name="expertise",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="importance",
            field=models.CharField(
                blank=True,
                choices=[("high", "very important"), ("medium", "important"), ("low", "useful")],
                max_length=8,
                verbose_name="importance",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="revised",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="revision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "no change pending"),
                    ("draft", "changed, not submitted"),
                    ("submitted", "change submitted"),
                    ("sent-back", "change sent back"),
                ],
                default="",
                editable=False,
                max_length=10,
                verbose_name="change pending",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="time_frame",
            field=models.CharField(
                blank=True,
                choices=[
                    ("one-year", "within a year"),
                    ("three-years", "within three years"),
                    ("longer", "in more than three years"),
                ],
                max_length=12,
                verbose_name="time frame",
            ),
        ),
        migrations.AddField(
            model_name="roundstate",
            name="completed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="entries complete"),
        ),
        migrations.AddField(
            model_name="roundstateevent",
            name="completed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="entries complete"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultationround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_consultationroundevent" ("closed_at", "closes", "created_at", "id", "instructions_ar", "instructions_en", "instructions_fr", "opens", "opens_precision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."closed_at", NEW."closes", NEW."created_at", NEW."id", NEW."instructions_ar", NEW."instructions_en", NEW."instructions_fr", NEW."opens", NEW."opens_precision", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="ce8b512661b90a425270fbb59babee540b4f66ad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_600ca",
                    table="registry_consultationround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultationround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closes" IS DISTINCT FROM (NEW."closes") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instructions_ar" IS DISTINCT FROM (NEW."instructions_ar") OR OLD."instructions_en" IS DISTINCT FROM (NEW."instructions_en") OR OLD."instructions_fr" IS DISTINCT FROM (NEW."instructions_fr") OR OLD."opens" IS DISTINCT FROM (NEW."opens") OR OLD."opens_precision" IS DISTINCT FROM (NEW."opens_precision") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "registry_consultationroundevent" ("closed_at", "closes", "created_at", "id", "instructions_ar", "instructions_en", "instructions_fr", "opens", "opens_precision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."closed_at", NEW."closes", NEW."created_at", NEW."id", NEW."instructions_ar", NEW."instructions_en", NEW."instructions_fr", NEW."opens", NEW."opens_precision", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="686d8c9f221c3640522c5fbd21b22250ab1225db",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fcddc",
                    table="registry_consultationround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultationround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_consultationroundevent" ("closed_at", "closes", "created_at", "id", "instructions_ar", "instructions_en", "instructions_fr", "opens", "opens_precision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (OLD."closed_at", OLD."closes", OLD."created_at", OLD."id", OLD."instructions_ar", OLD."instructions_en", OLD."instructions_fr", OLD."opens", OLD."opens_precision", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_id", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="5dce088c04a71d2644c8e6e6f02429b9c0eec171",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_084ce",
                    table="registry_consultationround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_priorityevent" ("confirmed_on", "country_id", "created_at", "derived", "description_ar", "description_en", "description_fr", "desired_result_ar", "desired_result_en", "desired_result_fr", "expertise", "id", "importance", "institution_id", "need_ar", "need_en", "need_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reference_id", "revised", "revision", "round_id", "status", "superseded_by_id", "time_frame", "title_ar", "title_en", "title_fr", "updated_at", "version", "year") VALUES (NEW."confirmed_on", NEW."country_id", NEW."created_at", NEW."derived", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."desired_result_ar", NEW."desired_result_en", NEW."desired_result_fr", NEW."expertise", NEW."id", NEW."importance", NEW."institution_id", NEW."need_ar", NEW."need_en", NEW."need_fr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."reference_id", NEW."revised", NEW."revision", NEW."round_id", NEW."status", NEW."superseded_by_id", NEW."time_frame", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."year"); RETURN NULL;',
                    hash="6e637314ebb630496da4aebb268e1f386c3a3215",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_971ff",
                    table="registry_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."derived" IS DISTINCT FROM (NEW."derived") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."desired_result_ar" IS DISTINCT FROM (NEW."desired_result_ar") OR OLD."desired_result_en" IS DISTINCT FROM (NEW."desired_result_en") OR OLD."desired_result_fr" IS DISTINCT FROM (NEW."desired_result_fr") OR OLD."expertise" IS DISTINCT FROM (NEW."expertise") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."importance" IS DISTINCT FROM (NEW."importance") OR OLD."institution_id" IS DISTINCT FROM (NEW."institution_id") OR OLD."need_ar" IS DISTINCT FROM (NEW."need_ar") OR OLD."need_en" IS DISTINCT FROM (NEW."need_en") OR OLD."need_fr" IS DISTINCT FROM (NEW."need_fr") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."revised" IS DISTINCT FROM (NEW."revised") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."superseded_by_id" IS DISTINCT FROM (NEW."superseded_by_id") OR OLD."time_frame" IS DISTINCT FROM (NEW."time_frame") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "registry_priorityevent" ("confirmed_on", "country_id", "created_at", "derived", "description_ar", "description_en", "description_fr", "desired_result_ar", "desired_result_en", "desired_result_fr", "expertise", "id", "importance", "institution_id", "need_ar", "need_en", "need_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reference_id", "revised", "revision", "round_id", "status", "superseded_by_id", "time_frame", "title_ar", "title_en", "title_fr", "updated_at", "version", "year") VALUES (NEW."confirmed_on", NEW."country_id", NEW."created_at", NEW."derived", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."desired_result_ar", NEW."desired_result_en", NEW."desired_result_fr", NEW."expertise", NEW."id", NEW."importance", NEW."institution_id", NEW."need_ar", NEW."need_en", NEW."need_fr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."reference_id", NEW."revised", NEW."revision", NEW."round_id", NEW."status", NEW."superseded_by_id", NEW."time_frame", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version", NEW."year"); RETURN NULL;',
                    hash="cb80ede2367beb13083f4eaffe47428d0f9cc47c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_60ab4",
                    table="registry_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_priorityevent" ("confirmed_on", "country_id", "created_at", "derived", "description_ar", "description_en", "description_fr", "desired_result_ar", "desired_result_en", "desired_result_fr", "expertise", "id", "importance", "institution_id", "need_ar", "need_en", "need_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reference_id", "revised", "revision", "round_id", "status", "superseded_by_id", "time_frame", "title_ar", "title_en", "title_fr", "updated_at", "version", "year") VALUES (OLD."confirmed_on", OLD."country_id", OLD."created_at", OLD."derived", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."desired_result_ar", OLD."desired_result_en", OLD."desired_result_fr", OLD."expertise", OLD."id", OLD."importance", OLD."institution_id", OLD."need_ar", OLD."need_en", OLD."need_fr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."reference_id", OLD."revised", OLD."revision", OLD."round_id", OLD."status", OLD."superseded_by_id", OLD."time_frame", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version", OLD."year"); RETURN NULL;',
                    hash="9ef722c7e959494195dc2370896691bd209c56a5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_05251",
                    table="registry_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roundstate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_roundstateevent" ("completed_at", "country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "round_id") VALUES (NEW."completed_at", NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."round_id"); RETURN NULL;',
                    hash="461e1c56f7f2d1423682f7a40ea9e4e86a38391d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d1324",
                    table="registry_roundstate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roundstate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_roundstateevent" ("completed_at", "country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "round_id") VALUES (NEW."completed_at", NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."round_id"); RETURN NULL;',
                    hash="e85ca86dcc22a6c4384564ebdf93a7f2e780666a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f96b4",
                    table="registry_roundstate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roundstate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_roundstateevent" ("completed_at", "country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "round_id") VALUES (OLD."completed_at", OLD."country_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."round_id"); RETURN NULL;',
                    hash="249ecb32d11685ca740cd4a39324c7a6e4ed4856",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_846f4",
                    table="registry_roundstate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="institutions",
            field=models.ManyToManyField(
                related_name="shared_priorities",
                through="registry.PriorityInstitution",
                to="registry.institution",
                verbose_name="other institutions",
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(("time_frame__in", ["", "one-year", "three-years", "longer"])),
                name="priority_time_frame_is_known",
                violation_error_message="Unknown time frame.",
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(("importance__in", ["", "high", "medium", "low"])),
                name="priority_importance_is_known",
                violation_error_message="Unknown importance.",
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(("expertise__in", ["", "sought", "offered", "both"])),
                name="priority_expertise_is_known",
                violation_error_message="Say whether expertise is sought, offered, or both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revision", ""),
                    models.Q(("revision__in", ["draft", "submitted", "sent-back"]), ("status", "published")),
                    _connector="OR",
                ),
                name="only_a_published_priority_has_a_change_pending",
                violation_error_message="Only what is published can have a change waiting beside it.",
            ),
        ),
        amedip.core.migrating.InstallTriggers(
            models=[
                "prioritycomment",
                "priorityinstitution",
                "prioritycommentevent",
                "priorityinstitutionevent",
                "edition",
                "editionevent",
                "editionfile",
                "editionfileevent",
            ],
        ),
    ]
