"""A foreign harvester (Debian's libhttp-oai-perl) takes everything, in pages of 50, from a server."""

import shutil
import subprocess
from pathlib import Path

import pytest

from amedip.core.models import Change, Reference
from amedip.portal.oai.records import PAGE, SETS
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = Path(__file__).with_name("harvest.pl")


def has_harvester() -> bool:
    perl = shutil.which("perl")
    loads = [perl or "", "-MHTTP::OAI", "-e", "1"]
    return bool(perl) and subprocess.run(loads, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_harvester(), reason="needs Perl's HTTP::OAI (libhttp-oai-perl), which is not installed")
def test_harvester_when_it_takes_everything_then_each_record_once_and_the_deleted_as_deleted(live_server, settings):
    settings.SITE_URL = live_server.url
    DocumentFactory(ref="bees", title_ar="نحل", title_en="Bees")
    # Of what was taken away only the names are left: the cheapest way to many records.
    gone = [Reference(kind="document", ref=f"gone-{number}") for number in range(2 * PAGE + 5)]
    Change.objects.bulk_create(
        Change(reference=one, gone=True, what="deleted") for one in Reference.objects.bulk_create(gone)
    )
    DocumentFactory(ref="wax", title_fr="Cire")

    printed = subprocess.run(["perl", SCRIPT, f"{live_server.url}/oai"], capture_output=True, check=True, text=True)

    lines = [line.split("\t") for line in printed.stdout.splitlines()]
    wanted = Reference.objects.filter(kind__in=SETS).values_list("kind", "ref")
    domain = settings.IDENTIFIER_DOMAIN
    assert sorted(name for name, _status, _titles in lines) == sorted(f"oai:{domain}:{k}/{ref}" for k, ref in wanted)
    told = {name.rpartition("/")[2]: (status, titles) for name, status, titles in lines}
    assert told["gone-7"] == ("deleted", "")
    assert told["bees"] == ("", "نحل|Bees")
    assert told["wax"][1].endswith("|Cire")
