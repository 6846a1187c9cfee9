"""Secrets that lie in the database: of no use to who reads a copy of it.

They are encrypted with keys made from ``SECRET_KEY``, one for each purpose; what older keys encrypted is read while
they are ``SECRET_KEY_FALLBACKS``.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """It was encrypted with a ``SECRET_KEY`` that is gone."""


def seal(text: str, purpose: str) -> str:
    """The text, encrypted for the purpose."""
    return _lock(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: str) -> str:
    """The text again; raises ``Unreadable``."""
    try:
        return _lock(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _lock(purpose: str) -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{purpose}:{key}".encode()).digest())) for key in keys]
    )
