"""Second factors in the database: their secrets are of no use to who reads a copy of it."""

import logging

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret

from amedip.core.sealing import Unreadable, seal, unseal

log = logging.getLogger(__name__)
PURPOSE = "second factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Encrypts with a key made from ``SECRET_KEY``; what older keys encrypted is read while they are fallbacks."""

    def encrypt(self, text: str) -> str:
        return seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Of what was encrypted with a key that is gone: a secret that no code fits. Staff begin the account anew."""
        try:
            return unseal(encrypted_text, PURPOSE)
        except Unreadable:
            log.exception("A second factor was encrypted with another SECRET_KEY; name that in SECRET_KEY_FALLBACKS.")
            return generate_totp_secret()
