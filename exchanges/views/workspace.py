"""What a focal point finds of the expert exchanges: what waits, own requests and offers, answers, exchanges."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amedip.core.rules import require
from exchanges.models import Exchange, ExchangeRequest, FollowUp, Offer, RequestAnswer
from exchanges.rules import compiled_answers_visible_to, exchanges_of
from registry.models import Country
from registry.rules import countries_served_by, holds_mandate

AT_ONCE = 100  # of each list, the newest


@never_cache
@require_safe
@login_required
def overview(request):
    require(holds_mandate(request.user))
    served = countries_served_by(request.user)
    return render(
        request,
        "exchanges/workspace/overview.html",
        {
            "countries": list(Country.objects.filter(pk__in=served).select_related("reference").order_by("code")),
            "requests": _newest(ExchangeRequest.objects.filter(country__in=served).select_related("reference")),
            "offers": _newest(Offer.objects.filter(country__in=served).select_related("reference")),
            "answers": _newest(
                RequestAnswer.objects.filter(country__in=served).select_related(
                    "reference", "request__reference", "request__country"
                )
            ),
            "exchanges": _newest(exchanges_of(request.user).select_related("reference", "host")),
            "follow_ups": _newest(
                FollowUp.objects.filter(country__in=served, answered_at=None).select_related("exchange__reference")
            ),
            "compiled": _newest(
                compiled_answers_visible_to(request.user)
                .select_related("reference", "request__reference")
                .defer("content")
            ),
            "finished": (Exchange.Status.PUBLISHED, Exchange.Status.CANCELLED),
            "waiting": RequestAnswer.Status.INVITED,
        },
    )


def _newest(rows) -> list:
    return list(rows.order_by("-pk")[:AT_ONCE])
