"""Which threads an overview shows, and which records the golden thread does not lead on from."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from amedip.core.models import Reference
from amedip.portal.chains import LEADS_ON
from amedip.portal.models import TypedLink
from exchanges.models import Exchange, ExchangeRequest
from pilots.models import Period, PilotProject
from registry.models import Priority
from workshops.models import Recommendation

ACTIONS = (ExchangeRequest.KIND, Exchange.KIND, PilotProject.KIND)


def _linked(**condition) -> Exists:
    """Is there a link of the thread whose source or target is so?"""
    return Exists(TypedLink.objects.filter(kind__in=LEADS_ON, **condition))


def _acted_on() -> Q:
    """Of a priority: is there a public request, exchange or pilot that came of it?"""
    requests = ExchangeRequest.objects.filter(priority=OuterRef("pk"), reference__public=True)
    return Q(Exists(requests)) | Q(
        _linked(target=OuterRef("reference"), source__kind__in=ACTIONS, source__public=True, source__gone_at=None)
    )


def lines_of(state: Collection[int] = (), theme: Collection[int] = ()) -> QuerySet[Reference]:
    """The public records whose threads make up the overview of some states and themes (keys), examples last.

    These are the exchanges and pilots, the requests that no exchange came of yet, and the priorities that take up a
    recommendation but led to nothing so far.
    """
    priorities, requests, exchanges, pilots = _near(state, theme)
    took_up = _linked(source=OuterRef("reference"), target__kind=Recommendation.KIND)
    held = Exchange.objects.filter(request=OuterRef("pk"), reference__public=True)
    wanted = [
        rows.order_by().values("reference")
        for rows in (priorities.filter(~_acted_on(), took_up), requests.filter(~Exists(held)), exchanges, pilots)
    ]
    return Reference.objects.public().filter(pk__in=wanted[0].union(*wanted[1:])).order_by("example", "-pk")


def untouched(state: Collection[int] = (), theme: Collection[int] = ()) -> int:
    """How many public priorities of some states and themes (keys) have led to neither exchange nor pilot."""
    return _near(state, theme)[0].exclude(_acted_on()).count()


def _near(state, theme) -> tuple[QuerySet, ...]:
    """Public priorities, requests, exchanges and pilots of the states and under the themes."""
    found = []
    for model in (Priority, ExchangeRequest, Exchange, PilotProject):
        condition = Q(reference__public=True)
        if state and model is Exchange:
            joined = model.objects.filter(partners__country__in=state).values("pk")
            condition &= Q(host__in=state) | Q(pk__in=joined)
        elif state:
            condition &= Q(country__in=state)
        if theme:
            through = model._meta.get_field("theme_links").related_model
            owner = model._meta.get_field("theme_links").field.name
            condition &= Q(pk__in=through.objects.filter(theme__in=theme).values(owner))
        found.append(model.objects.filter(condition))
    return tuple(found)


def recommendations_left() -> tuple[QuerySet, ...]:
    """Those that nothing took up, neither as a whole nor in one of their points."""
    taken = TypedLink.objects.filter(kind=TypedLink.Kind.TAKES_UP)
    in_parts = taken.filter(target__recommendation__parent=OuterRef("pk"))
    return (Recommendation.objects.filter(~Exists(taken.filter(target=OuterRef("reference"))), ~Exists(in_parts)),)


def priorities_left() -> tuple[QuerySet, ...]:
    """Published ones with neither exchange nor pilot."""
    return (Priority.objects.filter(status=Priority.Status.PUBLISHED).exclude(_acted_on()),)


def actions_left() -> tuple[QuerySet, ...]:
    """Requests, exchanges and pilots that lead back to no priority; an exchange that was asked for has its request's.

    What was given up needs none.
    """
    led_from = _linked(source=OuterRef("reference"), target__kind=Priority.KIND)
    ended = (ExchangeRequest.Status.DECLINED, ExchangeRequest.Status.WITHDRAWN)
    return (
        ExchangeRequest.objects.filter(~led_from, priority=None).exclude(status__in=ended),
        Exchange.objects.filter(~led_from, request=None).exclude(status=Exchange.Status.CANCELLED),
        PilotProject.objects.filter(~led_from).exclude(phase=PilotProject.Phase.CANCELLED),
    )


def results_left() -> tuple[QuerySet, ...]:
    """Exchanges that took place without a published result, and pilots at work or at their end without a value."""
    held = (Exchange.Status.HELD, Exchange.Status.REPORTED, Exchange.Status.EVALUATED)
    phases = PilotProject.Phase
    at_work = (phases.IMPLEMENTATION, phases.FINAL, phases.COMPLETED, phases.EVALUATED, phases.SUSPENDED)
    verified = Period.objects.filter(pilot=OuterRef("pk"), verified_at__isnull=False)
    return (
        Exchange.objects.filter(status__in=held),
        PilotProject.objects.filter(~Exists(verified), phase__in=at_work),
    )
