"""Readiness: each part answers for itself."""

import logging

import pytest

from amedip.portal.health import readiness

pytestmark = pytest.mark.django_db


def test_readiness_when_everything_answers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    assert readiness() == {"database": True, "broker": True, "storage": True}
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_readiness_when_the_storage_takes_nothing_then_only_it_fails_and_the_log_says_why(settings, tmp_path, caplog):
    (tmp_path / "media").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path / "media"

    with caplog.at_level(logging.ERROR):
        assert readiness() == {"database": True, "broker": True, "storage": False}

    assert "storage does not answer" in caplog.text
