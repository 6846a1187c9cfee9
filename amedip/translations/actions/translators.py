"""Who is named translator, and how a translator is let in."""

import datetime

from django.db import transaction
from django.utils import timezone

from amedip.accounts.actions import Sent, invite_person
from amedip.accounts.models import User
from amedip.accounts.rules import may_invite
from amedip.core.records import write_record
from amedip.core.rules import require
from amedip.translations.models import Translator
from amedip.translations.rules import may_name_translators


def name_translator(
    user: User,
    code: str,
    *,
    actor,
    position: str = Translator.Position.TRANSLATOR,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Translator:
    """Let the user translate into the language ``code`` from ``since`` (today by default) to ``until`` inclusive.

    Who holds just that position already keeps the term they have. Raises ``PermissionDenied`` with the reason, or
    ``ValidationError`` for another term into the language in these days; nothing is written then.
    """
    require(may_name_translators(actor))
    since = since or timezone.localdate()
    held = Translator.objects.serving(since).filter(user=user, language=code, position=position).first()
    if held:
        return held
    columns = {"user": user, "language": code, "position": position, "since": since, "until": until}
    return write_record(
        Translator(), actor=actor, columns=columns, rule=may_name_translators, action="translator.appoint"
    )


def invite_translator(
    email: str,
    code: str,
    *,
    actor,
    language: str,
    full_name: str = "",
    position: str = Translator.Position.TRANSLATOR,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Sent:
    """Invite the person, who need not be staff, and name them translator, both or neither; the refusals of the two."""
    require(may_invite(actor))
    with transaction.atomic():
        sent = invite_person(email, actor=actor, language=language, full_name=full_name)
        name_translator(sent.user, code, actor=actor, position=position, since=since, until=until)
    return sent
