"""Activities as an IATI file: elements in the order of the standard, every text in each language that has it."""

import datetime
import io
from collections.abc import Iterable
from decimal import Decimal

from amedip.core import languages
from amedip.translations.formats.elements import XmlWriter
from pilots.iati.values import (
    Activity,
    Budget,
    Document,
    Indicator,
    Narratives,
    Organisation,
    Participant,
    Period,
    Result,
    Sector,
    Transaction,
)

VERSION = "2.03"
MEDIA_TYPE = "application/xml; charset=utf-8"
# What the standard has no word for stands under this name: the references under which the portal knows a state or an
# institution, who gives the money of a budget, the unit in which an indicator counts, what is an example.
NAMESPACE = "urn:amedip:iati"
GENERAL, OBJECTIVES = "1", "2"  # of the list DescriptionType


def write(activities: Iterable[Activity], *, made_at: datetime.datetime) -> bytes:
    """The file that holds ``activities``."""
    file = io.BytesIO()
    xml = XmlWriter(file)
    xml.start(
        "iati-activities", {"version": VERSION, "generated-datetime": _moment(made_at), "xmlns:amedip": NAMESPACE}
    )
    xml.line()
    for activity in activities:
        _activity(xml, activity)
        xml.line()
    xml.end("iati-activities")
    return file.getvalue()


def _activity(xml: XmlWriter, activity: Activity) -> None:
    xml.start(
        "iati-activity",
        {
            "xml:lang": activity.language,
            "default-currency": activity.currency or None,
            "last-updated-datetime": _moment(activity.updated_at) if activity.updated_at else None,
            "amedip:example": "true" if activity.example else None,
        },
    )
    xml.leaf("iati-identifier", None, activity.identifier)
    _organisation(xml, "reporting-org", activity.reporter, {"secondary-reporter": "1" if activity.secondary else None})
    _told(xml, "title", activity.title)
    _told(xml, "description", activity.description, {"type": GENERAL})
    _told(xml, "description", activity.objective, {"type": OBJECTIVES})
    for participant in activity.participants:
        _participant(xml, participant)
    _coded(xml, "activity-status", activity.status)
    for kind, day in sorted(activity.days.items()):
        _empty(xml, "activity-date", {"type": kind, "iso-date": day.isoformat()})
    for name, code in (("activity-scope", activity.scope), ("recipient-country", activity.country)):
        if code:
            _coded(xml, name, code)
    for sector in activity.sectors:
        _sector(xml, sector)
    for budget in activity.budgets:
        _budget(xml, budget)
    for transaction in activity.transactions:
        _transaction(xml, transaction)
    for document in activity.documents:
        _document(xml, document)
    for result in activity.results:
        _result(xml, result)
    xml.end("iati-activity")


def _participant(xml: XmlWriter, participant: Participant) -> None:
    _organisation(xml, "participating-org", participant.organisation, {"role": participant.role})


def _sector(xml: XmlWriter, sector: Sector) -> None:
    share = None if sector.share is None else _number(sector.share)
    xml.start("sector", {"vocabulary": sector.vocabulary, "code": sector.code, "percentage": share})
    _narratives(xml, sector.names)
    xml.end("sector")


def _budget(xml: XmlWriter, budget: Budget) -> None:
    xml.start("budget", {"type": budget.kind, "status": budget.status} | _givers(budget))
    _days(xml, budget.start, budget.end)
    _value(xml, budget)
    xml.end("budget")


def _transaction(xml: XmlWriter, transaction: Transaction) -> None:
    xml.start("transaction", {"ref": transaction.ref or None} | _givers(transaction))
    _coded(xml, "transaction-type", transaction.kind)
    _empty(xml, "transaction-date", {"iso-date": transaction.day.isoformat()})
    _value(xml, transaction)
    _told(xml, "description", transaction.description)
    for name, organisation in (("provider-org", transaction.provider), ("receiver-org", transaction.receiver)):
        if organisation:
            _organisation(xml, name, organisation)
    xml.end("transaction")


