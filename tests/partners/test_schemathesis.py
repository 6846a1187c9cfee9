"""schemathesis itself against the served portal, by each kind of caller: all its phases, all its checks."""

import datetime
import json
import os
import subprocess
import sys

import orjson
import pytest
from django.conf import settings
from django.utils import timezone

from registry.models import Country
from tests.calling import schema
from tests.kept import connected_to, copy_of_database
from tests.partners.calling import system
from tests.site import add_what_the_first_content_lacks, serving

pytestmark = pytest.mark.django_db

CALLERS = ("nobody", "a state’s client", "a client of the staff", "an old key")
CONFIGURATION = """
[generation]
deterministic = {deterministic}

[[operations]]
include-path = "/api/v1/priorities/bulk/"
# Item by item what is wrong is told in the report, with 200.
checks.negative_data_rejection.enabled = false

[checks]
# Refused before it is looked into: by whom it is asked, of what, under which conditions.
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 406, 409, 410, 412, 413, 414, 415, 422, 428, 429]
# With which reasons 400 is right, ``tests/unsayable.py`` looks into; a key for repeating is one request's alone (422).
positive_data_acceptance.expected-statuses = ["2xx", 304, 400, 401, 403, 404, 409, 410, 412, 414, 422, 428]
missing_required_header.expected-statuses = [401, 403, 404, 422, 428]
"""


@pytest.fixture(scope="module")
def portal(spare_content, django_db_blocker, tmp_path_factory, static_files):
    """A portal to which tests may write, and the key that each caller shows it."""
    with django_db_blocker.unblock(), copy_of_database("fuzz", of=spare_content) as name:
        with connected_to(name):
            add_what_the_first_content_lacks()
            tunisia = Country.objects.get(code="TN")
            state, staff = system(tunisia), system(name="Staff", for_staff=True)
            old = system(tunisia, name="Old")
            old.client.keys.update(expires_at=timezone.now() + datetime.timedelta(microseconds=1))
        secrets = [None, state.secret, staff.secret, old.secret]
        with serving(name, tmp_path_factory.mktemp("fuzz"), static_files, API_RATE="0") as site:
            yield site, dict(zip(CALLERS, secrets, strict=True))


def let_loose(portal, caller: str, folder, *options: str, deterministic: bool = False) -> int:
    """How many requests schemathesis made; whatever it finds is a failure."""
    site, secrets = portal
    configuration, report = folder / "schemathesis.toml", folder / "report.json"
    configuration.write_text(CONFIGURATION.format(deterministic=str(deterministic).lower()))
    # From a file: whose key is over may not read it at its address either.
    (folder / "schema.json").write_bytes(orjson.dumps(schema()))
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", configuration, "--no-color",
        "run", folder / "schema.json", "--url", site.url, "--checks", "all", "--suppress-health-check", "all",
        "--continue-on-failure", "--report-json-path", report, *options,
    ]  # fmt: skip
    if secrets[caller]:
        command += ["--header", f"Authorization: Bearer {secrets[caller]}"]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "tests.unsayable", "PYTHONPATH": str(settings.BASE_DIR)}

    found = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True)

    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2_000:]
    return json.loads(report.read_text())["test_cases"]["generated"]


@pytest.mark.parametrize("caller", CALLERS)
def test_schemathesis_when_let_loose_on_some_addresses_then_it_finds_nothing(caller, portal, tmp_path):
    some = ["--include-tag", "priorities", "--include-tag", "changes"]

    assert let_loose(portal, caller, tmp_path, *some, "--max-examples", "3", deterministic=True) >= 500


@pytest.mark.soak
@pytest.mark.parametrize("caller", CALLERS)
def test_schemathesis_when_let_loose_on_all_addresses_then_it_finds_nothing(caller, portal, tmp_path):
    assert let_loose(portal, caller, tmp_path, "--max-examples", "20") >= 5_000
