"""schemathesis itself against the served portal, by each kind of caller: all its phases, all its checks."""

import datetime
import json
import subprocess
import sys

import pytest
from django.utils import timezone

from registry.models import Country
from tests.kept import connected_to, copy_of_database
from tests.partners.calling import system
from tests.site import add_what_the_first_content_lacks, serving

pytestmark = pytest.mark.soak

# Of each operation and phase; all callers together ask more than twenty thousand times.
EXAMPLES = 60
ENOUGH = 5_000
CONFIGURATION = """
[generation]
max-examples = {examples}

[checks]
# What is asked of nothing, by nobody or without having been read is refused before it is looked into.
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 406, 409, 410, 412, 413, 415, 422, 428, 429]
positive_data_acceptance.expected-statuses = ["2xx", 304, 401, 403, 404, 409, 410, 412, 428, 429]
# RFC 6585: a write without its precondition.
missing_required_header.expected-statuses = [401, 403, 404, 428]
"""


@pytest.fixture(scope="module")
def portal(spare_content, django_db_blocker, tmp_path_factory, static_files):
    """A portal that tests may write to, and the key by which each caller is known to it."""
    with django_db_blocker.unblock(), copy_of_database("fuzz", of=spare_content) as name:
        with connected_to(name):
            add_what_the_first_content_lacks()
            tunisia = Country.objects.get(code="TN")
            state, staff = system(tunisia), system(name="Staff", for_staff=True)
            old = system(tunisia, name="Old")
            old.client.keys.update(expires_at=timezone.now() + datetime.timedelta(microseconds=1))
        with serving(name, tmp_path_factory.mktemp("fuzz"), static_files) as site:
            yield (
                site,
                {
                    "nobody": None,
                    "a state’s client": state.secret,
                    "a client of the staff": staff.secret,
                    "an old key": old.secret,
                },
            )


@pytest.mark.parametrize("caller", ["nobody", "a state’s client", "a client of the staff", "an old key"])
def test_schemathesis_when_let_loose_then_it_finds_nothing(caller, portal, tmp_path):
    site, secrets = portal
    configuration, report = tmp_path / "schemathesis.toml", tmp_path / "report.json"
    configuration.write_text(CONFIGURATION.format(examples=EXAMPLES))
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", configuration, "--no-color",
        "run", f"{site.url}/api/v1/schema/", "--phases", "examples,coverage,fuzzing,stateful", "--checks", "all",
        "--suppress-health-check", "all", "--continue-on-failure", "--report-json-path", report,
    ]  # fmt: skip
    if secrets[caller]:
        command += ["--header", f"Authorization: Bearer {secrets[caller]}"]

    found = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True)

    assert found.returncode == 0, found.stdout[-20_000:]
    print(json.loads(report.read_text()))
