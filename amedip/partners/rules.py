"""Who may let systems in, and how far a system may go."""

from django.utils.translation import gettext_lazy as _

from amedip.accounts.rules import may_invite
from amedip.core.rules import Allowed, Denied, may_keep


def may_keep_client(user, obj) -> Allowed | Denied:
    """The portal itself, or staff whose group lets them keep clients.

    Who lets a system act for the staff must be one who may let people in as well.
    """
    allowed = may_keep("change")(user, obj)
    if allowed and obj.account_id and obj.account.is_staff:
        return may_invite(user)
    return allowed


def may_act_for_staff(user, obj=None) -> Allowed | Denied:
    """The portal itself, or who may let people in."""
    return may_invite(user)


def has_scope(client, scope: str) -> Allowed | Denied:
    """Was the client let do such things at all?"""
    if scope in client.scopes:
        return Allowed()
    return Denied(
        _("This client was not given the scope “%(scope)s”. Ask the programme’s staff for it.") % {"scope": scope}
    )


def may_keep_webhook(user, obj) -> Allowed | Denied:
    """The portal itself, the client whose it is, or staff whose group lets them keep webhooks."""
    if user is not None and obj.client_id and user.is_active and obj.client.account_id == user.pk:
        return Allowed()
    return may_keep("change")(user, obj)
