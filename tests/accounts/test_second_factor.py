"""The secrets of second factors as the database keeps them."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt, encrypt

from tests.factories import UserFactory

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.mark.django_db
def test_app_when_activated_then_its_secret_is_not_readable_in_the_database():
    kept = TOTP.activate(UserFactory(), SECRET).instance.data["secret"]

    assert SECRET not in kept
    assert decrypt(kept) == SECRET


def test_secret_when_the_key_has_changed_then_the_fallback_reads_it(settings):
    kept = encrypt(SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new key", [settings.SECRET_KEY]

    assert decrypt(kept) == SECRET


def test_secret_when_the_key_is_gone_then_no_code_fits_and_the_log_says_why(settings, caplog):
    kept = encrypt(SECRET)
    settings.SECRET_KEY = "another key"

    assert decrypt(kept) not in (SECRET, "")
    assert decrypt(kept) != decrypt(kept)
    assert "SECRET_KEY_FALLBACKS" in caplog.text
