"""Who is given, and invited to, a state’s mandate."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.accounts.actions import Sent, invite_person
from amedip.accounts.rules import may_invite
from amedip.core.deeds import deed
from amedip.core.rules import require
from registry.models import Country, FocalPoint
from registry.rules import may_appoint


def appoint_focal_point(
    user,
    country: Country,
    *,
    actor,
    position: str = FocalPoint.Position.LEAD,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> FocalPoint:
    """Give the user a term of office, from ``since`` (today by default) to ``until`` inclusive, and return it.

    Who holds just that position already keeps the term they have. Raises ``PermissionDenied`` with the reason, or
    ``ValidationError`` if the state has another lead in these days; nothing is written then.
    """
    require(may_appoint(actor))
    since = since or timezone.localdate()
    if country.is_group:
        raise ValidationError(_("A group of states has no focal point: name one of its states."))
    with transaction.atomic():
        # Two appointments at once to one state come one after the other, so that the second sees the first.
        Country.objects.select_for_update().get(pk=country.pk)
        held = FocalPoint.objects.serving(since).filter(user=user, country=country, position=position).first()
        if held:
            return held
        mandate = FocalPoint(user=user, country=country, position=position, since=since, until=until)
        mandate.full_clean()
        with deed("focal-point.appoint", actor=actor, about=country.reference):
            mandate.save()
    return mandate


def invite_focal_point(
    email: str,
    country: Country,
    *,
    actor,
    language: str,
    full_name: str = "",
    position: str = FocalPoint.Position.LEAD,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Sent:
    """Invite the person and give them the mandate, both or neither; the same refusals as those two deeds."""
    require(may_invite(actor))
    with transaction.atomic():
        sent = invite_person(email, actor=actor, language=language, full_name=full_name)
        appoint_focal_point(sent.user, country, actor=actor, position=position, since=since, until=until)
    return sent
