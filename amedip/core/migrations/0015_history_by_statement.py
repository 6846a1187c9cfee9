"""The history of tables that are written by the thousand is noted once for each statement."""

import pgtrigger.compiler
from django.db import migrations

from amedip.core.migrating import ReplaceTriggers


class Migration(migrations.Migration):
    dependencies = [("core", "0014_vectors_lie_unpacked")]

    operations = [
        ReplaceTriggers(
            "citation",
            [
                pgtrigger.compiler.Trigger(
                    name="insert_insert",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_citationevent" ("id", "note_ar", "note_en", "note_fr", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "source_id") SELECT new_values."id", new_values."note_ar", new_values."note_en", new_values."note_fr", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."section", new_values."source_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                        hash="a294ed6684c3608f415ed03642e00b452ab7c316",
                        level="STATEMENT",
                        operation="INSERT",
                        pgid="pgtrigger_insert_insert_28807",
                        referencing="REFERENCING NEW TABLE AS new_values ",
                        table="core_citation",
                        when="AFTER",
                    ),
                ),
                pgtrigger.compiler.Trigger(
                    name="update_update",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_citationevent" ("id", "note_ar", "note_en", "note_fr", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "source_id") SELECT new_values."id", new_values."note_ar", new_values."note_en", new_values."note_fr", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."section", new_values."source_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."note_ar" IS DISTINCT FROM (new_values."note_ar") OR old_values."note_en" IS DISTINCT FROM (new_values."note_en") OR old_values."note_fr" IS DISTINCT FROM (new_values."note_fr") OR old_values."owner_id" IS DISTINCT FROM (new_values."owner_id") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."section" IS DISTINCT FROM (new_values."section") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                        hash="f3bf02bad6037b815d96d4ff131dffb406fba231",
                        level="STATEMENT",
                        operation="UPDATE",
                        pgid="pgtrigger_update_update_c384a",
                        referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                        table="core_citation",
                        when="AFTER",
                    ),
                ),
                pgtrigger.compiler.Trigger(
                    name="delete_delete",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_citationevent" ("id", "note_ar", "note_en", "note_fr", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "source_id") SELECT old_values."id", old_values."note_ar", old_values."note_en", old_values."note_fr", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."section", old_values."source_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                        hash="f7d5b209071cfd080f64c6ec5ee76f3782dba7e7",
                        level="STATEMENT",
                        operation="DELETE",
                        pgid="pgtrigger_delete_delete_07344",
                        referencing="REFERENCING OLD TABLE AS old_values ",
                        table="core_citation",
                        when="AFTER",
                    ),
                ),
            ],
        ),
    ]
