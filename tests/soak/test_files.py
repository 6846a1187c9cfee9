"""Whole collections as files: what is in memory while one is sent does not grow with it."""

import re
from pathlib import Path

import pytest
from django.db import connection

from amedip.core.api.downloads import FORMATS
from tests.calling import call

pytestmark = pytest.mark.django_db

STATUS = Path("/proc/self/status")
MOST = 150 * 1024  # kB over what was held before
FILL = """
    WITH named AS (
        INSERT INTO core_reference (kind, ref, path, title_ar, title_en, title_fr, public, example, tongues)
        SELECT 'theme', 'many-' || n, '', '', '', '', true, false, '{}' FROM generate_series(1, %s) AS n RETURNING id
    )
    INSERT INTO registry_theme (
        reference_id, version, created_at, updated_at, position, name, name_ar, name_en, name_fr,
        description, description_ar, description_en, description_fr
    )
    SELECT id, 1, now(), now(), 0, '', 'سمة ' || id, 'Theme ' || id, 'Thème ' || id,
        '', repeat('كلمة ', 60), repeat('word ', 60), repeat('mot ', 60) FROM named
"""


def held() -> int:
    """Memory of this process in kB."""
    return int(re.search(r"VmRSS:\s+(\d+)", STATUS.read_text())[1])


@pytest.mark.skipif(not STATUS.exists(), reason="reads its memory where Linux tells it")
@pytest.mark.parametrize("rows", [2_000, pytest.param(200_000, marks=pytest.mark.soak)])
def test_file_when_the_collection_is_large_then_it_is_sent_in_bounded_memory(rows):
    with connection.cursor() as cursor:
        cursor.execute(FILL, [rows])

    for form in FORMATS:
        before, most, size = held(), 0, 0
        for piece in call(f"bulk/themes/?format={form}").streaming_content:
            size += len(piece)
            most = max(most, held())

        assert size > rows * (5 if form == "xlsx" else 500)
        assert most - before < MOST, form
