"""What tests of accounts need: people signed in, quick passwords, counters at zero, and the mail that went out."""

import email
import re
import time
from email.policy import default

import pytest
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import caches

from amedip.core.tasks import sweep_jobs
from tests.factories import SecondFactorFactory, UserFactory

PASSWORD = "a calm and long sentence"
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


class CountingHasher(MD5PasswordHasher):
    """Quick, and counts: how often a password was hashed is how much work a sign-in makes."""

    calls = 0

    def encode(self, password, salt):
        CountingHasher.calls += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def hashing(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.conftest.CountingHasher"]
    CountingHasher.calls = 0
    return CountingHasher


@pytest.fixture
def no_limits_yet(db):
    """The counters of the rate limits stand in the database's cache, which a test with threads leaves behind."""
    caches["default"].clear()
    yield
    caches["default"].clear()


@pytest.fixture
def delivered(settings, tmp_path):
    """Does what the worker would and returns all messages in the folder of mail, oldest first."""

    def deliver():
        sweep_jobs()
        files = sorted(tmp_path.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [email.message_from_bytes(path.read_bytes(), policy=default) for path in files]

    settings.EMAIL_BACKEND = "amedip.core.mail.FileBackend"  # pytest-django puts its own there
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return deliver


def path_in(text: str) -> str:
    """The path of the first link in a text."""
    return LINK.search(text).group(1)


@pytest.fixture
def person():
    """A focal point who has a password and an app for codes."""
    user = UserFactory(password=PASSWORD, language="en")
    SecondFactorFactory(user=user)
    return user


def sign_in(client, user, password=PASSWORD, **more):
    """Send the form of the sign-in page."""
    return client.post("/en/accounts/login/", {"login": user.email, "password": password, **more})


def code_for(user) -> str:
    """What the person's app shows now."""
    return code_of(decrypt(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]))


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))


def bare(response, *names) -> str:
    """The page without what differs from one visit, or one visitor, to the next."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    for name in names:
        text = text.replace(name, "…")
    return text
