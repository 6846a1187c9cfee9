"""Whoever changes a gate moves the public stamp: pages announce what is to come as it says."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('translations', '0002_gates'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='gate',
            trigger=pgtrigger.compiler.Trigger(name='gate_moves_stamp', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    -- Once in a transaction, however many terms it writes: the row that it has moved bears its number.\n    IF NOT EXISTS (SELECT FROM core_stamp WHERE id = 1 AND xmin = pg_current_xact_id()::xid) THEN\n        INSERT INTO core_stamp AS s (id, number, at) VALUES (1, 1, clock_timestamp())\n            ON CONFLICT (id) DO UPDATE SET number = s.number + 1, at = clock_timestamp();\n    END IF;\n    RETURN NULL;\n', hash='4fd2ad25f8a0623648925297ab0401f1caff1083', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_gate_moves_stamp_65cd5', table='translations_gate', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