def _document(xml: XmlWriter, document: Document) -> None:
    xml.start("document-link", {"url": document.url, "format": document.format})
    _told(xml, "title", document.title)
    for category in document.categories:
        _coded(xml, "category", category)
    for code in document.languages:
        _coded(xml, "language", code)
    if document.day:
        _empty(xml, "document-date", {"iso-date": document.day.isoformat()})
    xml.end("document-link")


def _result(xml: XmlWriter, result: Result) -> None:
    xml.start("result", {"type": result.kind})
    _told(xml, "title", result.title)
    _told(xml, "description", result.description)
    for indicator in result.indicators:
        _indicator(xml, indicator)
    xml.end("result")


def _indicator(xml: XmlWriter, indicator: Indicator) -> None:
    ascending = "true" if indicator.ascending else "false"
    xml.start("indicator", {"measure": indicator.measure, "ascending": ascending})
    _told(xml, "title", indicator.title)
    _told(xml, "description", with_unit(indicator))
    if indicator.baseline is not None and indicator.baseline_day:
        day, value = indicator.baseline_day, _number(indicator.baseline)
        xml.start("baseline", {"year": str(day.year), "iso-date": day.isoformat(), "value": value})
        _told(xml, "comment", indicator.baseline_comment)
        xml.end("baseline")
    for period in indicator.periods:
        _period(xml, period)
    _told(xml, "amedip:unit", indicator.unit)
    xml.end("indicator")


def with_unit(indicator: Indicator) -> dict[str, str]:
    """The description with the unit behind it: the standard has no place for units, and readers need them."""
    told = {}
    for code in languages.CODES:
        unit = indicator.unit.get(code)
        pieces = [indicator.description.get(code), f"({unit})" if unit else ""]
        told[code] = " ".join(filter(None, pieces))
    return {code: text for code, text in told.items() if text}


def _period(xml: XmlWriter, period: Period) -> None:
    xml.start("period")
    _days(xml, period.start, period.end)
    if period.target is not None:
        _empty(xml, "target", {"value": _number(period.target)})
    if period.actual is not None:
        xml.start("actual", {"value": _number(period.actual)})
        _told(xml, "comment", period.comment)
        xml.end("actual")
    xml.end("period")


# --- pieces --------------------------------------------------------------------------------------------------------


def _organisation(xml: XmlWriter, name: str, organisation: Organisation, more: dict | None = None) -> None:
    known = {"amedip:state": organisation.state or None, "amedip:institution": organisation.institution or None}
    xml.start(name, {"ref": organisation.ref or None, "type": organisation.kind or None} | known | (more or {}))
    _narratives(xml, organisation.names)
    xml.end(name)


def _told(xml: XmlWriter, name: str, texts: Narratives, attributes: dict | None = None) -> None:
    """An element of narratives; none where there is no text at all."""
    if any(texts.values()):
        xml.start(name, attributes)
        _narratives(xml, texts)
        xml.end(name)


def _narratives(xml: XmlWriter, texts: Narratives) -> None:
    for code in languages.CODES:
        if texts.get(code):
            xml.leaf("narrative", {"xml:lang": code}, texts[code])


def _givers(money: Budget | Transaction) -> dict[str, str | None]:
    return {"amedip:donor": money.donor or None, "amedip:agency": money.agency or None}


def _days(xml: XmlWriter, start: datetime.date, end: datetime.date) -> None:
    _empty(xml, "period-start", {"iso-date": start.isoformat()})
    _empty(xml, "period-end", {"iso-date": end.isoformat()})


def _value(xml: XmlWriter, money: Budget | Transaction) -> None:
    xml.leaf("value", {"currency": money.currency, "value-date": money.value_day.isoformat()}, f"{money.amount:f}")


def _coded(xml: XmlWriter, name: str, code: str) -> None:
    _empty(xml, name, {"code": code})


def _empty(xml: XmlWriter, name: str, attributes: dict[str, str | None]) -> None:
    xml.leaf(name, attributes, "")


def _number(value: Decimal) -> str:
    """Without zeros that say nothing, and never with an exponent."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _moment(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
