"""How people get in and what becomes of their accounts: every deed on a person's account."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amedip.accounts.models import Invitation, User
from amedip.accounts.rules import may_invite, may_keep_account
from amedip.core.deeds import deed
from amedip.core.mail import queue_mail
from amedip.core.rules import Rule, require

VALID_FOR = timedelta(days=14)


class InvitationOver(Exception):
    """The link opens nothing: unknown, used, replaced, too old, or its account switched off. Nobody is told which."""


@dataclass(frozen=True)
class Sent:
    """An invitation just made; ``link`` is the only place where its secret stands."""

    invitation: Invitation
    link: str

    @property
    def user(self) -> User:
        return self.invitation.user


def invite_person(
    email: str,
    *,
    actor,
    language: str,
    full_name: str = "",
    staff: bool = False,
    superuser: bool = False,
    groups: Iterable[str] = (),
    may: Rule = may_invite,
) -> Sent:
    """Give the address an account if it has none, and queue the mail with a one-time link, in ``language``.

    ``staff``, ``superuser`` and ``groups`` (names) add to what an account may do and take nothing away. ``may`` is
    asked before the address is looked up, and again with the account if there is one. Raises ``PermissionDenied`` with
    the reason, or ``ValidationError`` for an address that is none, a group that does not exist, or an account that is
    switched off; nothing is written then.
    """
    require(may(actor))
    email = email.strip().lower()
    validate_email(email)
    with transaction.atomic():
        # The insert of two invitations at once meets at the unique address: the second waits and finds the first.
        user, created = User.objects.select_for_update().get_or_create(
            email=email, defaults={"full_name": full_name, "language": language, "password": make_password(None)}
        )
        require(may(actor, None if created else user))
        if staff or superuser:
            user.is_staff, user.is_superuser = True, user.is_superuser or superuser
            user.save(update_fields=["is_staff", "is_superuser"])
        user.groups.add(*_groups(groups))
        return send_invitation(user, actor=actor, language=language, may=may)


def send_invitation(user: User, *, actor, language: str = "", may: Rule = may_invite) -> Sent:
    """Queue a fresh one-time link, in ``language`` (by default the person's own); the account's older links end."""
    require(may(actor, user))
    if not user.is_active:
        raise ValidationError(_("This account is switched off. Switch it on before you invite the person again."))
    language = language or user.language
    secret = secrets.token_urlsafe(32)
    with deed("invitation.send", actor=actor, why=f"account {user.pk}"):
        _end_invitations(user)
        invitation = Invitation.objects.create(
            user=user, token_hash=_hash(secret), invited_by=actor, expires_at=timezone.now() + VALID_FOR
        )
        with translation.override(language):
            link = settings.SITE_URL + reverse("accounts:invitation", args=[secret])
        queue_mail(
            "invitation",
            user.email,
            {"person": user, "inviter": actor, "link": link, "expires_at": invitation.expires_at},
            actor=actor,
            language=language,
            key=f"invitation:{invitation.pk}",
        )
    return Sent(invitation, link)


def open_invitation(token: str) -> Invitation:
    """The invitation that the secret of a link opens, with its user; raises ``InvitationOver``. Changes nothing."""
    return _find(Invitation.objects.open(), token)


def accept_invitation(token: str, *, full_name: str, language: str, password: str) -> User:
    """Use the link up: set the person's name, language and password, and return the account.

    Of many at once one succeeds. Raises ``InvitationOver``, or ``ValidationError`` for a weak password; the link
    stays good then.
    """
    with transaction.atomic():
        invitation = _find(Invitation.objects.open().select_for_update(of=("self",)), token)
        user = invitation.user
        user.full_name, user.language = full_name, language
        validate_password(password, user)
        user.set_password(password)
        user.full_clean()
        with deed("invitation.accept", actor=user, why=f"account {user.pk}"):
            user.save(update_fields=["full_name", "language", "password"])
            invitation.accepted_at = timezone.now()
            invitation.save(update_fields=["accepted_at"])
            _end_invitations(user)
    return user


def change_account(user: User, *, actor, groups: Iterable[str] | None = None, **columns) -> User:
    """Write ``columns`` and, unless None, the names of all ``groups``; the old address hears of a new one.

    Raises ``PermissionDenied`` with the reason or ``ValidationError`` keyed by field; nothing is written then.
    """
    with transaction.atomic():
        stored = User.objects.select_for_update().get(pk=user.pk)
        require(may_keep_account(actor, stored))
        if columns.get("is_superuser", stored.is_superuser) != stored.is_superuser and not (
            actor is None or actor.is_superuser
        ):
            raise ValidationError({"is_superuser": _("Only a superuser may make or unmake superusers.")})
        if columns.get("is_active") is False and actor == stored:
            raise ValidationError({"is_active": _("You cannot switch off your own account.")})
        if "email" in columns:
            columns["email"] = columns["email"].strip().lower()
        for name, value in columns.items():
            setattr(user, name, value)
        user.full_clean()
        with deed("account.edit", actor=actor, why=f"account {user.pk}"):
            user.save(update_fields=list(columns) or None)
            if groups is not None:
                user.groups.set(_groups(groups))
            if user.email != stored.email:
                _end_invitations(user)
                for address in (stored.email, user.email):
                    notify(user, "address_changed", to=address)
    return user


def change_profile(user: User, *, actor, full_name: str, language: str, daily_digest: bool) -> User:
    """Write what people keep themselves: their name, and in which language and how often the portal writes to them."""
    with deed("account.edit", actor=actor, why=f"account {user.pk}"):
        user.full_name, user.language, user.daily_digest = full_name, language, daily_digest
        user.full_clean()
        user.save(update_fields=["full_name", "language", "daily_digest"])
    return user


def start_over(user: User, *, actor) -> Sent:
    """For who lost the phone and the recovery codes: take away password and second factors, and send a one-time link.

    The password goes too: otherwise whoever knows it could set up a second factor first.
    """
    require(may_keep_account(actor, user))
    with deed("account.start_over", actor=actor, why=f"account {user.pk}"):
        Authenticator.objects.filter(user=user).delete()
        user.set_unusable_password()
        user.save(update_fields=["password"])
        return send_invitation(user, actor=actor)


def notify(user: User, event: str, *, to: str = "") -> None:
    """Queue the notice of something that touches the safety of the account (the events are those of the template)."""
    queue_mail(
        "security_notice",
        to or user.email,
        {"person": user, "event": event, "at": timezone.now()},
        actor=None,
        language=user.language,
    )


def _find(invitations, token: str) -> Invitation:
    invitation = invitations.filter(token_hash=_hash(token)).select_related("user").first()
    if invitation is None:
        raise InvitationOver
    return invitation


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _end_invitations(user: User) -> None:
    user.invitations.filter(accepted_at=None, expires_at__gt=timezone.now()).update(expires_at=timezone.now())


def _groups(names: Iterable[str]) -> list[Group]:
    wanted = set(names)
    found = list(Group.objects.filter(name__in=wanted))
    if missing := wanted - {group.name for group in found}:
        raise ValidationError(_("There is no group “%(name)s”."), params={"name": ", ".join(sorted(missing))})
    return found
