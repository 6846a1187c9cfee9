"""What log lines may say of addresses that hold a secret."""

import logging
import re

SECRET = re.compile(r"((?:/accounts/(?:invitation|password/reset/key)|/follow/(?:confirm|mine|stop))/)[^/\s\"']+")


class HideSecrets(logging.Filter):
    """Takes the secret of one-time links out of every line: whoever reads the log must not get in by it."""

    def filter(self, record):
        text = record.getMessage()
        if SECRET.search(text):
            record.msg, record.args = SECRET.sub(r"\1…", text), None
        return True
