"""Kinds of jobs for workers that are killed: one leaves one deed, one takes a spreadsheet of priorities."""

from pathlib import Path

from django.db import connection, transaction

from amedip.core import jobs
from amedip.core.models import Deed
from amedip.core.resources import FORMATS
from registry.resources import PriorityResource

KIND = "soak.effect"
IMPORT = "soak.import"
SECONDS = 0.05


@jobs.handler(KIND)
def have_effect(job) -> None:
    """Idempotent, as every handler must be: who runs it again finds the deed. It takes its time around the commit."""
    with transaction.atomic():
        if not Deed.objects.filter(action=KIND, why=str(job.pk)).exists():
            Deed.objects.create(action=KIND, why=str(job.pk))
        _linger()
    _linger()


def _linger() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [SECONDS])


@jobs.handler(IMPORT)
def import_priorities(job) -> dict:
    """What the administration does with a confirmed file; who runs it again finds the rows as the file says."""
    file = Path(job.payload["file"])
    reader = next(kind for kind in FORMATS if kind().get_title() == file.suffix.removeprefix("."))()
    result = PriorityResource().import_data(
        reader.create_dataset(file.read_bytes()),
        user=job.actor,
        file_name=file.name,
        rollback_on_validation_errors=True,
        raise_errors=False,
    )
    if result.has_errors() or result.has_validation_errors():
        raise jobs.Refused("The file does not go together with what is stored.")
    return dict(result.totals)
