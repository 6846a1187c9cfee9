import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import amedip.core.migrating


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0005_every_text_has_its_record"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("priority", "priorities"),
                            ("edition", "editions of the Registry"),
                            ("update", "updates of pilot projects"),
                        ],
                        max_length=20,
                        unique=True,
                        verbose_name="kind",
                    ),
                ),
                (
                    "languages",
                    models.CharField(
                        choices=[("one", "one language"), ("all", "all three languages")],
                        max_length=3,
                        verbose_name="approved before publication",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="So many days after publication the other languages are announced for, and asked after.",
                        verbose_name="days",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication gate",
                "verbose_name_plural": "publication gates",
                "ordering": ["kind"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "translations_gateevent" ("days", "id", "kind", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."days", NEW."id", NEW."kind", NEW."languages", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="908110ca168fd74e4b462e74c4fbea6000d71ba3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_35b28",
                            table="translations_gate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "translations_gateevent" ("days", "id", "kind", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."days", NEW."id", NEW."kind", NEW."languages", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="19638fc0b3c00d36a169810c1ee22ead3399ab9f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7673a",
                            table="translations_gate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "translations_gateevent" ("days", "id", "kind", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."days", OLD."id", OLD."kind", OLD."languages", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="5ee4b43a08b9d5d0a5632dbfbf1b85711e1352dc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_57608",
                            table="translations_gate",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("priority", "priorities"),
                            ("edition", "editions of the Registry"),
                            ("update", "updates of pilot projects"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "languages",
                    models.CharField(
                        choices=[("one", "one language"), ("all", "all three languages")],
                        max_length=3,
                        verbose_name="approved before publication",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="So many days after publication the other languages are announced for, and asked after.",
                        verbose_name="days",
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
                        to="translations.gate",
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
                            hash="11d5ca05707e234afdfe02a068f056f842d3662a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_aeb0e",
                            table="translations_gateevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ar", models.CharField(max_length=120, verbose_name="in Arabic")),
                ("en", models.CharField(max_length=120, verbose_name="in English")),
                ("fr", models.CharField(max_length=120, verbose_name="in French")),
                (
                    "also_ar",
                    models.TextField(blank=True, help_text="One form a line.", verbose_name="also accepted in Arabic"),
                ),
                (
                    "also_en",
                    models.TextField(blank=True, help_text="One form a line.", verbose_name="also accepted in English"),
                ),
                (
                    "also_fr",
                    models.TextField(blank=True, help_text="One form a line.", verbose_name="also accepted in French"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "verbose_name": "glossary term",
                "verbose_name_plural": "glossary terms",
                "ordering": ["en"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("en",),
                        name="glossary_term_is_unique",
                        violation_error_message="The glossary has this English term already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "translations_glossarytermevent" ("also_ar", "also_en", "also_fr", "ar", "en", "fr", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."also_ar", NEW."also_en", NEW."also_fr", NEW."ar", NEW."en", NEW."fr", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="e9798ff531da4c306590af79e11d4e527c67e31a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cd742",
                            table="translations_glossaryterm",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "translations_glossarytermevent" ("also_ar", "also_en", "also_fr", "ar", "en", "fr", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."also_ar", NEW."also_en", NEW."also_fr", NEW."ar", NEW."en", NEW."fr", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="cd63316ccabc37cd3957185bfa38a8301b993cd5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bc539",
                            table="translations_glossaryterm",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "translations_glossarytermevent" ("also_ar", "also_en", "also_fr", "ar", "en", "fr", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."also_ar", OLD."also_en", OLD."also_fr", OLD."ar", OLD."en", OLD."fr", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="49ee02e6394263a55b0b1ca63045911b380c816f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_157fb",
                            table="translations_glossaryterm",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GlossaryTermEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("ar", models.CharField(max_length=120, verbose_name="in Arabic")),
                ("en", models.CharField(max_length=120, verbose_name="in English")),
                ("fr", models.CharField(max_length=120, verbose_name="in French")),
                (
                    "also_ar",
                    models.TextField(blank=True, help_text="One form a line.", verbose_name="also accepted in Arabic"),
                ),
                (
                    "also_en",
                    models.TextField(blank=True, help_text="One form a line.", verbose_name="also accepted in English"),
                ),
                (
                    "also_fr",
                    models.TextField(blank=True, help_text="One form a line.", verbose_name="also accepted in French"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
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
                        to="translations.glossaryterm",
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
                            hash="053793820c69ab43de87576751b415efcbe688e2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c5c87",
                            table="translations_glossarytermevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="into",
                    ),
                ),
                ("agency", models.CharField(blank=True, max_length=120, verbose_name="agency")),
                ("due", models.DateField(verbose_name="due")),
                ("ordered_at", models.DateTimeField(auto_now_add=True, verbose_name="ordered")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "ordered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ordered by",
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="core.reference",
                        verbose_name="record",
                    ),
                ),
                (
                    "translator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="translator",
                    ),
                ),
            ],
            options={
                "verbose_name": "translation order",
                "verbose_name_plural": "translation orders",
                "ordering": ["due", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["language", "due"], name="order_open")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("reference", "language"),
                        name="order_open_once",
                        violation_error_message="This lies at a translator already. End that order first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("translator", None), models.Q(("agency", ""), _negated=True)),
                            models.Q(("agency", ""), ("translator__isnull", False)),
                            _connector="OR",
                        ),
                        name="order_has_one_taker",
                        violation_error_message="Name either a translator or an agency.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "translations_orderevent" ("agency", "due", "ended_at", "id", "language", "ordered_at", "ordered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "translator_id") VALUES (NEW."agency", NEW."due", NEW."ended_at", NEW."id", NEW."language", NEW."ordered_at", NEW."ordered_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_id", NEW."translator_id"); RETURN NULL;',
                            hash="28200bd951e878ec02f1f723186be07f4adbcd19",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_38e31",
                            table="translations_order",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "translations_orderevent" ("agency", "due", "ended_at", "id", "language", "ordered_at", "ordered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "translator_id") VALUES (NEW."agency", NEW."due", NEW."ended_at", NEW."id", NEW."language", NEW."ordered_at", NEW."ordered_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_id", NEW."translator_id"); RETURN NULL;',
                            hash="52dd2191c0b8d0b2b0754f52068d87ea3cf049da",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b8754",
                            table="translations_order",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "translations_orderevent" ("agency", "due", "ended_at", "id", "language", "ordered_at", "ordered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "translator_id") VALUES (OLD."agency", OLD."due", OLD."ended_at", OLD."id", OLD."language", OLD."ordered_at", OLD."ordered_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_id", OLD."translator_id"); RETURN NULL;',
                            hash="97fc4eaebeba768070b09feb82d7639a09ab4ddd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_72ca8",
                            table="translations_order",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderEvent",
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
                        verbose_name="into",
                    ),
                ),
                ("agency", models.CharField(blank=True, max_length=120, verbose_name="agency")),
                ("due", models.DateField(verbose_name="due")),
                ("ordered_at", models.DateTimeField(auto_now_add=True, verbose_name="ordered")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "ordered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ordered by",
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
                        to="translations.order",
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.reference",
                        verbose_name="record",
                    ),
                ),
                (
                    "translator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="translator",
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
                            hash="86a44c05255d2f9296254ff58d5f826936b569d8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d52be",
                            table="translations_orderevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Translator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="into",
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[("translator", "translator"), ("reviser", "reviser")],
                        default="translator",
                        help_text="Translators write and review; revisers also approve.",
                        max_length=10,
                        verbose_name="position",
                    ),
                ),
                ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="since")),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The last day; empty while open.", null=True, verbose_name="until"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tongues",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "translator",
                "verbose_name_plural": "translators",
                "ordering": ["language", "user"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="translator_term_in_order",
                        violation_error_message="The term ends before it begins.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("language", "ar")),
                        expressions=[
                            (
                                models.Func(
                                    models.F("user"), models.F("user"), models.Value("[]"), function="int8range"
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
                        name="translator_once_into_ar",
                        violation_error_message="The person translates into this language in these days already. Change that row, or end it.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("language", "en")),
                        expressions=[
                            (
                                models.Func(
                                    models.F("user"), models.F("user"), models.Value("[]"), function="int8range"
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
                        name="translator_once_into_en",
                        violation_error_message="The person translates into this language in these days already. Change that row, or end it.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("language", "fr")),
                        expressions=[
                            (
                                models.Func(
                                    models.F("user"), models.F("user"), models.Value("[]"), function="int8range"
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
                        name="translator_once_into_fr",
                        violation_error_message="The person translates into this language in these days already. Change that row, or end it.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "translations_translatorevent" ("id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "until", "user_id") VALUES (NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                            hash="68d8e0cff419e06207d8dd5b435a6611f7ab36e7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d07b5",
                            table="translations_translator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "translations_translatorevent" ("id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "until", "user_id") VALUES (NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                            hash="ad73191ef22ba47baf58fa5fa6d988c8312a8766",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4bc94",
                            table="translations_translator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "translations_translatorevent" ("id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "until", "user_id") VALUES (OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."since", OLD."until", OLD."user_id"); RETURN NULL;',
                            hash="a2aee20e839b690e8bb94ef50437c5e3cc13cbdb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6b2e7",
                            table="translations_translator",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TranslatorEvent",
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
                        verbose_name="into",
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[("translator", "translator"), ("reviser", "reviser")],
                        default="translator",
                        help_text="Translators write and review; revisers also approve.",
                        max_length=10,
                        verbose_name="position",
                    ),
                ),
                ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="since")),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The last day; empty while open.", null=True, verbose_name="until"
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
                        to="translations.translator",
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
                            hash="b81020ae4f40e622727fd2ae666f5d661c981124",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_475a7",
                            table="translations_translatorevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Excuse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.BigIntegerField(verbose_name="key")),
                ("field", models.CharField(max_length=60, verbose_name="field")),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("check_code", models.CharField(max_length=30, verbose_name="check")),
                ("excerpt", models.CharField(blank=True, max_length=300, verbose_name="excerpt")),
                ("source_fingerprint", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "excused finding",
                "verbose_name_plural": "excused findings",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "content_type",
                            "object_id",
                            "field",
                            "language",
                            "check_code",
                            "excerpt",
                            "source_fingerprint",
                            "fingerprint",
                        ),
                        name="finding_is_excused_once",
                    )
                ],
            },
        ),
        amedip.core.migrating.InstallTriggers(),
    ]
