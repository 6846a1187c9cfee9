"""Log lines hold no secret of a link."""

import logging
import re

import pytest

from amedip.accounts.logs import HideSecrets


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("%s: %s", ("Gone", "/ar/accounts/invitation/s3cr3t_-x/")),
        ("Forbidden (CSRF token missing.): %s", ("/en/accounts/password/reset/key/1-s3cr3t/",)),
        ('"GET /fr/accounts/invitation/s3cr3t/ HTTP/1.1" 200 17', ()),
        ("Gone: %s", ("/fr/follow/stop/s3cr3t:x:y/",)),
    ],
)
def test_line_when_it_names_a_one_time_link_then_without_its_secret(message, args):
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, message, args, None)

    assert HideSecrets().filter(record)

    assert "s3cr3t" not in record.getMessage()
    assert re.search("/(accounts|follow)/", record.getMessage())


def test_line_when_it_names_another_page_then_unchanged():
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "%s: %s", ("Gone", "/en/states/XX/"), None)

    HideSecrets().filter(record)

    assert record.getMessage() == "Gone: /en/states/XX/"
