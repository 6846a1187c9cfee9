"""The history of tables that are written by the thousand is noted once for each statement."""

import pgtrigger.compiler
from django.db import migrations

from amedip.core.migrating import ReplaceTriggers


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_unsaved_work")]

    operations = [
        ReplaceTriggers(
            "priority",
            [
                pgtrigger.compiler.Trigger(
                    name="insert_insert",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_priorityevent" ("confirmed_on", "country_id", "created_at", "derived", "description_ar", "description_en", "description_fr", "desired_result_ar", "desired_result_en", "desired_result_fr", "expertise", "id", "importance", "institution_id", "need_ar", "need_en", "need_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reference_id", "revised", "revision", "round_id", "status", "superseded_by_id", "time_frame", "title_ar", "title_en", "title_fr", "updated_at", "version", "year") SELECT new_values."confirmed_on", new_values."country_id", new_values."created_at", new_values."derived", new_values."description_ar", new_values."description_en", new_values."description_fr", new_values."desired_result_ar", new_values."desired_result_en", new_values."desired_result_fr", new_values."expertise", new_values."id", new_values."importance", new_values."institution_id", new_values."need_ar", new_values."need_en", new_values."need_fr", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_at", new_values."reference_id", new_values."revised", new_values."revision", new_values."round_id", new_values."status", new_values."superseded_by_id", new_values."time_frame", new_values."title_ar", new_values."title_en", new_values."title_fr", new_values."updated_at", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                        hash="06ffbc7bb100f73642ed7dc3867db65613b4c1a1",
                        level="STATEMENT",
                        operation="INSERT",
                        pgid="pgtrigger_insert_insert_971ff",
                        referencing="REFERENCING NEW TABLE AS new_values ",
                        table="registry_priority",
                        when="AFTER",
                    ),
                ),
                pgtrigger.compiler.Trigger(
                    name="update_update",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_priorityevent" ("confirmed_on", "country_id", "created_at", "derived", "description_ar", "description_en", "description_fr", "desired_result_ar", "desired_result_en", "desired_result_fr", "expertise", "id", "importance", "institution_id", "need_ar", "need_en", "need_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reference_id", "revised", "revision", "round_id", "status", "superseded_by_id", "time_frame", "title_ar", "title_en", "title_fr", "updated_at", "version", "year") SELECT new_values."confirmed_on", new_values."country_id", new_values."created_at", new_values."derived", new_values."description_ar", new_values."description_en", new_values."description_fr", new_values."desired_result_ar", new_values."desired_result_en", new_values."desired_result_fr", new_values."expertise", new_values."id", new_values."importance", new_values."institution_id", new_values."need_ar", new_values."need_en", new_values."need_fr", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published_at", new_values."reference_id", new_values."revised", new_values."revision", new_values."round_id", new_values."status", new_values."superseded_by_id", new_values."time_frame", new_values."title_ar", new_values."title_en", new_values."title_fr", new_values."updated_at", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."confirmed_on" IS DISTINCT FROM (new_values."confirmed_on") OR old_values."country_id" IS DISTINCT FROM (new_values."country_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."derived" IS DISTINCT FROM (new_values."derived") OR old_values."description_ar" IS DISTINCT FROM (new_values."description_ar") OR old_values."description_en" IS DISTINCT FROM (new_values."description_en") OR old_values."description_fr" IS DISTINCT FROM (new_values."description_fr") OR old_values."desired_result_ar" IS DISTINCT FROM (new_values."desired_result_ar") OR old_values."desired_result_en" IS DISTINCT FROM (new_values."desired_result_en") OR old_values."desired_result_fr" IS DISTINCT FROM (new_values."desired_result_fr") OR old_values."expertise" IS DISTINCT FROM (new_values."expertise") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."importance" IS DISTINCT FROM (new_values."importance") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."need_ar" IS DISTINCT FROM (new_values."need_ar") OR old_values."need_en" IS DISTINCT FROM (new_values."need_en") OR old_values."need_fr" IS DISTINCT FROM (new_values."need_fr") OR old_values."published_at" IS DISTINCT FROM (new_values."published_at") OR old_values."reference_id" IS DISTINCT FROM (new_values."reference_id") OR old_values."revised" IS DISTINCT FROM (new_values."revised") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."round_id" IS DISTINCT FROM (new_values."round_id") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."superseded_by_id" IS DISTINCT FROM (new_values."superseded_by_id") OR old_values."time_frame" IS DISTINCT FROM (new_values."time_frame") OR old_values."title_ar" IS DISTINCT FROM (new_values."title_ar") OR old_values."title_en" IS DISTINCT FROM (new_values."title_en") OR old_values."title_fr" IS DISTINCT FROM (new_values."title_fr") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                        hash="981389ea4ebe1272296827ae33eeb7a96527c4f1",
                        level="STATEMENT",
                        operation="UPDATE",
                        pgid="pgtrigger_update_update_60ab4",
                        referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                        table="registry_priority",
                        when="AFTER",
                    ),
                ),
                pgtrigger.compiler.Trigger(
                    name="delete_delete",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_priorityevent" ("confirmed_on", "country_id", "created_at", "derived", "description_ar", "description_en", "description_fr", "desired_result_ar", "desired_result_en", "desired_result_fr", "expertise", "id", "importance", "institution_id", "need_ar", "need_en", "need_fr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reference_id", "revised", "revision", "round_id", "status", "superseded_by_id", "time_frame", "title_ar", "title_en", "title_fr", "updated_at", "version", "year") SELECT old_values."confirmed_on", old_values."country_id", old_values."created_at", old_values."derived", old_values."description_ar", old_values."description_en", old_values."description_fr", old_values."desired_result_ar", old_values."desired_result_en", old_values."desired_result_fr", old_values."expertise", old_values."id", old_values."importance", old_values."institution_id", old_values."need_ar", old_values."need_en", old_values."need_fr", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published_at", old_values."reference_id", old_values."revised", old_values."revision", old_values."round_id", old_values."status", old_values."superseded_by_id", old_values."time_frame", old_values."title_ar", old_values."title_en", old_values."title_fr", old_values."updated_at", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                        hash="a98080ccb9e1101c65f6f0e6abc93a00c18ff4f6",
                        level="STATEMENT",
                        operation="DELETE",
                        pgid="pgtrigger_delete_delete_05251",
                        referencing="REFERENCING OLD TABLE AS old_values ",
                        table="registry_priority",
                        when="AFTER",
                    ),
                ),
            ],
        ),
        ReplaceTriggers(
            "prioritytheme",
            [
                pgtrigger.compiler.Trigger(
                    name="insert_insert",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_prioritythemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "theme_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."priority_id", new_values."theme_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                        hash="bb105a10de0063b352e3e98aa2537017a3298026",
                        level="STATEMENT",
                        operation="INSERT",
                        pgid="pgtrigger_insert_insert_beb1b",
                        referencing="REFERENCING NEW TABLE AS new_values ",
                        table="registry_prioritytheme",
                        when="AFTER",
                    ),
                ),
                pgtrigger.compiler.Trigger(
                    name="update_update",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_prioritythemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "theme_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."priority_id", new_values."theme_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                        hash="ae27bd013eaaa54058dc6235b7ed677c5eb38b44",
                        level="STATEMENT",
                        operation="UPDATE",
                        pgid="pgtrigger_update_update_629ae",
                        referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                        table="registry_prioritytheme",
                        when="AFTER",
                    ),
                ),
                pgtrigger.compiler.Trigger(
                    name="delete_delete",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_prioritythemeevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "theme_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."priority_id", old_values."theme_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                        hash="9def93296c36c44bcb259ca5d186765d6b2fad74",
                        level="STATEMENT",
                        operation="DELETE",
                        pgid="pgtrigger_delete_delete_c5212",
                        referencing="REFERENCING OLD TABLE AS old_values ",
                        table="registry_prioritytheme",
                        when="AFTER",
                    ),
                ),
            ],
        ),
        ReplaceTriggers(
            "priorityinstitution",
            [
                pgtrigger.compiler.Trigger(
                    name="insert_insert",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_priorityinstitutionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id") SELECT new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."priority_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                        hash="f96282429a477863e0b6e9f3f5455f39620afc05",
                        level="STATEMENT",
                        operation="INSERT",
                        pgid="pgtrigger_insert_insert_43c73",
                        referencing="REFERENCING NEW TABLE AS new_values ",
                        table="registry_priorityinstitution",
                        when="AFTER",
                    ),
                ),
                pgtrigger.compiler.Trigger(
                    name="update_update",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_priorityinstitutionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id") SELECT new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."priority_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                        hash="a9dc3e90f7f629f115f03429f479d624f149beda",
                        level="STATEMENT",
                        operation="UPDATE",
                        pgid="pgtrigger_update_update_3e63c",
                        referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                        table="registry_priorityinstitution",
                        when="AFTER",
                    ),
                ),
                pgtrigger.compiler.Trigger(
                    name="delete_delete",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_priorityinstitutionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id") SELECT old_values."id", old_values."institution_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."priority_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                        hash="9f819c9d9d691ab923dd3dd6b9c5102705b02b30",
                        level="STATEMENT",
                        operation="DELETE",
                        pgid="pgtrigger_delete_delete_94ee3",
                        referencing="REFERENCING OLD TABLE AS old_values ",
                        table="registry_priorityinstitution",
                        when="AFTER",
                    ),
                ),
            ],
        ),
    ]
