"""An IATI file as somebody hands it in: hostile or broken files are refused, what is merely odd is told."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.translations.formats import Unreadable as Broken
from amedip.translations.formats import elements
from pilots.iati.values import (
    Activity,
    Budget,
    Indicator,
    Narratives,
    Organisation,
    Participant,
    Period,
    Result,
    Sector,
    Transaction,
)
from pilots.iati.writing import NAMESPACE, OBJECTIVES

LARGEST = 10 * 1024 * 1024  # bytes
MOST_ACTIVITIES = 500
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN = f"{{{NAMESPACE}}}"
_DAC = "1"
_REFUSALS = {
    "unsafe": gettext_lazy(
        "The file has a document type, entities or inclusions, which IATI files do not need and which can do harm. "
        "Ask for a file without them."
    ),
    "deep": gettext_lazy("The file is nested too deeply for an IATI file. Ask for it anew."),
    "encoding": gettext_lazy("The file’s encoding is unknown. Save it as UTF-8."),
    "damaged": gettext_lazy("The file is damaged or incomplete: it is not well-formed XML. Ask for it anew."),
}


class Unreadable(ValidationError):
    """The file as a whole cannot be taken; the message says why and what to do."""


@dataclass(frozen=True)
class Read:
    """An activity of a file, and sentences on what of it could not be understood."""

    activity: Activity
    faults: tuple[str, ...]


def read(data: bytes) -> list[Read]:
    """The activities of a file; raises ``Unreadable`` for what is no IATI file of version 2, or might do harm."""
    if len(data) > LARGEST:
        raise Unreadable(
            _("The file is larger than %(size)d MB. Split it into several files.") % {"size": LARGEST // 1024 // 1024}
        )
    found = []
    try:
        parts = elements.read(data, frozenset({"iati-activity"}))
        root = next(parts, None)
        if root is None or root.tag != "iati-activities":
            raise Unreadable(_("This is no file of IATI activities: its first element is another."))
        if not root.get("version", "").startswith("2."):
            raise Unreadable(_("The file is not in version 2 of the IATI standard. Ask for it in version 2.03."))
        for part in parts:
            if part.tag == "iati-activity":
                found.append(_Reader(part).read())
            if len(found) > MOST_ACTIVITIES:
                raise Unreadable(
                    _("The file holds more than %(most)d activities. Split it into several files.")
                    % {"most": MOST_ACTIVITIES}
                )
    except Broken as error:
        raise Unreadable(str(_REFUSALS.get(error.code, _REFUSALS["damaged"]))) from error
    return found


class _Reader:
    """One activity; what cannot be understood is left out and noted."""

    def __init__(self, node: ElementTree.Element):
        self.node = node
        self.language = _code(node.get(_LANGUAGE, ""))
        self.currency = node.get("default-currency", "").strip()
        self.faults: list[str] = []

    def read(self) -> Read:
        node = self.node
        described = {part.get("type", "1"): self._texts(part) for part in reversed(node.findall("description"))}
        activity = Activity(
            identifier=(node.findtext("iati-identifier") or "").strip(),
            reporter=self._organisation(node.find("reporting-org")) or Organisation(),
            title=self._texts(node.find("title")),
            description=described.get("1", {}),
            objective=described.get(OBJECTIVES, {}),
            status=_attribute(node.find("activity-status"), "code"),
            country=_attribute(node.find("recipient-country"), "code").upper(),
            scope=_attribute(node.find("activity-scope"), "code"),
            secondary=_attribute(node.find("reporting-org"), "secondary-reporter") in ("true", "1"),
            currency=self.currency,
            language=self.language or "en",
            example=node.get(f"{_OWN}example") == "true",
            days=dict(self._days()),
            sectors=tuple(self._all("sector", self._sector)),
            participants=tuple(self._all("participating-org", self._participant)),
            budgets=tuple(self._all("budget", self._budget)),
            transactions=tuple(self._all("transaction", self._transaction)),
            results=tuple(self._all("result", self._result)),
        )
        return Read(activity, tuple(dict.fromkeys(self.faults)))

    def _all(self, name: str, one: Callable, node: ElementTree.Element | None = None) -> Iterator:
        for part in (self.node if node is None else node).findall(name):
            found = one(part)
            if found is not None:
                yield found

    def _days(self) -> Iterator[tuple[str, datetime.date]]:
        for part in self.node.findall("activity-date"):
            if day := self._day(part):
                yield part.get("type", ""), day

    def _sector(self, part) -> Sector:
        share = self._number(part.get("percentage"))
        return Sector(part.get("code", "").strip(), part.get("vocabulary") or _DAC, share, self._texts(part))

    def _participant(self, part) -> Participant:
        return Participant(part.get("role", ""), self._organisation(part))

    def _organisation(self, part) -> Organisation | None:
        if part is None:
            return None
        return Organisation(
            self._texts(part),
            part.get("ref", "").strip(),
            part.get("type", ""),
            _own(part, "state"),
            _own(part, "institution"),
        )

    def _budget(self, part) -> Budget | None:
        start, end = self._day(part.find("period-start")), self._day(part.find("period-end"))
        money = self._money(part.find("value"), start)
        if not (start and end and money):
            return None
        return Budget(start, end, *money, part.get("type") or "1", part.get("status") or "1", *_givers(part))

    def _transaction(self, part) -> Transaction | None:
        day = self._day(part.find("transaction-date"))
        money = self._money(part.find("value"), day)
        if not (day and money):
            return None
        amount, currency, value_day = money
        return Transaction(
            _attribute(part.find("transaction-type"), "code"), day, amount, currency, value_day,
            self._texts(part.find("description")),
            self._organisation(part.find("provider-org")),
            self._organisation(part.find("receiver-org")),
            *_givers(part),
            part.get("ref", "").strip(),
        )  # fmt: skip

    def _result(self, part) -> Result:
        indicators = tuple(self._all("indicator", self._indicator, part))
        title, description = self._texts(part.find("title")), self._texts(part.find("description"))
        return Result(title, part.get("type", ""), description, indicators)

    def _indicator(self, part) -> Indicator:
        baseline, unit = part.find("baseline"), self._texts(part.find(f"{_OWN}unit"))
        described = self._texts(part.find("description"))
        return Indicator(
            title=self._texts(part.find("title")),
            description={code: text for code, text in _without_unit(described, unit) if text},
            unit=unit,
            measure=part.get("measure", ""),
            ascending=part.get("ascending", "true") in ("true", "1"),
            baseline=None if baseline is None else self._number(baseline.get("value")),
            baseline_day=None if baseline is None else self._baseline_day(baseline),
            baseline_comment={} if baseline is None else self._texts(baseline.find("comment")),
            periods=tuple(self._all("period", self._period, part)),
        )

    def _baseline_day(self, part) -> datetime.date | None:
        if part.get("iso-date"):
            return self._day(part)
        year = part.get("year", "").strip()
        return self._read_day(f"{year}-01-01") if year else None

    def _period(self, part) -> Period | None:
        start, end = self._day(part.find("period-start")), self._day(part.find("period-end"))
        if not (start and end):
            return None
        target, actual = part.find("target"), part.find("actual")
        return Period(
            start,
            end,
            None if target is None else self._number(target.get("value")),
            None if actual is None else self._number(actual.get("value")),
            {} if actual is None else self._texts(actual.find("comment")),
        )

    # --- pieces ----------------------------------------------------------------------------------------------------

    def _texts(self, node) -> Narratives:
        """By language; those in languages that the portal does not have are left out."""
        texts: dict[str, str] = {}
        for part in () if node is None else node.findall("narrative"):
            code = _code(part.get(_LANGUAGE, "")) or self.language
            text = (part.text or "").strip()
            if text and code in languages.CODES:
                texts.setdefault(code, text)
        return texts

    def _money(self, node, day) -> tuple[Decimal, str, datetime.date] | None:
        if node is None:
            self.faults.append(_("A sum of money is missing."))
            return None
        amount = self._number((node.text or "").strip())
        currency = node.get("currency", "").strip() or self.currency
        value_day = self._day(node, "value-date") or day
        if amount is None or not currency or value_day is None:
            self.faults.append(_("A sum of money has no amount, no currency or no day."))
            return None
        return amount, currency, value_day

    def _day(self, node, name: str = "iso-date") -> datetime.date | None:
        written = _attribute(node, name)
        return self._read_day(written) if written else None

    def _read_day(self, written: str) -> datetime.date | None:
        try:
            day = parse_date(written)
        except ValueError:
            day = None
        if day is None:
            self.faults.append(_("“%(value)s” is no day of the calendar.") % {"value": written[:40]})
        return day

    def _number(self, written: str | None) -> Decimal | None:
        if not written:
            return None
        try:
            number = Decimal(written.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        # No more digits than the tables hold: an exponent is short to write and endless to spell out.
        if not number.is_finite() or number.adjusted() >= 12 or number.normalize().as_tuple().exponent < -2:
            self.faults.append(_("“%(value)s” is no number that can be taken.") % {"value": written[:40]})
            return None
        return number


def _code(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].strip().lower()


def _attribute(node: ElementTree.Element | None, name: str) -> str:
    return "" if node is None else node.get(name, "").strip()


def _own(part: ElementTree.Element, name: str) -> str:
    return part.get(f"{_OWN}{name}", "").strip()


def _givers(part: ElementTree.Element) -> tuple[str, str]:
    return _own(part, "donor"), _own(part, "agency")


def _without_unit(described: Narratives, unit: Narratives) -> Iterator[tuple[str, str]]:
    """Descriptions as they were before ``writing.with_unit`` put the unit behind them."""
    for code, text in described.items():
        yield code, text.removesuffix(f"({unit[code]})").rstrip() if code in unit else text
