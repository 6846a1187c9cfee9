"""What a password must be."""

from django.contrib.auth import password_validation
from django.utils.translation import ngettext


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's with sentences of ours: its own have no Arabic, and an unnamed number in their plural forms."""

    def get_error_message(self):
        return ngettext(
            "This password is too short. It must have at least %(length)d character.",
            "This password is too short. It must have at least %(length)d characters.",
            self.min_length,
        ) % {"length": self.min_length}

    def get_help_text(self):
        return ngettext(
            "At least %(length)d character; a sentence that only you know is good.",
            "At least %(length)d characters; a sentence that only you know is good.",
            self.min_length,
        ) % {"length": self.min_length}
