"""Does everything answer that the portal needs? One check for each: database, broker, storage."""

import logging

from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

log = logging.getLogger(__name__)

PATIENCE = 2  # seconds


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_broker() -> None:
    with current_app.connection_for_write(connect_timeout=PATIENCE) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=PATIENCE)


def check_storage() -> None:
    default_storage.delete(default_storage.save("health/probe", ContentFile(b"")))


CHECKS = {"database": check_database, "broker": check_broker, "storage": check_storage}


def readiness() -> dict[str, bool]:
    """Which parts answer. Whatever goes wrong in a check means that its part does not; the log says why."""
    answers = {}
    for name, check in CHECKS.items():
        try:
            check()
        except Exception:
            log.exception("%s does not answer", name)
            answers[name] = False
        else:
            answers[name] = True
    return answers
