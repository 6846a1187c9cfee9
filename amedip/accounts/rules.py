"""Who may let people in, and who may change an account that is not their own."""

from django.utils.translation import gettext_lazy as _

from amedip.core.rules import Allowed, Denied


def may_invite(user, obj=None) -> Allowed | Denied:
    """The portal itself (command line), or staff whose group lets them; ``obj`` is the account, if there is one."""
    if user is None:
        return Allowed()
    if not (user.is_active and user.is_staff and user.has_perm("accounts.add_invitation")):
        return Denied(_("Your account does not have the right to invite people."))
    return _reaches(user, obj)


def may_keep_account(user, obj) -> Allowed | Denied:
    """The portal itself, or staff whose group lets them change accounts."""
    if user is None:
        return Allowed()
    if not (user.is_active and user.is_staff and user.has_perm("accounts.change_user")):
        return Denied(_("Your account does not have the right to change other accounts."))
    return _reaches(user, obj)


def _reaches(user, obj) -> Allowed | Denied:
    if obj is not None and obj.is_system:
        return Denied(_("This is the account of another system: it is kept with the clients of the API."))
    if obj is not None and obj.is_superuser and not user.is_superuser:
        return Denied(_("Only a superuser may change the account of a superuser."))
    return Allowed()
