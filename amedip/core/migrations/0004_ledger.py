"""The ledger knows its records, and what lay in it beside the texts has a table of its own."""

from django.db import migrations

# Parts of records: the column that names their record, and its table.
PARTS = {
    "exchanges_evaluation": ("exchange_id", "exchanges_exchange"),
    "pilots_indicator": ("pilot_id", "pilots_pilotproject"),
    "pilots_milestone": ("pilot_id", "pilots_pilotproject"),
    "pilots_update": ("pilot_id", "pilots_pilotproject"),
    "registry_mechanism": ("programme_id", "registry_programme"),
    "registry_objective": ("programme_id", "registry_programme"),
    "workshops_namedresource": ("workshop_id", "workshops_workshop"),
    "workshops_session": ("workshop_id", "workshops_workshop"),
    "workshops_topic": ("workshop_id", "workshops_workshop"),
}


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT k.id, k.app_label || '_' || k.model"
            " FROM django_content_type k JOIN core_textstate s ON s.content_type_id = k.id"
        )
        for kind, table in cursor.fetchall():
            if table == "core_citation":
                found = "SELECT id, owner_id AS reference FROM core_citation"
            elif table in PARTS:
                column, owner = PARTS[table]
                found = f"SELECT p.id, o.reference_id AS reference FROM {table} p JOIN {owner} o ON o.id = p.{column}"
            else:
                found = f"SELECT id, reference_id AS reference FROM {table}"
            cursor.execute(
                f"UPDATE core_textstate s SET reference_id = found.reference FROM ({found}) found"
                " WHERE s.content_type_id = %s AND s.object_id = found.id",
                [kind],
            )
        # What belongs to nothing any more, and texts that no language has.
        cursor.execute(
            "DELETE FROM core_textstate s WHERE reference_id IS NULL OR s.working IS NULL AND state = 'missing'"
            " AND NOT EXISTS (SELECT 1 FROM core_textstate o WHERE o.content_type_id = s.content_type_id"
            " AND o.object_id = s.object_id AND o.field = s.field AND o.state <> 'missing')"
        )
        cursor.execute(
            "INSERT INTO core_textbeside (content_type_id, object_id, reference_id, field, language, source_language,"
            " source_fingerprint, by_id, at, origin, state, text)"
            " SELECT content_type_id, object_id, reference_id, field, language, '', '', by_id, at, 'change', 'draft',"
            " working FROM core_textstate WHERE working IS NOT NULL"
        )
        cursor.execute("UPDATE core_textstate SET outdated_at = at, was = 'draft' WHERE state = 'outdated'")


def put_back(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_textstate AS s (content_type_id, object_id, reference_id, field, language, state,"
            " fingerprint, source_language, source_fingerprint, minor, by_id, at, working, outdated_by, was)"
            " SELECT content_type_id, object_id, reference_id, field, language, 'missing', '', '', '', false, by_id, at,"
            " text, '', '' FROM core_textbeside WHERE origin = 'change'"
            " ON CONFLICT (content_type_id, object_id, field, language) DO UPDATE SET working = excluded.working"
        )


class Migration(migrations.Migration):
    dependencies = [("core", "0003_texts_beside")]

    operations = [migrations.RunPython(fill, put_back)]
