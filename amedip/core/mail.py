"""Mail: rendered in the addressee's language, queued with the deed that causes it, kept as files when embedded."""

import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation

from amedip.core import jobs


def queue_mail(template: str, to: str, context: dict, *, actor, language: str, key: str | None = None):
    """Queue ``templates/mail/<template>.txt`` (first line: subject) to one address; ``key`` as in ``jobs.enqueue``."""
    with translation.override(language):
        text = render_to_string(f"mail/{template}.txt", context | {"SITE_URL": settings.SITE_URL, "language": language})
    subject, _, body = text.strip().partition("\n")
    payload = {"to": to, "subject": " ".join(subject.split()), "body": body.strip() + "\n"}
    return jobs.enqueue("mail", payload, actor=actor, key=key, language=language)


class FileBackend(BaseEmailBackend):
    """Writes each message as one ``.eml`` file below ``DATA_DIR/mail``, complete or not at all."""

    def send_messages(self, messages):
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            name = f"{uuid.uuid4().hex}.eml"
            (folder / f".{name}").write_bytes(message.message().as_bytes())
            (folder / f".{name}").rename(folder / name)
        return len(messages)
