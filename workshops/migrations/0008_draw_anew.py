"""Texts of files are drawn anew: with headings and lists, and in the order of reading where they are Arabic."""

from django.db import migrations
from django.utils import timezone


def queue(apps, _schema_editor):
    """Have the worker read every file that is held; what was drawn before stands until then."""
    versions = apps.get_model("workshops", "LanguageVersion").objects.exclude(sha256="")
    job = apps.get_model("core", "Job")
    job.objects.bulk_create(
        job(kind="document.draw", payload={"version": key, "sha256": sha256}, due_at=timezone.now())
        for key, sha256 in versions.values_list("pk", "sha256")
    )


class Migration(migrations.Migration):
    dependencies = [("workshops", "0007_proposals"), ("core", "0016_concept_version")]

    operations = [migrations.RunPython(queue, migrations.RunPython.noop)]
