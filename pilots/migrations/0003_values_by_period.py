"""An indicator's one target and value become those of a period, and indicators stand under a result."""

import hashlib

from django.db import migrations
from django.utils import timezone

CODES = ("ar", "en", "fr")
# What stands above indicators that nobody has put under a result yet.
HEADING = {"ar": "نتائج المشروع", "en": "Results of the project", "fr": "Résultats du projet"}
NOT_SAID = "9"  # of no kind that somebody named


def kind_of(apps, name):
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="pilots", model=name)[0].pk


def move(apps, schema_editor):
    indicators = apps.get_model("pilots", "Indicator").objects
    for pilot in apps.get_model("pilots", "PilotProject").objects.filter(indicators__isnull=False).distinct():
        result = make_result(apps, pilot)
        for indicator in indicators.filter(pilot=pilot):
            indicators.filter(pk=indicator.pk).update(result=result)
            if indicator.target is None and indicator.actual is None:
                continue
            apps.get_model("pilots", "Period").objects.create(
                pilot=pilot,
                indicator=indicator,
                start=pilot.start,
                end=pilot.end,
                target=indicator.target,
                actual=indicator.actual,
                measured_on=indicator.measured_on,
                comment="",
            )


def make_result(apps, pilot):
    """A result under which all indicators of the pilot stand, with its texts in the ledger."""
    titles = {f"title_{code}": text for code, text in HEADING.items()}
    result = apps.get_model("pilots", "Result").objects.create(
        pilot=pilot, kind=NOT_SAID, title=HEADING["en"], **titles
    )
    states = apps.get_model("core", "TextState").objects
    states.bulk_create(
        states.model(
            content_type_id=kind_of(apps, "result"),
            object_id=result.pk,
            reference_id=pilot.reference_id,
            field="title",
            language=code,
            state="draft",
            fingerprint=hashlib.sha256(HEADING[code].encode()).hexdigest(),
            at=timezone.now(),
        )
        for code in CODES
    )
    return result


def move_back(apps, schema_editor):
    """Each indicator takes back the last value of its periods, or else the first target; the rest is lost."""
    indicators = apps.get_model("pilots", "Indicator").objects
    for indicator in indicators.all():
        periods = list(apps.get_model("pilots", "Period").objects.filter(indicator=indicator).order_by("end", "pk"))
        told = [period for period in periods if period.actual is not None]
        kept = told[-1:] or periods[:1]
        for period in kept:
            indicators.filter(pk=indicator.pk).update(
                target=period.target, actual=period.actual, measured_on=period.measured_on
            )
    indicators.update(result=None)
    for name in ("result", "period"):
        for table in ("TextState", "TextBeside"):
            apps.get_model("core", table).objects.filter(content_type_id=kind_of(apps, name)).delete()
    apps.get_model("pilots", "Period").objects.all().delete()
    apps.get_model("pilots", "Result").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("pilots", "0002_life"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(move, move_back)]
