"""Spreadsheets of documents say which versions there are; files come through the form, where they are examined."""

import pytest

from workshops.resources import DocumentResource, LanguageVersionResource


@pytest.mark.parametrize("resource", [DocumentResource, LanguageVersionResource])
def test_table_when_read_or_written_then_it_carries_no_file(resource):
    assert not resource().columns.keys() & {"file", "bytes", "sha256", "text"}
