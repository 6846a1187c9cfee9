"""Who may see and do what in the registry; everything rests on the mandates of the day."""

from django.utils.translation import gettext_lazy as _

from amedip.core.rules import Allowed, Denied
from registry.models import FocalPoint


def countries_served_by(user) -> frozenset[int]:
    """The keys of the states that the user speaks for today; none for the anonymous and for the portal itself."""
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset()
    return frozenset(FocalPoint.objects.serving().filter(user=user).values_list("country_id", flat=True))


def holds_mandate(user, obj=None) -> Allowed | Denied:
    """Does the user speak for any state today?"""
    return Allowed() if countries_served_by(user) else Denied(_("You are not a focal point of any state today."))


def serves_country(user, obj) -> Allowed | Denied:
    """Is the user a focal point, today, of the state that ``obj`` belongs to?"""
    if obj.country_id in countries_served_by(user):
        return Allowed()
    return Denied(_("You are not a focal point of this state."))
