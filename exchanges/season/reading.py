"""The season that lies ahead, as the portal knows it: open requests, open offers, and what is promised already."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from exchanges.matching import Candidate, Hindrance, Match, Need, Window, match
from exchanges.matching.reading import Field, present_weights
from exchanges.matching.standing import hindrances
from exchanges.models import Exchange, ExchangePartner, ExchangeRequest, Offer
from exchanges.season.facts import Pair, Season

SLOT = datetime.timedelta(weeks=4)
LEAST_DAYS = 5  # of a slot in which both sides can: an exchange takes a working week
OPEN = (ExchangeRequest.Status.SUBMITTED, ExchangeRequest.Status.CLARIFIED)
_DAY = datetime.timedelta(days=1)


def slots_of(first: datetime.date, last: datetime.date) -> list[Window]:
    """The days from ``first`` to ``last``, inclusive, in slots of four weeks; the last one may be shorter."""
    slots = []
    while first <= last:
        slots.append(Window(first, min(last, first + SLOT - _DAY)))
        first += SLOT
    return slots


@dataclass(frozen=True)
class Reading:
    """A season and what it was made of; ``hindered`` by request and offer, empty where the two can meet."""

    season: Season
    slots: Sequence[Window]
    needs: Sequence[Need]
    hindered: dict[str, dict[str, tuple[Hindrance, ...]]]


def read_season(
    first: datetime.date, last: datetime.date, *, examples: bool, advance: Callable[[int, int], None]
) -> Reading:
    """The open requests and offers between two days, judged; ``advance`` hears of every request (number, of how many).

    With ``examples`` a season of examples only, to try it out; without, none of them.
    """
    field, weights, slots = Field(examples=examples), present_weights(), slots_of(first, last)
    requests = ExchangeRequest.objects.filter(status__in=OPEN, reference__example=examples)
    needs = field.needs(requests)
    capacity = _capacity(first.year, examples=examples)
    offers = [offer for offer in field.offers if offer.offer in capacity]
    hindered: dict[str, dict[str, tuple[Hindrance, ...]]] = {}
    pairs: list[Pair] = []
    for number, need in enumerate(needs, 1):
        hindered[need.ref] = {offer.offer: hindrances(need, offer) for offer in offers}
        # Most pairs cannot meet: their scores need not be known.
        able = [offer for offer in offers if not hindered[need.ref][offer.offer]]
        pairs += _pairs((match(need, offer, weights) for offer in able), slots)
        advance(number, len(needs))
    planned = _planned(first, last, examples=examples)
    season = Season(tuple(pairs), capacity, _busy(planned, slots), _received(planned))
    return Reading(season, slots, needs, hindered)


def _pairs(matches: Iterable[Match], slots: Sequence[Window]) -> Iterable[Pair]:
    for found in matches:
        fitting = frozenset(_fitting(found.need, found.candidate, slots))
        if fitting:
            candidate = found.candidate
            score = int(found.score * 10)
            yield Pair(found.need.ref, candidate.offer, found.need.state, candidate.state, score, fitting)


def _fitting(need: Need, candidate: Candidate, slots: Sequence[Window]) -> Iterable[int]:
    shared = need.window.shared_with(candidate.window)
    for number, slot in enumerate(slots):
        both = shared.shared_with(slot)
        if not both.is_empty and (both.days or 0) >= min(LEAST_DAYS, slot.days or 0):
            yield number


def _capacity(year: int, *, examples: bool) -> dict[str, int]:
    """How many exchanges each open offer has left in the year."""
    of_year = Q(exchanges__start__year=year) | Q(exchanges__start=None, exchanges__created_at__year=year)
    used = Count("exchanges", filter=of_year & ~Q(exchanges__status=Exchange.Status.CANCELLED))
    offers = Offer.objects.filter(status=Offer.Status.OPEN, reference__example=examples).annotate(used=used)
    rows = offers.order_by().values_list("reference__ref", "capacity", "used")
    return {ref: max(0, capacity - used) for ref, capacity, used in rows}


def _planned(first: datetime.date, last: datetime.date, *, examples: bool) -> list[dict]:
    """The exchanges that fall into the season, or whose days are still open, with their states."""
    when = Q(start__lte=last, end__gte=first) | Q(start__range=(first, last), end=None)
    undated = Q(start=None, status__in=[Exchange.Status.PREPARED, Exchange.Status.AGREED])
    exchanges = Exchange.objects.exclude(status=Exchange.Status.CANCELLED).filter(when | undated)
    if not examples:
        exchanges = exchanges.filter(reference__example=False)
    rows = {
        row["pk"]: row | {"guests": []} for row in exchanges.order_by("pk").values("pk", "start", "end", "host__code")
    }
    guests = ExchangePartner.objects.filter(exchange__in=list(rows), part=ExchangePartner.Part.RECEIVES)
    for key, code in guests.order_by("pk").values_list("exchange", "country__code"):
        rows[key]["guests"].append(code)
    return list(rows.values())


def _busy(planned: Iterable[dict], slots: Sequence[Window]) -> frozenset[tuple[str, int]]:
    return frozenset(
        (state, number)
        for row in planned
        if row["start"]
        for number, slot in enumerate(slots)
        if not slot.shared_with(Window(row["start"], row["end"] or row["start"])).is_empty
        for state in (row["host__code"], *row["guests"])
        if state
    )


def _received(planned: Iterable[dict]) -> dict[str, int]:
    return dict(Counter(state for row in planned for state in row["guests"]))
