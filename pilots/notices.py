"""Who hears of which deed on a pilot: one table."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from amedip.accounts.models import User
from registry.notices import focal_points


def keepers(obj) -> Iterable[User]:
    """The staff who review reports: those whose group lets them add pilots, and superusers."""
    right = Q(groups__permissions__codename="add_pilotproject", groups__permissions__content_type__app_label="pilots")
    return User.objects.filter(right | Q(is_superuser=True), is_active=True, is_staff=True).distinct()


HEARERS: dict[str, Callable[..., Iterable[User]]] = {
    "pilot-report.submit": keepers,
    "pilot-report.send-back": focal_points,
    "pilot-report.publish": focal_points,
    "pilot.design": focal_points,
    "pilot.implement": focal_points,
    "pilot.finalise": focal_points,
    "pilot.complete": focal_points,
    "pilot.evaluate": focal_points,
    "pilot.suspend": focal_points,
    "pilot.resume": focal_points,
    "pilot.cancel": focal_points,
}


def hearers(action: str, obj) -> Iterable[User]:
    """The users who are to hear of the deed ``action`` on ``obj``; none for deeds that do not stand in the table."""
    find = HEARERS.get(action)
    return find(obj) if find else ()
