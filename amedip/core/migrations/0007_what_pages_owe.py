"""What pages owe their readers, for records of which nothing has been written since ``tongues`` keeps it."""

from django.conf import settings
from django.db import migrations

# As ``amedip.core.texts.owed``: by language the day of the oldest text missing, and of the oldest outdated one.
FILL = """
    UPDATE core_reference r
    SET tongues = found.tongues
    FROM (
        SELECT reference_id, jsonb_object_agg(language, owed) AS tongues
        FROM (
            SELECT
                reference_id,
                language,
                jsonb_strip_nulls(jsonb_build_object(
                    'missing', (min(at) FILTER (WHERE state = 'missing') AT TIME ZONE %(zone)s)::date,
                    'outdated', (min(outdated_at) AT TIME ZONE %(zone)s)::date,
                    'by', (array_agg(outdated_by ORDER BY outdated_at, id) FILTER (WHERE state = 'outdated'))[1]
                )) AS owed
            FROM core_textstate
            WHERE state IN ('missing', 'outdated')
            GROUP BY reference_id, language
        ) AS by_language
        GROUP BY reference_id
    ) AS found
    WHERE r.id = found.reference_id AND r.tongues <> found.tongues
"""


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(FILL, {"zone": settings.TIME_ZONE})


class Migration(migrations.Migration):
    dependencies = [("core", "0006_labels")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
