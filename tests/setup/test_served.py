"""The same code on the servers of production: PostgreSQL, Redis; run by `.ci/run` with their addresses set."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from amedip.core.models import Deed
from registry.models import Theme

pytestmark = pytest.mark.served
BASE_DIR = Path(__file__).resolve().parents[2]
ENQUEUE = """
from amedip.core import jobs
print(jobs.enqueue("mail", {"to": "a@example.org", "subject": "Hello", "body": "It works."}, actor=None).pk)
"""
STATE = "from amedip.core.models import Job; print(Job.objects.get(pk={}).state)"


@pytest.fixture
def served(environment, own_database):
    """The environment of a served portal, on a database of its own."""
    addresses = {name: os.environ[name] for name in ("CELERY_BROKER_URL", "CACHE_URL")}
    return environment | addresses | {"DATABASE_URL": own_database, "SECRET_KEY": os.environ["SECRET_KEY"]}


def python(*arguments, env) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=BASE_DIR, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def test_migrations_when_run_on_a_server_then_all_are_there(db):
    executor = MigrationExecutor(connection)

    assert connection.pg_version >= 150_000
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_content_when_loaded_twice_then_the_second_changes_nothing(db):
    call_command("load_content", verbosity=0)
    deeds = Deed.objects.count()

    call_command("load_content", verbosity=0)

    assert deeds > 0
    assert Deed.objects.count() == deeds


def test_history_when_a_table_changes_by_sql_then_it_is_noted(content):
    theme = Theme.objects.first()
    history = apps.get_model("registry", "ThemeEvent").objects.filter(pgh_obj=theme)
    noted = history.count()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_theme SET name_fr = 'Autrement' WHERE id = %s", [theme.pk])

    assert history.count() == noted + 1
    assert history.latest("pgh_id").name_fr == "Autrement"


def test_cache_when_a_value_is_kept_then_the_server_has_it():
    cache.set("served", "yes", 10)

    assert cache.get("served") == "yes"
    assert type(cache._cache).__module__ == "django.core.cache.backends.redis"


@pytest.mark.worker
def test_job_when_enqueued_then_a_worker_gets_it_through_the_broker(served):
    worker = subprocess.Popen([sys.executable, "-m", "celery", "-A", "amedip", "worker"], cwd=BASE_DIR, env=served)
    try:
        job = python("manage.py", "shell", "--no-imports", "-c", ENQUEUE, env=served)
        end = time.monotonic() + 60
        while (state := python("manage.py", "shell", "--no-imports", "-c", STATE.format(job), env=served)) != "done":
            assert time.monotonic() < end, state
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(30)
