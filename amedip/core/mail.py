"""Mail: rendered in the addressee's language, queued with the deed that causes it, kept as files when embedded."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation

from amedip.core import jobs


def queue_mail(
    template: str, to: str, context: dict, *, actor, language: str, key: str | None = None, about: Sequence[str] = ()
):
    """Queue ``templates/mail/<template>.txt`` (first line: subject) to one address; ``key`` as in ``jobs.enqueue``.

    ``about`` are names of what it tells of, which stay with the job for who must not tell of them again.
    """
    subject, body = compose(template, context, language=language)
    payload = {"to": to, "subject": subject, "body": body}
    if about:
        payload["about"] = list(about)
    return jobs.enqueue("mail", payload, actor=actor, key=key, language=language)


def compose(template: str, context: dict, *, language: str) -> tuple[str, str]:
    """Subject and body of ``templates/mail/<template>.txt`` in the language."""
    with translation.override(language):
        text = render_to_string(f"mail/{template}.txt", context | {"SITE_URL": settings.SITE_URL, "language": language})
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def deliver(job, *, to: str, subject: str, body: str, headers: Mapping[str, str] | None = None) -> None:
    """Hand the message of a job to the post office.

    A worker may die after the delivery and before it is noted: the message bears the same id when it is sent again, by
    which post offices and the folder of files know it.
    """
    known = hashlib.sha256(f"{settings.SITE_URL} {job.pk} {job.created_at.isoformat()}".encode()).hexdigest()[:32]
    message_id = f"<{known}@{urlsplit(settings.SITE_URL).hostname}>"
    EmailMessage(subject=subject, body=body, to=[to], headers={"Message-ID": message_id, **(headers or {})}).send()


class FileBackend(BaseEmailBackend):
    """Writes each message as one ``.eml`` file below ``DATA_DIR/mail``, complete or not at all.

    The file is named for the message's id: what is delivered again, because a worker died, takes the same place.
    """

    def send_messages(self, messages):
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            letter = message.message()
            name = hashlib.sha256(letter["Message-ID"].encode()).hexdigest()[:32] + ".eml"
            draft = folder / f".{uuid.uuid4().hex}"
            draft.write_bytes(letter.as_bytes())
            draft.rename(folder / name)
        return len(messages)
