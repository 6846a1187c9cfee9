"""Second factors in the database: their secrets are of no use to who reads a copy of it."""

import base64
import hashlib
import logging

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

log = logging.getLogger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Encrypts with a key made from ``SECRET_KEY``; what older keys encrypted is read while they are fallbacks."""

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Of what was encrypted with a key that is gone: a secret that no code fits. Staff begin the account anew."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.exception("A second factor was encrypted with another SECRET_KEY; name that in SECRET_KEY_FALLBACKS.")
            return generate_totp_secret()


def _lock() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor:{key}".encode()).digest())) for key in keys]
    )
