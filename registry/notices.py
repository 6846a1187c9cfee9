"""Who hears of which deed of the Registry: one table."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from amedip.accounts.models import User
from registry.models import FocalPoint


def publishers(obj) -> Iterable[User]:
    """The staff who may publish: those whose group lets them add priorities, and superusers."""
    right = Q(groups__permissions__codename="add_priority", groups__permissions__content_type__app_label="registry")
    return User.objects.filter(right | Q(is_superuser=True), is_active=True, is_staff=True).distinct()


def focal_points(obj) -> Iterable[User]:
    """The serving focal points of the state that ``obj`` belongs to."""
    return _serving(country=obj.country_id)


def focal_points_invited(consultation) -> Iterable[User]:
    """The serving focal points of the states invited to a consultation."""
    return _serving(country__in=consultation.invited.values("country"))


def _serving(**of):
    return User.objects.filter(is_active=True, pk__in=FocalPoint.objects.serving().filter(**of).values("user"))


HEARERS: dict[str, Callable[..., Iterable[User]]] = {
    "priority.submit": publishers,
    "priority.accept": focal_points,
    "priority.send-back": focal_points,
    "priority.publish": focal_points,
    "priority.withdraw": focal_points,
    "priority-revision.submit": publishers,
    "priority-revision.send-back": focal_points,
    "priority-revision.publish": focal_points,
    "round.open": focal_points_invited,
    "round.close": focal_points_invited,
    "focal-point.hand-over": publishers,
}


def hearers(action: str, obj) -> Iterable[User]:
    """The users who are to hear of the deed ``action`` on ``obj``; none for deeds that do not stand in the table."""
    find = HEARERS.get(action)
    return find(obj) if find else ()
