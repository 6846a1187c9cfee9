"""What an activity still lacks before IATI can be told of it, as sentences for the staff who add it."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from amedip.core import languages
from pilots.iati import codes
from pilots.iati.values import Activity, Indicator, Narratives, Sector

_LONGEST_BUDGET = datetime.timedelta(days=365)


def lacking(activity: Activity, today: datetime.date) -> list[str]:
    """Empty if the activity is complete: valid by the schema and the codelists, and by the standard ruleset."""
    parts = (_names, _parties, _days, _sectors, _money, _results)
    return list(dict.fromkeys(sentence for part in parts for sentence in part(activity, today)))


def _names(activity: Activity, today) -> Iterator[str]:
    if not activity.reporter.ref:
        yield _("It is not known who publishes: enter the IATI publisher with its identifier.")
    elif not activity.reporter.names:
        yield _("The institution that publishes has no name.")
    elif activity.identifier == activity.reporter.ref:
        yield _("The project’s IATI identifier is that of the publisher: give it one of its own.")
    if not activity.title:
        yield _("The project has no title.")
    if not activity.description:
        yield _("The project has no description.")
    if activity.country not in codes.COUNTRIES:
        yield _("“%(code)s” is no country that IATI knows: choose the state in which the project is.") % {
            "code": activity.country
        }


def _parties(activity: Activity, today) -> Iterator[str]:
    if not activity.participants:
        yield _("No participating organisation is named: enter the institution that runs it, or who gives money.")
    if any(not party.organisation.ref and not party.organisation.names for party in activity.participants):
        yield _("A participating organisation has neither a name nor an identifier.")


def _days(activity: Activity, today) -> Iterator[str]:
    days = activity.days
    if not {codes.PLANNED_START, codes.ACTUAL_START} & set(days):
        yield _("Neither the planned nor the real first day is known.")
    for kind in (codes.ACTUAL_START, codes.ACTUAL_END):
        if kind in days and days[kind] > today:
            yield _("%(day)s has not come yet: it can be a planned day, but no real one.") % {"day": _day(days[kind])}


def _sectors(activity: Activity, today) -> Iterator[str]:
    if not activity.sectors:
        yield _("No sector is named.")
    for sector in activity.sectors:
        yield from _sector(sector)
    for vocabulary in {sector.vocabulary for sector in activity.sectors}:
        shares = [sector.share for sector in activity.sectors if sector.vocabulary == vocabulary]
        if shares != [None] and sum(share or Decimal(0) for share in shares) != 100:
            yield _("The shares of the sectors of one vocabulary do not add up to 100 per cent.")


def _sector(sector: Sector) -> Iterator[str]:
    known = codes.SECTORS_BY_VOCABULARY.get(sector.vocabulary)
    if known is not None and sector.code not in known:
        yield _("“%(code)s” is no sector of its vocabulary.") % {"code": sector.code}
    if sector.vocabulary == codes.OWN_VOCABULARY and not sector.names:
        yield _("“%(code)s” is no theme of the portal: a sector of our own is named by a theme’s short name.") % {
            "code": sector.code
        }


def _money(activity: Activity, today) -> Iterator[str]:
    money = [*activity.budgets, *activity.transactions]
    for currency in {activity.currency, *(one.currency for one in money)} - codes.CURRENCIES - {""}:
        yield _("“%(code)s” is no currency in use.") % {"code": currency}
    for budget in activity.budgets:
        if budget.end - budget.start > _LONGEST_BUDGET:
            yield _("The budget from %(start)s to %(end)s is for more than a year: divide it by years.") % {
                "start": _day(budget.start),
                "end": _day(budget.end),
            }
    for transaction in activity.transactions:
        if transaction.day > today:
            yield _("The transaction of %(day)s lies in the future.") % {"day": _day(transaction.day)}


def _results(activity: Activity, today) -> Iterator[str]:
    for result in activity.results:
        if not result.indicators:
            yield _("The result “%(title)s” has no indicator.") % {"title": _short(result.title)}
        for indicator in result.indicators:
            yield from _indicator(indicator)


def _indicator(indicator: Indicator) -> Iterator[str]:
    title = {"title": _short(indicator.title)}
    if indicator.baseline is not None and indicator.baseline_day is None:
        yield _("The baseline of the indicator “%(title)s” has no day.") % title
    if any(not period.start or not period.end for period in indicator.periods):
        yield _("A period of the indicator “%(title)s” has no first or no last day.") % title


def _day(day: datetime.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _short(texts: Narratives) -> str:
    return Truncator(languages.first_available(dict(texts), languages.current())[0]).chars(60)
