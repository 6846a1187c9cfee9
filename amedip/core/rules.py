"""Answers to "may this person do that?" that carry their reason."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Allowed:
    def __bool__(self):
        return True


@dataclass(frozen=True)
class Denied:
    """A refusal; ``reason`` is a translated sentence for the person refused."""

    reason: str | Promise

    def __bool__(self):
        return False


Rule = Callable[..., Allowed | Denied]


def any_of(*rules: Rule) -> Rule:
    """A rule that holds if one of ``rules`` does; its refusal is that of the last, the most particular one."""

    def combined(user, obj=None):
        answer: Allowed | Denied = Denied(_("You may not do this."))
        for rule in rules:
            answer = rule(user, obj)
            if answer:
                return answer
        return answer

    return combined


def is_portal(user, obj=None) -> Allowed | Denied:
    """The portal itself acts (``actor=None``): first content and scheduled work."""
    return Allowed() if user is None else Denied(_("Only the portal itself does this."))


def is_staff(user, obj=None) -> Allowed | Denied:
    """Does the user work in the administration?"""
    if user is not None and user.is_active and user.is_staff:
        return Allowed()
    return Denied(_("Only staff of the programme may do this."))


def may_keep(action: str) -> Rule:
    """The rule of a plain table: the person's groups give them Django's permission ``action`` on the object's model."""

    def rule(user, obj):
        if user is None:
            return Allowed()
        permission = f"{obj._meta.app_label}.{action}_{obj._meta.model_name}"
        if user.is_active and user.is_staff and user.has_perm(permission):
            return Allowed()
        return Denied(_("Your account does not have the right to change records of this kind."))

    return rule


def require(answer: Allowed | Denied) -> None:
    """Raise ``PermissionDenied`` with the reason unless the answer allows."""
    if not answer:
        raise PermissionDenied(str(answer.reason))
