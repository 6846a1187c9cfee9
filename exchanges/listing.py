"""Which exchanges, requests and offers a list shows, and what each state gave and received."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from amedip.core import languages
from amedip.core.nested import array_of
from amedip.core.search.finding import references_matching
from exchanges.models import Exchange, ExchangeAgency, ExchangePartner, ExchangeTheme

Status, Part = Exchange.Status, ExchangePartner.Part
# What has taken place, and what is agreed and still to come.
DONE = (Status.HELD, Status.REPORTED, Status.EVALUATED, Status.PUBLISHED)
AHEAD = (Status.AGREED, Status.SCHEDULED)


def narrow_exchanges(exchanges: QuerySet, *, q="", state=(), theme=(), year=None, **columns_in) -> QuerySet:
    """``exchanges`` under the chosen states (host or partner) and themes (keys), year of the first day, and columns."""
    conditions = Q()
    for column, wanted in columns_in.items():
        if wanted:
            conditions &= Q(**{f"{column}__in": wanted})
    if state:
        joined = ExchangePartner.objects.filter(exchange=OuterRef("pk"), country__in=state)
        conditions &= Q(host__in=state) | Exists(joined)
    if theme:
        conditions &= Q(pk__in=ExchangeTheme.objects.filter(theme__in=theme).values("exchange"))
    if year:
        # A range, not the year of a column: an index can answer that.
        conditions &= Q(start__range=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)))
    if q:
        conditions &= Q(reference__in=references_matching(q, kind=Exchange.KIND))
    return exchanges.filter(conditions)


@dataclass
class Account:
    """What a state gave and received in exchanges that took place; ``ahead`` are agreed and still to come."""

    state: dict
    given: int = 0
    received: int = 0
    supported: int = 0
    paid: int = 0
    ahead: int = 0


def accounts_of(exchanges: QuerySet, states: dict[int, dict]) -> list[Account]:
    """An account for each of ``states`` (rows by key, in order) that takes part in one of ``exchanges``."""
    found: dict[int, Account] = {}

    def account(key: int) -> Account:
        return found.setdefault(key, Account(states[key]))

    done = Count("pk", filter=Q(status__in=DONE))
    ahead = Count("pk", filter=Q(status__in=AHEAD))
    hosts = exchanges.filter(host__isnull=False).order_by().values_list("host")
    for key, count, coming in hosts.annotate(done=done, ahead=ahead):
        account(key).given = count
        account(key).ahead += coming
    named = {Part.RECEIVES: "received", Part.SUPPORTS: "supported", Part.PAYS: "paid"}
    parts = ExchangePartner.objects.filter(exchange__in=exchanges.order_by().values("pk")).order_by()
    rows = parts.values_list("country", "part").annotate(
        done=Count("pk", filter=Q(exchange__status__in=DONE)), ahead=Count("pk", filter=Q(exchange__status__in=AHEAD))
    )
    for key, part, count, coming in rows:
        setattr(account(key), named[part], count)
        account(key).ahead += coming
    return [found[key] for key in states if key in found]


def with_agencies(exchanges: QuerySet) -> QuerySet:
    """``agency_rows``: the agencies that take part beside the states, as plain rows."""
    agencies = ExchangeAgency.objects.filter(exchange=OuterRef("pk"))
    names = {f"name_{code}": f"institution__name_{code}" for code in languages.CODES}
    return exchanges.annotate(agency_rows=array_of(agencies, "part", path="institution__reference__path", **names))
