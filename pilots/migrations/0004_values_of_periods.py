"""An indicator’s own target and value go: its periods have them; and each indicator stands under a result."""

import amedip.core.migrating
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pilots', '0003_values_by_period'),
    ]

    operations = [
        amedip.core.migrating.Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='indicator',
            name='indicator_value_has_a_day',
        ),
        migrations.RemoveField(
            model_name='indicator',
            name='actual',
        ),
        migrations.RemoveField(
            model_name='indicator',
            name='measured_on',
        ),
        migrations.RemoveField(
            model_name='indicator',
            name='target',
        ),
        migrations.RemoveField(
            model_name='indicatorevent',
            name='actual',
        ),
        migrations.RemoveField(
            model_name='indicatorevent',
            name='measured_on',
        ),
        migrations.RemoveField(
            model_name='indicatorevent',
            name='target',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pilots_indicatorevent" ("ascending", "baseline", "baseline_comment_ar", "baseline_comment_en", "baseline_comment_fr", "baseline_on", "description_ar", "description_en", "description_fr", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "position", "result_id", "title_ar", "title_en", "title_fr", "unit_ar", "unit_en", "unit_fr") VALUES (NEW."ascending", NEW."baseline", NEW."baseline_comment_ar", NEW."baseline_comment_en", NEW."baseline_comment_fr", NEW."baseline_on", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."measure", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pilot_id", NEW."position", NEW."result_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."unit_ar", NEW."unit_en", NEW."unit_fr"); RETURN NULL;', hash='d9d460abecc3d2c3b5507ab7bc7d42e51274c7eb', operation='INSERT', pgid='pgtrigger_insert_insert_38217', table='pilots_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ascending" IS DISTINCT FROM (NEW."ascending") OR OLD."baseline" IS DISTINCT FROM (NEW."baseline") OR OLD."baseline_comment_ar" IS DISTINCT FROM (NEW."baseline_comment_ar") OR OLD."baseline_comment_en" IS DISTINCT FROM (NEW."baseline_comment_en") OR OLD."baseline_comment_fr" IS DISTINCT FROM (NEW."baseline_comment_fr") OR OLD."baseline_on" IS DISTINCT FROM (NEW."baseline_on") OR OLD."description_ar" IS DISTINCT FROM (NEW."description_ar") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_fr" IS DISTINCT FROM (NEW."description_fr") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."pilot_id" IS DISTINCT FROM (NEW."pilot_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."result_id" IS DISTINCT FROM (NEW."result_id") OR OLD."title_ar" IS DISTINCT FROM (NEW."title_ar") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_fr" IS DISTINCT FROM (NEW."title_fr") OR OLD."unit_ar" IS DISTINCT FROM (NEW."unit_ar") OR OLD."unit_en" IS DISTINCT FROM (NEW."unit_en") OR OLD."unit_fr" IS DISTINCT FROM (NEW."unit_fr"))', func='INSERT INTO "pilots_indicatorevent" ("ascending", "baseline", "baseline_comment_ar", "baseline_comment_en", "baseline_comment_fr", "baseline_on", "description_ar", "description_en", "description_fr", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "position", "result_id", "title_ar", "title_en", "title_fr", "unit_ar", "unit_en", "unit_fr") VALUES (NEW."ascending", NEW."baseline", NEW."baseline_comment_ar", NEW."baseline_comment_en", NEW."baseline_comment_fr", NEW."baseline_on", NEW."description_ar", NEW."description_en", NEW."description_fr", NEW."id", NEW."measure", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pilot_id", NEW."position", NEW."result_id", NEW."title_ar", NEW."title_en", NEW."title_fr", NEW."unit_ar", NEW."unit_en", NEW."unit_fr"); RETURN NULL;', hash='03cc926dd5123b3e5f87378cc96e2a7e48180718', operation='UPDATE', pgid='pgtrigger_update_update_96142', table='pilots_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pilots_indicatorevent" ("ascending", "baseline", "baseline_comment_ar", "baseline_comment_en", "baseline_comment_fr", "baseline_on", "description_ar", "description_en", "description_fr", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_id", "position", "result_id", "title_ar", "title_en", "title_fr", "unit_ar", "unit_en", "unit_fr") VALUES (OLD."ascending", OLD."baseline", OLD."baseline_comment_ar", OLD."baseline_comment_en", OLD."baseline_comment_fr", OLD."baseline_on", OLD."description_ar", OLD."description_en", OLD."description_fr", OLD."id", OLD."measure", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pilot_id", OLD."position", OLD."result_id", OLD."title_ar", OLD."title_en", OLD."title_fr", OLD."unit_ar", OLD."unit_en", OLD."unit_fr"); RETURN NULL;', hash='82ec17851aece0a0835e9453f1f8258f40805413', operation='DELETE', pgid='pgtrigger_delete_delete_5aaee', table='pilots_indicator', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('result__isnull', False)), name='indicator_measures_a_result', violation_error_message='Say which result it measures.'),
        ),
        ]),
    ]
