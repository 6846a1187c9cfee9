"""What was evaluated was public with its outcome: it is published now. Backwards, what is new becomes what was next."""

from django.db import migrations
from django.db.models import F

BACKWARDS = {
    "Exchange": {"published": "evaluated", "reported": "held", "scheduled": "agreed"},
    "ExchangeRequest": {"clarified": "submitted", "declined": "withdrawn"},
}


def forwards(apps, schema_editor):
    alias = schema_editor.connection.alias
    exchange, evaluation = (apps.get_model("exchanges", name) for name in ("Exchange", "Evaluation"))
    given = evaluation.objects.using(alias).filter(handed_in_at=None)
    for key, changed in exchange.objects.using(alias).values_list("pk", "updated_at"):
        given.filter(exchange=key).update(handed_in_at=changed)
    evaluated = exchange.objects.using(alias).filter(status="evaluated")
    evaluated.update(status="published", published_at=F("updated_at"))


def backwards(apps, schema_editor):
    for name, states in BACKWARDS.items():
        rows = apps.get_model("exchanges", name).objects.using(schema_editor.connection.alias)
        for new, old in states.items():
            rows.filter(status=new).update(status=old)


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0002_whole_life")]

    operations = [migrations.RunPython(forwards, backwards)]
