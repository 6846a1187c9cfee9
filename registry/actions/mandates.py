"""Who is given, invited to and follows in a state’s mandate."""

import datetime
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.accounts.actions import Sent, invite_person
from amedip.accounts.models import User
from amedip.accounts.rules import may_invite
from amedip.core.deeds import deed
from amedip.core.notices import tell
from amedip.core.rules import may_keep, require
from registry.models import ClientMandate, Country, FocalPoint
from registry.notices import hearers
from registry.rules import may_appoint, may_hand_over


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


@dataclass(frozen=True)
class HandOver:
    """A mandate handed over: the ``successor``'s, and the invitation ``sent`` to who had no way in yet, else None."""

    successor: FocalPoint
    sent: Sent | None


def hand_over(
    mandate: FocalPoint,
    email: str,
    *,
    actor,
    since: datetime.date,
    language: str,
    full_name: str = "",
) -> HandOver:
    """Let the person at ``email`` follow in the mandate on the day ``since``; its own last day is the one before.

    A term that ends earlier keeps its end. Who has no password yet is invited. Raises ``PermissionDenied`` with the
    reason, or ``ValidationError`` keyed by field; nothing is written then.
    """
    with transaction.atomic():
        Country.objects.select_for_update().get(pk=mandate.country_id)
        mandate = FocalPoint.objects.select_related("user", "country__reference").get(pk=mandate.pk)
        require(may_hand_over(actor, mandate))
        _check_hand_over(mandate, email, since)
        with deed("focal-point.hand-over", actor=actor, about=mandate.country.reference) as done:
            last_day = since - datetime.timedelta(days=1)
            if mandate.until is None or mandate.until > last_day:
                mandate.until = last_day
                mandate.full_clean()
                mandate.save(update_fields=["until"])
            user, sent = _let_in(email, mandate, actor=actor, language=language, full_name=full_name)
            successor = FocalPoint(user=user, country=mandate.country, position=mandate.position, since=since)
            successor.full_clean()
            successor.save()
            # Who is invited hears of it by the invitation.
            tell(done, [*hearers(done.action, mandate), *([] if sent else [user])])
    return HandOver(successor, sent)


def keep_client_mandate(mandate: ClientMandate, *, actor, **columns) -> ClientMandate:
    """Let a partner's system act for a state, or correct or end its term; return the mandate.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` keyed by field; nothing is written then.
    """
    require(may_keep("add" if mandate._state.adding else "change")(actor, mandate))
    for name, value in columns.items():
        setattr(mandate, name, value)
    mandate.full_clean()
    action = "client-mandate.give" if mandate._state.adding else "client-mandate.edit"
    with deed(action, actor=actor, about=mandate.country.reference, why=mandate.client.name):
        mandate.save()
    return mandate


def _check_hand_over(mandate, email, since):
    if since < timezone.localdate():
        raise ValidationError({"since": _("The successor can begin today at the earliest.")})
    if since <= mandate.since:
        raise ValidationError({"since": _("The successor begins after the first day of the present term.")})
    if email.strip().lower() == mandate.user.email:
        raise ValidationError({"email": _("This is the address of who holds the mandate now.")})


def _let_in(email, mandate, *, actor, language, full_name):
    """The account at the address and, if nobody uses it yet, the invitation just sent."""
    known = User.objects.filter(email=email.strip().lower()).first()
    if known is not None and not known.is_active:
        raise ValidationError({"email": _("This account is switched off. Write to ICMPD to have it opened again.")})
    if known is not None and known.has_usable_password():
        return known, None
    try:
        sent = invite_person(
            email, actor=actor, language=language, full_name=full_name, may=partial(_may_let_in, mandate)
        )
    except ValidationError as error:
        raise ValidationError({"email": error}) from error
    return sent.user, sent


def _may_let_in(mandate, user, obj=None):
    """Who hands a mandate over may invite the successor, and nobody else: staff are let in by staff alone."""
    if obj is not None and (obj.is_staff or obj.is_superuser):
        return may_invite(user, obj)
    return may_hand_over(user, mandate)
