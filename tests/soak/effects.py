"""A kind of job for workers that are killed: it leaves one deed, and takes its time on both sides of the commit."""

from django.db import connection, transaction

from amedip.core import jobs
from amedip.core.models import Deed

KIND = "soak.effect"
SECONDS = 0.05


@jobs.handler(KIND)
def have_effect(job) -> None:
    """Idempotent, as every handler must be: who runs it again finds the deed."""
    with transaction.atomic():
        if not Deed.objects.filter(action=KIND, why=str(job.pk)).exists():
            Deed.objects.create(action=KIND, why=str(job.pk))
        _linger()
    _linger()


def _linger() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [SECONDS])
