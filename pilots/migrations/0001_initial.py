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
            name="PilotProject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="number")),
                ("title", models.CharField(blank=True, max_length=250, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                (
                    "summary",
                    models.TextField(
                        blank=True, help_text="Two sentences for the head of the page.", verbose_name="summary"
                    ),
                ),
                (
                    "summary_ar",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences for the head of the page.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences for the head of the page.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_fr",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences for the head of the page.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("objective", models.TextField(blank=True, verbose_name="objective")),
                ("objective_ar", models.TextField(blank=True, null=True, verbose_name="objective")),
                ("objective_en", models.TextField(blank=True, null=True, verbose_name="objective")),
                ("objective_fr", models.TextField(blank=True, null=True, verbose_name="objective")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("identified", "identified"),
                            ("design", "design"),
                            ("implementation", "implementation phase"),
                            ("final", "final phase"),
                            ("completed", "completed"),
                            ("evaluated", "evaluated"),
                            ("suspended", "suspended"),
                            ("cancelled", "cancelled"),
                        ],
                        default="identified",
                        max_length=15,
                        verbose_name="phase",
                    ),
                ),
                ("start", models.DateField(blank=True, null=True, verbose_name="start")),
                ("end", models.DateField(blank=True, null=True, verbose_name="end")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pilots",
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
                        related_name="pilots",
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
                "verbose_name": "pilot project",
                "verbose_name_plural": "pilot projects",
                "ordering": ["number"],
                "indexes": [models.Index(fields=["phase", "number"], name="pilot_by_phase")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="pilot_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end", None), ("start", None), ("end__gte", models.F("start")), _connector="OR"
                        ),
                        name="pilot_days_in_order",
                        violation_error_message="The project ends before it begins.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_pilotprojectevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "end", "id", "institution_id", "number", "objective_ar", "objective_en", "objective_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "reference_id", "start", "summary_ar", "summary_en", "summary_fr", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."end", NEW."id", NEW."institution_id", NEW."number", NEW."objective_ar", NEW."objective_en", NEW."objective_fr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase", NEW."reference_id", NEW."start", NEW."summary_ar", NEW."summary_en", NEW."summary_fr", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="bfebafa6bb336d4a570d99548b7be099c5f9597a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_41eed",
                            table="pilots_pilotproject",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."institution_id" IS DISTINCT FROM (NEW."institution_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."objective_ar" IS DISTINCT FROM (NEW."objective_ar") OR OLD."objective_en" IS DISTINCT FROM (NEW."objective_en") OR OLD."objective_fr" IS DISTINCT FROM (NEW."objective_fr") OR OLD."phase" IS DISTINCT FROM (NEW."phase") OR OLD."reference_id" IS DISTINCT FROM (NEW."reference_id") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."summary_ar" IS DISTINCT FROM (NEW."summary_ar") OR OLD."summary_en" IS DISTINCT FROM (NEW."summary_en") OR OLD."summary_fr" IS DISTINCT FROM (NEW."summary_fr") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "pilots_pilotprojectevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "end", "id", "institution_id", "number", "objective_ar", "objective_en", "objective_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "reference_id", "start", "summary_ar", "summary_en", "summary_fr", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (NEW."country_id", NEW."created_at", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."end", NEW."id", NEW."institution_id", NEW."number", NEW."objective_ar", NEW."objective_en", NEW."objective_fr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."reference_id", NEW."start", NEW."summary_ar", NEW."summary_en", NEW."summary_fr", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="f75180beac2df600a42bc8cec11d47f81eeddbb6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d7a0a",
                            table="pilots_pilotproject",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_pilotprojectevent" ("country_id", "created_at", "description_ar", "description_en", "description_fr", "end", "id", "institution_id", "number", "objective_ar", "objective_en", "objective_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "reference_id", "start", "summary_ar", "summary_en", "summary_fr", "title_ar", "title_en", "title_fr", "updated_at", "version") VALUES (OLD."country_id", OLD."created_at", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."end", OLD."id", OLD."institution_id", OLD."number", OLD."objective_ar", OLD."objective_en", OLD."objective_fr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phase", OLD."reference_id", OLD."start", OLD."summary_ar", OLD."summary_en", OLD."summary_fr", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."updated_at", OLD."version"); RETURN NULL;',
                            hash="18c4d12b06fceaab34544111288103250843a5de",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ba019",
                            table="pilots_pilotproject",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount")),
                (
                    "currency",
                    models.CharField(
                        default="EUR",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Three capital letters, as in ISO 4217."
                            )
                        ],
                        verbose_name="currency",
                    ),
                ),
                ("start", models.DateField(verbose_name="from")),
                ("end", models.DateField(verbose_name="to")),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_lines",
                        to="registry.country",
                        verbose_name="donor",
                    ),
                ),
                (
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budget_lines",
                        to="pilots.pilotproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget line",
                "verbose_name_plural": "budget lines",
                "ordering": ["start", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="budget_line_days_in_order",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="budget_line_is_positive",
                        violation_error_message="The amount is greater than zero.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_budgetlineevent" ("amount", "currency", "donor_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "start") VALUES (NEW."amount", NEW."currency", NEW."donor_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pilot_id", NEW."start"); RETURN NULL;',
                            hash="590a0620c20f0fc27f5bf352c17ff02267bdcdac",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_55c2f",
                            table="pilots_budgetline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pilots_budgetlineevent" ("amount", "currency", "donor_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "start") VALUES (NEW."amount", NEW."currency", NEW."donor_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pilot_id", NEW."start"); RETURN NULL;',
                            hash="9da37d0fa6a8d05957827c1d8d8b6dae90f1a596",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_91fb1",
                            table="pilots_budgetline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_budgetlineevent" ("amount", "currency", "donor_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "start") VALUES (OLD."amount", OLD."currency", OLD."donor_id", OLD."end", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pilot_id", OLD."start"); RETURN NULL;',
                            hash="4fcd01ba035b825b651974d61b7a93c3c49235da",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e865a",
                            table="pilots_budgetline",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount")),
                (
                    "currency",
                    models.CharField(
                        default="EUR",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Three capital letters, as in ISO 4217."
                            )
                        ],
                        verbose_name="currency",
                    ),
                ),
                ("start", models.DateField(verbose_name="from")),
                ("end", models.DateField(verbose_name="to")),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.country",
                        verbose_name="donor",
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
                        to="pilots.budgetline",
                    ),
                ),
                (
                    "pilot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pilots.pilotproject",
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
                            hash="58845fedf265127a862094589212d7ee6da31bb9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3a34b",
                            table="pilots_budgetlineevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                ("unit_ar", models.CharField(blank=True, max_length=60, null=True, verbose_name="unit")),
                ("unit_en", models.CharField(blank=True, max_length=60, null=True, verbose_name="unit")),
                ("unit_fr", models.CharField(blank=True, max_length=60, null=True, verbose_name="unit")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="baseline"
                    ),
                ),
                (
                    "target",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="target"),
                ),
                (
                    "actual",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="reached"),
                ),
                ("measured_on", models.DateField(blank=True, null=True, verbose_name="measured on")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="pilots.pilotproject"
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="indicator_has_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("actual", None), ("measured_on__isnull", False), _connector="OR"),
                        name="indicator_value_has_a_day",
                        violation_error_message="Say on which day the value was measured.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_indicatorevent" ("actual", "baseline", "id", "measured_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "position", "target", "title_ar", "title_en", "title_fr", "unit_ar", "unit_en", "unit_fr") VALUES (NEW."actual", NEW."baseline", NEW."id", NEW."measured_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pilot_id", NEW."position", NEW."target", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."unit_ar", NEW."unit_en", NEW."unit_fr"); RETURN NULL;',
                            hash="65f069fb71d732b07aa12ff41659cd12c5754a54",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_38217",
                            table="pilots_indicator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."actual" IS DISTINCT FROM (NEW."actual") OR OLD."baseline" IS DISTINCT FROM (NEW."baseline") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."measured_on" IS DISTINCT FROM (NEW."measured_on") OR OLD."pilot_id" IS DISTINCT FROM (NEW."pilot_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."unit_ar" IS DISTINCT FROM (NEW."unit_ar") OR OLD."unit_en" IS DISTINCT FROM (NEW."unit_en") OR OLD."unit_fr" IS DISTINCT FROM (NEW."unit_fr"))',
                            func='INSERT INTO "pilots_indicatorevent" ("actual", "baseline", "id", "measured_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "position", "target", "title_ar", "title_en", "title_fr", "unit_ar", "unit_en", "unit_fr") VALUES (NEW."actual", NEW."baseline", NEW."id", NEW."measured_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pilot_id", NEW."position", NEW."target", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."unit_ar", NEW."unit_en", NEW."unit_fr"); RETURN NULL;',
                            hash="7ec9b40cefbde4e2413e7bd3fcc2449ca05fe1fc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_96142",
                            table="pilots_indicator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_indicatorevent" ("actual", "baseline", "id", "measured_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "position", "target", "title_ar", "title_en", "title_fr", "unit_ar", "unit_en", "unit_fr") VALUES (OLD."actual", OLD."baseline", OLD."id", OLD."measured_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pilot_id", OLD."position", OLD."target", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."unit_ar", OLD."unit_en", OLD."unit_fr"); RETURN NULL;',
                            hash="54be2bc3b724b0a03a3276fc160a3bc9ee424f9e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5aaee",
                            table="pilots_indicator",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("unit_ar", models.CharField(blank=True, max_length=60, null=True, verbose_name="unit")),
                ("unit_en", models.CharField(blank=True, max_length=60, null=True, verbose_name="unit")),
                ("unit_fr", models.CharField(blank=True, max_length=60, null=True, verbose_name="unit")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="baseline"
                    ),
                ),
                (
                    "target",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="target"),
                ),
                (
                    "actual",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="reached"),
                ),
                ("measured_on", models.DateField(blank=True, null=True, verbose_name="measured on")),
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
                        to="pilots.indicator",
                    ),
                ),
                (
                    "pilot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pilots.pilotproject",
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
                            hash="0fb3c2a58663d861691e885fecadbd869cb9e2ab",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f7bd3",
                            table="pilots_indicatorevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("due", models.DateField(verbose_name="due")),
                ("done", models.DateField(blank=True, null=True, verbose_name="reached")),
                (
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="milestones", to="pilots.pilotproject"
                    ),
                ),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
                "ordering": ["due", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="milestone_has_title",
                        violation_error_message="Give the title in at least one language.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_milestoneevent" ("done", "due", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "title_ar", "title_en", "title_fr") VALUES (NEW."done", NEW."due", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pilot_id", NEW."title_ar", NEW."title_en", NEW."title_fr"); RETURN NULL;',
                            hash="5f4b2bc059b359acbdceb0b9e5c916a0c73e1128",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c4f4a",
                            table="pilots_milestone",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."due" IS DISTINCT FROM (NEW."due") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pilot_id" IS DISTINCT FROM (NEW."pilot_id") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr"))',
                            func='INSERT INTO "pilots_milestoneevent" ("done", "due", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "title_ar", "title_en", "title_fr") VALUES (NEW."done", NEW."due", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pilot_id", NEW."title_ar", NEW."title_en", NEW."title_fr"); RETURN NULL;',
                            hash="525fa4983ed5061128d10e9ec6cdf3a627f6d748",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4ac60",
                            table="pilots_milestone",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_milestoneevent" ("done", "due", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "title_ar", "title_en", "title_fr") VALUES (OLD."done", OLD."due", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pilot_id", OLD."title_ar", OLD."title_en", OLD."title_fr"); RETURN NULL;',
                            hash="2831416c3e936fb70dd49230eb6faa713be745e3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_19a76",
                            table="pilots_milestone",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("due", models.DateField(verbose_name="due")),
                ("done", models.DateField(blank=True, null=True, verbose_name="reached")),
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
                        to="pilots.milestone",
                    ),
                ),
                (
                    "pilot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pilots.pilotproject",
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
                            hash="06a0c7921ae84f4adf28ad2afc2219fcb6a56a75",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cc975",
                            table="pilots_milestoneevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PilotProjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now_add=True, verbose_name="changed")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title_ar", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=250, null=True, verbose_name="title")),
                (
                    "summary_ar",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences for the head of the page.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences for the head of the page.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_fr",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences for the head of the page.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                ("description_ar", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_fr", models.TextField(blank=True, null=True, verbose_name="description")),
                ("objective_ar", models.TextField(blank=True, null=True, verbose_name="objective")),
                ("objective_en", models.TextField(blank=True, null=True, verbose_name="objective")),
                ("objective_fr", models.TextField(blank=True, null=True, verbose_name="objective")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("identified", "identified"),
                            ("design", "design"),
                            ("implementation", "implementation phase"),
                            ("final", "final phase"),
                            ("completed", "completed"),
                            ("evaluated", "evaluated"),
                            ("suspended", "suspended"),
                            ("cancelled", "cancelled"),
                        ],
                        default="identified",
                        max_length=15,
                        verbose_name="phase",
                    ),
                ),
                ("start", models.DateField(blank=True, null=True, verbose_name="start")),
                ("end", models.DateField(blank=True, null=True, verbose_name="end")),
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
                        to="pilots.pilotproject",
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
                            hash="169a9400f11002b1bdc12058d08a707d325a6dca",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c2743",
                            table="pilots_pilotprojectevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PilotTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_links",
                        to="pilots.pilotproject",
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
                "verbose_name": "theme of a pilot",
                "verbose_name_plural": "themes of a pilot",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("pilot", "theme"), name="pilot_theme_is_unique")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_pilotthemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "position", "theme_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pilot_id", NEW."position", NEW."theme_id"); RETURN NULL;',
                            hash="d7d826b879fe8a31337ba332e6ac7d390c2f9de1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d89ec",
                            table="pilots_pilottheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pilots_pilotthemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "position", "theme_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pilot_id", NEW."position", NEW."theme_id"); RETURN NULL;',
                            hash="b3d6731d8c9cace0275168d19edde3ec59b73ece",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4c39f",
                            table="pilots_pilottheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_pilotthemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "position", "theme_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pilot_id", OLD."position", OLD."theme_id"); RETURN NULL;',
                            hash="73b3e83b7ef61235926676354527d8d9fe8ebeb3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a6a3b",
                            table="pilots_pilottheme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PilotThemeEvent",
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
                        to="pilots.pilottheme",
                    ),
                ),
                (
                    "pilot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pilots.pilotproject",
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
                            hash="3cde8e491d8bd26cbab8e45c530b73f8e39c31de",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6ff63",
                            table="pilots_pilotthemeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Update",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("text_ar", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_en", models.TextField(blank=True, null=True, verbose_name="text")),
                ("text_fr", models.TextField(blank=True, null=True, verbose_name="text")),
                (
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="updates", to="pilots.pilotproject"
                    ),
                ),
            ],
            options={
                "verbose_name": "update",
                "verbose_name_plural": "updates",
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_ar__isnull", False), models.Q(("title_ar", ""), _negated=True)),
                            models.Q(("title_en__isnull", False), models.Q(("title_en", ""), _negated=True)),
                            models.Q(("title_fr__isnull", False), models.Q(("title_fr", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="update_has_title",
                        violation_error_message="Give the title in at least one language.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_updateevent" ("day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "text_ar", "text_en", "text_fr", "title_ar", "title_en", "title_fr") VALUES (NEW."day", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pilot_id", NEW."text_ar", NEW."text_en", NEW."text_fr", NEW."title_ar", NEW."title_en", NEW."title_fr"); RETURN NULL;',
                            hash="f6f7d80bd12c414f350a2c249a7a27a8dd7fc673",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a637e",
                            table="pilots_update",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pilot_id" IS DISTINCT FROM (NEW."pilot_id") OR OLD."text_ar" IS DISTINCT FROM (NEW."text_ar") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_fr" IS DISTINCT FROM (NEW."text_fr") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr"))',
                            func='INSERT INTO "pilots_updateevent" ("day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "text_ar", "text_en", "text_fr", "title_ar", "title_en", "title_fr") VALUES (NEW."day", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pilot_id", NEW."text_ar", NEW."text_en", NEW."text_fr", NEW."title_ar", NEW."title_en", NEW."title_fr"); RETURN NULL;',
                            hash="d4d9f7c943c749e6519513e12a094a8ccf5d70e6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_89f20",
                            table="pilots_update",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pilots_updateevent" ("day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "text_ar", "text_en", "text_fr", "title_ar", "title_en", "title_fr") VALUES (OLD."day", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pilot_id", OLD."text_ar", OLD."text_en", OLD."text_fr", OLD."title_ar", OLD."title_en", OLD."title_fr"); RETURN NULL;',
                            hash="f33f493059cf259594e7d9853b04210d3595a2e9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a50e6",
                            table="pilots_update",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UpdateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("day", models.DateField(verbose_name="day")),
                ("title_ar", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=200, null=True, verbose_name="title")),
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
                        to="pilots.update",
                    ),
                ),
                (
                    "pilot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pilots.pilotproject",
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
                            hash="25f3355777d7947f5dc269b3965669491e3d1cde",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1a778",
                            table="pilots_updateevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="pilotproject",
            name="themes",
            field=models.ManyToManyField(
                related_name="pilots", through="pilots.PilotTheme", to="registry.theme", verbose_name="themes"
            ),
        ),
        amedip.core.migrating.InstallTriggers(),
    ]
