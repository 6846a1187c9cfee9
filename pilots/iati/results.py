"""The results of a file beside those of a pilot: with their indicators, and the values of these by period."""

from django.utils import timezone
from django.utils.formats import date_format

from pilots.iati.beside import Beside, take
from pilots.iati.gathering import narratives
from pilots.iati.steps import name_of
from pilots.iati.values import Indicator, Narratives, Period, Result
from pilots.models import Indicator as IndicatorRow
from pilots.models import Period as PeriodRow
from pilots.models import Result as ResultRow


class Results(Beside):
    """A result or an indicator is found again by its title in any language, a period by its days."""

    def go(self) -> None:
        rows = self.rows("results")
        for position, told in enumerate(self.told.results, len(rows)):
            self._result(told, rows, position)

    def _result(self, told: Result, rows: list, position: int) -> None:
        row = take(rows, lambda row: _shares_title(row, told.title))
        columns, parents = {"kind": told.kind}, {}
        if row is None:
            row, parents = self.new(ResultRow)
            columns["position"] = position
        texts = {"title": told.title, "description": told.description}
        if self.comparison.consider(row, name_of(told.title), columns, texts, parents) is None:
            return
        indicators = [] if row._state.adding else list(row.indicators.all())
        for place, indicator in enumerate(told.indicators, len(indicators)):
            self._indicator(indicator, row, indicators, place)

    def _indicator(self, told: Indicator, result: ResultRow, rows: list, position: int) -> None:
        row = take(rows, lambda row: _shares_title(row, told.title))
        columns = {"measure": told.measure, "ascending": told.ascending}
        columns |= {
            name: value
            for name, value in (("baseline", told.baseline), ("baseline_on", told.baseline_day))
            if value is not None
        }
        parents = {}
        if row is None:
            row, parents = self.new(IndicatorRow, result=result)
            columns["position"] = position
        texts = {
            "title": told.title,
            "description": told.description,
            "unit": told.unit,
            "baseline_comment": told.baseline_comment,
        }
        if self.comparison.consider(row, name_of(told.title), columns, texts, parents) is None:
            return
        periods = [] if row._state.adding else list(row.periods.all())
        for period in told.periods:
            self._period(period, row, periods)

    def _period(self, told: Period, indicator: IndicatorRow, rows: list) -> None:
        row = take(rows, lambda row: (row.start, row.end) == (told.start, told.end))
        columns = {"target": told.target} if told.target is not None else {}
        parents = {}
        if row is None:
            row, parents = self.new(PeriodRow, indicator=indicator)
            columns |= {"start": told.start, "end": told.end}
        if told.actual is not None and row.actual != told.actual:
            # A file has no day of measurement: the value is that of the period. Nobody of the staff has looked at it.
            columns |= {"actual": told.actual, "measured_on": min(told.end, timezone.localdate())}
            columns |= {"verified_by": None, "verified_at": None} if row.verified_at else {}
        name = f"{date_format(told.start, 'SHORT_DATE_FORMAT')} – {date_format(told.end, 'SHORT_DATE_FORMAT')}"
        self.comparison.consider(row, name, columns, {"comment": told.comment}, parents)


def _shares_title(row, title: Narratives) -> bool:
    """Has the row one of these titles, in its language?"""
    stored = narratives(row, "title")
    return any(stored.get(code) == text for code, text in title.items())
