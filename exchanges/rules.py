"""Who may see which requests, offers and exchanges."""

from django.db.models import Q

from amedip.core.rules import is_staff
from exchanges.models import Exchange, ExchangePartner, ExchangeRequest, Offer
from registry.rules import countries_served_by


def requests_visible_to(user):
    """What is public; to focal points also their own state's, and to staff all, whatever the status."""
    return _visible(ExchangeRequest, user, lambda served: Q(country__in=served))


def offers_visible_to(user):
    """What is public; to focal points also their own state's, and to staff all, whatever the status."""
    return _visible(Offer, user, lambda served: Q(country__in=served))


def exchanges_visible_to(user):
    """What is public; to focal points also those of which their state is host or partner, and to staff all."""
    return _visible(
        Exchange,
        user,
        lambda served: (
            Q(host__in=served) | Q(pk__in=ExchangePartner.objects.filter(country__in=served).values("exchange"))
        ),
    )


def _visible(model, user, own):
    if is_staff(user):
        return model.objects.all()
    served = countries_served_by(user)
    return model.objects.filter(Q(status__in=model.PUBLIC_STATES) | own(served)) if served else model.objects.public()
