import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_index_anew"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="change",
            name="change_is_numbered_at_commit",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="change",
            trigger=pgtrigger.compiler.Trigger(
                name="change_is_numbered_at_commit",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE stamp bigint; moment timestamptz;",
                    func="\n                    IF EXISTS (SELECT 1 FROM core_change WHERE id = NEW.id AND number IS NULL) THEN\n                        INSERT INTO core_stamp AS s (id, number, at) VALUES (1, 1, clock_timestamp())\n                            ON CONFLICT (id) DO UPDATE SET number = s.number + 1, at = clock_timestamp()\n                            RETURNING s.number, s.at INTO stamp, moment;\n                        UPDATE core_change SET number = stamp, at = moment WHERE number IS NULL;\n                    END IF;\n                    RETURN NULL;\n                ",
                    hash="853efa4a444b2e64289222a34de7e8c326d6357f",
                    operation="INSERT",
                    pgid="pgtrigger_change_is_numbered_at_commit_7cce0",
                    table="core_change",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
    ]
