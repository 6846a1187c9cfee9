"""A workbook of thousands of rows: how much memory the worker needs for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from amedip.core.bulk import Draft, write_records
from amedip.core.rules import Allowed
from registry.models import Priority
from tests import kept
from tests.benchmarks import portal_side
from tests.factories import PartnerStateFactory, UserFactory
from tests.site import url_of

MOST_MEMORY = 300  # MB
WORDS = "The returning students need a register of what they have learnt, and someone who answers for it. "

# In a process of its own, as a worker is: compare and write, then say what came of it and how much memory it took.
# (What getrusage calls the peak would be that of the process from which this one was made.)
WORKER = """
import json, sys
import django
django.setup()
from tests.benchmarks import portal_side
job = portal_side.Job.objects.get(pk=int(sys.argv[1]))
written = portal_side.take(job)
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
peak = int(status["VmHWM"].split()[0]) / 1024
print(json.dumps({"outcome": written.result.get("outcome"), "changed": written.result.get("changed"), "peak": peak}))
"""


def fill(rows: int) -> None:
    """Drafts and published priorities, by turns, with texts in three languages."""
    country, at = PartnerStateFactory(code="XT"), UserFactory().date_joined
    drafts = []
    for number in range(rows):
        public = {"status": Priority.Status.PUBLISHED, "published_at": at} if number % 2 else {}
        texts = {
            code: {"title": f"{WORDS[:60]} {number} {code}", "description": WORDS * 4, "need": WORDS * 2}
            for code in ("ar", "en", "fr")
        }
        drafts.append(Draft(Priority(), columns={"country": country, "year": 2026, **public}, texts=texts))
    write_records(drafts, actor=None, rule=lambda _user, _obj: Allowed(), action="priority.import")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads its memory where Linux tells it")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows", [300, pytest.param(5_000, marks=pytest.mark.soak)])
def test_workbook_when_the_worker_takes_it_then_within_its_memory(rows, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    with kept.copy_of_database("workbook") as name:
        with kept.connected_to(name):
            fill(rows)
            job = portal_side.hand_in(rows).pk
        environment = os.environ | {"DATABASE_URL": url_of(name), "DATA_DIR": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", WORKER, str(job)],
            cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["outcome"], found["changed"]) == ("written", rows)
    assert found["peak"] < MOST_MEMORY
